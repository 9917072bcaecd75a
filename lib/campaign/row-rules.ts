import { IConstruct } from 'constructs';
import { Checked, checked } from '../contents/check/row-check';
import { ACCOUNT_ID, ORGANIZATIONAL_UNIT_ID } from '../contract/forms';
import { INVITED_EMAIL } from '../organizations/invitation-properties';
import { MOST_TAGS, TAG_KEY, TAG_VALUE } from '../contract/text-forms';
import { matchProblem, Problem } from '../properties/problems';
import { ROW_TYPES } from './property-types';
import { RosterRow } from './roster';

const HIGHEST_PRIORITY = 999_999;

/**
 * A row whose values are all allowed, or what is wrong with it.
 *
 * @param needsAccount whether a role accepts, which only the id of an account tells
 */
export function checkedRow(scope: IConstruct, properties: object, needsAccount: boolean): Checked<RosterRow> {
  return checked(scope, properties, ROW_TYPES, ({ account, email, organizationalUnitId, tags = {}, priority }) => [
    targetProblem(account, email, needsAccount),
    matchProblem('account', account, ACCOUNT_ID.form, ACCOUNT_ID.allowed),
    matchProblem('email', email, INVITED_EMAIL.form, INVITED_EMAIL.allowed),
    matchProblem('organizationalUnitId', organizationalUnitId, ORGANIZATIONAL_UNIT_ID.form, ORGANIZATIONAL_UNIT_ID.allowed),
    priorityProblem(priority),
    ...tagProblems(tags),
  ]);
}

function targetProblem(account: string | undefined, email: string | undefined, needsAccount: boolean): Problem | undefined {
  if (account !== undefined && email !== undefined) return { property: 'email', value: email, allowed: 'left out where the account has its id' };
  if (account === undefined && email === undefined) return { property: 'account', value: account, allowed: 'given, or else email' };
  return needsAccount && email !== undefined
    ? { property: 'email', value: email, allowed: 'replaced by the id of the account, of which the ARN of the role that accepts is made' }
    : undefined;
}

function priorityProblem(priority: number | undefined): Problem | undefined {
  const isAllowed = priority === undefined || (Number.isInteger(priority) && priority >= 0 && priority <= HIGHEST_PRIORITY);
  return isAllowed ? undefined : { property: 'priority', value: priority, allowed: `a whole number from 0 to ${HIGHEST_PRIORITY}` };
}

function tagProblems(tags: Readonly<Record<string, string>>): (Problem | undefined)[] {
  const keys = Object.keys(tags);
  return [
    keys.length > MOST_TAGS ? { property: 'tags', value: keys, allowed: `at most ${MOST_TAGS}, not ${keys.length}` } : undefined,
    ...Object.entries(tags).flatMap(([key, value]) => [
      matchProblem('tags', key, TAG_KEY.form, TAG_KEY.allowed), matchProblem(`tags.${key}`, value, TAG_VALUE.form, TAG_VALUE.allowed),
    ]),
  ];
}

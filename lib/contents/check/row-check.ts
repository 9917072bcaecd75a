import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { userProblems } from '../../identity-store/user-rules';
import { nameProblem, Problem, textProblem } from '../../properties/problems';
import { isObject, PropertyTypes, typed } from '../../properties/property-type';
import { unknownProperties } from '../../properties/unknown-properties';
import { Refusal } from '../../properties/validation';
import { GROUP_ROW_TYPES, MEMBERSHIP_ROW_TYPES, USER_ROW_TYPES } from '../property-types';
import { GroupRow, MembershipRow, UserRow } from '../rows';

/** A row whose values are all allowed, or what is wrong with it. */
export type Checked<Row> = { readonly row: Row } | { readonly problems: readonly Problem[] };

/** The same rules as those of the construct `User`. */
export function checkedUser(scope: IConstruct, properties: object): Checked<UserRow> {
  return checked(scope, properties, USER_ROW_TYPES, (row) => [...userProblems(row), ...formerNameProblems('user', row.formerName, row.userName)]);
}

/** The same rules as those of the construct `Group`. */
export function checkedGroup(scope: IConstruct, properties: object): Checked<GroupRow> {
  return checked(scope, properties, GROUP_ROW_TYPES, ({ displayName, description, formerName }) => [
    nameProblem('group', 'displayName', displayName), textProblem('description', description), ...formerNameProblems('group', formerName, displayName),
  ]);
}

export function checkedMembership(scope: IConstruct, properties: object): Checked<MembershipRow> {
  return checked(scope, properties, MEMBERSHIP_ROW_TYPES, ({ group, userName }) => [nameProblem('group', 'group', group), nameProblem('user', 'userName', userName)]);
}

function formerNameProblems(kind: 'user' | 'group', formerName: string | undefined, name: string): (Problem | undefined)[] {
  if (formerName === undefined) return [];
  const isSame = formerName === name;
  return [nameProblem(kind, 'formerName', formerName), isSame ? { property: 'formerName', value: formerName, allowed: 'left out, or another name than now' } : undefined];
}

/** Reads the properties of a row, and tells what is wrong with it: its properties, then their types, then what the rules say of their values. */
export function checked<Row extends object>(
  scope: IConstruct, properties: object, types: PropertyTypes<Row>, problemsOf: (row: Row) => readonly (Problem | undefined)[],
): Checked<Row> {
  const wrong = shapeProblems(properties, Object.keys(types));
  if (wrong.length > 0) return { problems: wrong };
  const read = readRow(scope, properties as Row, types);
  if ('problems' in read) return read;
  const problems = firstOfEach(problemsOf(read.row));
  return problems.length > 0 ? { problems } : read;
}

/** A misspelled property would take the attribute away that it means: of all users at once. */
function shapeProblems(properties: object, names: readonly string[]): Problem[] {
  if (!isObject(properties)) return [{ property: '', value: properties, allowed: `an object with ${names.join(', ')}` }];
  const unknown = unknownProperties(properties, names).map(({ name, meant }): Problem => ({
    property: name, value: properties[name as keyof object], allowed: meant === undefined ? 'left out: there is no such property' : `left out, or be ${meant} if that is meant`,
  }));
  const tokens = tokensIn(properties, '').map((property) => ({ property, value: 'a token', allowed: 'known at synthesis, when the file is written' }));
  return [...unknown, ...tokens];
}

/** The properties that only the deployment knows. */
function tokensIn(value: unknown, property: string): string[] {
  if (Token.isUnresolved(value)) return [property];
  if (Array.isArray(value)) return value.flatMap((each, index) => tokensIn(each, `${property}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => tokensIn(each, property === '' ? name : `${property}.${name}`));
}

/** The first value that isn't of its type: the rules aren't for such a row. */
function readRow<Row extends object>(scope: IConstruct, properties: Row, types: PropertyTypes<Row>): Checked<Row> {
  try {
    return { row: typed(scope, properties, types) };
  } catch (error) {
    if (error instanceof Refusal) return { problems: [error.problem] };
    throw error;
  }
}

function firstOfEach(problems: readonly (Problem | undefined)[]): Problem[] {
  const found = problems.filter((problem) => problem !== undefined);
  return found.filter(({ property }, index) => found.findIndex((other) => other.property === property) === index);
}

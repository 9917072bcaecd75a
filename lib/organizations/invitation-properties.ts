import { Construct } from 'constructs';
import { ACCOUNT_ID, ORGANIZATIONAL_UNIT_ID, ROLE_ARN } from '../contract/forms';
import { TagProperties, TargetProperties } from '../contract/organizations';
import { MOST_TAGS, TAG_KEY, TAG_VALUE } from '../contract/text-forms';
import { requireMinutes } from '../properties/aws-types';
import { refuse, requireMatch, ROLE_NAME_FORM } from '../properties/validation';
import { Acceptance, AssumeRoleOptions } from './acceptance';
import { AccountInvitationProps } from './account-invitation-props';
import { InvitationTarget } from './invitation-target';

export const INVITED_EMAIL = { form: /^(?=.{6,64}$)[^\s@]+@[^\s@]+$/, allowed: 'an e-mail address of 6 to 64 characters' };
export const NOTES = /^[\s\S]{1,1024}$/u;
export const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
const LONGEST_WAIT_MINUTES = 50;

/** How what is declared twice is known: an account is invited by one declaration. */
export const INVITED_ONCE = { kind: 'invitation of', identityStoreId: 'the organization' };

/** Fails the synthesis if a value breaks a limit of the service. */
export function validateInvitation(scope: Construct, props: AccountInvitationProps): void {
  const { target, notes, organizationalUnitId, acceptance = Acceptance.none(), tags = {} } = props;
  requireMatch(scope, 'target', target._accountId, ACCOUNT_ID.form, ACCOUNT_ID.allowed);
  requireMatch(scope, 'target', target._email, INVITED_EMAIL.form, INVITED_EMAIL.allowed);
  requireMatch(scope, 'notes', notes, NOTES, '1 to 1024 characters long');
  requireMatch(scope, 'organizationalUnitId', organizationalUnitId, ORGANIZATIONAL_UNIT_ID.form, ORGANIZATIONAL_UNIT_ID.allowed);
  validateTags(scope, tags);
  requireMinutes(scope, 'acceptance.timeout', acceptance._wait.timeout, LONGEST_WAIT_MINUTES);
  if (acceptance._mode === 'ASSUME_ROLE') validateRole(scope, target, acceptance._role);
}

export function targetProperties({ _accountId: accountId, _email: email }: InvitationTarget): TargetProperties {
  return email === undefined ? { AccountId: accountId as string } : { Email: email };
}

export function tagProperties(tags: Readonly<Record<string, string>> | undefined): { readonly Tags?: readonly TagProperties[] } {
  return tags ? { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) } : {};
}

function validateTags(scope: Construct, tags: Readonly<Record<string, string>>): void {
  const keys = Object.keys(tags);
  if (keys.length > MOST_TAGS) refuse(scope, 'tags', keys, `at most ${MOST_TAGS}, not ${keys.length}`);
  for (const [key, value] of Object.entries(tags)) {
    requireMatch(scope, 'tags', key, TAG_KEY.form, TAG_KEY.allowed);
    requireMatch(scope, `tags.${key}`, value, TAG_VALUE.form, TAG_VALUE.allowed);
  }
}

function validateRole(scope: Construct, target: InvitationTarget, { roleName, roleArn, externalId }: AssumeRoleOptions): void {
  if ((roleName === undefined) === (roleArn === undefined)) {
    refuse(scope, 'acceptance', { roleName, roleArn }, 'assumeRole with either a roleName or a roleArn');
  }
  if (roleName !== undefined && target._email !== undefined) {
    refuse(scope, 'acceptance.roleName', roleName, 'left out for an invitation by e-mail, whose account id isn\'t known: use roleArn');
  }
  requireMatch(scope, 'acceptance.roleName', roleName, ROLE_NAME_FORM, '1 to 64 letters, digits and + = , . @ - _, without a path');
  requireMatch(scope, 'acceptance.roleArn', roleArn, ROLE_ARN.form, ROLE_ARN.allowed);
  requireMatch(scope, 'acceptance.externalId', externalId, EXTERNAL_ID, '2 to 1224 letters, digits and + = , . @ : / - _');
  const account = roleArn?.split(':')[4];
  const areKnown = [account, target._accountId].every((id) => id !== undefined && ACCOUNT_ID.form.test(id));
  if (areKnown && account !== target._accountId) {
    refuse(scope, 'acceptance.roleArn', roleArn, `a role of the invited account ${target._accountId}`);
  }
}

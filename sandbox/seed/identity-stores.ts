import { KEY_STATES } from '../identity-store/encryption';
import { uncapitalized, USER_ATTRIBUTES } from '../identity-store/user-attributes';
import { ACCOUNT_ID, ANY_OBJECT, ANYTHING, list, matching, members, oneOf, record, TEXT, textOf } from './shape';

const EXTERNAL_IDS = list(members({ issuer: textOf(1, 256), id: textOf(1, 256) }, 'issuer', 'id'), 10);

/** What they hold is for the Identity Store to check. */
const ATTRIBUTES = Object.fromEntries(USER_ATTRIBUTES.map((name) => [uncapitalized(name), ANYTHING]));

const PERMISSION_SET = members({
  name: matching(/^[\w+=,.@-]{1,32}$/, 'the name of a permission set'),
  id: matching(/^ps-[a-zA-Z0-9.-]{16}$/, 'the id of a permission set, such as ps-1234567890abcdef'),
  description: TEXT,
  sessionDuration: matching(/^P/, 'a duration such as PT1H'),
  relayState: TEXT,
  managedPolicies: list(TEXT),
  inlinePolicy: TEXT,
  tags: record(TEXT),
  assignments: list(members({ account: ACCOUNT_ID, group: TEXT, user: TEXT }, 'account')),
}, 'name');

/** What a seed says about an identity store. */
const STORE = members({
  groups: list(members({ displayName: TEXT, description: TEXT, externalIds: EXTERNAL_IDS }, 'displayName')),
  users: list(members({ userName: TEXT, email: TEXT, ...ATTRIBUTES, userStatus: oneOf('ENABLED', 'DISABLED'), externalIds: EXTERNAL_IDS }, 'userName')),
  memberships: list(members({ group: TEXT, user: TEXT }, 'group', 'user')),
  region: matching(/^[a-z]{2,4}(-[a-z]{1,10}){1,3}-\d{1,2}$/, 'a Region, such as eu-central-1'),
  instanceArn: matching(/^arn:aws[^:]*:sso:::instance\/(sso)?ins-[a-zA-Z0-9.-]{16}$/, 'the ARN of an instance, such as arn:aws:sso:::instance/ssoins-1234567890abcdef'),
  permissionSets: list(PERMISSION_SET),
  ownerAccount: matching(/^\d{12}$/, 'a text of 12 digits'),
  networkConfiguration: ANY_OBJECT,
  encryptionKey: members({ arn: matching(/^arn:[^:]+:kms:/, 'the ARN of a KMS key'), state: oneOf(...KEY_STATES) }, 'arn'),
});

const STORE_ID = matching(/^(d-[0-9a-f]{10}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/, 'the id of an identity store, such as d-1234567890');

/** What a seed says about identity stores, by their ids. */
export const IDENTITY_STORES = record(STORE, STORE_ID);

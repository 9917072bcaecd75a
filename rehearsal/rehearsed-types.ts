import { CAMPAIGN_RESOURCE_TYPE } from '../lib/contract/campaign';
import { CONTENTS_RESOURCE_TYPE } from '../lib/contract/contents';
import {
  GROUP_LOOKUP_RESOURCE_TYPE, GROUP_MEMBERSHIP_RESOURCE_TYPE, GROUP_RESOURCE_TYPE, USER_LOOKUP_RESOURCE_TYPE, USER_RESOURCE_TYPE,
} from '../lib/contract/identity-store';
import { ACCOUNT_INVITATION_RESOURCE_TYPE, ACCOUNT_MEMBERSHIP_RESOURCE_TYPE, ALL_FEATURES_RESOURCE_TYPE } from '../lib/contract/organizations';
import { NESTED_STACK } from '../sandbox/cloudformation/nested-stacks';
import { NATIVE_KINDS } from '../sandbox/cloudformation/resource-types/identity-store';

/** The types of the custom resources of this library. */
export const GUARDED_TYPES: readonly string[] = [
  USER_RESOURCE_TYPE, GROUP_RESOURCE_TYPE, GROUP_MEMBERSHIP_RESOURCE_TYPE, USER_LOOKUP_RESOURCE_TYPE, GROUP_LOOKUP_RESOURCE_TYPE, CONTENTS_RESOURCE_TYPE,
  ACCOUNT_INVITATION_RESOURCE_TYPE, ACCOUNT_MEMBERSHIP_RESOURCE_TYPE, ALL_FEATURES_RESOURCE_TYPE, CAMPAIGN_RESOURCE_TYPE,
];

const REHEARSED_TYPES: ReadonlySet<string> = new Set([...GUARDED_TYPES, ...Object.keys(NATIVE_KINDS), NESTED_STACK]);

/** Whether resources of this type are rehearsed: guarded ones, CloudFormation's own ones of the Identity Store, and stacks in which there may be some. */
export function isRehearsed(type: string): boolean {
  return REHEARSED_TYPES.has(type);
}

/** Whether a snapshot has the entities of resources of this type as long as they are there. */
export function isInAStore(type: string): boolean {
  return /^(Custom::IdentityStore|AWS::IdentityStore::)(User|Group|GroupMembership)$/.test(type);
}

const ABOUT_ACCOUNTS: ReadonlySet<string> = new Set([ACCOUNT_INVITATION_RESOURCE_TYPE, ACCOUNT_MEMBERSHIP_RESOURCE_TYPE]);

/** Whether resources of this type are about an account of the organization: its invitation, and what follows that. */
export function isAboutAccount(type: string): boolean {
  return ABOUT_ACCOUNTS.has(type);
}

import { CONTENTS_RESOURCE_TYPE } from '../lib/contract/contents';
import {
  GROUP_LOOKUP_RESOURCE_TYPE, GROUP_MEMBERSHIP_RESOURCE_TYPE, GROUP_RESOURCE_TYPE, USER_LOOKUP_RESOURCE_TYPE, USER_RESOURCE_TYPE,
} from '../lib/contract/identity-store';
import { isMembers } from '../sandbox/cloudformation/functions/function';
import type { Properties } from '../sandbox/cloudformation/template';
import { isUnknown } from '../sandbox/cloudformation/unknown';
import type { NotRead, Snapshot } from '../sandbox/seed/snapshot';
import { isAboutAccount } from './rehearsed-types';

/** What of a store each type is about. */
const PARTS: Readonly<Record<string, readonly ('users' | 'groups')[]>> = {
  [USER_RESOURCE_TYPE]: ['users'],
  [USER_LOOKUP_RESOURCE_TYPE]: ['users'],
  'AWS::IdentityStore::User': ['users'],
  [GROUP_RESOURCE_TYPE]: ['groups'],
  [GROUP_LOOKUP_RESOURCE_TYPE]: ['groups'],
  'AWS::IdentityStore::Group': ['groups'],
  [GROUP_MEMBERSHIP_RESOURCE_TYPE]: ['users', 'groups'],
  'AWS::IdentityStore::GroupMembership': ['users', 'groups'],
  [CONTENTS_RESOURCE_TYPE]: ['users', 'groups'],
};

/** Why nothing is known of what a resource is about: what a copy lacks because it wasn't read isn't missing. */
export function reasonsNotRead(snapshot: Snapshot, type: string, properties: Properties): string[] {
  return type.startsWith('Custom::Organizations') ? ofOrganization(snapshot, type, properties) : ofStore(snapshot, type, properties);
}

function ofOrganization({ organization, notRead }: Snapshot, type: string, { Target: target, Tags: tags }: Properties): string[] {
  if (!organization) return ['the organization was not read'];
  if (!isAboutAccount(type)) return [];
  const accountId = isMembers(target) ? target.AccountId : undefined;
  // Whose an address is only shows once somebody has accepted.
  const tagsOf = typeof accountId === 'string' ? `tags of the account ${accountId}` : 'tags of the account ';
  const unread = notRead.filter(({ what }) => what === 'invitations' || (tags !== undefined && what.startsWith(tagsOf)));
  return unread.map(({ what }) => `${what} were not read`);
}

function ofStore({ identityStores, missingStores = [], notRead }: Snapshot, type: string, properties: Properties): string[] {
  const { IdentityStoreId: storeId, GroupId: groupId, UserId: userId, MemberId: member } = properties;
  if (typeof storeId !== 'string' || isUnknown(storeId)) return [];
  if (!identityStores.some(({ identityStoreId }) => identityStoreId === storeId)) {
    return missingStores.some(({ identityStoreId }) => identityStoreId === storeId) ? [] : [`the identity store ${storeId} was not read`];
  }
  const parts = PARTS[type] ?? [];
  if (type === CONTENTS_RESOURCE_TYPE && notRead.some(({ what }) => what.startsWith('memberships of '))) return ['not all memberships were read'];
  const unread = parts.filter((part) => notRead.some(({ what }) => what.startsWith(`${part} of the identity store ${storeId} `)));
  const memberships = parts.length < 2 ? [] : [`memberships of the group ${String(groupId)}`, `memberships of the user ${String(isMembers(member) ? member.UserId : userId)}`];
  return [
    ...unread.map((part) => `${part} of the identity store ${storeId} were not read`),
    ...memberships.filter((each) => notRead.some(({ what }) => what === each)).map((what) => `${what} were not read`),
  ];
}

const OF_STACK = /^(?:resources of the )?stack (\S+) in ([a-z\d-]+)(?:: .*)?$/;

/** A stack of which not all could be read, or not of one moment. */
export interface UnreadStack extends NotRead {
  readonly stackName: string;
  readonly region: string;
}

/** Stacks of which nobody knows what they hold. What is nested in one counts as its own. */
export function unreadStacks({ notRead }: Snapshot): UnreadStack[] {
  return notRead.flatMap((each) => {
    const [, stackName, region] = OF_STACK.exec(each.what) ?? [];
    return stackName === undefined || region === undefined ? [] : [{ ...each, stackName, region }];
  });
}

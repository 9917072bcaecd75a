import { GROUP_MEMBERSHIP_RESOURCE_TYPE } from '../lib/contract/identity-store';
import { ACCOUNT_INVITATION_RESOURCE_TYPE, ACCOUNT_MEMBERSHIP_RESOURCE_TYPE } from '../lib/contract/organizations';
import { isMembers } from '../sandbox/cloudformation/functions/function';
import type { Properties } from '../sandbox/cloudformation/template';
import { isUnknown } from '../sandbox/cloudformation/unknown';
import type { Snapshot } from '../sandbox/seed/snapshot';

/** Those for which it counts which invitations are pending. */
const ABOUT_INVITATIONS: readonly string[] = [ACCOUNT_INVITATION_RESOURCE_TYPE, ACCOUNT_MEMBERSHIP_RESOURCE_TYPE];

const NATIVE_MEMBERSHIP = 'AWS::IdentityStore::GroupMembership';

/** Why nothing is known of what a resource is about: what a copy lacks because it wasn't read isn't missing. */
export function reasonsNotRead({ identityStores, organization, notRead }: Snapshot, type: string, properties: Properties): string[] {
  const isMissing = (what: string): boolean => notRead.some((each) => each.what === what);
  if (type.startsWith('Custom::Organizations')) {
    if (!organization) return ['the organization was not read'];
    return ABOUT_INVITATIONS.includes(type) && isMissing('invitations') ? ['invitations were not read'] : [];
  }
  const { IdentityStoreId: storeId, GroupId: groupId, UserId: userId, MemberId: member } = properties;
  if (typeof storeId !== 'string' || isUnknown(storeId)) return [];
  if (!identityStores.some(({ identityStoreId }) => identityStoreId === storeId)) return [`the identity store ${storeId} was not read`];
  if (![GROUP_MEMBERSHIP_RESOURCE_TYPE, NATIVE_MEMBERSHIP].includes(type)) return [];
  const memberId = isMembers(member) ? member.UserId : userId;
  return [`memberships of the group ${String(groupId)}`, `memberships of the user ${String(memberId)}`].filter(isMissing).map((what) => `${what} were not read`);
}

import {
  GroupMembership, IdentitystoreClient, paginateListGroupMemberships, paginateListGroupMembershipsForMember, paginateListGroups, paginateListUsers,
} from '@aws-sdk/client-identitystore';
import type { Entity, StoreSnapshot } from '../../sandbox/seed/snapshot';
import { allOf, Steps } from './steps';

/** The extension in which constructs can declare attributes; lists only have it when they are asked for it. */
const EXTENSIONS = ['aws:identitystore:enterprise'];

const PAGE = 100;

/**
 * Reads a whole store, as far as the caller may: users, groups, memberships.
 *
 * @returns nothing if the Region has no such store
 * @throws what AWS says, if a call fails for another reason than a missing permission
 */
export async function readIdentityStore(
  steps: Steps, client: IdentitystoreClient, identityStoreId: string, region: string,
): Promise<StoreSnapshot | undefined> {
  // A paginator writes its token into what it is given, so that each has its own.
  const ofStore = <Input extends object>(input: Input): Input & { readonly IdentityStoreId: string } => ({ ...input, IdentityStoreId: identityStoreId });
  const paging = { client, pageSize: PAGE };
  const place = `the identity store ${identityStoreId} in ${region}`;
  try {
    const users = await steps.readIfAllowed(`users of ${place}`, () =>
      allOf(paginateListUsers(paging, ofStore({ Extensions: EXTENSIONS })), ({ Users }) => Users), isMissing);
    const groups = await steps.readIfAllowed(`groups of ${place}`, () => allOf(paginateListGroups(paging, ofStore({})), ({ Groups }) => Groups), isMissing);
    const memberships: GroupMembership[] = [];
    if (groups && (!users || groups.length <= users.length)) {
      for (const { GroupId } of groups) {
        memberships.push(...await steps.readIfAllowed(`memberships of the group ${GroupId}`, () =>
          allOf(paginateListGroupMemberships(paging, ofStore({ GroupId })), (page) => page.GroupMemberships)) ?? []);
      }
    } else {
      for (const { UserId } of users ?? []) {
        memberships.push(...await steps.readIfAllowed(`memberships of the user ${UserId}`, () =>
          allOf(paginateListGroupMembershipsForMember(paging, ofStore({ MemberId: { UserId: UserId as string } })), (page) => page.GroupMemberships)) ?? []);
      }
    }
    return { identityStoreId, region, users: entities(users), groups: entities(groups), memberships: entities(memberships) };
  } catch (thrown) {
    if (isMissing(thrown)) return undefined;
    throw thrown;
  }
}

/** Lists need nothing but the store, and its key. */
function isMissing(thrown: unknown): boolean {
  const { name, Reason: reason, ResourceType: type = 'IDENTITY_STORE' } = thrown as { readonly name: string; readonly Reason?: string; readonly ResourceType?: string };
  return name === 'ResourceNotFoundException' && reason === undefined && type === 'IDENTITY_STORE';
}

function entities(items: readonly object[] = []): Entity[] {
  return items as Entity[];
}

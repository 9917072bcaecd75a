import {
  GroupMembership, IdentitystoreClient, paginateListGroupMemberships, paginateListGroupMembershipsForMember, paginateListGroups, paginateListUsers,
} from '@aws-sdk/client-identitystore';
import type { Entity, StoreSnapshot } from '../../sandbox/seed/snapshot';
import { allOf, Steps } from './steps';

/** The extension in which constructs can declare attributes; lists only have it when they are asked for it. */
const EXTENSIONS = ['aws:identitystore:enterprise'];

const PAGE = 100;

/**
 * Reads a whole store: users, groups, memberships.
 *
 * @throws what AWS says, if users or groups can't be read
 */
export async function readIdentityStore(steps: Steps, client: IdentitystoreClient, identityStoreId: string, region: string): Promise<StoreSnapshot> {
  const store = { IdentityStoreId: identityStoreId };
  const paging = { client, pageSize: PAGE };
  const users = await steps.read(`users of ${identityStoreId}`, () =>
    allOf(paginateListUsers(paging, { ...store, Extensions: EXTENSIONS }), ({ Users }) => Users));
  const groups = await steps.read(`groups of ${identityStoreId}`, () => allOf(paginateListGroups(paging, store), ({ Groups }) => Groups));

  const memberships: GroupMembership[] = [];
  if (groups.length <= users.length) {
    for (const { GroupId } of groups) {
      memberships.push(...await steps.readIfAllowed(`memberships of the group ${GroupId}`, () =>
        allOf(paginateListGroupMemberships(paging, { ...store, GroupId }), (page) => page.GroupMemberships)) ?? []);
    }
  } else {
    for (const { UserId } of users) {
      memberships.push(...await steps.readIfAllowed(`memberships of the user ${UserId}`, () =>
        allOf(paginateListGroupMembershipsForMember(paging, { ...store, MemberId: { UserId: UserId as string } }), (page) => page.GroupMemberships)) ?? []);
    }
  }
  return { identityStoreId, region, users: entities(users), groups: entities(groups), memberships: entities(memberships) };
}

function entities(items: readonly object[]): Entity[] {
  return items as Entity[];
}

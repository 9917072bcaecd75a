import {
  CreateGroupMembershipCommand, DeleteGroupCommand, DeleteGroupMembershipCommand, DeleteUserCommand, DescribeGroupMembershipCommand,
  GetGroupMembershipIdCommand, IsMemberInGroupsCommand, ListGroupMembershipsCommand, ListGroupMembershipsForMemberCommand,
} from '@aws-sdk/client-identitystore';
import { Directory, somebody } from '../../support/directory';
import { conflict, GROUP_NOT_FOUND, invalid, MEMBERSHIP_NOT_FOUND, USER_NOT_FOUND } from '../../support/identity-store-refusals';
import { NOBODY, STORE } from '../../support/ids';
import { BEGIN } from '../../support/times';

let world: Directory;
let UserId: string;
let GroupId: string;
let MembershipId: string;
beforeEach(async () => {
  world = new Directory();
  UserId = await world.createUser();
  GroupId = await world.createGroup();
  MembershipId = await world.createMembership(GroupId, UserId);
});

async function memberships(GroupIds: string[] = [GroupId], member = UserId): Promise<(boolean | undefined)[]> {
  const { Results } = await world.client.send(new IsMemberInGroupsCommand({ IdentityStoreId: STORE, MemberId: { UserId: member }, GroupIds }));
  return (Results ?? []).map(({ MembershipExists }) => MembershipExists);
}

test('DescribeGroupMembership shows a membership, with who made it and when', async () => {
  const { $metadata: _metadata, ...membership } = await world.client.send(new DescribeGroupMembershipCommand({ IdentityStoreId: STORE, MembershipId }));
  const person = 'arn:aws:iam::123456789012:user/sandbox';
  expect(membership).toEqual({
    IdentityStoreId: STORE, MembershipId, GroupId, MemberId: { UserId },
    CreatedAt: new Date(BEGIN), CreatedBy: person, UpdatedAt: new Date(BEGIN), UpdatedBy: person,
  });
});

test('GetGroupMembershipId finds a membership by its pair', async () => {
  expect(await world.client.send(new GetGroupMembershipIdCommand({ IdentityStoreId: STORE, GroupId, MemberId: { UserId } })))
    .toMatchObject({ MembershipId, IdentityStoreId: STORE });
});

test.each([
  ['the group', () => ({ GroupId: NOBODY, MemberId: { UserId } })],
  ['the user', () => ({ GroupId, MemberId: { UserId: NOBODY } })],
])('GetGroupMembershipId finds nothing without %s', async (_what, pair) => {
  await expect(world.client.send(new GetGroupMembershipIdCommand({ IdentityStoreId: STORE, ...pair() }))).rejects.toThrow(MEMBERSHIP_NOT_FOUND);
});

describe('CreateGroupMembership', () => {
  const MALFORMED = 'must satisfy regular expression pattern';

  test.each<[string, () => object, Error]>([
    ['the same member again', () => ({ GroupId, MemberId: { UserId } }), conflict('Member and Group relationship already exists.')],
    ['a group that isn\'t there', () => ({ GroupId: NOBODY, MemberId: { UserId } }), GROUP_NOT_FOUND],
    ['a user who isn\'t there', () => ({ GroupId, MemberId: { UserId: NOBODY } }), USER_NOT_FOUND],
    ['a group as member', () => ({ GroupId, MemberId: { UserId: GroupId } }), USER_NOT_FOUND],
    ['a malformed id of a group', () => ({ GroupId: 'admins', MemberId: { UserId } }), invalid('groupId', MALFORMED)],
    ['a malformed id of a user', () => ({ GroupId, MemberId: { UserId: 'ada' } }), invalid('userId', MALFORMED)],
  ])('refuses %s', async (_what, pair, refusal) => {
    await expect(world.client.send(new CreateGroupMembershipCommand({ IdentityStoreId: STORE, ...pair() } as never))).rejects.toThrow(refusal);
    expect(world.sandbox.identityStores.store(STORE).memberships.size).toBe(1);
  });
});

describe('a membership', () => {
  test.each([
    ['it is deleted', () => new DeleteGroupMembershipCommand({ IdentityStoreId: STORE, MembershipId })],
    ['its group is deleted', () => new DeleteGroupCommand({ IdentityStoreId: STORE, GroupId })],
    ['its member is deleted', () => new DeleteUserCommand({ IdentityStoreId: STORE, UserId })],
  ])('ends when %s, and no other one', async (_end, command) => {
    const [otherGroup, otherUser] = [await world.createGroup('others'), await world.createUser(somebody('byron'))];
    await world.createMembership(otherGroup, otherUser);
    expect(await memberships()).toEqual([true]);
    await world.client.send(command() as DeleteUserCommand);
    expect(await memberships()).toEqual([false]);
    expect(await memberships([otherGroup], otherUser)).toEqual([true]);
    await expect(world.client.send(new DescribeGroupMembershipCommand({ IdentityStoreId: STORE, MembershipId }))).rejects.toThrow(MEMBERSHIP_NOT_FOUND);
  });

  test('that ended can be made again', async () => {
    await world.client.send(new DeleteGroupMembershipCommand({ IdentityStoreId: STORE, MembershipId }));
    expect(await world.createMembership(GroupId, UserId)).not.toBe(MembershipId);
  });

  test('that isn\'t there can\'t be deleted', async () => {
    await expect(world.client.send(new DeleteGroupMembershipCommand({ IdentityStoreId: STORE, MembershipId: NOBODY }))).rejects.toThrow(MEMBERSHIP_NOT_FOUND);
  });
});

describe('memberships are listed in pages', () => {
  const LISTS = {
    'of a group': (input: object) => world.client.send(new ListGroupMembershipsCommand({ IdentityStoreId: STORE, GroupId, ...input })),
    'of a member': (input: object) => world.client.send(new ListGroupMembershipsForMemberCommand({ IdentityStoreId: STORE, MemberId: { UserId }, ...input })),
  };

  test.each(Object.keys(LISTS) as (keyof typeof LISTS)[])('%s', async (whose) => {
    const ids = [MembershipId];
    for (const name of ['b', 'c']) {
      const [group, user] = [await world.createGroup(name), await world.createUser(somebody(name))];
      ids.push(await (whose === 'of a group' ? world.createMembership(GroupId, user) : world.createMembership(group, UserId)));
    }
    const first = await LISTS[whose]({ MaxResults: 2 });
    const second = await LISTS[whose]({ MaxResults: 2, NextToken: first.NextToken });
    const listed = [first, second].map(({ GroupMemberships = [] }) => GroupMemberships.map((membership) => membership.MembershipId));
    expect(listed).toEqual([ids.slice(0, 2), ids.slice(2)]);
    expect(second.NextToken).toBeUndefined();
  });

  test('unless their group or user isn\'t there', async () => {
    await expect(LISTS['of a group']({ GroupId: NOBODY })).rejects.toThrow(GROUP_NOT_FOUND);
    await expect(LISTS['of a member']({ MemberId: { UserId: NOBODY } })).rejects.toThrow(USER_NOT_FOUND);
  });
});

describe('IsMemberInGroups', () => {
  test('answers for every group, also for those that aren\'t there', async () => {
    const other = await world.createGroup('others');
    expect(await memberships([other, GroupId, NOBODY])).toEqual([false, true, false]);
    expect(await memberships([GroupId], NOBODY)).toEqual([false]);
  });

  test.each([0, 101])('refuses %d groups', async (number) => {
    await expect(memberships(Array.from({ length: number }, () => GroupId)))
      .rejects.toThrow(invalid('groupIds', 'must have length greater than or equal to 1 and less than or equal to 100'));
  });
});

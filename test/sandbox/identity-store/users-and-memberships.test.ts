import {
  CreateGroupCommand, CreateGroupMembershipCommand, CreateUserCommand, CreateUserCommandInput, DeleteGroupCommand, DeleteGroupMembershipCommand,
  DeleteUserCommand, DescribeUserCommand, GetGroupMembershipIdCommand, GetUserIdCommand, IsMemberInGroupsCommand, ListGroupMembershipsCommand,
  ListGroupMembershipsForMemberCommand, ListUsersCommand, UpdateUserCommand,
} from '@aws-sdk/client-identitystore';
import { InProcess, STORE } from '../../support/in-process';

const ADA: CreateUserCommandInput = {
  IdentityStoreId: STORE, UserName: 'ada', DisplayName: 'Ada Lovelace', Name: { GivenName: 'Ada', FamilyName: 'Lovelace' },
  Emails: [{ Value: 'ada@example.com', Type: 'work', Primary: true }],
};

let world: InProcess;
beforeEach(() => { world = new InProcess(); });

async function createUser(changes: Partial<CreateUserCommandInput> = {}): Promise<string> {
  return (await world.identityStore.send(new CreateUserCommand({ ...ADA, ...changes }))).UserId as string;
}

async function createGroup(name = 'admins'): Promise<string> {
  return (await world.identityStore.send(new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName: name }))).GroupId as string;
}

describe('a user', () => {
  test('is created, described and found by its name and by its e-mail, in any case', async () => {
    const UserId = await createUser();
    expect(await world.identityStore.send(new DescribeUserCommand({ IdentityStoreId: STORE, UserId }))).toMatchObject({
      UserId, UserName: 'ada', DisplayName: 'Ada Lovelace', Name: { GivenName: 'Ada' }, Emails: [{ Value: 'ada@example.com', Primary: true }], UserStatus: 'ENABLED',
    });
    for (const [AttributePath, AttributeValue] of [['userName', 'ADA'], ['emails.value', 'ada@EXAMPLE.com']] as const) {
      const found = new GetUserIdCommand({ IdentityStoreId: STORE, AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } } });
      expect(await world.identityStore.send(found)).toMatchObject({ UserId });
    }
  });

  test.each([
    { changes: { UserName: 'ADA', Emails: [{ Value: 'other@example.com' }] }, message: 'Duplicate UserName' },
    { changes: { UserName: 'lovelace', Emails: [{ Value: 'ADA@example.com' }] }, message: 'Duplicate Email' },
  ])('conflicts with another one: $message', async ({ changes, message }) => {
    await createUser();
    await expect(createUser(changes)).rejects.toMatchObject({ name: 'ConflictException', Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION', message });
  });

  test.each([
    { missing: { UserName: undefined }, message: 'userName is a required attribute' },
    { missing: { DisplayName: undefined }, message: 'displayname: The attribute displayname is required' },
    { missing: { Name: { GivenName: 'Ada' } }, message: 'familyname: The attribute familyname is required' },
    { missing: { Emails: [{ Value: 'a@b.c' }, { Value: 'd@e.f' }] }, message: '1 validation error detected: Value at \'Emails\' must be a list of 1 to 1' },
    { missing: { UserName: 'Administrator' }, message: 'The user name Administrator is reserved' },
  ])('is refused: $message', async ({ missing, message }) => {
    await expect(createUser(missing as object)).rejects.toMatchObject({ name: 'ValidationException', message });
  });

  test('is changed in place, attribute by attribute, whichever case a document\'s members have', async () => {
    const UserId = await createUser({ NickName: 'A' });
    await world.identityStore.send(new UpdateUserCommand({ IdentityStoreId: STORE, UserId, Operations: [
      { AttributePath: 'emails', AttributeValue: [{ value: 'countess@example.com', type: 'home' }] },
      { AttributePath: 'phoneNumbers', AttributeValue: [{ Value: '+44 1', Primary: true }] },
      { AttributePath: 'name.givenName', AttributeValue: 'Augusta' },
      { AttributePath: 'nickName' },
    ] }));
    const user = await world.identityStore.send(new DescribeUserCommand({ IdentityStoreId: STORE, UserId }));
    expect(user).toMatchObject({
      Emails: [{ Value: 'countess@example.com', Type: 'home' }],
      PhoneNumbers: [{ Value: '+44 1', Primary: true }],
      Name: { GivenName: 'Augusta', FamilyName: 'Lovelace' },
    });
    expect(user.NickName).toBeUndefined();
  });

  test.each([
    { path: 'emails.value', value: 'a@b.c', message: 'The attribute path emails.value is not supported' },
    { path: 'userName', value: 'x', message: 'The attribute path userName is not supported' },
    { path: 'displayName', value: undefined, message: 'displayname: The attribute displayname is required' },
  ])('can\'t be changed at $path to $value', async ({ path, value, message }) => {
    const UserId = await createUser();
    const operation = { AttributePath: path, ...(value !== undefined && { AttributeValue: value }) };
    const update = new UpdateUserCommand({ IdentityStoreId: STORE, UserId, Operations: [operation] });
    await expect(world.identityStore.send(update)).rejects.toMatchObject({ name: 'ValidationException', message });
  });

  test('is listed by pages', async () => {
    for (const number of [1, 2, 3]) await createUser({ UserName: `user${number}`, Emails: [{ Value: `${number}@example.com` }] });
    const first = await world.identityStore.send(new ListUsersCommand({ IdentityStoreId: STORE, MaxResults: 2 }));
    const second = await world.identityStore.send(new ListUsersCommand({ IdentityStoreId: STORE, MaxResults: 2, NextToken: first.NextToken }));
    expect([...first.Users ?? [], ...second.Users ?? []].map(({ UserName }) => UserName)).toEqual(['user1', 'user2', 'user3']);
    expect(second.NextToken).toBeUndefined();
  });
});

describe('a membership', () => {
  let UserId: string;
  let GroupId: string;
  let MembershipId: string | undefined;
  beforeEach(async () => {
    UserId = await createUser();
    GroupId = await createGroup();
    ({ MembershipId } = await world.identityStore.send(new CreateGroupMembershipCommand({ IdentityStoreId: STORE, GroupId, MemberId: { UserId } })));
  });

  async function isMember(): Promise<boolean | undefined> {
    const { Results } = await world.identityStore.send(new IsMemberInGroupsCommand({ IdentityStoreId: STORE, MemberId: { UserId }, GroupIds: [GroupId] }));
    return Results?.[0]?.MembershipExists;
  }

  test('is found by its pair, and listed for the group and for the member', async () => {
    const pair = { IdentityStoreId: STORE, GroupId, MemberId: { UserId } };
    expect(await world.identityStore.send(new GetGroupMembershipIdCommand(pair))).toMatchObject({ MembershipId });
    const ofGroup = await world.identityStore.send(new ListGroupMembershipsCommand({ IdentityStoreId: STORE, GroupId }));
    const ofMember = await world.identityStore.send(new ListGroupMembershipsForMemberCommand({ IdentityStoreId: STORE, MemberId: { UserId } }));
    const listed = [ofGroup, ofMember].map(({ GroupMemberships }) => GroupMemberships?.map((membership) => membership.MembershipId));
    expect(listed).toEqual([[MembershipId], [MembershipId]]);
    expect(await isMember()).toBe(true);
  });

  test('conflicts with the same one', async () => {
    await expect(world.identityStore.send(new CreateGroupMembershipCommand({ IdentityStoreId: STORE, GroupId, MemberId: { UserId } })))
      .rejects.toMatchObject({ name: 'ConflictException', Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' });
  });

  test.each([
    { end: 'it is deleted', command: () => new DeleteGroupMembershipCommand({ IdentityStoreId: STORE, MembershipId }) },
    { end: 'its group is deleted', command: () => new DeleteGroupCommand({ IdentityStoreId: STORE, GroupId }) },
    { end: 'its member is deleted', command: () => new DeleteUserCommand({ IdentityStoreId: STORE, UserId }) },
  ])('ends when $end', async ({ command }) => {
    await world.identityStore.send(command() as DeleteUserCommand);
    expect(await isMember()).toBe(false);
  });

  test.each([
    { missing: 'group', pair: () => ({ GroupId: UserId, MemberId: { UserId } }), ResourceType: 'GROUP' },
    { missing: 'user', pair: () => ({ GroupId, MemberId: { UserId: GroupId } }), ResourceType: 'USER' },
  ])('needs its $missing', async ({ pair, ResourceType }) => {
    await expect(world.identityStore.send(new CreateGroupMembershipCommand({ IdentityStoreId: STORE, ...pair() })))
      .rejects.toMatchObject({ name: 'ResourceNotFoundException', ResourceType });
  });
});

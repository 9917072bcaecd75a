import {
  CreateGroupCommand, CreateGroupMembershipCommand, CreateUserCommand, DeleteGroupCommand, DeleteGroupMembershipCommand, DeleteUserCommand,
  DescribeGroupCommand, GetGroupMembershipIdCommand, IsMemberInGroupsCommand, ListGroupMembershipsCommand, ListGroupMembershipsForMemberCommand,
  ListGroupsCommand, ListUsersCommand, UpdateGroupCommand, UpdateUserCommand,
} from '@aws-sdk/client-identitystore';
import { ADA, Directory, somebody } from '../../support/directory';
import { conflict, GROUP_NOT_FOUND, MEMBERSHIP_NOT_FOUND, USER_NOT_FOUND, validation } from '../../support/identity-store-refusals';
import { NOBODY, STORE } from '../../support/ids';
import { exception } from '../../support/refusals';

let world: Directory;

describe('lookupsIgnoreCase', () => {
  test.each([
    { lookupsIgnoreCase: true, finds: 'finds' },
    { lookupsIgnoreCase: false, finds: 'doesn\'t find' },
  ])('$lookupsIgnoreCase $finds a value that is written in another case', async ({ lookupsIgnoreCase }) => {
    world = new Directory({ lookupsIgnoreCase });
    const [user, group] = [await world.createUser(), await world.createGroup()];
    const found = await Promise.allSettled([world.findUser('userName', 'ADA'), world.findUser('emails.value', 'ADA@example.com'), world.findGroup('ADMINS')]);
    expect(found).toEqual(lookupsIgnoreCase
      ? [user, user, group].map((value) => ({ status: 'fulfilled', value }))
      : [USER_NOT_FOUND, USER_NOT_FOUND, GROUP_NOT_FOUND].map((reason) => ({ status: 'rejected', reason })));
    expect(await Promise.all([world.findUser('userName', 'ada'), world.findUser('emails.value', 'ada@example.com'), world.findGroup('admins')])).toEqual([user, user, group]);
    await expect(world.createUser(somebody('ADA'))).rejects.toThrow(conflict('Duplicate UserName'));
  });
});

describe('missingDeletes', () => {
  const DELETES = [
    { what: 'user', command: new DeleteUserCommand({ IdentityStoreId: STORE, UserId: NOBODY }), refusal: USER_NOT_FOUND },
    { what: 'group', command: new DeleteGroupCommand({ IdentityStoreId: STORE, GroupId: NOBODY }), refusal: GROUP_NOT_FOUND },
    { what: 'membership', command: new DeleteGroupMembershipCommand({ IdentityStoreId: STORE, MembershipId: NOBODY }), refusal: MEMBERSHIP_NOT_FOUND },
  ];

  test.each(DELETES)('REFUSED refuses to delete a $what that isn\'t there', async ({ command, refusal }) => {
    world = new Directory({ missingDeletes: 'REFUSED' });
    await expect(world.client.send(command as DeleteUserCommand)).rejects.toThrow(refusal);
  });

  test.each(DELETES)('SUCCEED deletes a $what that isn\'t there', async ({ command }) => {
    world = new Directory({ missingDeletes: 'SUCCEED' });
    expect(await world.client.send(command as DeleteUserCommand)).toEqual({ $metadata: expect.anything() });
  });
});

describe('readLagMilliseconds', () => {
  beforeEach(() => { world = new Directory({ readLagMilliseconds: 1000 }); });

  /** What every kind of read sees of a user, a group and their membership. */
  async function seen(UserId: string, GroupId: string): Promise<object> {
    const pair = { IdentityStoreId: STORE, GroupId, MemberId: { UserId } };
    const reads = {
      describeUser: async () => (await world.describeUser(UserId)).DisplayName,
      describeGroup: async () => (await world.client.send(new DescribeGroupCommand({ IdentityStoreId: STORE, GroupId }))).Description,
      userName: async () => (await world.findUser('userName', 'ada')) === UserId,
      email: async () => (await world.findUser('emails.value', 'ada@example.com')) === UserId,
      group: async () => (await world.findGroup('admins')) === GroupId,
      users: async () => (await world.client.send(new ListUsersCommand({ IdentityStoreId: STORE }))).Users?.length,
      groups: async () => (await world.client.send(new ListGroupsCommand({ IdentityStoreId: STORE }))).Groups?.length,
      membership: async () => (await world.client.send(new GetGroupMembershipIdCommand(pair))).MembershipId !== undefined,
      isMember: async () => {
        const { Results = [] } = await world.client.send(new IsMemberInGroupsCommand({ IdentityStoreId: STORE, MemberId: { UserId }, GroupIds: [GroupId] }));
        return Results[0]?.MembershipExists;
      },
      ofGroup: async () => (await world.client.send(new ListGroupMembershipsCommand({ IdentityStoreId: STORE, GroupId }))).GroupMemberships?.length,
      ofMember: async () => {
        const { GroupMemberships } = await world.client.send(new ListGroupMembershipsForMemberCommand({ IdentityStoreId: STORE, MemberId: { UserId } }));
        return GroupMemberships?.length;
      },
    };
    const read = Object.entries(reads).map(async ([name, look]) => [name, await look().catch((thrown: Error) => thrown.name)] as const);
    return Object.fromEntries(await Promise.all(read));
  }

  const MISSING = 'ResourceNotFoundException';
  const NOTHING = {
    describeUser: MISSING, describeGroup: MISSING, userName: MISSING, email: MISSING, group: MISSING, users: 0, groups: 0, membership: MISSING, isMember: false,
    ofGroup: MISSING, ofMember: MISSING,
  };
  const EVERYTHING = {
    describeUser: 'Ada Lovelace', describeGroup: undefined, userName: true, email: true, group: true, users: 1, groups: 1, membership: true, isMember: true,
    ofGroup: 1, ofMember: 1,
  };

  async function createEverything(): Promise<[user: string, group: string, membership: string]> {
    const [user, group] = [await world.createUser(), await world.createGroup()];
    await world.pass(1000);
    return [user, group, await world.createMembership(group, user)];
  }

  test('hides for that long what was created, from every read', async () => {
    const [user, group] = [await world.createUser(), await world.createGroup()];
    expect(await seen(user, group)).toEqual(NOTHING);
    await world.pass(999);
    expect(await seen(user, group)).toEqual(NOTHING);
    await world.pass(1);
    await world.createMembership(group, user);
    expect(await seen(user, group)).toEqual({ ...EVERYTHING, membership: MISSING, isMember: false, ofGroup: 0, ofMember: 0 });
    await world.pass(1000);
    expect(await seen(user, group)).toEqual(EVERYTHING);
  });

  test('shows for that long what was deleted', async () => {
    const [user, group] = await createEverything();
    await world.pass(1000);
    await world.client.send(new DeleteUserCommand({ IdentityStoreId: STORE, UserId: user }));
    await world.client.send(new DeleteGroupCommand({ IdentityStoreId: STORE, GroupId: group }));
    expect(await seen(user, group)).toEqual(EVERYTHING);
    await world.pass(1000);
    expect(await seen(user, group)).toEqual(NOTHING);
  });

  test('shows for that long what was before several changes', async () => {
    const [user, group] = await createEverything();
    await world.pass(1000);
    for (const text of ['one', 'two']) {
      await world.updateUser(user, [{ AttributePath: 'displayName', AttributeValue: text }, { AttributePath: 'emails', AttributeValue: [{ value: `${text}@example.com` }] }]);
      await world.client.send(new UpdateGroupCommand({ IdentityStoreId: STORE, GroupId: group, Operations: [{ AttributePath: 'description', AttributeValue: text }] }));
      expect(await seen(user, group)).toEqual(EVERYTHING);
      await world.pass(500);
    }
    expect(await seen(user, group)).toEqual({ ...EVERYTHING, describeUser: 'one', describeGroup: 'one', email: MISSING });
    await world.pass(500);
    expect(await seen(user, group)).toEqual({ ...EVERYTHING, describeUser: 'two', describeGroup: 'two', email: MISSING });
  });

  test('doesn\'t let uniqueness lag', async () => {
    const [user, group] = await createEverything();
    await expect(world.createUser()).rejects.toThrow(conflict('Duplicate UserName'));
    await expect(world.createGroup()).rejects.toThrow(conflict('Duplicate GroupDisplayName'));
    await expect(world.createMembership(group, user)).rejects.toThrow(conflict('Member and Group relationship already exists.'));
    await world.client.send(new DeleteUserCommand({ IdentityStoreId: STORE, UserId: user }));
    expect(await world.createUser()).not.toBe(user);
  });

  test('doesn\'t let changes of what was just created lag', async () => {
    const id = await world.createUser();
    await world.updateUser(id, [{ AttributePath: 'title', AttributeValue: 'Analyst' }]);
    await world.client.send(new DeleteUserCommand({ IdentityStoreId: STORE, UserId: id }));
    await expect(world.updateUser(id, [{ AttributePath: 'title' }])).rejects.toThrow(USER_NOT_FOUND);
  });

  test('refuses a membership until its group and its user are visible, and once its user is gone', async () => {
    const group = await world.createGroup();
    await world.pass(500);
    const user = await world.createUser();
    const create = () => world.client.send(new CreateGroupMembershipCommand({ IdentityStoreId: STORE, GroupId: group, MemberId: { UserId: user } }));
    await expect(create()).rejects.toThrow(GROUP_NOT_FOUND);
    await world.pass(500);
    await expect(create()).rejects.toThrow(USER_NOT_FOUND);
    await world.pass(500);
    await world.client.send(new DeleteUserCommand({ IdentityStoreId: STORE, UserId: user }));
    expect(await world.describeUser(user)).toMatchObject({ UserName: 'ada' });
    await expect(create()).rejects.toThrow(USER_NOT_FOUND);
  });
});

describe('userNameIsUpdatable', () => {
  const RENAME = [{ AttributePath: 'userName', AttributeValue: 'countess' }];

  test('false refuses to change the user name', async () => {
    world = new Directory({ userNameIsUpdatable: false });
    const id = await world.createUser();
    await expect(world.updateUser(id, RENAME)).rejects.toThrow(validation('The attribute path userName is not supported'));
    expect(await world.describeUser(id)).toMatchObject({ UserName: 'ada' });
  });

  test('true changes the user name, which is found under the new name only', async () => {
    world = new Directory({ userNameIsUpdatable: true });
    const id = await world.createUser();
    await world.updateUser(id, RENAME);
    expect(await world.findUser('userName', 'countess')).toBe(id);
    await expect(world.findUser('userName', 'ada')).rejects.toThrow(USER_NOT_FOUND);
  });

  test.each([
    { value: 'TAKEN', refusal: conflict('Duplicate UserName') },
    { value: 'administrator', refusal: validation('The user name administrator is reserved') },
    { value: undefined, refusal: validation('userName is a required attribute') },
  ])('true refuses $value', async ({ value, refusal }) => {
    world = new Directory({ userNameIsUpdatable: true });
    await world.createUser(somebody('taken'));
    const id = await world.createUser();
    await expect(world.updateUser(id, [{ AttributePath: 'userName', AttributeValue: value }])).rejects.toThrow(refusal);
  });
});

describe('documentKeys', () => {
  test.each([
    { documentKeys: 'camelCase', member: 'value', accepted: true },
    { documentKeys: 'camelCase', member: 'Value', accepted: false },
    { documentKeys: 'PascalCase', member: 'value', accepted: false },
    { documentKeys: 'PascalCase', member: 'Value', accepted: true },
    { documentKeys: 'ANY', member: 'value', accepted: true },
    { documentKeys: 'ANY', member: 'Value', accepted: true },
    { documentKeys: 'ANY', member: 'vALUE', accepted: false },
  ] as const)('$documentKeys with a member $member is accepted: $accepted', async ({ documentKeys, member, accepted }) => {
    world = new Directory({ documentKeys });
    const id = await world.createUser();
    const [result] = await Promise.allSettled([world.updateUser(id, [{ AttributePath: 'emails', AttributeValue: [{ [member]: 'new@example.com' }] }])]);
    expect(result).toEqual(accepted
      ? { status: 'fulfilled', value: undefined }
      : { status: 'rejected', reason: validation(`The attribute emails.1.member has no member ${member}`) });
    expect((await world.describeUser(id)).Emails?.[0]?.Value).toBe(accepted ? 'new@example.com' : 'ada@example.com');
  });

  test.each(['camelCase', 'PascalCase', 'ANY'] as const)('%s doesn\'t matter to a part of the name', async (documentKeys) => {
    world = new Directory({ documentKeys });
    const id = await world.createUser();
    await world.updateUser(id, [{ AttributePath: 'name.givenName', AttributeValue: 'Augusta' }]);
    expect((await world.describeUser(id)).Name).toEqual({ GivenName: 'Augusta', FamilyName: 'Lovelace' });
  });
});

describe('normalizesValues', () => {
  const WRITTEN = { UserName: 'Ada', DisplayName: ' Ada  Lovelace ', Emails: [{ Value: 'Ada@Example.com', Type: ' work ' }], NickName: '\tA' };

  test.each([
    { normalizesValues: false, stored: WRITTEN, group: ' Admins ' },
    { normalizesValues: true, stored: { UserName: 'ada', DisplayName: 'Ada  Lovelace', Emails: [{ Value: 'ada@example.com', Type: 'work' }], NickName: 'A' }, group: 'Admins' },
  ])('$normalizesValues stores texts so', async ({ normalizesValues, stored, group }) => {
    world = new Directory({ normalizesValues });
    const id = await world.createUser(WRITTEN);
    expect(await world.describeUser(id)).toMatchObject(stored);
    await world.updateUser(id, [{ AttributePath: 'nickName', AttributeValue: WRITTEN.NickName }, { AttributePath: 'emails', AttributeValue: WRITTEN.Emails }]);
    expect(await world.describeUser(id)).toMatchObject(stored);
    const groupId = await world.createGroup(' Admins ');
    expect(await world.client.send(new DescribeGroupCommand({ IdentityStoreId: STORE, GroupId: groupId }))).toMatchObject({ DisplayName: group });
  });

  test('true refuses a text of nothing but blanks, and a group name that differs by blanks only', async () => {
    world = new Directory({ normalizesValues: true });
    await expect(world.createUser({ NickName: ' ' })).rejects.toThrow(validation('1 validation error detected: a value has nothing but blanks'));
    await world.createGroup('admins');
    await expect(world.createGroup('admins ')).rejects.toThrow(conflict('Duplicate GroupDisplayName'));
  });
});

describe('requestsPerSecond', () => {
  const THROTTLED = exception('ThrottlingException', 'Rate exceeded');

  async function createGroups(number: number, IdentityStoreId = STORE): Promise<unknown[]> {
    const created = await Promise.allSettled(Array.from({ length: number }, () =>
      world.client.send(new CreateGroupCommand({ IdentityStoreId, DisplayName: `group ${count++}` }))));
    return created.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  }

  let count = 0;

  test('is 20 by default, for each operation of each store', async () => {
    world = new Directory({ requestsPerSecond: 20 });
    expect(await createGroups(21)).toEqual([THROTTLED]);
    expect(await createGroups(20, 'd-0987654321')).toEqual([]);
    await world.createUser();
    expect(world.sandbox.identityStores.store(STORE).groups.size).toBe(20);
  });

  test('lets as many more come as time has passed', async () => {
    world = new Directory({ requestsPerSecond: 4 });
    expect(await createGroups(4)).toEqual([]);
    await world.pass(249);
    expect(await createGroups(1)).toEqual([THROTTLED]);
    await world.pass(1);
    expect(await createGroups(2)).toEqual([THROTTLED]);
    await world.pass(60_000);
    expect(await createGroups(5)).toEqual([THROTTLED]);
  });

  test('counts refused requests as well', async () => {
    world = new Directory({ requestsPerSecond: 2 });
    const look = () => world.findGroup('nobody');
    await expect(look()).rejects.toThrow(GROUP_NOT_FOUND);
    await expect(look()).rejects.toThrow(GROUP_NOT_FOUND);
    await expect(look()).rejects.toThrow(THROTTLED);
  });
});

describe('createdBy', () => {
  const ARN = 'arn:aws:sts::123456789012:assumed-role/guard/function';

  test.each([
    { createdBy: 'ROLE' as const, maker: { CreatedBy: ARN, UpdatedBy: ARN }, changer: { UpdatedBy: 'arn:aws:iam::111122223333:user/sandbox' } },
    { createdBy: 'ACCOUNT' as const, maker: { CreatedBy: '123456789012', UpdatedBy: '123456789012' }, changer: { UpdatedBy: '111122223333' } },
    { createdBy: 'ABSENT' as const, maker: {}, changer: {} },
  ])('$createdBy is what users, groups and memberships say about who made and who changed them', async ({ createdBy, maker, changer }) => {
    world = new Directory({ createdBy });
    const client = world.clientOf(world.sandbox.callers.issue({ account: '123456789012', arn: ARN }));
    const { GroupId } = await client.send(new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName: 'admins' }));
    const { UserId } = await client.send(new CreateUserCommand(ADA));
    const { MembershipId } = await client.send(new CreateGroupMembershipCommand({ IdentityStoreId: STORE, GroupId, MemberId: { UserId: UserId as string } }));
    const { groups, users, memberships } = world.sandbox.identityStores.store(STORE);
    const provenanceOf = (entity: { CreatedBy?: string; UpdatedBy?: string } = {}): object =>
      Object.fromEntries((['CreatedBy', 'UpdatedBy'] as const).filter((name) => Object.hasOwn(entity, name)).map((name) => [name, entity[name]]));
    const all = () => [users.get(UserId ?? ''), groups.get(GroupId ?? ''), memberships.get(MembershipId ?? '')].map(provenanceOf);
    expect(all()).toEqual([maker, maker, maker]);

    const other = world.clientOf('SANDBOX111122223333');
    await other.send(new UpdateGroupCommand({ IdentityStoreId: STORE, GroupId, Operations: [{ AttributePath: 'description', AttributeValue: 'new' }] }));
    await other.send(new UpdateUserCommand({ IdentityStoreId: STORE, UserId, Operations: [{ AttributePath: 'title', AttributeValue: 'new' }] }));
    expect(all()).toEqual([{ ...maker, ...changer }, { ...maker, ...changer }, maker]);
  });
});

describe('mostUsers and mostGroups', () => {
  const exceeded = (kind: string): Error => exception('ServiceQuotaExceededException', `The identity store has its most ${kind}: 2`);

  test('are how many a store takes', async () => {
    world = new Directory({ mostUsers: 2, mostGroups: 2 });
    for (const name of ['a', 'b']) await Promise.all([world.createUser(somebody(name)), world.createGroup(name)]);
    await expect(world.createUser(somebody('c'))).rejects.toThrow(exceeded('users'));
    await expect(world.createGroup('c')).rejects.toThrow(exceeded('groups'));
    await expect(world.createUser(somebody('a'))).rejects.toThrow(conflict('Duplicate UserName'));
  });
});

import { deepStrictEqual } from 'node:assert/strict';
import { Callers, Calls, expectJustNow, expectMembers, expectSame } from './calls';
import { directoryOf } from './directory';
import { STORE } from './foreign-client';
import type { Steps } from './steps';

const NOBODY = '1234567890-00000000-0000-4000-8000-000000000000';
const TAKEN = { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' };

const ADA = {
  UserName: 'ada',
  DisplayName: 'Ada Lovelace',
  Name: { GivenName: 'Ada', FamilyName: 'Lovelace', HonorificPrefix: 'Countess' },
  Emails: [{ Value: 'ada@example.com', Type: 'work', Primary: true }],
  PhoneNumbers: [{ Value: '+44 20 7946 0000', Type: 'work', Primary: true }],
  Addresses: [{ StreetAddress: '12 St James\'s Square', Locality: 'London', PostalCode: 'SW1Y 4JH', Country: 'GB', Type: 'work', Primary: true }],
  Title: 'Analyst',
};
const ZOE = { UserName: 'zoë', DisplayName: 'Zoë', Name: { GivenName: 'Zoë', FamilyName: 'Müller' } };

/** Lets a client create, read, change and delete users, groups and memberships. */
export async function driveIdentityStore(callers: Callers, steps: Steps, environment: NodeJS.ProcessEnv): Promise<void> {
  const calls = new Calls(callers.of('identitystore'), { IdentityStoreId: STORE });
  const users = await createUsers(calls, steps);
  await changeUser(calls, steps, users[0]);
  const groups = await createGroups(calls, steps);
  await putInGroup(calls, steps, users, groups);
  await deleteAll(calls, steps, users, groups);
  await steps.take('leaves nothing in the sandbox', async () => deepStrictEqual(await directoryOf(environment), { users: [], groups: [] }));
}

/** The ids of two things; one is undefined if the step that was to make it failed. */
type Ids = readonly [string | undefined, string | undefined];

async function createUsers(calls: Calls, steps: Steps): Promise<Ids> {
  const ada = await steps.take('creates a user with name, e-mail, phone, address and title', () => create(calls, 'User', ADA));
  await steps.take('reads all of the user', async () => {
    const user = await calls.make('DescribeUser', { UserId: ada });
    expectMembers(user, { IdentityStoreId: STORE, UserId: ada, ...ADA });
    expectJustNow(user.CreatedAt);
    expectJustNow(user.UpdatedAt);
  });
  await steps.take('finds the user by its name', () => expectFound(calls, 'User', 'userName', 'ada', ada));
  await steps.take('finds the user by its e-mail', () => expectFound(calls, 'User', 'emails.value', 'ada@example.com', ada));
  const zoe = await steps.take('creates a user whose name is not ASCII', () => create(calls, 'User', ZOE));
  await steps.take('lists the users, page by page', async () => {
    const { Users } = await calls.list('ListUsers');
    expectSame(Users.map(({ UserId, UserName }: any) => `${UserId} ${UserName}`), [`${ada} ada`, `${zoe} zoë`]);
  });
  await steps.take('is refused a user name twice', () => calls.refused('CreateUser', { ...ZOE, UserName: 'ada' }, 'ConflictException', TAKEN));
  await steps.take('is refused a user without a display name', () =>
    calls.refused('CreateUser', { UserName: 'eve', Name: ZOE.Name }, 'ValidationException'));
  await steps.take('is refused to read a user that is missing', () =>
    calls.refused('DescribeUser', { UserId: NOBODY }, 'ResourceNotFoundException', { ResourceType: 'USER' }));
  await steps.take('finds no user by a name that nobody has', () =>
    calls.refused('GetUserId', alternate('userName', 'eve'), 'ResourceNotFoundException', { ResourceType: 'USER' }));
  return [ada, zoe];
}

async function changeUser(calls: Calls, steps: Steps, ada: string | undefined): Promise<void> {
  const change = (title: string, operation: object, expected: Readonly<Record<string, unknown>>): Promise<void> => steps.take(title, async () => {
    await calls.make('UpdateUser', { UserId: ada, Operations: [operation] });
    expectMembers(await calls.make('DescribeUser', { UserId: ada }), expected);
  });
  await change('changes the title', { AttributePath: 'title', AttributeValue: 'Programmer' }, { ...ADA, Title: 'Programmer' });
  await change('changes a part of the name', { AttributePath: 'name.givenName', AttributeValue: 'Augusta' },
    { Name: { ...ADA.Name, GivenName: 'Augusta' } });
  await change('changes the whole list of e-mails, with keys in lower camel case',
    { AttributePath: 'emails', AttributeValue: [{ value: 'augusta@example.com', type: 'home', primary: true }] },
    { Emails: [{ Value: 'augusta@example.com', Type: 'home', Primary: true }] });
  await change('changes the whole list of addresses, with keys in lower camel case',
    { AttributePath: 'addresses', AttributeValue: [{ streetAddress: '1 Dorset Street', postalCode: 'W1U 4EF', primary: false }] },
    { Addresses: [{ StreetAddress: '1 Dorset Street', PostalCode: 'W1U 4EF', Primary: false }] });
  await change('removes the title', { AttributePath: 'title' }, { Title: undefined });
  await change('removes the phone numbers, by null', { AttributePath: 'phoneNumbers', AttributeValue: null }, { PhoneNumbers: undefined });
  await steps.take('finds the user by its new e-mail, and not by the old one', async () => {
    await expectFound(calls, 'User', 'emails.value', 'augusta@example.com', ada);
    await calls.refused('GetUserId', alternate('emails.value', 'ada@example.com'), 'ResourceNotFoundException');
  });
}

async function createGroups(calls: Calls, steps: Steps): Promise<Ids> {
  const admins = await steps.take('creates a group', () => create(calls, 'Group', { DisplayName: 'admins', Description: 'Platform team' }));
  const readers = await steps.take('creates another group', () => create(calls, 'Group', { DisplayName: 'readers' }));
  await steps.take('reads all of the group', async () => {
    const group = await calls.make('DescribeGroup', { GroupId: admins });
    expectMembers(group, { IdentityStoreId: STORE, GroupId: admins, DisplayName: 'admins', Description: 'Platform team' });
    expectJustNow(group.CreatedAt);
  });
  await steps.take('is refused a group name twice', () => calls.refused('CreateGroup', { DisplayName: 'admins' }, 'ConflictException', TAKEN));
  await steps.take('renames the group', async () => {
    const Operations = [{ AttributePath: 'displayName', AttributeValue: 'platform' }];
    await calls.make('UpdateGroup', { GroupId: admins, Operations });
    expectMembers(await calls.make('DescribeGroup', { GroupId: admins }), { DisplayName: 'platform', Description: 'Platform team' });
  });
  await steps.take('finds the group by its new name, and not by the old one', async () => {
    await expectFound(calls, 'Group', 'displayName', 'platform', admins);
    await calls.refused('GetGroupId', alternate('displayName', 'admins'), 'ResourceNotFoundException', { ResourceType: 'GROUP' });
  });
  await steps.take('lists the groups, page by page', async () => {
    const { Groups } = await calls.list('ListGroups');
    expectSame(Groups.map(({ GroupId, DisplayName }: any) => `${GroupId} ${DisplayName}`), [`${admins} platform`, `${readers} readers`]);
  });
  return [admins, readers];
}

async function putInGroup(calls: Calls, steps: Steps, [ada, zoe]: Ids, [admins, readers]: Ids): Promise<void> {
  const MemberId = { UserId: ada };
  const id = await steps.take('puts the user into the group', async () => {
    const { IdentityStoreId, MembershipId } = await calls.make('CreateGroupMembership', { GroupId: admins, MemberId });
    deepStrictEqual(IdentityStoreId, STORE);
    return MembershipId as string;
  });
  await steps.take('reads the membership', async () => {
    expectMembers(await calls.make('DescribeGroupMembership', { MembershipId: id }), { MembershipId: id, GroupId: admins, MemberId });
  });
  await steps.take('is refused the membership twice', () =>
    calls.refused('CreateGroupMembership', { GroupId: admins, MemberId }, 'ConflictException', TAKEN));
  await steps.take('finds the membership by user and group', async () => {
    expectMembers(await calls.make('GetGroupMembershipId', { GroupId: admins, MemberId }), { MembershipId: id });
  });
  await steps.take('is told in which groups the user is', async () => {
    const { Results } = await calls.make('IsMemberInGroups', { MemberId, GroupIds: [admins, readers] });
    expectSame(Results.map(({ GroupId, MembershipExists }: any) => `${GroupId} ${MembershipExists}`), [`${admins} true`, `${readers} false`]);
  });
  await steps.take('lists the members of the group, page by page', async () => {
    await calls.make('CreateGroupMembership', { GroupId: admins, MemberId: { UserId: zoe } });
    const { GroupMemberships } = await calls.list('ListGroupMemberships', { GroupId: admins });
    expectSame(GroupMemberships.map((membership: any) => membership.MemberId.UserId), [ada, zoe]);
  });
  await steps.take('lists the groups of the user, page by page', async () => {
    await calls.make('CreateGroupMembership', { GroupId: readers, MemberId });
    const { GroupMemberships } = await calls.list('ListGroupMembershipsForMember', { MemberId });
    expectSame(GroupMemberships.map(({ GroupId }: any) => GroupId), [admins, readers]);
  });
  await steps.take('takes the user out of the group', async () => {
    deepStrictEqual(await calls.make('DeleteGroupMembership', { MembershipId: id }), {});
    await calls.refused('DescribeGroupMembership', { MembershipId: id }, 'ResourceNotFoundException');
  });
}

async function deleteAll(calls: Calls, steps: Steps, users: Ids, groups: Ids): Promise<void> {
  await steps.take('deletes the users, and their memberships with them', async () => {
    for (const UserId of users) deepStrictEqual(await calls.make('DeleteUser', { UserId }), {});
    for (const GroupId of groups) expectMembers(await calls.list('ListGroupMemberships', { GroupId }), { GroupMemberships: [] });
  });
  await steps.take('deletes the groups', async () => {
    for (const GroupId of groups) deepStrictEqual(await calls.make('DeleteGroup', { GroupId }), {});
  });
  await steps.take('is refused to delete what is gone', async () => {
    await calls.refused('DeleteUser', { UserId: users[0] }, 'ResourceNotFoundException', { ResourceType: 'USER' });
    await calls.refused('DeleteGroup', { GroupId: groups[0] }, 'ResourceNotFoundException', { ResourceType: 'GROUP' });
  });
  await steps.take('lists no users and no groups', async () => {
    expectMembers(await calls.list('ListUsers'), { Users: [] });
    expectMembers(await calls.list('ListGroups'), { Groups: [] });
  });
}

async function create(calls: Calls, kind: 'User' | 'Group', attributes: object): Promise<string> {
  const output = await calls.make(`Create${kind}`, attributes);
  // A client of an older model doesn't show the ARN and the revision.
  expectMembers(output, { IdentityStoreId: STORE });
  return String(output[`${kind}Id`]);
}

async function expectFound(calls: Calls, kind: 'User' | 'Group', path: string, value: string, id: string | undefined): Promise<void> {
  expectMembers(await calls.make(`Get${kind}Id`, alternate(path, value)), { IdentityStoreId: STORE, [`${kind}Id`]: id });
}

function alternate(path: string, value: string): object {
  return { AlternateIdentifier: { UniqueAttribute: { AttributePath: path, AttributeValue: value } } };
}

import { ConflictPolicy } from '../../../lib';
import { GROUP_MEMBERSHIP_RESOURCE_TYPE, USER_RESOURCE_TYPE } from '../../../lib/contract/identity-store';
import type { IdentityStoreSwitches } from '../../../sandbox/identity-store/switches';
import { group } from '../../support/declared-groups';
import { DeclaredUser, somebody, team, together, user } from '../../support/declared-users';
import { InProcess, physicalIdOf } from '../../support/in-process';
import { conflictIn, link, messageOf } from '../../support/messages';
import { SomebodyElse } from '../../support/somebody-else';
import { EVERYTHING } from '../../support/user-attributes';

/** What isn't documented of the service: the functions have to be right either way. */

let world: InProcess;
let someone: SomebodyElse;

function begin(identityStore: Partial<IdentityStoreSwitches>): void {
  world = new InProcess({ switches: { identityStore } });
  someone = new SomebodyElse(world);
}

async function deployed(declared: DeclaredUser = {}): Promise<string> {
  await world.deploy('A', user('Ada', declared));
  world.calls.length = 0;
  return world.users[0]?.UserId ?? '';
}

function owned(): string | undefined {
  return physicalIdOf(world.sandbox.cloudFormation.existing('A'));
}

const writes = (): string[] => world.calls.filter((call) => /:(Create|Update|Delete)/.test(call));

describe.each([true, false])('look-ups that ignore the case: %s', (lookupsIgnoreCase) => {
  beforeEach(() => begin({ lookupsIgnoreCase }));

  test('find the user to adopt in the declared spelling', async () => {
    const id = await someone.createsUser({ UserName: 'Ada' });
    await world.deploy('A', user('Ada', { userName: 'Ada' }));
    expect(owned()).toBe(`adopted:${id}`);
  });

  test('find the user to adopt in small letters', async () => {
    const id = await someone.createsUser();
    await world.deploy('A', user('Ada', { userName: 'ADA' }));
    expect(owned()).toBe(`adopted:${id}`);
  });

  test('find the user to adopt in capitals, if need be by the e-mail address', async () => {
    const id = await someone.createsUser({ UserName: 'ADA' });
    await world.deploy('A', user('Ada'));
    expect(owned()).toBe(`adopted:${id}`);
  });

  test('find who has the e-mail address', async () => {
    await someone.createsUser({ UserName: 'countess' });
    expect(messageOf(await world.deploy('A', user('Ada', { email: 'ADA@example.com' })))).toMatch(/^EMAIL_TAKEN: /);
  });

  test('find the group to adopt', async () => {
    const id = await someone.createsGroup('admins');
    await world.deploy('A', group('Admins', { displayName: 'Admins' }));
    expect(owned()).toBe(`adopted:${id}`);
  });
});

describe.each(['REFUSED', 'SUCCEED'] as const)('deletions of what is missing: %s', (missingDeletes) => {
  test('are no failure for a user, a group and a membership that somebody has deleted', async () => {
    begin({ missingDeletes });
    await world.deploy('A', team());
    await someone.deletesMembership(world.memberships[0]?.MembershipId ?? '');
    await someone.deletesUser(world.users[0]?.UserId ?? '');
    world.sandbox.identityStores.store('d-1234567890').removeGroup(world.groups[0]?.id ?? '');
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(world.results.filter((result) => result === 'Delete DELETED')).toHaveLength(3);
  });
});

describe.each([0, 200, 1000])('reads that lag %s ms behind', (readLagMilliseconds) => {
  beforeEach(() => begin({ readLagMilliseconds }));

  /** Between two deployments more time passes than that. */
  async function deploy(declare: Parameters<typeof world.deploy>[1]) {
    await world.time.run(world.time.sleep(readLagMilliseconds));
    return world.deploy('A', declare);
  }

  test('let a team be created, changed, renamed and destroyed', async () => {
    const changed = { title: 'Engineer', email: 'new@example.com' };
    expect(await deploy(team())).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect(await deploy(team({}, changed))).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(world.users).toEqual([expect.objectContaining({ Title: 'Engineer', Emails: [{ Value: 'new@example.com', Primary: true }] })]);
    const renamed = await deploy((scope) => { group('Operators')(scope).addMember('Ada', user('Lovelace', changed)(scope)); });
    expect(renamed.status).toBe('UPDATE_COMPLETE');
    expect([world.users.length, world.groups.length, world.memberships.length]).toEqual([1, 1, 1]);
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect([world.users, world.groups, world.memberships]).toEqual([[], [], []]);
  });

  test('let a user be adopted that somebody created a moment ago', async () => {
    const id = await someone.createsUser();
    await world.deploy('A', user('Ada'));
    expect(owned()).toBe(`adopted:${id}`);
  });

  test('do not let a user be taken for another one that was just renamed', async () => {
    const id = await someone.createsUser({ Emails: [{ Value: 'countess@example.org' }] });
    await world.time.run(world.time.sleep(readLagMilliseconds + 1));
    someone.changes(id, { UserName: 'countess' });
    const stack = await world.deploy('A', user('Ada'));
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(owned()).toBe(`created:${world.users[1]?.UserId}`);
  });
});

describe('user names that can be changed', () => {
  beforeEach(() => begin({ userNameIsUpdatable: true }));

  test.each([{ others: {} }, { others: { title: 'Engineer', email: 'countess@example.org' } }])('are changed in place, together with $others, by one update', async ({ others }) => {
    const id = await deployed();
    await world.deploy('A', user('Ada', { userName: 'countess', ...others }));
    expect(world.users).toEqual([expect.objectContaining({ UserId: id, UserName: 'countess' })]);
    expect(world.calls).toEqual(['identitystore:DescribeUser', 'cloudformation:ListStackResources', 'identitystore:UpdateUser']);
  });

  test('are refused when another user has the new one, and the rollback leaves both as they were', async () => {
    const id = await deployed();
    const other = await someone.createsUser({ UserName: 'byron', Emails: undefined });
    const stack = await world.deploy('A', user('Ada', { userName: 'byron', title: 'Engineer' }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(messageOf(stack)).toBe(`USER_NAME_TAKEN: user "ada" (${id}) can't be renamed to "byron" because another user has that name (${other}). Declare another userName, or remove the `
      + `other user in IAM Identity Center if nobody needs it, then deploy again. ${conflictIn('UpdateUser')} ${link('user_name_taken')}`);
    expect(world.users.map(({ UserName, Title }) => [UserName, Title])).toEqual([['ada', undefined], ['byron', undefined]]);
  });

  test('are not blamed for another attribute that the service refuses', async () => {
    const id = await deployed();
    world.fault('identitystore:UpdateUser', { kind: 'ERROR', code: 'ValidationException', fields: {}, httpStatus: 400 });
    await world.deploy('A', user('Ada', { userName: 'countess', title: 'Engineer' }));
    expect(world.users).toEqual([expect.objectContaining({ UserId: id, UserName: 'countess', Title: 'Engineer' })]);
  });

  test('are brought to their declared spelling when their user is adopted', async () => {
    await someone.createsUser({ UserName: 'ADA' });
    await world.deploy('A', user('Ada'));
    expect(world.users[0]?.UserName).toBe('ada');
  });
});

describe('user names that can\'t be changed', () => {
  beforeEach(() => begin({ userNameIsUpdatable: false }));

  test.each([{ others: {} }, { others: { title: 'Engineer', email: 'countess@example.org' } }])('fail an update, and nothing else of it is done: $others', async ({ others }) => {
    const id = await deployed();
    const [before] = world.users;
    const stack = await world.deploy('A', user('Ada', { userName: 'countess', ...others }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(messageOf(stack)).toBe(`USER_NAME_NOT_RENAMABLE: user "ada" (${id}) can't be renamed to "countess": the service refused the new userName ("The attribute path userName is not `
      + 'supported"). Set userName back; to give the person another one, declare a second user with the new name and another e-mail address under a new construct id, move '
      + 'memberships and assignments to it, then remove the first. [ValidationException, identitystore:UpdateUser, request …] '
      + link('user_name_not_renamable'));
    expect(world.users).toEqual([before]);
  });

  test('keep their spelling when their user is adopted, and by later updates', async () => {
    await someone.createsUser({ UserName: 'ADA' });
    await world.deploy('A', user('Ada', { title: 'Engineer' }));
    expect(world.users[0]).toMatchObject({ UserName: 'ADA', Title: 'Engineer' });
    await world.deploy('A', user('Ada', { title: 'Analyst' }));
    expect(world.users[0]).toMatchObject({ UserName: 'ADA', Title: 'Analyst' });
  });

  test('keep their spelling when nothing else of an adopted user differs', async () => {
    const id = await someone.createsUser({ UserName: 'ADA' });
    await world.deploy('A', user('Ada'));
    expect(owned()).toBe(`adopted:${id}`);
  });
});

describe.each(['camelCase', 'PascalCase'] as const)('documents whose members are in %s', (documentKeys) => {
  beforeEach(() => begin({ documentKeys }));

  test('are written by an update, changed and removed', async () => {
    await deployed({ email: undefined });
    await world.deploy('A', user('Ada', EVERYTHING));
    expect(world.users).toEqual([expect.objectContaining({
      Emails: [{ Value: 'ada@example.com', Type: 'work', Primary: true }], Addresses: [expect.objectContaining({ StreetAddress: '12 St James\'s Square' })],
    })]);
    await world.deploy('A', user('Ada', { ...EVERYTHING, address: { country: 'GB' }, email: 'new@example.com', emailType: undefined }));
    expect(world.users).toEqual([expect.objectContaining({ Emails: [{ Value: 'new@example.com', Primary: true }], Addresses: [{ Country: 'GB', Primary: true }] })]);
    await world.deploy('A', user('Ada', { email: undefined }));
    expect(world.users[0]).not.toHaveProperty('Addresses');
  });

  test('are written by an adoption', async () => {
    await someone.createsUser();
    await world.deploy('A', user('Ada', EVERYTHING));
    expect(world.users[0]?.Photos).toHaveLength(2);
  });

  test('are written together with a user name that may be refused', async () => {
    begin({ documentKeys, userNameIsUpdatable: true });
    await deployed();
    await world.deploy('A', user('Ada', { userName: 'countess', email: 'new@example.com' }));
    expect(world.users).toEqual([expect.objectContaining({ UserName: 'countess', Emails: [{ Value: 'new@example.com', Primary: true }] })]);
  });

  test('that the service refuses for another reason are reported with that reason', async () => {
    await deployed();
    world.fault('identitystore:UpdateUser', { kind: 'ERROR', code: 'ValidationException', fields: {}, httpStatus: 400 }, 2);
    expect(messageOf(await world.deploy('A', user('Ada', { email: 'new@example.com' })))).toMatch(/^INVALID_REQUEST: updating user "ada" was refused as invalid: "ValidationException on demand"\./);
  });
});

describe.each([true, false])('values that the service keeps in a form of its own: %s', (normalizesValues) => {
  const MIXED: DeclaredUser = {
    userName: 'Ada', email: 'Ada@Example.com', emailType: ' work ', displayName: ' Ada Lovelace ', name: { givenName: 'Ada', familyName: 'Lovelace ' }, title: ' Engineer ',
    address: { country: ' GB' }, enterprise: { department: ' Notes ' },
  };

  beforeEach(() => begin({ normalizesValues }));

  test('are created and then not written again when nothing changed', async () => {
    await deployed(MIXED);
    await world.deploy('A', user('Ada', { ...MIXED, generation: '2' }));
    expect(writes()).toEqual([]);
  });

  test('are written once by an adoption, and then not again', async () => {
    const id = await someone.createsUser({ UserName: 'Ada', Emails: [{ Value: 'Ada@Example.com' }] });
    await deployed(MIXED);
    expect(owned()).toBe(`adopted:${id}`);
    await world.deploy('A', user('Ada', { ...MIXED, generation: '2' }));
    expect(writes()).toEqual([]);
  });

  test('are removed when they are no longer declared', async () => {
    await deployed(MIXED);
    await world.deploy('A', user('Ada', { ...MIXED, title: undefined, address: undefined, enterprise: undefined, emailType: undefined }));
    expect(world.users[0]).not.toHaveProperty('Title');
    expect(world.users[0]).not.toHaveProperty('Addresses');
    expect(world.users[0]).not.toHaveProperty('Extensions');
    // Stayed, as long as its stored form was compared exactly with the declared one.
    expect(world.users[0]?.Emails?.[0]).not.toHaveProperty('Type');
  });

  test('are held by a user of an external identity provider', async () => {
    const id = await someone.createsUser({
      UserName: 'ada', DisplayName: 'Ada Lovelace', Emails: [{ Value: 'ada@example.com', Type: 'work' }], Title: 'Engineer', Addresses: [{ Country: 'GB' }],
      Extensions: { 'aws:identitystore:enterprise': { department: 'Notes' } },
    });
    someone.provisions(id);
    await world.deploy('A', user('Ada', MIXED));
    expect(owned()).toBe(`adopted:${id}`);
    expect(world.calls).not.toContain('identitystore:UpdateUser');
  });

  test('are found again when the construct is renamed', async () => {
    const id = await deployed(MIXED);
    await world.deploy('A', user('Lovelace', MIXED));
    expect(owned()).toBe(`created:${id}`);
  });
});

describe.each([1, 20, Infinity])('a store that takes %s requests a second', (requestsPerSecond) => {
  const PEOPLE = ['ada', 'byron', 'charles', 'dorothy', 'emmy', 'florence', 'grace', 'hedy'];
  const everybody = (title?: string) => together(...PEOPLE.map((name) => user(name, { ...somebody(name), title })), (scope) => {
    const admins = group('Admins')(scope);
    for (const name of PEOPLE) admins.addMember(name, scope.node.findChild(name) as Parameters<typeof admins.addMember>[1]);
  });

  test('lets several users and memberships be created, changed and deleted', async () => {
    begin({ requestsPerSecond });
    expect(await world.deploy('A', everybody())).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect([world.users.length, world.memberships.length]).toEqual([PEOPLE.length, PEOPLE.length]);
    expect(await world.deploy('A', everybody('Engineer'))).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(new Set(world.users.map(({ Title }) => Title))).toEqual(new Set(['Engineer']));
    for (const type of [USER_RESOURCE_TYPE, GROUP_MEMBERSHIP_RESOURCE_TYPE]) {
      expect(physicalIdOf(world.sandbox.cloudFormation.existing('A'), type)).toMatch(/^created:/);
    }
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect([world.users, world.memberships]).toEqual([[], []]);
  });
});

test('the policy OVERWRITE lets an adopted user keep a spelling that can\'t be changed', async () => {
  begin({ userNameIsUpdatable: false, lookupsIgnoreCase: false });
  await someone.createsUser({ Emails: undefined });
  await world.deploy('A', user('Ada', { userName: 'ADA', conflictPolicy: ConflictPolicy.OVERWRITE }));
  expect(world.users).toEqual([expect.objectContaining({ UserName: 'ada', Emails: [{ Value: 'ada@example.com', Primary: true }] })]);
});

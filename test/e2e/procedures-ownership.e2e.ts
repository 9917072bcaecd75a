import { DeleteGroupMembershipCommand, IdentitystoreClient, UpdateGroupCommand } from '@aws-sdk/client-identitystore';
import { CfnOutput } from 'aws-cdk-lib';
import { ConflictPolicy, Group, User } from '../../lib';
import { Declaration, DESTROY, Directory, Procedure, RETAIN, team, TeamOptions } from './support/procedure';
import { STORE } from '../support/ids';

/** What an identity provider has provisioned. */
const SYNCED = { identityStores: { [STORE]: {
  users: [{
    userName: 'ada', displayName: 'Ada Lovelace', name: { givenName: 'Ada', familyName: 'Lovelace' }, email: 'ada@example.com',
    externalIds: [{ issuer: 'https://idp.example.com', id: 'ada' }],
  }],
  groups: [{ displayName: 'admins', externalIds: [{ issuer: 'https://idp.example.com', id: 'admins' }] }],
} } };

let procedure: Procedure;
afterEach(() => procedure.stop());

/** What stays in the stack. */
const others: Declaration = (stack, identityStore) => void new Group(stack, 'Others', { identityStore, displayName: 'others' });

/** Declares the team beside what stays. */
function withTeam(options?: TeamOptions): Declaration {
  return (stack, identityStore) => {
    others(stack, identityStore);
    team(options)(stack, identityStore);
  };
}

/** A stack without the team, which was deployed as the page says before it is removed, and everything that is there then. */
async function teamRemoved(): Promise<Directory> {
  await procedure.deploy({ People: withTeam() });
  const directory = await procedure.directory();
  expect(Object.keys(directory.memberships)).toEqual(['ada in admins']);

  await procedure.deploy({ People: withTeam({ membership: RETAIN }) });
  expect(await procedure.directory()).toEqual(directory);

  await procedure.deploy({ People: others });
  expect(await procedure.directory()).toEqual(directory);
  expect(await procedure.ownershipIn('People')).toEqual({ Group: 'created' });
  return directory;
}

async function calls(operation: string): Promise<number> {
  const { OK = 0 } = (await procedure.calls())[`identitystore:${operation}`] ?? {};
  return OK;
}

describe('Handing ownership over', () => {
  beforeEach(async () => { procedure = await Procedure.start(); });

  test('To people: users, groups and memberships stay as they are when nothing declares them any more', async () => {
    const directory = await teamRemoved();
    await procedure.destroy({ People: others });
    expect(await procedure.directory()).toEqual(directory);
  });

  test('To a directory sync: the constructs are removed, then the sync matches what is there', async () => {
    const directory = await teamRemoved();
    procedure.takeOver(directory.users.ada as string);
    procedure.takeOver(directory.groups.admins as string);

    await procedure.deploy({ People: (stack, identityStore) => {
      others(stack, identityStore);
      const ada = User.fromUserName(stack, 'Ada', identityStore, 'ada');
      new CfnOutput(stack, 'AdaId', { value: ada.userId });
    } });
    expect(await procedure.outputsOf('People')).toEqual({ AdaId: directory.users.ada });
    expect(await procedure.directory()).toEqual(directory);
  });

  test('To a directory sync while a stack still declares the same people: the stack deploys while no attribute differs, and deletes nobody', async () => {
    const declared = (title: string, generation: string) => ({ People: team({ user: { ...DESTROY, title, generation }, group: { ...DESTROY, generation } }) });
    await procedure.deploy(declared('Analyst', '1'));
    const directory = await procedure.directory();
    procedure.takeOver(directory.users.ada as string);
    procedure.takeOver(directory.groups.admins as string);

    await procedure.deploy(declared('Analyst', '2'));
    const refused = await procedure.failToDeploy(declared('Programmer', '2'));
    expect(refused).toContain('MANAGED_EXTERNALLY: user "ada"');
    expect(refused).toContain('title');
    expect(await procedure.statusOf('People')).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await procedure.directory()).toEqual(directory);

    const { users, groups } = directory;
    await procedure.destroy(declared('Analyst', '2'));
    expect(await procedure.directory()).toEqual({ users, groups, memberships: {} });
    expect(JSON.stringify(await procedure.logs())).toContain('KEPT_PROVIDER_OWNED');
  });
});

describe('External identity providers', () => {
  beforeEach(async () => { procedure = await Procedure.start(SYNCED); });

  test('what is declared as it is, is adopted, never written and never deleted, and otherwise refused', async () => {
    const overwriting = { conflictPolicy: ConflictPolicy.OVERWRITE, ...DESTROY };
    const { users, groups } = await procedure.directory();
    const refused = await procedure.failToDeploy({ People: team({ user: { ...overwriting, title: 'Analyst' } }) });
    expect(refused).toContain('MANAGED_EXTERNALLY: user "ada"');
    expect(refused).toContain('title');

    await procedure.deploy({ People: team({ user: overwriting, group: overwriting }) });
    expect(await procedure.ownershipIn('People')).toEqual({ User: 'adopted', Group: 'adopted', GroupMembership: 'created' });
    expect([await calls('UpdateUser'), await calls('UpdateGroup')]).toEqual([0, 0]);

    await procedure.destroy({ People: team({ user: overwriting, group: overwriting }) });
    expect(await procedure.directory()).toEqual({ users, groups, memberships: {} });
  });

  test('what works well beside a sync: look-ups, and groups of one\'s own with members that the sync provisions', async () => {
    const { users, groups } = await procedure.directory();
    const declared: Declaration = (stack, identityStore) => {
      const ada = User.fromUserName(stack, 'Ada', identityStore, 'ada');
      const admins = Group.fromDisplayName(stack, 'Admins', identityStore, 'admins');
      new Group(stack, 'Analysts', { identityStore, displayName: 'analysts', ...DESTROY }).addMember('Ada', ada);
      new CfnOutput(stack, 'AdminsId', { value: admins.groupId });
    };
    await procedure.deploy({ People: declared });
    const directory = await procedure.directory();
    expect(Object.keys(directory.memberships)).toEqual(['ada in analysts']);
    expect(directory).toMatchObject({ users, groups });
    expect(await procedure.outputsOf('People')).toEqual({ AdminsId: groups.admins });

    await procedure.destroy({ People: declared });
    expect(await procedure.directory()).toEqual({ users, groups, memberships: {} });
  });
});

describe('Drift', () => {
  beforeEach(async () => { procedure = await Procedure.start(); });

  test('what was changed by hand is noticed by a deployment with another generation, and by none without', async () => {
    const declared = (generation: string) => ({ People: team({ group: { description: 'Platform team', generation }, membership: { generation } }) });
    await procedure.deploy(declared('1'));
    const { groups: { admins: GroupId }, memberships: { 'ada in admins': MembershipId } } = await procedure.directory();
    const description = async (): Promise<string | undefined> => (await procedure.state()).identityStores[0]?.groups[0]?.description;

    const byHand = new IdentitystoreClient(procedure.client);
    await byHand.send(new UpdateGroupCommand({ IdentityStoreId: STORE, GroupId, Operations: [{ AttributePath: 'description', AttributeValue: 'Anybody' }] }));
    await byHand.send(new DeleteGroupMembershipCommand({ IdentityStoreId: STORE, MembershipId }));

    expect(await procedure.deploy(declared('1'))).toContain('(no changes)');
    expect(await procedure.directory()).toMatchObject({ groups: { admins: GroupId }, memberships: {} });
    expect(await description()).toBe('Anybody');

    await procedure.deploy(declared('2026-11'));
    expect(await procedure.directory()).toMatchObject({ groups: { admins: GroupId }, memberships: { 'ada in admins': expect.any(String) } });
    expect(await description()).toBe('Platform team');
  });
});

import { CreateGroupMembershipCommand, CreateUserCommand } from '@aws-sdk/client-identitystore';
import { readingClients } from '../../../cli/snapshot/clients';
import { Pace } from '../../../cli/snapshot/pace';
import { readSnapshot } from '../../../cli/snapshot/read';
import { Steps } from '../../../cli/snapshot/steps';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';
import { beginEnablingAllFeatures } from '../../../sandbox/organizations/all-features';
import type { Organization } from '../../../sandbox/organizations/organization';
import { parseSeed } from '../../../sandbox/seed/parse';
import type { Snapshot } from '../../../sandbox/seed/snapshot';
import type { Time } from '../../../sandbox/time/time';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { group } from '../../support/declared-groups';
import { STORE } from '../../support/ids';
import { InProcess } from '../../support/in-process';
import { problemsOf } from '../../support/json-schemas';

const PAYMENTS = '222233334444';
const SEED = {
  identityStores: { [STORE]: { groups: [{ displayName: 'admins', description: 'by hand' }, { displayName: 'synced', externalIds: [{ issuer: 'https://idp.example.com', id: '42' }] }] } },
  organizations: [{
    managementAccount: '123456789012', organizationalUnits: ['Workloads'], accounts: [{ id: PAYMENTS, organizationalUnit: 'Workloads', tags: { Team: 'Payments' } }],
    handshakes: [{ email: 'new@corp.test', notes: 'Join us' }, { account: '333344445555', state: 'DECLINED' as const }],
  }],
};

async function read(world: InProcess): Promise<Snapshot> {
  const time: Time = { now: () => world.time.now(), sleep: (milliseconds) => world.time.run(world.time.sleep(milliseconds)) };
  const { region, credentials } = clientSettings('SANDBOXPERSON');
  const requestHandler = new WireHandler((request) => world.sandbox.answer(request));
  const clients = await readingClients(new Pace(time), { region, credentials, endpoint: 'https://aws.invalid', requestHandler: requestHandler as never });
  const asked = { identityStores: [{ identityStoreId: STORE, region }], organization: true, stacks: { regions: [region], names: [] } };
  return readSnapshot(asked, clients, new Steps(), { time, version: '1.2.3' });
}

async function there(): Promise<InProcess> {
  const world = new InProcess({ seed: SEED });
  const { UserId } = await world.identityStore.send(new CreateUserCommand({ IdentityStoreId: STORE, UserName: 'ada', DisplayName: 'Ada', Name: { GivenName: 'Ada', FamilyName: 'L' } }));
  const GroupId = world.storedGroups[0]?.GroupId;
  await world.identityStore.send(new CreateGroupMembershipCommand({ IdentityStoreId: STORE, GroupId, MemberId: { UserId: UserId as string } }));
  return world;
}

function copyOf(snapshot: Snapshot): InProcess {
  return new InProcess({ seed: parseSeed(JSON.stringify(snapshot)) });
}

const withoutReading = ({ reading: _reading, ...read }: Snapshot): object => read;

test('what is read of a sandbox that was planted from a snapshot is that snapshot', async () => {
  const snapshot = await read(await there());
  expect(withoutReading(await read(copyOf(snapshot)))).toEqual(withoutReading(snapshot));
});

test('the tags of accounts are read, and are in the copy', async () => {
  const snapshot = await read(await there());
  expect(snapshot.organization?.accounts.map(({ Tags }) => Tags)).toEqual([undefined, [{ Key: 'Team', Value: 'Payments' }]]);
  expect([...copyOf(snapshot).sandbox.organizations.all[0]?.tagsOf(PAYMENTS) ?? []]).toEqual([['Team', 'Payments']]);
});

test('what accounts are asked to approve belongs to the same request in the copy', async () => {
  const world = new InProcess({ seed: { organizations: [{ managementAccount: '123456789012', featureSet: 'CONSOLIDATED_BILLING', accounts: [{ id: PAYMENTS, joinedMethod: 'INVITED' }] }] } });
  const { organizations } = world.sandbox;
  beginEnablingAllFeatures(organizations, organizations.all[0] as Organization);
  const copy = copyOf(await read(world));
  const parents = ({ sandbox }: InProcess): unknown => sandbox.organizations.handshakes.all.map(({ id, parentId }) => ({ id, parentId }));
  expect(organizations.handshakes.all.filter(({ parentId }) => parentId !== undefined)).toHaveLength(1);
  expect(parents(copy)).toEqual(parents(world));
});

test('what is read is as the schema says', async () => {
  const world = await there();
  await world.deploy('People', group('admins'));
  const snapshot = await read(world);
  expect(snapshot.stacks).toHaveLength(1);
  expect(problemsOf('snapshot', JSON.parse(JSON.stringify(snapshot)))).toEqual([]);
  expect(problemsOf('snapshot', { ...snapshot, another: true, notRead: [{ what: 'users' }] })).toEqual([
    ' should NOT have additional properties', '.notRead[0] should have required property \'why\'',
  ]);
});

test('a deployment to the copy adopts by the id that is there, and leaves what was read as it is', async () => {
  const world = await there();
  const [admins] = world.storedGroups;
  const copy = copyOf(await read(world));
  await copy.deploy('People', group('admins'));
  expect(copy.results).toEqual(['Create ADOPTED']);
  expect(copy.storedGroups[0]).toMatchObject({ GroupId: admins?.GroupId, DisplayName: 'admins' });
  expect(copy.memberships).toHaveLength(1);
  expect(world.storedGroups[0]).toEqual(admins);
});

test('what an identity provider owns in the snapshot is refused in the copy', async () => {
  const copy = copyOf(await read(await there()));
  const stack = await copy.deploy('People', group('Synced', { displayName: 'synced', description: 'changed' }));
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
});

function withStore(entities: object): object {
  return { identityStores: [{ identityStoreId: STORE, region: 'us-east-1', users: [], groups: [], memberships: [], ...entities }] };
}

test.each<[why: string, changes: object, message: string]>([
  ['another format', { format: 'snapshot' }, 'the snapshot.format must be one of cdk-org-guard/snapshot@1'],
  ['another version', { format: 'cdk-org-guard/snapshot@2' }, 'it is a snapshot of another version, cdk-org-guard/snapshot@2, and this one knows cdk-org-guard/snapshot@1: take it again'],
  ['a user without an id', withStore({ users: [{ UserName: 'ada' }] }), 'the snapshot.identityStores[0].users[0].UserId must be a text'],
  ['a user whose name is a number', withStore({ users: [{ UserId: '1', UserName: 7 }] }), 'the snapshot.identityStores[0].users[0].UserName must be a text'],
  ['a group without an id', withStore({ groups: [{}] }), 'the snapshot.identityStores[0].groups[0].GroupId must be a text'],
  ['a membership without an id', withStore({ memberships: [{}] }), 'the snapshot.identityStores[0].memberships[0].MembershipId must be a text'],
  ['no stores', { identityStores: undefined }, 'the snapshot must have the member identityStores'],
  ['a store without its Region', { identityStores: [{ identityStoreId: STORE, users: [], groups: [], memberships: [] }] }, 'the snapshot.identityStores[0] must have the member region'],
])('a snapshot with %s is refused', async (_why, changes, message) => {
  const snapshot = await read(await there());
  expect(() => parseSeed(JSON.stringify({ ...snapshot, ...changes }))).toThrow(message);
});

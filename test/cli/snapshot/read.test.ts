import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { CreateGroupCommand, CreateGroupMembershipCommand, CreateUserCommand } from '@aws-sdk/client-identitystore';
import { readingClients, ReadingClients } from '../../../cli/snapshot/clients';
import { READING_OPERATIONS } from '../../../cli/snapshot/operations';
import { Pace } from '../../../cli/snapshot/pace';
import { Asked, readSnapshot } from '../../../cli/snapshot/read';
import { redacted } from '../../../cli/snapshot/redact';
import { Journal, Steps } from '../../../cli/snapshot/steps';
import { ROOT } from '../../../scripts/root';
import type { Snapshot, StoreSnapshot } from '../../../sandbox/seed/snapshot';
import type { Time } from '../../../sandbox/time/time';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { group } from '../../support/declared-groups';
import { somebody, together, user } from '../../support/declared-users';
import { STORE } from '../../support/ids';
import { InProcess } from '../../support/in-process';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';

const STORE_ALONE: Asked = { identityStores: [{ identityStoreId: STORE, region: 'us-east-1' }], organization: false };
const EVERYTHING: Asked = { ...STORE_ALONE, organization: true, stacks: { regions: ['us-east-1'], names: [] } };

let world: InProcess;
let called: string[];
beforeEach(() => {
  world = new InProcess();
  called = [];
});

/** The SDK also waits for files, so that the time of the sandbox passes only where the reading waits. */
const time: Time = { now: () => world.time.now(), sleep: (milliseconds) => world.time.run(world.time.sleep(milliseconds)) };

function clients(accessKeyId = 'SANDBOXPERSON'): Promise<ReadingClients> {
  const { region, credentials } = clientSettings(accessKeyId);
  const requestHandler = new WireHandler((request) => world.sandbox.answer(request), (operation) => called.push(operation));
  return readingClients(new Pace(time), { region, credentials, endpoint: 'https://aws.invalid', requestHandler: requestHandler as never });
}

async function read(asked: Asked = EVERYTHING, steps = new Steps()): Promise<Snapshot> {
  return readSnapshot(asked, await clients(), steps, { time, version: '1.2.3' });
}

async function given(users: number, groups: number): Promise<void> {
  const IdentityStoreId = STORE;
  for (let number = 0; number < users; number++) {
    await time.sleep(100);
    const { UserId } = await world.identityStore.send(new CreateUserCommand({
      IdentityStoreId, UserName: `user${number}`, DisplayName: `User ${number}`, Name: { GivenName: 'User', FamilyName: `${number}` },
      Emails: [{ Value: `user${number}@corp.test`, Primary: true }], Extensions: { 'aws:identitystore:enterprise': { department: 'Research' } },
    }));
    if (number < groups) {
      const { GroupId } = await world.identityStore.send(new CreateGroupCommand({ IdentityStoreId, DisplayName: `group${number}` }));
      await world.identityStore.send(new CreateGroupMembershipCommand({ IdentityStoreId, GroupId, MemberId: { UserId: UserId as string } }));
    }
  }
}

test('a store is read whole, with ids, extensions and memberships', async () => {
  await given(3, 2);
  const { identityStores: [store], reading, notRead } = await read();
  const [user] = world.users;
  expect(store?.users).toHaveLength(3);
  expect(store?.users[0]).toMatchObject({
    UserId: user?.UserId, UserName: 'user0', CreatedAt: user?.CreatedAt.toISOString(), Extensions: { 'aws:identitystore:enterprise': { department: 'Research' } },
  });
  expect(store?.groups.map(({ DisplayName }) => DisplayName)).toEqual(['group0', 'group1']);
  expect(store?.memberships).toHaveLength(2);
  expect(store?.memberships[0]).toMatchObject({ GroupId: world.storedGroups[0]?.GroupId, MemberId: { UserId: user?.UserId } });
  expect(reading).toMatchObject({ version: '1.2.3', region: 'us-east-1', caller: { account: '123456789012' } });
  expect(notRead).toEqual([]);
});

// A paginator had left its last token in the input of the lists that came after it.
test('memberships are read, however many pages of groups and users there are', async () => {
  await given(101, 101);
  const { identityStores: [store], notRead } = await read(STORE_ALONE);
  expect([store?.users, store?.groups, store?.memberships].map((each) => each?.length)).toEqual([101, 101, 101]);
  expect(notRead).toEqual([]);
});

test.each([
  [2, 5, 'identitystore:ListGroupMembershipsForMember', 2],
  [5, 2, 'identitystore:ListGroupMemberships', 2],
])('memberships of %d users and %d groups are read by what is fewer', async (users, groups, operation, calls) => {
  await given(users, Math.min(users, groups));
  for (let number = users; number < groups; number++) {
    await world.identityStore.send(new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName: `group${number}` }));
  }
  await read(STORE_ALONE);
  expect(called.filter((each) => each === operation)).toHaveLength(calls);
});

test('of stacks those are read that hold resources of this library, with templates, outputs and physical ids', async () => {
  await world.deploy('People', group('Admins'));
  const { stacks } = await read();
  const stack = world.sandbox.cloudFormation.existing('People');
  expect(stacks).toMatchObject([{ stackName: 'People', stackId: stack.id, account: '123456789012', region: 'us-east-1', status: 'CREATE_COMPLETE' }]);
  expect(stacks[0]?.template).toBe(stack.templateText);
  expect(stacks[0]?.resources.map(({ logicalId, physicalId }) => [logicalId, physicalId]))
    .toEqual([...stack.resources.values()].map(({ logicalId, physicalId }) => [logicalId, physicalId]));
});

test('the organization is read with its units, its accounts and where they are', async () => {
  world = new InProcess({
    seed: {
      organizations: [{
        managementAccount: '123456789012', organizationalUnits: ['Workloads/Production'], accounts: [{ id: '222233334444', organizationalUnit: 'Workloads/Production' }],
        handshakes: [{ email: 'new@corp.test' }],
      }],
    },
  });
  const { organization } = await read();
  const unit = organization?.organizationalUnits.find(({ Name }) => Name === 'Production');
  expect(organization?.organizationalUnits.map(({ Name }) => Name)).toEqual(['Workloads', 'Production']);
  expect(organization?.accounts.map(({ Id, ParentId }) => [Id, ParentId])).toEqual([['123456789012', organization?.roots[0]?.Id], ['222233334444', unit?.Id]]);
  expect(organization?.handshakes).toHaveLength(1);
});

test('no faster than half of what AWS accepts', async () => {
  await given(30, 20);
  const before = world.time.now();
  await read(STORE_ALONE);
  expect(world.time.now() - before).toBeGreaterThanOrEqual(19 * 100);
  expect(called.filter((each) => each === 'identitystore:ListGroupMemberships')).toHaveLength(20);
});

test('an interrupted reading goes on where it was', async () => {
  await given(3, 3);
  const results = new Map<string, unknown>();
  const journal: Journal = { read: (step) => results.get(step), write: (step, result) => { results.set(step, result); } };
  world.fault('identitystore:ListGroupMemberships', { kind: 'ERROR', code: 'ValidationException', httpStatus: 400 } as never, 1);
  await expect(read(STORE_ALONE, new Steps(journal))).rejects.toMatchObject({ name: 'ValidationException' });
  called = [];
  const { identityStores: [store] } = await read(STORE_ALONE, new Steps(journal));
  expect(store?.memberships).toHaveLength(3);
  expect(called.filter((each) => each === 'identitystore:ListUsers')).toEqual([]);
});

test('nothing but reading can be sent', async () => {
  const { identityStore } = await clients();
  await expect(identityStore('us-east-1').send(new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName: 'x' })))
    .rejects.toThrow('identitystore:CreateGroup is not an operation that reading calls');
  expect(Object.keys(READING_OPERATIONS).filter((action) => !/:(List|Describe|Get)/.test(action))).toEqual([]);
  expect(called).toEqual([]);
});

test('a redacted snapshot has nothing personal, and what was equal is equal', async () => {
  await given(2, 1);
  const snapshot = await read();
  const hidden = redacted(snapshot);
  const text = JSON.stringify(hidden);
  for (const personal of ['user0', 'User 0', 'corp.test', 'Research']) expect(text).not.toContain(personal);
  const [one, other] = hidden.identityStores[0]?.users ?? [];
  expect(one?.UserId).toBe(snapshot.identityStores[0]?.users[0]?.UserId);
  expect((one?.Name as Record<string, unknown>).GivenName).toBe((other?.Name as Record<string, unknown>).GivenName);
  expect(hidden.isRedacted).toBe(true);
});

test('a redacted snapshot has nothing personal of whom only a template knows, of who has read, and of who has made something', async () => {
  await world.deploy('People', together(user('Eve', { ...somebody('eve'), displayName: 'Eve Adams' }), group('Team', { displayName: 'team', description: 'ask bob@corp.test' })));
  const snapshot = await read();
  const [store] = snapshot.identityStores;
  const CreatedBy = 'arn:aws:sts::123456789012:assumed-role/Admin/carol';
  const caller = { account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/Reader/jane@corp.test' };
  const groups = store?.groups.map((each) => ({ ...each, Owner: 'bob@corp.test' })) ?? [];
  const hidden = redacted({
    ...snapshot, reading: { ...snapshot.reading, caller }, identityStores: [{ ...store as StoreSnapshot, users: [{ UserId: '1', UserName: 'carol', CreatedBy }], groups }],
  });
  const text = JSON.stringify(hidden);
  for (const personal of ['eve@', 'Eve Adams', 'jane', 'carol', 'corp.test']) expect(text).not.toContain(personal);
  expect(hidden.reading.caller).toEqual({ account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/Reader/redacted' });
  const [group0] = hidden.identityStores[0]?.groups ?? [];
  expect(hidden.format).toBe(snapshot.format);
  expect(group0?.Description).toBe(`ask ${String(group0?.Owner)}`);
});

test.each(Object.keys(READING_OPERATIONS).filter((action) => !action.startsWith('sts:')))('the page of permissions names %s', (action) => {
  expect(readFileSync(path.join(ROOT, 'docs', 'permissions.md'), 'utf8')).toContain(`\`${action}\``);
});

import { Stack } from 'aws-cdk-lib';
import { ContentsSource, Group, IdentityStore, IdentityStoreContents } from '../../../lib';
import type { Bucket } from '../../../sandbox/s3/bucket';
import { plainContent } from '../../../sandbox/s3/plain-content';
import { declareContents, failing, membersOf } from '../../support/declared-contents';
import { STORE } from '../../support/ids';
import { failuresOf, InProcess } from '../../support/in-process';

const FILE = { users: ['ada', 'alan'], groups: { admins: ['ada'] } };
const NEXT_FILE = { users: ['ada', 'alan'], groups: { admins: ['ada', 'alan'] } };

function ledgerOf({ sandbox: { buckets } }: InProcess): Bucket {
  return buckets.made.find(({ keys }) => keys.some((key) => key.startsWith('head/'))) as Bucket;
}

function loses(world: InProcess, beginning: string): void {
  const ledger = ledgerOf(world);
  for (const key of ledger.keys.filter((each) => each.startsWith(beginning))) ledger.versionsOf(key).forEach(({ id }) => ledger.deleteVersion(key, id));
}

function losesBucket(world: InProcess): void {
  const { name } = ledgerOf(world);
  loses(world, '');
  world.sandbox.buckets.delete(name);
}

function spoils(world: InProcess, beginning: string): void {
  const ledger = ledgerOf(world);
  for (const key of ledger.keys.filter((each) => each.startsWith(beginning))) ledger.put(key, plainContent(Buffer.from('{')));
}

const LOSSES: [string, (world: InProcess) => void, RegExp][] = [
  ['whose head is gone', (world) => loses(world, 'head/'), /LEDGER_LOST: .*head\.json\) is gone\./],
  ['whose head is no head', (world) => spoils(world, 'head/'), /LEDGER_LOST: .*head\.json\) is not one that this version can read\./],
  ['whose list is gone', (world) => loses(world, 'ledger/'), /LEDGER_LOST: .*jsonl\.gz\) is gone\./],
  ['whose list is no list', (world) => spoils(world, 'ledger/'), /LEDGER_LOST: .*jsonl\.gz\) is not one that this version can read\./],
  ['whose bucket is gone', losesBucket, /BUCKET_NOT_FOUND: /],
];

describe.each(LOSSES)('a ledger %s', (_, lose, reason) => {
  test('fails an update, but neither its rollback nor the deletion of the stack', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(FILE));
    lose(world);
    const stack = await world.deploy('People', declareContents(NEXT_FILE));
    expect(failuresOf(stack)[0]).toMatch(reason);
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    await world.destroy('People');
    expect(stack.status).toBe('DELETE_COMPLETE');
    expect(membersOf(world, 'admins')).toEqual(['ada']);
  });
});

describe.each(LOSSES.slice(0, 4))('a ledger %s', (_, lose) => {
  test('begins anew with another generation, and nothing of before is removed', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(NEXT_FILE));
    lose(world);
    const few = { protection: { maxRemovals: 0 } };
    const stack = await world.deploy('People', declareContents(FILE, { ...few, generation: '2' }));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    await world.deploy('People', declareContents({ users: ['ada'] }, { ...few, generation: '2' }));
    expect(membersOf(world, 'admins')).toEqual(['ada', 'alan']);
  });
});

test('another store than that of a creation that failed can be declared', async () => {
  const world = new InProcess();
  const declare = (storeId?: string) => (stack: Stack): void => {
    new Group(stack, 'Other', { identityStore: IdentityStore.fromIdentityStoreId(stack, 'OtherStore', STORE), displayName: 'other' });
    if (storeId === undefined) return;
    const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Store', storeId);
    new IdentityStoreContents(stack, 'People', { identityStore, source: ContentsSource.inline({ groups: [{ displayName: 'admins' }] }) });
  };
  await world.deploy('People', declare());
  await world.deploy('People', failing(declare('d-9999999999')));
  const stack = await world.deploy('People', declare(STORE));
  expect(stack.status).toBe('UPDATE_COMPLETE');
});

test('a journal whose first pieces the bucket has forgotten goes on after the last one', async () => {
  const world = new InProcess();
  await world.deploy('People', declareContents(FILE));
  world.fault('identitystore:CreateGroupMembership', { kind: 'KILLED', moment: 'BEFORE' }, 3);
  await world.deploy('People', declareContents(NEXT_FILE), { rollback: false });
  const pieces = ledgerOf(world).keys.filter((key) => key.startsWith('journal/')).sort();
  loses(world, pieces.find((key) => key.endsWith('-00000001.json') && key.slice(0, -13) === pieces.at(-1)?.slice(0, -13)) ?? '');
  const stack = await world.deploy('People', declareContents(NEXT_FILE, { generation: '2' }), { rollback: false });
  expect(stack.status).toBe('UPDATE_COMPLETE');
  expect(membersOf(world, 'admins')).toEqual(['ada', 'alan']);
});

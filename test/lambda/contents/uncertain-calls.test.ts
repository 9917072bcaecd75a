import { CreateGroupCommand, CreateGroupMembershipCommand } from '@aws-sdk/client-identitystore';
import { ConflictPolicy } from '../../../lib';
import type { Effect } from '../../../sandbox/faults/fault';
import { declareContents, failing, membersOf } from '../../support/declared-contents';
import { STORE } from '../../support/ids';
import { InProcess } from '../../support/in-process';

const FILE = { users: ['ada', 'alan'], groups: { admins: ['ada'] } };
const NEXT_FILE = { users: ['ada', 'alan'], groups: { admins: ['ada', 'alan'] } };
const REFUSED = { kind: 'ERROR', code: 'ValidationException', httpStatus: 400, fields: {} } as const;

async function deployed(): Promise<InProcess> {
  const world = new InProcess();
  await world.deploy('People', declareContents(FILE));
  return world;
}

describe('a membership that a rollback has to take back', () => {
  test('is known although the function was killed, and the next delivery was refused before it looked', async () => {
    const world = await deployed();
    world.fault('identitystore:CreateGroupMembership', { kind: 'KILLED', moment: 'AFTER' });
    world.fault('cloudformation:DescribeStacks', { kind: 'DELAYED', milliseconds: 0 });
    world.fault('cloudformation:DescribeStacks', { ...REFUSED, code: 'ValidationError' });
    const stack = await world.deploy('People', declareContents(NEXT_FILE));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(membersOf(world, 'admins')).toEqual(['ada']);
  });

  test('is known although its row failed, since the answer was lost and the looks after it were refused', async () => {
    const world = await deployed();
    world.fault('identitystore:CreateGroupMembership', { kind: 'CONNECTION_LOST', moment: 'AFTER' });
    world.fault('identitystore:CreateGroupMembership', REFUSED);
    world.fault('identitystore:GetGroupMembershipId', REFUSED);
    const stack = await world.deploy('People', declareContents(NEXT_FILE));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(membersOf(world, 'admins')).toEqual(['ada']);
  });

  test('is not made by a call of the function that the store has held up until the rollback was over', async () => {
    const world = await deployed();
    world.fault('identitystore:CreateGroupMembership', { ...REFUSED, code: 'ThrottlingException' }, 45);
    const stack = await world.deploy('People', failing(declareContents(NEXT_FILE), 'BESIDE'));
    await world.time.run(world.time.sleep(900_000));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(membersOf(world, 'admins')).toEqual(['ada']);
  });
});

test('a membership that somebody else makes between a kill and the next delivery isn\'t taken back by the rollback', async () => {
  const world = await deployed();
  world.fault('identitystore:CreateGroupMembership', { kind: 'KILLED', moment: 'BEFORE' });
  const [group] = world.groups;
  const alan = world.users.find(({ UserName }) => UserName === 'alan');
  const deploying = world.deploying('People', failing(declareContents(NEXT_FILE)));
  const adding = world.time.sleep(30_000).then(() => world.identityStore.send(new CreateGroupMembershipCommand({
    IdentityStoreId: STORE, GroupId: group?.id, MemberId: { UserId: alan?.UserId as string },
  })));
  await world.time.run(Promise.all([deploying, adding]));
  expect(membersOf(world, 'admins')).toEqual(['ada', 'alan']);
});

test.each<{ readonly when: string; readonly effect: Effect; readonly made: number }>([
  { when: 'just before the creation failed for it', effect: { kind: 'DELAYED', milliseconds: 5_000 }, made: 3_000 },
  // Any time up to the next delivery counted as that of the call, also one at which the function was long gone.
  { when: 'a while after the function was killed', effect: { kind: 'KILLED', moment: 'BEFORE' }, made: 50_000 },
])('a group that somebody else makes $when isn\'t taken back with a first creation', async ({ effect, made }) => {
  const world = new InProcess();
  world.fault('identitystore:CreateGroup', effect);
  const deploying = world.deploying('People', declareContents(FILE, { conflictPolicy: ConflictPolicy.FAIL }));
  const adding = world.time.sleep(made).then(() => world.identityStore.send(new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName: 'admins' })));
  const [stack] = await world.time.run(Promise.all([deploying, adding]));
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
  expect(world.groups.map(({ displayName }) => displayName)).toEqual(['admins']);
});

/** The ledger said that the contents are there, and the Delete of a Create that CloudFormation had given up left everything. */
test('what a creation has made to its end after CloudFormation had given it up leaves with the contents', async () => {
  const world = new InProcess();
  world.fault('identitystore:CreateGroup', { kind: 'DELAYED', milliseconds: 30_000 });
  await world.deploy('People', failing(declareContents(FILE), 'BESIDE'), { rollback: false });
  await world.time.run(world.time.sleep(60_000));
  expect(world.results).toEqual(['Create GROUP_NOT_FOUND', 'Create AS_DECLARED']);
  await world.deploy('People', declareContents({}, {}, 'Others'), { rollback: false });
  expect([world.users, world.groups]).toEqual([[], []]);
});

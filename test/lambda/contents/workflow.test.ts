import { Completion } from '../../../lib';
import { CONTENTS_RESOURCE_TYPE } from '../../../lib/contract/contents';
import { declareContents, failing, membersOf, Tables } from '../../support/declared-contents';
import { killed } from '../../support/effects';
import { InProcess, physicalIdOf } from '../../support/in-process';

/** So slow that one call of the function can't bring all of it. */
const SLOW = { requestsPerSecond: 1 };
const USERS = Array.from({ length: 550 }, (_, index) => `user${String(index).padStart(3, '0')}`);
const MANY: Tables = { users: USERS, groups: { readers: USERS } };

function resultsOf({ log }: InProcess): string[] {
  return log.filter(({ resourceType }) => resourceType === CONTENTS_RESOURCE_TYPE).map(({ requestType, result }) => `${requestType} ${result}`);
}

function countOf(world: InProcess, operation: string): number {
  return world.calls.filter((called) => called === operation).length;
}

describe('contents that take longer than one call of the function', () => {
  test('are brought by several calls, each of which goes on where the one before has stopped', async () => {
    const world = new InProcess();
    const started = world.time.now();
    const stack = await world.deploy('People', declareContents(MANY, SLOW));
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(resultsOf(world)).toEqual(['Create STARTED', 'Create GOES_ON', 'Create AS_DECLARED']);
    expect(membersOf(world, 'readers')).toEqual(USERS);
    expect([countOf(world, 'identitystore:CreateUser'), countOf(world, 'identitystore:CreateGroupMembership')]).toEqual([550, 550]);
    expect((world.time.now() - started) / 1000).toBeLessThan(1_200);
  });
});

/** Longer than CloudFormation waits, and than a call of the function takes. */
const BACKGROUND = { completion: Completion.background(), requestsPerSecond: 1 };

/** Lets everything come to its end that nobody waits for. */
async function restOf(world: InProcess): Promise<void> {
  await world.time.run(world.time.sleep(4 * 3600_000));
}

describe('contents in the background', () => {
  const SOME: Tables = { users: USERS.slice(0, 30), groups: { readers: USERS.slice(0, 30), admins: USERS.slice(0, 2) } };
  const FEWER: Tables = { users: USERS.slice(0, 30), groups: { readers: USERS.slice(0, 29), admins: USERS.slice(1, 3) } };

  test('let the deployment go on once they are checked', async () => {
    const world = new InProcess();
    const started = world.time.now();
    const stack = await world.deploy('People', declareContents(SOME, BACKGROUND));
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect((world.time.now() - started) / 1000).toBeLessThan(20);
    expect(membersOf(world, 'readers')).toEqual([]);
    await restOf(world);
    expect(membersOf(world, 'readers')).toEqual(USERS.slice(0, 30));
    expect(resultsOf(world)).toEqual(['Create STARTED', 'Create AS_DECLARED', 'Create AS_DECLARED']);
  });

  test('take access away once all of it is there and the deployment has succeeded', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(SOME, BACKGROUND));
    await restOf(world);
    const stack = await world.deploy('People', declareContents(FEWER, BACKGROUND));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(membersOf(world, 'admins')).toEqual(USERS.slice(0, 2));
    await restOf(world);
    expect(membersOf(world, 'admins')).toEqual(USERS.slice(1, 3));
    expect(membersOf(world, 'readers')).toEqual(USERS.slice(0, 29));
    expect(resultsOf(world)).toEqual([
      'Create STARTED', 'Create AS_DECLARED', 'Create AS_DECLARED',
      'Update STARTED', 'Update AS_DECLARED', 'Delete STARTED', 'Delete KEPT', 'Update AS_DECLARED',
    ]);
  });

  test('remove nobody twice if that takes more than one call of the function', async () => {
    const many = Array.from({ length: 800 }, (_, index) => `user${index}`);
    const protection = { maxRemovals: 1000, maxRemovalsPercent: 100 };
    const world = new InProcess();
    await world.deploy('People', declareContents({ users: many, groups: { readers: many } }, { completion: Completion.background(), protection }));
    await restOf(world);
    await world.deploy('People', declareContents({ users: many, groups: { readers: ['user0'] } }, { ...BACKGROUND, protection }));
    await restOf(world);
    expect(membersOf(world, 'readers')).toEqual(['user0']);
    expect(countOf(world, 'identitystore:DeleteGroupMembership')).toBe(799);
    expect(resultsOf(world).slice(-4)).toEqual(['Delete STARTED', 'Delete KEPT', 'Update GOES_ON', 'Update AS_DECLARED']);
  });

  test('give nothing and take nothing away if the update is rolled back', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(SOME, BACKGROUND));
    await restOf(world);
    const stack = await world.deploy('People', failing(declareContents(FEWER, BACKGROUND)));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    await restOf(world);
    expect(membersOf(world, 'admins')).toEqual(USERS.slice(0, 2));
    expect(membersOf(world, 'readers')).toEqual(USERS.slice(0, 30));
    expect(physicalIdOf(stack, CONTENTS_RESOURCE_TYPE)).toMatch(/^contents:1:/);
  });

  test('are refused before the deployment goes on if they may not be', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(SOME, BACKGROUND));
    await restOf(world);
    const stack = await world.deploy('People', declareContents({ users: [], groups: {} }, BACKGROUND));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(stack.events.find(({ status }) => status === 'UPDATE_FAILED')?.reason).toMatch(/TOO_MANY_REMOVALS/);
  });
});

describe('what goes wrong while a workflow is at work', () => {
  const SOME: Tables = { users: USERS.slice(0, 12), groups: { readers: USERS.slice(0, 12) } };

  test('calls that are ended go on where they have stopped, and nothing is made twice', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(SOME, BACKGROUND));
    for (const operation of ['identitystore:CreateUser', 'identitystore:CreateGroupMembership']) world.fault(operation, killed('AFTER'));
    await restOf(world);
    expect(membersOf(world, 'readers')).toEqual(USERS.slice(0, 12));
  });
});

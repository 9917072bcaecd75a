import { RemovalPolicy } from 'aws-cdk-lib';
import { ContentsScope, Failures } from '../../../lib';
import { CONTENTS_RESOURCE_TYPE } from '../../../lib/contract/contents';
import { declareContents, failing, membersOf } from '../../support/declared-contents';
import { failuresOf, InProcess, physicalIdOf } from '../../support/in-process';

const MANY = { users: ['ada', 'grace'], groups: { admins: ['ada'], readers: ['ada', 'grace'] } };

/** How the events of the contents ended, oldest first. */
function resultsOf({ log }: InProcess): string[] {
  return log.filter(({ resourceType }) => resourceType === CONTENTS_RESOURCE_TYPE).map(({ requestType, result }) => `${requestType} ${result}`);
}

/** How often the store was called. */
function storeCalls(world: InProcess): number {
  return world.calls.filter((operation) => operation.startsWith('identitystore:')).length;
}

describe('a first deployment', () => {
  test('makes what the file declares', async () => {
    const world = new InProcess();
    const stack = await world.deploy('People', declareContents(MANY));
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(resultsOf(world)).toEqual(['Create AS_DECLARED']);
    expect(membersOf(world, 'admins')).toEqual(['ada']);
    expect(membersOf(world, 'readers')).toEqual(['ada', 'grace']);
    expect(physicalIdOf(stack)).toMatch(/^contents:1:[0-9a-f]{16}$/);
  });

  test('that fails in another resource takes back what it has made', async () => {
    const world = new InProcess();
    const stack = await world.deploy('People', failing(declareContents(MANY)));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(resultsOf(world)).toEqual(['Create AS_DECLARED', 'Delete DELETED']);
    expect([world.users, world.groups, world.memberships]).toEqual([[], [], []]);
  });
});

describe('an update', () => {
  test('adds before CloudFormation cleans up, and removes after', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(MANY));
    const stack = await world.deploy('People', declareContents({ users: ['ada', 'alan'], groups: { admins: ['alan'], readers: ['ada'] } }));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(resultsOf(world)).toEqual(['Create AS_DECLARED', 'Update AS_DECLARED', 'Delete DELETED']);
    expect(membersOf(world, 'admins')).toEqual(['alan']);
    expect(membersOf(world, 'readers')).toEqual(['ada']);
    expect(world.users.map(({ UserName }) => UserName)).toEqual(['ada', 'grace', 'alan']);
  });

  test('that is rolled back takes no access away, and takes back what it has given', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(MANY));
    const stack = await world.deploy('People', failing(declareContents({ users: ['ada', 'alan'], groups: { admins: ['alan'], readers: ['ada'] } })));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(resultsOf(world)).toEqual(['Create AS_DECLARED', 'Update AS_DECLARED', 'Update AS_DECLARED', 'Delete KEPT']);
    expect(membersOf(world, 'admins')).toEqual(['ada']);
    expect(membersOf(world, 'readers')).toEqual(['ada', 'grace']);
    expect(physicalIdOf(stack, 'Custom::IdentityStoreContents')).toMatch(/^contents:1:/);
  });

  test('of an unchanged file with another policy makes no call to the store', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(MANY));
    const before = storeCalls(world);
    await world.deploy('People', declareContents(MANY, { failures: Failures.upTo(3) }));
    expect(resultsOf(world)).toEqual(['Create AS_DECLARED', 'Update AS_DECLARED']);
    expect(storeCalls(world)).toBe(before);
  });

  test('of one row makes only the calls that the row needs', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(MANY));
    const before = world.calls.length;
    await world.deploy('People', declareContents({ ...MANY, groups: { admins: ['ada', 'grace'], readers: ['ada', 'grace'] } }));
    expect(world.calls.slice(before).filter((operation) => operation.startsWith('identitystore:'))).toEqual(['identitystore:CreateGroupMembership']);
  });

  test('that would remove more than may be removed changes nothing', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(MANY));
    const before = storeCalls(world);
    const stack = await world.deploy('People', declareContents({ users: ['ada'] }, { protection: { maxRemovals: 2, maxRemovalsPercent: 100 } }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(failuresOf(stack)[0]).toContain('TOO_MANY_REMOVALS: 3 of 7 users, groups and memberships would be removed, and 2 may be at once. ');
    expect(storeCalls(world)).toBe(before);
  });
});

describe('an exclusive group', () => {
  const EXCLUSIVE = { scope: ContentsScope.exclusive({ groups: ['admins'] }) };

  test('loses those whom the file doesn\'t name, whoever has put them there, but not with the first deployment', async () => {
    const world = new InProcess();
    await world.deploy('Others', declareContents({ users: ['eve', 'ada'], groups: { admins: ['eve', 'ada'] } }));
    await world.deploy('People', declareContents({ users: ['ada'], groups: { admins: ['ada'] } }, EXCLUSIVE));
    // No clean-up follows a Create, and a sibling may still fail.
    expect(membersOf(world, 'admins')).toEqual(['ada', 'eve']);
    await world.deploy('People', declareContents({ users: ['ada'], groups: { admins: ['ada'] } }, { ...EXCLUSIVE, generation: '2' }));
    expect(membersOf(world, 'admins')).toEqual(['ada']);
  });

  test('is not emptied by a file that names none of those who are in it', async () => {
    const world = new InProcess();
    await world.deploy('Others', declareContents({ users: ['eve'], groups: { admins: ['eve'] } }));
    const stack = await world.deploy('People', declareContents({ users: ['ada'], groups: { admins: ['ada'] } }, EXCLUSIVE));
    expect(failuresOf(stack)[0]).toContain('GROUP_WOULD_BE_EMPTIED: all 1 members of group "admins" would leave it. ');
    expect(membersOf(world, 'admins')).toEqual(['eve']);
  });
});

describe('a deleted stack', () => {
  test('keeps everything by default', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(MANY));
    await world.destroy('People');
    expect(resultsOf(world)).toEqual(['Create AS_DECLARED', 'Delete KEPT']);
    expect(membersOf(world, 'readers')).toEqual(['ada', 'grace']);
  });

  test('takes with DESTROY what it has created, and nothing else', async () => {
    const world = new InProcess();
    await world.deploy('Others', declareContents({ users: ['ada'], groups: { admins: ['ada'] } }));
    await world.deploy('People', declareContents(MANY, { removalPolicy: RemovalPolicy.DESTROY }));
    await world.destroy('People');
    expect(world.users.map(({ UserName }) => UserName)).toEqual(['ada']);
    expect(world.groups.map(({ displayName }) => displayName)).toEqual(['admins']);
    expect(membersOf(world, 'admins')).toEqual(['ada']);
  });
});

test('rows that fail are told by their places, and all others are carried out', async () => {
  const world = new InProcess();
  await world.deploy('Others', (stack) => declareContents({ users: ['ada'] })(stack));
  const stack = await world.deploy('People', declareContents({ users: ['ada', 'alan'], groups: { admins: ['alan', 'nobody'] }, others: { strangers: ['alan'] } }));
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
  expect(failuresOf(stack)[0]).toMatch(new RegExp('^Received response status \\[FAILED\\] from custom resource. Message returned: CONTENTS_INCOMPLETE: 4 of 6 rows are as declared; '
    + '2 failed, and 0 may: 1 GROUP_NOT_FOUND \\(membership 3\\); 1 USER_NOT_FOUND \\(membership 2\\)\\. See s3://'));
});

import { GROUP_MEMBERSHIP_RESOURCE_TYPE, USER_RESOURCE_TYPE } from '../../../lib/contract/identity-store';
import type { IdentityStoreSwitches } from '../../../sandbox/identity-store/switches';
import { group } from '../../support/declared-groups';
import { membership, team, user } from '../../support/declared-users';
import { lost } from '../../support/effects';
import { InProcess, physicalIdOf } from '../../support/in-process';
import { SomebodyElse } from '../../support/somebody-else';

/** Whether the functions know what they made in an attempt whose answer was lost, if the service tells the time otherwise. */

let world: InProcess;

/** Begins in the middle of a second, so that what is made a moment later has one before it. */
async function begin(identityStore: Partial<IdentityStoreSwitches>): Promise<void> {
  world = new InProcess({ switches: { identityStore } });
  await world.time.run(world.time.sleep(1_437 - (world.time.now() % 1_000)));
}

const stackA = () => world.sandbox.cloudFormation.existing('A');

describe.each([
  { service: 'tells whole seconds', switches: { wholeSeconds: true } },
  { service: 'is some milliseconds ahead', switches: { datesAnswers: true, clockOffsetMilliseconds: 150 } },
  { service: 'is some milliseconds behind', switches: { datesAnswers: true, clockOffsetMilliseconds: -150 } },
  { service: 'is 1.7 seconds ahead', switches: { datesAnswers: true, clockOffsetMilliseconds: 1_700 } },
  { service: 'is 1.7 seconds behind', switches: { datesAnswers: true, clockOffsetMilliseconds: -1_700 } },
  { service: 'is 1.2 seconds behind and tells whole seconds', switches: { datesAnswers: true, clockOffsetMilliseconds: -1_200, wholeSeconds: true } },
])('a service whose clock $service', ({ switches }) => {
  test.each([
    { what: 'user', operation: 'identitystore:CreateUser', declare: user('Ada') },
    { what: 'group', operation: 'identitystore:CreateGroup', declare: group('Admins') },
  ])('leaves a $what to its stack when the answer to its creation was lost', async ({ operation, declare }) => {
    await begin(switches);
    world.fault(operation, lost('AFTER'));
    await world.deploy('A', declare);
    expect(physicalIdOf(stackA())).toMatch(/^created:/);
    await world.destroy('A');
    expect([world.users, world.groups]).toEqual([[], []]);
  });

  test('leaves a user that somebody else made three seconds before to them', async () => {
    await begin(switches);
    await new SomebodyElse(world).createsUser({ Emails: [{ Value: 'ada@example.com', Primary: true }] });
    await world.time.run(world.time.sleep(3_100));
    world.fault('identitystore:CreateUser', lost('BEFORE'));
    await world.deploy('A', user('Ada'));
    expect(physicalIdOf(stackA(), USER_RESOURCE_TYPE)).toMatch(/^adopted:/);
  });
});

describe('a membership, which has nothing but its time to compare', () => {
  test('is its stack\'s if the service tells whole seconds', async () => {
    await begin({ wholeSeconds: true });
    world.fault('identitystore:CreateGroupMembership', lost('AFTER'));
    await world.deploy('A', team());
    expect(physicalIdOf(stackA(), GROUP_MEMBERSHIP_RESOURCE_TYPE)).toMatch(/^created:/);
  });

  test('is not taken for its stack\'s because the clocks may differ', async () => {
    await begin({ datesAnswers: true });
    const someone = new SomebodyElse(world);
    const [groupId, userId] = [await someone.createsGroup(), await someone.createsUser()];
    const id = await someone.createsMembership(groupId, userId);
    await world.time.run(world.time.sleep(50));
    world.fault('identitystore:CreateGroupMembership', lost('BEFORE'));
    await world.deploy('A', membership(groupId, userId));
    expect(physicalIdOf(stackA())).toBe(`adopted:${id}`);
  });
});

// The price, as decision 0028 has it.
test('a group that somebody else made half a second earlier, exactly as declared, is mistaken for the stack\'s own after a lost answer', async () => {
  await begin({ wholeSeconds: true });
  await new SomebodyElse(world).createsGroup();
  await world.time.run(world.time.sleep(300));
  world.fault('identitystore:CreateGroup', lost('BEFORE'));
  await world.deploy('A', group('Admins'));
  expect(physicalIdOf(stackA())).toMatch(/^created:/);
});

import { GROUP_MEMBERSHIP_RESOURCE_TYPE, GROUP_RESOURCE_TYPE, USER_RESOURCE_TYPE } from '../../../lib/contract/identity-store';
import { group } from '../../support/declared-groups';
import { team } from '../../support/declared-users';
import { ALWAYS, answeredByAnother, ANSWERS_OF_OTHERS } from '../../support/effects';
import { InProcess, physicalIdOf } from '../../support/in-process';
import { messageOf } from '../../support/messages';
import { SomebodyElse } from '../../support/somebody-else';

/** A success without what was asked for, as a proxy gives it. It was taken for the service's. */

let world: InProcess;
beforeEach(() => { world = new InProcess(); });

function stackA() {
  return world.sandbox.cloudFormation.existing('A');
}

const CREATIONS = [
  { what: 'user', operation: 'identitystore:CreateUser', type: USER_RESOURCE_TYPE },
  { what: 'group', operation: 'identitystore:CreateGroup', type: GROUP_RESOURCE_TYPE },
  { what: 'membership', operation: 'identitystore:CreateGroupMembership', type: GROUP_MEMBERSHIP_RESOURCE_TYPE },
];

describe.each(ANSWERS_OF_OTHERS)('$what', ({ body }) => {
  describe.each(['BEFORE', 'AFTER'] as const)('instead of the answer to a create, %s its effect', (moment) => {
    test.each(CREATIONS)('ends in a $what that the stack has created, and deletes', async ({ operation, type }) => {
      world.fault(operation, answeredByAnother(moment, body));
      await world.deploy('A', team());
      expect(stackA().status).toBe('CREATE_COMPLETE');
      expect(physicalIdOf(stackA(), type)).toMatch(/^created:1234567890-[0-9a-f-]{36}$/);

      await world.destroy('A');
      expect([world.users, world.groups, world.memberships]).toEqual([[], [], []]);
    });
  });

  test.each(['identitystore:GetGroupId', 'identitystore:DescribeGroup', 'cloudformation:ListStackResources'])('instead of the answer to %s is asked for again', async (operation) => {
    const id = await new SomebodyElse(world).createsGroup();
    world.fault(operation, answeredByAnother('AFTER', body));
    await world.deploy('A', group('Admins'));
    expect(physicalIdOf(stackA())).toBe(`adopted:${id}`);
    expect(world.calls.filter((call) => call === operation)).toHaveLength(2);
  });

  test('instead of what CloudFormation says of the stack doesn\'t let a renamed construct lose its group', async () => {
    await world.deploy('A', group('Admins'));
    const id = physicalIdOf(stackA());
    world.fault('cloudformation:ListStackResources', answeredByAnother('AFTER', body), 2);
    world.fault('cloudformation:DescribeStacks', answeredByAnother('AFTER', body), 2);
    await world.deploy('A', group('Operators'));
    expect(physicalIdOf(stackA())).toBe(id);
    expect(world.groups).toHaveLength(1);
  });
});

test('a create that never gets another answer fails, and says so', async () => {
  world.fault('identitystore:CreateGroup', answeredByAnother('BEFORE', '{}'), ALWAYS);
  const stack = await world.deploy('A', group('Admins'));
  expect(messageOf(stack)).toMatch(/^SERVICE_UNAVAILABLE: creating group "admins" failed \d+ times in \d+ s because the service could not be reached or answered with an error of its own\. .*\[IncompleteAnswer, identitystore:CreateGroup\]/);
});

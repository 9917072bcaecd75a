import { DeleteGroupCommand, UpdateGroupCommand } from '@aws-sdk/client-identitystore';
import type { Stack } from 'aws-cdk-lib';
import { CfnGroup } from 'aws-cdk-lib/aws-identitystore';
import { group } from '../support/declared-groups';
import { STORE } from '../support/ids';
import { InProcess } from '../support/in-process';
import { driftOf, linesOf, planOf } from '../support/planned';

function native(displayName: string, description = 'declared'): (stack: Stack) => void {
  return (stack) => void new CfnGroup(stack, 'Native', { identityStoreId: STORE, displayName, description });
}

test('a native group is created, with its attributes and no id yet', async () => {
  const { stacks: [stack] } = await planOf(new InProcess(), { People: native('team') });
  expect(stack?.resources).toEqual([{
    path: 'Native', logicalId: 'Native', type: 'AWS::IdentityStore::Group', verb: 'creates',
    entity: { kind: 'group (native)', name: 'team', id: '(known after deployment)' },
    changes: [{ attribute: 'Description', after: 'declared' }, { attribute: 'DisplayName', after: 'team' }],
  }]);
});

test('a guarded group in the place of a native one is lost with it', async () => {
  const world = new InProcess();
  await world.deploy('People', native('team'));
  const plan = await planOf(world, { People: group('Team', { displayName: 'team' }) });
  expect(linesOf(plan)).toEqual(['lost group team', 'deletes group (native) team']);
  expect(plan.stacks[0]?.resources[0]?.reason?.message).toBe('group team is declared, and gone after the deployment: the removal of Native deletes it.');
});

test.each<[what: string, change: (world: InProcess, GroupId: string) => Promise<unknown>, line: string]>([
  ['nobody has changed', async () => undefined, 'keeps group (native) team'],
  [
    'somebody has changed',
    (world, GroupId) => world.identityStore.send(new UpdateGroupCommand({
      IdentityStoreId: STORE, GroupId, Operations: [{ AttributePath: 'description', AttributeValue: 'by hand' }],
    })),
    'changes group (native) team',
  ],
  ['somebody has deleted', (world, GroupId) => world.identityStore.send(new DeleteGroupCommand({ IdentityStoreId: STORE, GroupId })), 'replaces group (native) team'],
])('the drift of a native group that %s', async (_what, change, line) => {
  const world = new InProcess();
  await world.deploy('People', (stack) => {
    native('team')(stack);
    group('Guarded')(stack);
  });
  await change(world, world.storedGroups.find(({ DisplayName }) => DisplayName === 'team')?.GroupId ?? '');
  expect(linesOf(await driftOf(world))).toContain(line);
});

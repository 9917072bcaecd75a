import { DeleteGroupCommand, UpdateGroupCommand } from '@aws-sdk/client-identitystore';
import { group } from '../support/declared-groups';
import { STORE } from '../support/ids';
import { InProcess } from '../support/in-process';
import { driftOf, linesOf } from '../support/planned';

const TEAM = group('Team', { displayName: 'team', description: 'declared' });

async function deployed(): Promise<{ readonly world: InProcess; readonly GroupId: string }> {
  const world = new InProcess();
  await world.deploy('People', TEAM);
  return { world, GroupId: world.storedGroups[0]?.GroupId ?? '' };
}

test('what nobody has changed has not drifted', async () => {
  const { world } = await deployed();
  expect(linesOf(await driftOf(world))).toEqual(['keeps group team']);
});

test('an attribute that somebody has changed is told as it is and as it is declared', async () => {
  const { world, GroupId } = await deployed();
  await world.identityStore.send(new UpdateGroupCommand({ IdentityStoreId: STORE, GroupId, Operations: [{ AttributePath: 'description', AttributeValue: 'by hand' }] }));
  const plan = await driftOf(world);
  expect(linesOf(plan)).toEqual(['changes group team']);
  expect(plan.stacks[0]?.resources[0]?.changes).toEqual([{ attribute: 'Description', before: 'by hand', after: 'declared' }]);
});

test('what somebody has deleted would be made again', async () => {
  const { world, GroupId } = await deployed();
  await world.identityStore.send(new DeleteGroupCommand({ IdentityStoreId: STORE, GroupId }));
  expect(linesOf(await driftOf(world))).toEqual(['replaces group team']);
});

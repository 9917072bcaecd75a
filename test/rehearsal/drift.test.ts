import { DeleteGroupCommand, DeleteUserCommand, UpdateGroupCommand } from '@aws-sdk/client-identitystore';
import { RemovalPolicy } from 'aws-cdk-lib';
import { group } from '../support/declared-groups';
import { team } from '../support/declared-users';
import { BY_ROLE, invitation, InvitingWorld, UNIT } from '../support/declared-invitations';
import { PAYMENTS, STORE } from '../support/ids';
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

test('a membership that somebody has revoked would give access again, and a user that somebody has deleted does not stay', async () => {
  const world = new InProcess();
  await world.deploy('People', team({}, { removalPolicy: RemovalPolicy.RETAIN }));
  const { UserId = '' } = [...world.sandbox.identityStores.store(STORE).users.values()][0] ?? {};
  await world.identityStore.send(new DeleteUserCommand({ IdentityStoreId: STORE, UserId }));
  const plan = await driftOf(world);
  expect(plan.stacks[0]?.resources.map(({ verb, entity: { kind }, access }) => ({ verb, kind, access }))).toEqual([
    { verb: 'keeps', kind: 'group', access: undefined },
    { verb: 'replaces', kind: 'membership', access: 'gives' },
    { verb: 'replaces', kind: 'user', access: undefined },
  ]);
});

test.each<[what: string, end: (world: InvitingWorld) => unknown]>([
  ['was declined', (world) => { world.answerAs('decline'); }],
  ['was canceled', (world) => { world.cancel(); }],
  ['has expired', (world) => world.pass(16 * 86_400_000)],
  ['was accepted, by an account that has left since', (world) => { world.answerAs('accept'); world.leave(); }],
])('an invitation that %s has ended, and is never told as one to be sent', async (_what, end) => {
  const world = new InvitingWorld();
  await world.deploy('Accounts', invitation());
  const [handshake] = world.invitations;
  await end(world);
  const plan = await driftOf(world);
  expect(linesOf(plan)).toEqual([`ended invitation ${PAYMENTS}`]);
  expect(plan.stacks[0]?.resources[0]).toMatchObject({ entity: { id: handshake?.id }, changes: [] });
});

test('what waits for an invitation that has ended has ended with it', async () => {
  const world = new InvitingWorld();
  await world.deploy('Accounts', invitation(BY_ROLE));
  world.leave();
  expect(linesOf(await driftOf(world))).toEqual([`ended invitation ${PAYMENTS}`, `ended membership of account ${PAYMENTS}`]);
});

test('an account that somebody has moved would be moved back', async () => {
  const world = new InvitingWorld();
  await world.deploy('Accounts', invitation({ organizationalUnitId: UNIT }));
  world.answerAs('accept');
  const plan = await driftOf(world);
  expect(linesOf(plan)).toEqual([`keeps invitation ${PAYMENTS}`, `changes membership of account ${PAYMENTS}`]);
  expect(plan.stacks[0]?.resources[1]?.changes).toMatchObject([{ attribute: 'ParentId', after: UNIT }]);
});

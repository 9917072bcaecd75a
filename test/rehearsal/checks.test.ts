import { CfnOutput, Stack } from 'aws-cdk-lib';
import { ConflictPolicy, GroupMembership, IdentityStore, User } from '../../lib';
import { rehearse } from '../../rehearsal/rehearse';
import type { Plan } from '../../rehearsal/plan';
import type { Snapshot, StackSnapshot } from '../../sandbox/seed/snapshot';
import { group } from '../support/declared-groups';
import { somebody, user } from '../support/declared-users';
import { STORE } from '../support/ids';
import { InProcess } from '../support/in-process';
import { codeIn, linesOf, planOf, snapshotOf } from '../support/planned';
import { seededRandom } from '../support/seeded-random';

function people(stack: Stack): void {
  const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE);
  const ada = new User(stack, 'Ada', { identityStore, userName: 'ada', displayName: 'Ada', name: { givenName: 'Ada', familyName: 'Lovelace' } });
  new CfnOutput(stack, 'AdaId', { value: ada.userId });
  new CfnOutput(stack, 'Status', { value: ada.userStatus });
}

/** The plan of the same once more, from what was read of the stack, or was made of that. */
async function planOfSame(change: (stack: StackSnapshot) => StackSnapshot): Promise<{ readonly plan: Plan; readonly userId: string | undefined }> {
  const world = new InProcess();
  await world.deploy('People', people);
  const read = await snapshotOf(world);
  const snapshot: Snapshot = { ...read, stacks: read.stacks.map(change) };
  const stacks = [{ stackName: 'People', account: '123456789012', region: 'us-east-1', template: world.synthesize('People', people) }];
  const plan = await rehearse({ snapshot, stacks, code: codeIn(stacks), version: '1.2.3', now: new Date(world.time.now()), newRandom: () => seededRandom(1) });
  return { plan, userId: world.users[0]?.UserId };
}

test('there is a plan if what is deployed comes to the outputs of the stack; those that nobody can work out are left alone', async () => {
  const { plan } = await planOfSame((stack) => stack);
  expect(linesOf(plan)).toEqual(['keeps user ada']);
});

test('there is no plan if an output comes to something else than the stack has', async () => {
  const { plan, userId } = await planOfSame((stack) => ({ ...stack, outputs: stack.outputs.map((output) => (output.key === 'AdaId' ? { ...output, value: 'other' } : output)) }));
  expect(plan.stacks[0]?.noPlan)
    .toBe(`what was read of the stack People doesn't explain what is deployed: its output AdaId is "other", and comes to "${userId}"`);
});

test('there is no plan if the stack lacks an output that its template has', async () => {
  const { plan, userId } = await planOfSame((stack) => ({ ...stack, outputs: [] }));
  expect(plan.stacks[0]?.noPlan)
    .toBe(`what was read of the stack People doesn't explain what is deployed: its output AdaId is not there, and comes to "${userId}"`);
});

test('there is no plan if the stack lacks a resource that its template has, so that the same template would create it', async () => {
  const { plan } = await planOfSame((stack) => ({ ...stack, resources: stack.resources.filter(({ type }) => type !== 'Custom::IdentityStoreUser') }));
  expect(plan.stacks[0]?.noPlan).toMatch(/^what was read of the stack People doesn't explain what is deployed: the same template would create Ada\w+$/);
});

test('there is a plan of a stack whose rollback made something anew, so that its outputs still have the id of before', async () => {
  const world = new InProcess({ seed: { identityStores: { [STORE]: { groups: [{ displayName: 'taken' }] } } } });
  const declare = (member: 'Ada' | 'Grace', others: (stack: Stack) => void = () => undefined) => (stack: Stack): void => {
    const members = { Ada: user('Ada', somebody('ada'))(stack), Grace: user('Grace', somebody('grace'))(stack) };
    const membership = new GroupMembership(stack, 'Membership', { group: group('Team', { displayName: 'team' })(stack), member: members[member] });
    new CfnOutput(stack, 'MembershipId', { value: membership.membershipId });
    others(stack);
  };
  const refused = (stack: Stack): void =>
    group('Refused', { displayName: 'taken', conflictPolicy: ConflictPolicy.FAIL })(stack).node.addDependency(stack.node.findChild('Membership'));
  const deployed = await world.deploy('People', declare('Ada'));
  world.sandbox.identityStores.store(STORE).memberships.delete(world.memberships[0]?.MembershipId ?? '');
  await world.deploy('People', declare('Grace', refused));
  expect(deployed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(linesOf(await planOf(world, { People: declare('Ada') }))).toEqual(['keeps user ada', 'keeps user grace', 'keeps group team', 'keeps membership ada in team']);
});

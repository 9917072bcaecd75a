import type { Stack } from 'aws-cdk-lib';
import { ConflictPolicy, InvitationCampaign, Roster } from '../../lib';
import { rehearse } from '../../rehearsal/rehearse';
import { group, nothing } from '../support/declared-groups';
import { ADA, membership, somebody, user } from '../support/declared-users';
import { STORE } from '../support/ids';
import { InProcess } from '../support/in-process';
import { codeIn, linesOf, planOf, snapshotOf } from '../support/planned';

const SEED = { identityStores: { [STORE]: { groups: [{ displayName: 'admins', description: 'by hand' }] } } };

type Declare = (stack: Stack) => void;

function all(...declarations: readonly Declare[]): Declare {
  return (stack) => declarations.forEach((declare) => declare(stack));
}

const ADMINS = group('Admins', { displayName: 'admins', description: 'declared' });
const TEAM = group('Team', { displayName: 'team' });
const REFUSED = group('Refused', { displayName: 'admins', conflictPolicy: ConflictPolicy.FAIL });

test('a group that is there is adopted, with what that changes, and another one is created', async () => {
  const world = new InProcess({ seed: SEED });
  const { stacks: [stack] } = await planOf(world, { People: all(ADMINS, TEAM) });
  expect(stack?.resources.map(({ verb, path, entity, changes }) => ({ verb, path, entity, changes }))).toEqual([
    {
      verb: 'adopts', path: 'Admins8B360DEA', entity: { kind: 'group', name: 'admins', id: world.storedGroups[0]?.GroupId },
      changes: [{ attribute: 'Description', before: 'by hand', after: 'declared' }],
    },
    {
      verb: 'creates', path: 'Team8E98563C', entity: { kind: 'group', name: 'team', id: '(known after deployment)' },
      changes: [{ attribute: 'DisplayName', after: 'team' }],
    },
  ]);
});

test.each<[what: string, before: Declare, after: Declare, lines: string[]]>([
  ['nothing changes', all(ADMINS, TEAM), all(ADMINS, TEAM), ['keeps group admins', 'keeps group team']],
  ['a description changes', TEAM, group('Team', { displayName: 'team', description: 'new' }), ['changes group team']],
  ['a name changes', TEAM, group('Team', { displayName: 'crew' }), ['changes group crew']],
  ['what the stack has created leaves it', all(ADMINS, TEAM), ADMINS, ['keeps group admins', 'deletes group team']],
  ['what the stack has adopted leaves it', all(ADMINS, TEAM), TEAM, ['keeps group team', 'leaves group admins']],
  ['everything leaves it', all(ADMINS, TEAM), nothing, ['leaves group admins', 'deletes group team']],
  ['a construct is renamed', TEAM, group('Crew', { displayName: 'team' }), ['keeps group team']],
  ['something is refused beside something that is created', TEAM, all(TEAM, REFUSED, group('Next', { displayName: 'next' })), ['keeps group team', 'refused group admins', 'creates group next']],
])('the plan when %s', async (_what, before, after, lines) => {
  const world = new InProcess({ seed: SEED });
  await world.deploy('People', before);
  expect(linesOf(await planOf(world, { People: after }))).toEqual(lines);
});

test('a refusal tells its code, what happened and what to do, and how the deployment would end', async () => {
  const world = new InProcess({ seed: SEED });
  const { stacks: [stack], totals } = await planOf(world, { People: all(REFUSED, TEAM) });
  expect(stack?.resources[0]?.reason).toEqual({
    code: 'ALREADY_EXISTS',
    message: `group "admins" already exists (${world.storedGroups[0]?.GroupId}) and its conflictPolicy is FAIL.`,
    remedy: 'Set conflictPolicy to ADOPT to manage the existing one, or declare another one, then deploy again.',
  });
  expect(totals).toMatchObject({ refused: 1, creates: 1 });
  expect(stack?.asItIs).toEqual({ status: 'ROLLBACK_COMPLETE', leftBehind: [], dependsOnOrder: true });
});

test('what is refused has no id', async () => {
  const { stacks: [stack] } = await planOf(new InProcess({ seed: SEED }), { People: REFUSED });
  expect(stack?.resources[0]?.entity).toEqual({ kind: 'group', name: 'admins' });
});

test('a membership of what is refused is called by the names that the stack declares', async () => {
  const taken = [{ ...ADA, userName: 'bob', email: 'other@example.com' }];
  const world = new InProcess({ seed: { identityStores: { [STORE]: { groups: [{ displayName: 'admins' }], users: taken } } } });
  const plan = await planOf(world, { People: (stack) => {
    const [refused, bob] = [group('Refused', { displayName: 'admins', conflictPolicy: ConflictPolicy.FAIL })(stack), user('Bob', somebody('bob'))(stack)];
    group('Team', { displayName: 'team' })(stack).addMember('Bob', bob);
    refused.addMember('Bob', bob);
  } });
  expect(linesOf(plan)).toEqual(expect.arrayContaining(['refused user bob', 'not reached membership bob in team', 'not reached membership bob in admins']));
});

test.each([ConflictPolicy.ADOPT, ConflictPolicy.OVERWRITE])('a membership that somebody else has made is adopted with %s, and gives nobody access', async (conflictPolicy) => {
  const world = new InProcess({ seed: { identityStores: { [STORE]: {
    groups: [{ displayName: 'admins' }], users: [{ ...ADA }], memberships: [{ group: 'admins', user: 'ada' }],
  } } } });
  const { GroupId = '' } = world.storedGroups[0] ?? {};
  const { UserId = '' } = [...world.sandbox.identityStores.store(STORE).users.values()][0] ?? {};
  const { stacks: [stack] } = await planOf(world, { People: membership(GroupId, UserId, { conflictPolicy }) });
  expect(stack?.resources.map(({ verb, access }) => ({ verb, access }))).toEqual([{ verb: 'adopts', access: undefined }]);
});

test('a parameter that the template does not have is refused, as CloudFormation does it', async () => {
  const world = new InProcess();
  const stack = { stackName: 'People', account: '123456789012', region: 'us-east-1', template: world.synthesize('People', TEAM), parameters: { Nope: 'x' } };
  const plan = await rehearse({
    snapshot: await snapshotOf(world), stacks: [stack], code: codeIn([stack]), version: '1.2.3', now: new Date(0), newRandom: () => () => 0.5,
  });
  expect(plan.stacks[0]?.noPlan).toBe('Parameters: [Nope] do not exist in the template');
});

test.each<[string, readonly Declare[]]>([['CREATE_FAILED', []], ['UPDATE_FAILED', [TEAM]]])('a stack in %s is planned as it is tried again', async (status, before) => {
  const world = new InProcess({ seed: SEED });
  for (const each of before) await world.deploy('People', each);
  await world.deploy('People', all(TEAM, REFUSED), { rollback: false });
  const mended = await planOf(world, { People: group('Team', { displayName: 'team', description: 'new' }) });
  expect(linesOf(mended)).toEqual(['changes group team']);
  expect(mended.remarks[0]).toBe(`The stack People is in ${status}: this is what cdk deploy --no-rollback does. Without that option the stack is rolled back first.`);
  expect(linesOf(await planOf(world, { People: all(TEAM, REFUSED) }))).toEqual(['keeps group team', 'refused group admins']);
});

test('a campaign of invitations isn\'t rehearsed, and the plan says so', async () => {
  const world = new InProcess();
  const { remarks, stacks } = await planOf(world, {
    Merger: (stack) => { new InvitationCampaign(stack, 'Accounts', { roster: Roster.inline([{ account: '111122223333' }]) }); },
  });
  expect(stacks.map(({ resources }) => resources)).toEqual([[]]);
  expect(remarks[0]).toBe('The stack Merger has a campaign of invitations, which isn\'t rehearsed: nothing is said of it.');
});

test('what an earlier stack deletes is only forgotten by the one that replaces it', async () => {
  const world = new InProcess();
  await world.deploy('First', TEAM);
  await world.deploy('Second', TEAM);
  expect(linesOf(await planOf(world, { First: nothing, Second: group('Team', { displayName: 'team', description: 'new' }) }))).toEqual(['deletes group team', 'replaces group team']);
});

test('what a failure leaves behind has no id that only the copy has', async () => {
  const { stacks } = await planOf(new InProcess({ seed: SEED }), {
    First: TEAM, Second: (scope) => {
      const adopting = group('Team', { displayName: 'TEAM' })(scope);
      REFUSED(scope);
      (scope.node.findChild('Refused') as typeof adopting).node.addDependency(adopting);
    },
  });
  expect(stacks[1]?.asItIs?.leftBehind.map(({ verb, entity: { id } }) => [verb, id])).toEqual([['changes', '(known after deployment)']]);
});

test('a stack that was rolled back once, and has nothing to deploy, doesn\'t end what comes after it', async () => {
  const world = new InProcess({ seed: SEED });
  await world.deploy('First', TEAM);
  await world.deploy('First', (scope) => {
    TEAM(scope);
    REFUSED(scope);
  });
  const { stacks } = await planOf(world, { First: TEAM, Second: REFUSED });
  expect(stacks.map(({ resources: [resource], asItIs }) => [resource?.verb, asItIs?.status])).toEqual([['keeps', undefined], ['refused', 'ROLLBACK_COMPLETE']]);
});

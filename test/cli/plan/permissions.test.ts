import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import { snapshotFor } from '../../../cli/plan/reading';
import { ReadingClients, readingClients } from '../../../cli/snapshot/clients';
import { READING_OPERATIONS, readingPolicy } from '../../../cli/snapshot/operations';
import { Pace } from '../../../cli/snapshot/pace';
import { AccountInvitation, Group, IdentityStore, InvitationTarget, RosterRow, User } from '../../../lib';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';
import type { Plan } from '../../../rehearsal/plan';
import { rehearse } from '../../../rehearsal/rehearse';
import { accountIds, campaign, CampaignWorld } from '../../support/declared-campaign';
import { declareContents } from '../../support/declared-contents';
import { group } from '../../support/declared-groups';
import { MANAGEMENT, PAYMENTS, STORE } from '../../support/ids';
import type { SeededUser } from '../../../sandbox/identity-store/seed';
import type { Seed } from '../../../sandbox/seed/seed';
import { InProcess } from '../../support/in-process';
import { codeIn, filesIn, snapshotOf } from '../../support/planned';
import { seededRandom } from '../../support/seeded-random';

const ALL = (readingPolicy() as { readonly Statement: readonly [{ readonly Action: readonly string[] }] }).Statement[0].Action;

/** With fewer users than groups, memberships are read by users, and otherwise by groups. */
function thereAre(users: number): Seed {
  const names = Array.from({ length: users }, (_, index) => `user${index}`);
  const named = (userName: string): SeededUser => ({ userName, displayName: userName, name: { givenName: userName, familyName: 'Example' } });
  return {
    identityStores: { [STORE]: { users: names.map(named), groups: [{ displayName: 'team' }], memberships: names.map((user) => ({ user, group: 'team' })) } },
    accounts: [{ id: PAYMENTS }],
  };
}

function exported(stack: Stack, description?: string): void {
  const { groupId } = group('Admins', { displayName: 'admins', ...(description !== undefined && { description }) })(stack);
  new CfnOutput(stack, 'Id', { value: groupId, exportName: 'admins' });
}

const before = (stack: Stack): void => exported(stack);

function after(stack: Stack): void {
  exported(stack, 'declared');
  new AccountInvitation(stack, 'Payments', { target: InvitationTarget.account(PAYMENTS) });
}

interface Planned {
  readonly plan: Plan;
  /** What was called with the role, for example `identitystore:ListUsers`. */
  readonly called: readonly string[];
}

const trustPolicy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] };

/** The clients of somebody with the role of that name. What was called before isn't counted. */
async function clientsOfPlanner(world: InProcess): Promise<ReadingClients> {
  const requestHandler = new WireHandler((request) => world.sandbox.answer(request)) as never;
  const { region, endpoint, ...settings } = clientSettings('SANDBOXPERSON');
  const { Credentials: session } = await new STSClient({ ...settings, region, endpoint, requestHandler })
    .send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${MANAGEMENT}:role/Planner`, RoleSessionName: 'plan' }));
  world.sandbox.calls.clear();
  const credentials = { accessKeyId: session?.AccessKeyId as string, secretAccessKey: session?.SecretAccessKey as string };
  return readingClients(new Pace({ now: () => 0, sleep: async () => undefined }), { region, endpoint, credentials, requestHandler });
}

/** Plans with a role that may do so much. */
async function planWith(actions: readonly string[], users = 1): Promise<Planned> {
  const policies = [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] }];
  const world = new InProcess({ seed: { ...thereAre(users), roles: [{ account: MANAGEMENT, roleName: 'Planner', trustPolicy, policies }] } });
  await world.deploy('People', before);
  const stack = { stackName: 'People', account: MANAGEMENT, region: 'us-east-1', template: world.synthesize('People', after) };

  const clients = await clientsOfPlanner(world);
  const snapshot = await snapshotFor([stack], clients, { patterns: [], parameters: [], identityStore: [], version: '1.2.3' });
  const plan = await rehearse({
    snapshot, stacks: [stack], code: codeIn([stack, ...snapshot.stacks]), version: '1.2.3', now: new Date(world.time.now()), newRandom: () => seededRandom(1),
  });
  return { plan, called: Object.keys(world.sandbox.calls.byAction) };
}

test('the printed policy is enough for a plan, and nothing is called that is not in it', async () => {
  const { plan, called } = await planWith(ALL);
  expect(plan.remarks.filter((remark) => remark.includes('ot read'))).toEqual([]);
  expect(plan.stacks[0]?.resources.map(({ verb, entity }) => `${verb} ${entity.kind} ${entity.name}`)).toEqual(['changes group admins', `creates invitation ${PAYMENTS}`]);
  expect(called.filter((action) => !Object.hasOwn(READING_OPERATIONS, action))).toEqual([]);
});

test.each(ALL)('without %s a plan says what was not read, or there is none', async (missing) => {
  const users = missing === 'identitystore:ListGroupMemberships' ? 3 : 1;
  const planned = await planWith(ALL.filter((action) => action !== missing), users).catch((refused: Error) => refused);
  const told = planned instanceof Error ? [planned.message] : planned.plan.remarks.filter((remark) => remark.startsWith('Not read, so that nothing is known of it: '));
  expect(told).toEqual(told.map(() => expect.stringContaining(`is not authorized to perform: ${missing} on resource: `) as string));
  expect(told).not.toEqual([]);
});

test('what was not read is unknown, and not missing', async () => {
  const { plan } = await planWith(ALL.filter((action) => action !== 'organizations:ListHandshakesForOrganization'));
  expect(plan.stacks[0]?.resources).toMatchObject([{ verb: 'changes' }, { verb: 'unknown', unknown: ['invitations were not read'] }]);
});

test('a group is unknown if groups may not be read, and the rest is planned', async () => {
  const { plan } = await planWith(ALL.filter((action) => action !== 'identitystore:ListGroups'));
  expect(plan.stacks[0]?.resources.map(({ verb, unknown }) => [verb, unknown])).toEqual([['unknown', [`groups of the identity store ${STORE} were not read`]], ['creates', undefined]]);
});

test('the printed policy has only what is read with the same options', () => {
  const services = (policy: object): string[] =>
    [...new Set((policy as { readonly Statement: readonly [{ readonly Action: readonly string[] }] }).Statement[0].Action.map((action) => action.replace(/:.*/, '')))];
  expect(services(readingPolicy())).toEqual(['cloudformation', 'identitystore', 'organizations']);
  expect(services(readingPolicy({ organization: false, stacks: true }))).toEqual(['cloudformation', 'identitystore']);
  expect(services(readingPolicy({ organization: false, stacks: false }))).toEqual(['identitystore']);
});

test('memberships that were not read are unknown', async () => {
  const world = new InProcess({ seed: thereAre(1) });
  const snapshot = await snapshotOf(world);
  const { identityStores: [store] } = snapshot;
  const [user, team] = [String(store?.users[0]?.UserId), String(store?.groups[0]?.GroupId)];
  const template = world.synthesize('People', (stack) => {
    const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE);
    Group.fromGroupId(stack, 'Team', identityStore, team).addMember('Member', User.fromUserId(stack, 'User', identityStore, user));
  });
  const stacks = [{ stackName: 'People', account: MANAGEMENT, region: 'us-east-1', template }];
  const notRead = [{ what: `memberships of the user ${user}`, why: 'denied' }];
  const plan = await rehearse({ snapshot: { ...snapshot, notRead }, stacks, code: codeIn(stacks), version: '1.2.3', now: new Date(0), newRandom: () => seededRandom(1) });
  expect(plan.stacks[0]?.resources).toMatchObject([{ verb: 'unknown', unknown: [`memberships of the user ${user} were not read`] }]);
});

const PEOPLE = declareContents({ users: ['ada'], groups: { admins: ['ada'] } });

/** Plans contents that are deployed, with another description, with a role that has a policy. */
async function planContentsWith(policy: object): Promise<Planned & { readonly kinds: readonly string[] }> {
  const world = new InProcess({ seed: { ...thereAre(1), roles: [{ account: MANAGEMENT, roleName: 'Planner', trustPolicy, policies: [policy as never] }] } });
  await world.deploy('People', PEOPLE);
  const template = world.synthesize('People', declareContents({ users: ['ada'], groups: { admins: ['ada'] }, description: 'new' }));
  const stack = { stackName: 'People', account: MANAGEMENT, region: 'us-east-1', template };
  const snapshot = await snapshotFor([stack], await clientsOfPlanner(world), { patterns: [], parameters: [], identityStore: [], version: '1.2.3' });
  const plan = await rehearse({
    snapshot, stacks: [stack], code: codeIn([stack, ...snapshot.stacks]), files: filesIn(world), version: '1.2.3', now: new Date(world.time.now()),
    newRandom: () => seededRandom(1),
  });
  const keys = Object.keys(snapshot.ledgers?.[0]?.objects ?? {});
  return { plan, called: Object.keys(world.sandbox.calls.byAction), kinds: keys.map((key) => key.split('/')[0] ?? '') };
}

test('the printed policy is enough for contents and their ledger, of which nothing else is read', async () => {
  const { plan, called, kinds } = await planContentsWith(readingPolicy());
  expect(plan.remarks.filter((remark) => remark.includes('ot read'))).toEqual([]);
  expect(plan.totals).toMatchObject({ changes: 1, keeps: 2, unknown: 0 });
  expect(kinds).toEqual(['head', 'ledger', 'file']);
  expect(called.filter((action) => !Object.hasOwn(READING_OPERATIONS, action))).toEqual([]);
});

test.each([['s3:GetObject', 1], ['s3:ListBucket', 2]])('without %s on the ledger it is told, and what the contents would do is unknown', async (action, index) => {
  const { Statement: statements } = readingPolicy() as { readonly Statement: readonly object[] };
  const { plan } = await planContentsWith({ Version: '2012-10-17', Statement: statements.filter((_, each) => each !== index) });
  expect(plan.remarks[0]).toMatch(new RegExp(`^Not read, so that nothing is known of it: ledger of \\S+ in People \\(.*${action}`));
  expect(plan.totals).toMatchObject({ changes: 0, keeps: 0, unknown: 1 });
});

/** Plans another roster of a campaign that is deployed, with a role that has a policy. */
async function planCampaignWith(policy: object): Promise<Planned> {
  const world = new CampaignWorld({ roles: [{ account: MANAGEMENT, roleName: 'Planner', trustPolicy, policies: [policy as never] }] });
  const [first, second] = accountIds(2).map((account) => ({ account })) as [RosterRow, RosterRow];
  await world.deploy('Merger', campaign([first]));
  await world.passHours(1);
  const template = world.synthesize('Merger', campaign([first, second]));
  const stack = { stackName: 'Merger', account: MANAGEMENT, region: 'us-east-1', template };
  const snapshot = await snapshotFor([stack], await clientsOfPlanner(world), { patterns: [], parameters: [], identityStore: [], version: '1.2.3' });
  const plan = await rehearse({
    snapshot, stacks: [stack], code: codeIn([stack, ...snapshot.stacks]), files: filesIn(world), version: '1.2.3', now: new Date(world.time.now()),
    newRandom: () => seededRandom(1),
  });
  return { plan, called: Object.keys(world.sandbox.calls.byAction) };
}

test('the printed policy is enough for a campaign, and its organization is read without being asked for', async () => {
  const { plan, called } = await planCampaignWith(readingPolicy());
  expect(plan.remarks.filter((remark) => remark.includes('ot read'))).toEqual([]);
  expect(plan.stacks[0]?.resources).toMatchObject([{ verb: 'changes', campaign: { roster: { rows: 2, added: 1, removed: 0 } } }]);
  expect(called.filter((action) => !Object.hasOwn(READING_OPERATIONS, action))).toEqual([]);
});

test('without its ledger it is told, and what the campaign would do is unknown', async () => {
  const { Statement: statements } = readingPolicy() as { readonly Statement: readonly object[] };
  const { plan } = await planCampaignWith({ Version: '2012-10-17', Statement: statements.slice(0, 1) });
  expect(plan.remarks[0]).toMatch(/^Not read, so that nothing is known of it: how far \S+ in Merger is \(.*s3:ListBucket/);
  expect(plan.stacks[0]?.resources).toMatchObject([{ verb: 'unknown', unknown: ['where the rows of the campaign are, since its ledger was not read'] }]);
});

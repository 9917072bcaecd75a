import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { CreateGroupCommand, UpdateGroupCommand } from '@aws-sdk/client-identitystore';
import { InviteAccountToOrganizationCommand } from '@aws-sdk/client-organizations';
import { ORGANIZATION_EXPERIMENTS, STORE_EXPERIMENTS } from '../../../cli/probe/experiments';
import { CLEANING_ACTIONS, partitionOf, PROBING_OPERATIONS, probingPolicy } from '../../../cli/probe/operations';
import { ROOT } from '../../../scripts/root';
import { MANAGEMENT, OTHER_STORE, STORE } from '../../support/ids';
import { ProbedWorld } from '../../support/probed-world';

interface Policy {
  readonly Version: string;
  readonly Statement: readonly { readonly Effect: string; readonly Action: readonly string[]; readonly Resource: string | readonly string[] }[];
}

const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] };

const ALL = probingPolicy({ identityStoreId: STORE, organization: true }) as Policy;
const ACTIONS = ALL.Statement.flatMap(({ Action }) => Action);

function without(action: string, policy = ALL): Policy {
  return { ...policy, Statement: policy.Statement.map((statement) => ({ ...statement, Action: statement.Action.filter((each) => each !== action) })) };
}

/** A world with a role that may do so much. */
function worldWith(policy: object): ProbedWorld {
  return new ProbedWorld({ seed: { roles: [{ account: MANAGEMENT, roleName: 'Prober', trustPolicy: TRUST, policies: [policy] }] } });
}

async function probedWith(policy: object): Promise<{ readonly world: ProbedWorld; readonly open: readonly unknown[] }> {
  const world = worldWith(policy);
  const { findings } = await world.found({ organization: true, accessKeyId: await world.session('Prober') });
  return { world, open: findings.filter(({ notSettled }) => notSettled !== undefined) };
}

test('the printed policy is enough for a probe of everything, and every action in it is called', async () => {
  const { world, open } = await probedWith(ALL);
  expect(open).toEqual([]);
  expect(world.names).toEqual([]);
  expect([...new Set(world.called)].sort()).toEqual([...ACTIONS, 'sts:GetCallerIdentity'].sort());
});

/** Without these nobody could tell whether a provider owns the store, so that nothing is written. */
const LOOKS = ['identitystore:ListUsers', 'identitystore:ListGroups'];

test.each(LOOKS)('without %s nothing is written', async (missing) => {
  const world = worldWith(without(missing));
  const session = await world.session('Prober');
  await expect(world.probe({ organization: true, accessKeyId: session })).rejects.toThrow(`is not authorized to perform: ${missing} on resource: `);
  expect(world.called.filter((action) => /:(Create|Update|Delete)/.test(action))).toEqual([]);
});

test.each(ACTIONS.filter((action) => !LOOKS.includes(action)))('without %s a finding says so', async (missing) => {
  const { open } = await probedWith(without(missing));
  expect(open).toContainEqual({ experiment: expect.any(String) as string, seen: {}, notSettled: `${missing}: AccessDeniedException` });
});

test('what may be made and not deleted is told, and the rest is deleted', async () => {
  const world = worldWith(without('identitystore:DeleteGroup'));
  const ended = await world.probe({ accessKeyId: await world.session('Prober') });
  expect(ended).toMatchObject({ kind: 'DONE', left: [{ kind: 'group' }, { kind: 'group' }, { kind: 'group' }] });
  expect(world.users).toEqual([]);
  expect((await world.clean()).deleted).toHaveLength(3);
  expect(world.names).toEqual([]);
});

test('the policy without the organization is enough for a probe without it, and reaches no other store', async () => {
  const policy = probingPolicy({ identityStoreId: STORE }) as Policy;
  expect(policy.Statement.flatMap(({ Action }) => Action).filter((action) => !action.startsWith('identitystore:'))).toEqual([]);
  const world = worldWith(policy);
  expect((await world.found({ accessKeyId: await world.session('Prober') })).findings.filter(({ notSettled }) => notSettled !== undefined)).toEqual([]);
  const { identityStore } = await world.clients(undefined, await world.session('Prober'));
  await expect(identityStore.send(new CreateGroupCommand({ IdentityStoreId: OTHER_STORE, DisplayName: 'admins' })))
    .rejects.toMatchObject({ name: expect.stringMatching(/^(AccessDenied|ResourceNotFound)Exception$/) as string });
});

test('the policy for cleaning is enough for that, and every action in it is called', async () => {
  const world = worldWith(probingPolicy({ identityStoreId: STORE, clean: true, organization: true }));
  const killed = (): never => { throw Object.assign(new Error('killed'), { code: 'ECONNRESET' }); };
  await world.probe({ interruption: { call: 40, moment: 'before', happens: killed, forever: true } });
  expect(world.names).not.toEqual([]);
  await world.clean(await world.session('Prober'));
  expect(world.names).toEqual([]);
  expect([...new Set(world.called)].sort()).toEqual(CLEANING_ACTIONS);
});

test('nothing but what a probe calls can be sent, and nothing that changes an organization', async () => {
  const { identityStore, organizations } = await new ProbedWorld().clients();
  await expect(identityStore.send(new UpdateGroupCommand({ IdentityStoreId: STORE, GroupId: 'x', Operations: [] })))
    .rejects.toThrow('identitystore:UpdateGroup is not an operation that a probe calls');
  await expect(organizations.send(new InviteAccountToOrganizationCommand({ Target: { Id: 'new@corp.test', Type: 'EMAIL' } })))
    .rejects.toThrow('organizations:InviteAccountToOrganization is not an operation that a probe calls');
  expect(Object.keys(PROBING_OPERATIONS).filter((action) => action.startsWith('organizations:') && !/:(List|Describe)/.test(action))).toEqual([]);
});

test('what experiments call is what their table says, all together', () => {
  const ofExperiments = [...STORE_EXPERIMENTS, ...ORGANIZATION_EXPERIMENTS].flatMap(({ calls }) => calls);
  expect([...new Set([...ofExperiments, ...CLEANING_ACTIONS, 'sts:GetCallerIdentity'])].sort()).toEqual(Object.keys(PROBING_OPERATIONS).sort());
});

test.each([
  ['us-east-1', 'aws'], ['cn-north-1', 'aws-cn'], ['us-gov-west-1', 'aws-us-gov'], ['eusc-de-east-1', 'aws-eusc'], ['', 'aws'],
])('the policy for %s is of the partition %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
  expect(JSON.stringify(probingPolicy({ partition: partitionOf(region) }))).toContain(`"arn:${partition}:identitystore:::user/*"`);
});

test.each(ACTIONS)('the page of permissions names %s', (action) => {
  expect(readFileSync(path.join(ROOT, 'docs', 'permissions.md'), 'utf8').split('## Who probes')[1]).toContain(`\`${action}\``);
});

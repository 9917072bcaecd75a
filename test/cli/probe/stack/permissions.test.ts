import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { CancelUpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { STACK_EXPERIMENTS, THROTTLING_EXPERIMENTS } from '../../../../cli/probe/stack/experiments';
import { CLEANING_STACK_ACTIONS, STACK_OPERATIONS, stackPolicy } from '../../../../cli/probe/stack/operations';
import { ROOT } from '../../../../scripts/root';
import { MANAGEMENT } from '../../../support/ids';
import { StackWorld } from '../../../support/stack-world';

interface Policy {
  readonly Version: string;
  readonly Statement: readonly { readonly Effect: string; readonly Action: readonly string[]; readonly Resource: string }[];
}

const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] };

const ALL = stackPolicy({ partition: 'aws', clean: false }) as Policy;
const CLEANING = stackPolicy({ partition: 'aws', clean: true }) as Policy;

/** What the probe itself calls. The rest is what CloudFormation calls in its name, for which the sandbox doesn't ask. */
const OWN = Object.keys(STACK_OPERATIONS).filter((action) => action !== 'sts:GetCallerIdentity' && action !== 'cloudformation:ListStacks');

/** A world with a role that may do so much, and not this. */
function worldWith(policy: Policy, missing?: string): StackWorld {
  const statements = policy.Statement.map((each) => ({ ...each, Action: each.Action.filter((action) => action !== missing) }));
  const less = { ...policy, Statement: statements.filter(({ Action }) => Action.length > 0) };
  return new StackWorld({ seed: { roles: [{ account: MANAGEMENT, roleName: 'Prober', trustPolicy: TRUST, policies: [less] }] } });
}

test('the printed policy is enough for a probe of everything, and all of it that a probe calls itself is called', async () => {
  const world = worldWith(ALL);
  const { findings } = await world.found({ throttling: true, accessKeyId: await world.session('Prober') });
  expect(findings.filter(({ notSettled }) => notSettled !== undefined)).toEqual([]);
  expect(world.remains).toEqual([]);
  expect([...new Set(world.called)].sort()).toEqual([...OWN, 'sts:GetCallerIdentity'].sort());
  expect(OWN.filter((action) => !ALL.Statement.some(({ Action }) => Action.includes(action)))).toEqual([]);
});

test.each(OWN)('without %s a finding or what is left says so', async (missing) => {
  const world = worldWith(ALL, missing);
  const ended = await world.probe({ accessKeyId: await world.session('Prober') });
  expect(ended).toMatchObject({ kind: 'DONE' });
  expect(JSON.stringify(ended)).toMatch(new RegExp(`"${missing}: AccessDenied(Exception)?"|AccessDenied: .*${missing}`));
  await world.clean();
  expect(world.remains).toEqual([]);
});

test.each(['cloudformation:DeleteStack', 'cloudformation:DescribeStacks'])('without %s no stack is made', async (missing) => {
  const world = worldWith(ALL, missing);
  await world.probe({ accessKeyId: await world.session('Prober') });
  expect(world.called).not.toContain('cloudformation:CreateStack');
});

test('a stack of a similar name, at which the policy for cleaning lets nobody look, doesn\'t keep others from being deleted', async () => {
  const world = worldWith(CLEANING);
  const { cloudFormation } = world.sandbox;
  const stack = cloudFormation.newStack('cdk-org-guard-probes');
  await cloudFormation.deploy(stack, cloudFormation.target(stack, JSON.stringify({ Resources: { Log: { Type: 'AWS::Logs::LogGroup' } } }), []), { rollback: true });
  const killed = (): never => { throw Object.assign(new Error('killed'), { code: 'ECONNRESET' }); };
  await world.probe({ interruption: { call: 8, moment: 'after', happens: killed, forever: true } });
  expect(await world.clean(await world.session('Prober'))).toMatchObject({ deleted: [{ kind: 'stack' }], left: [], alike: ['cdk-org-guard-probes'] });
});

test('the policy for cleaning is enough for that, and all of it that cleaning calls itself is called', async () => {
  const world = worldWith(CLEANING);
  const killed = (): never => { throw Object.assign(new Error('killed'), { code: 'ECONNRESET' }); };
  await world.found();
  const call = 2 + world.called.lastIndexOf('logs:FilterLogEvents');
  await world.probe({ interruption: { call, moment: 'before', happens: killed, forever: true } });
  expect(world.stacks.map(({ status }) => status)).toEqual(['DELETE_FAILED']);
  await world.clean(await world.session('Prober'));
  expect(world.remains).toEqual([]);
  expect([...new Set(world.called)].sort()).toEqual([...CLEANING_STACK_ACTIONS, 'sts:GetCallerIdentity'].sort());
});

test('nothing in the policies is about anything that isn\'t called as a probe calls it, but for what AWS gives to all or to none', () => {
  const ofEverything = [...ALL.Statement, ...CLEANING.Statement].filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
  expect([...new Set(ofEverything)].sort()).toEqual(['cloudformation:ListStacks', 'lambda:GetAccountSettings', 'logs:DescribeIndexPolicies', 'logs:DescribeLogGroups']);
  for (const { Resource } of ALL.Statement) expect(Resource).toMatch(/^\*$|[:/]cdk-org-guard-probe-\*$/);
});

test.each(['aws', 'aws-cn', 'aws-us-gov'])('the policy is of the partition %s', (partition) => {
  const arns = (stackPolicy({ partition, clean: false }) as Policy).Statement.map(({ Resource }) => Resource).filter((resource) => resource !== '*');
  expect(arns).toHaveLength(5);
  for (const arn of arns) expect(arn.startsWith(`arn:${partition}:`)).toBe(true);
});

test('nothing but what a probe calls can be sent', async () => {
  const { cloudFormation, logs } = await new StackWorld().clients();
  await expect(cloudFormation.send(new CancelUpdateStackCommand({ StackName: 'People' }))).rejects.toThrow('cloudformation:CancelUpdateStack is not an operation that a probe calls');
  await expect(logs.send(new DeleteLogGroupCommand({ logGroupName: 'People' }))).rejects.toThrow('logs:DeleteLogGroup is not an operation that a probe calls');
  expect(Object.keys(STACK_OPERATIONS).filter((action) => /^(identitystore|organizations|sso):/.test(action))).toEqual([]);
});

test('what experiments call is what their table says, all together', () => {
  const ofExperiments = [...STACK_EXPERIMENTS, ...THROTTLING_EXPERIMENTS].flatMap(({ calls }) => calls);
  expect([...new Set([...ofExperiments, ...CLEANING_STACK_ACTIONS, 'sts:GetCallerIdentity'])].sort()).toEqual(Object.keys(STACK_OPERATIONS).sort());
});

test('the function only reads its own stack', async () => {
  const world = new StackWorld();
  await world.found();
  expect([...new Set(world.calledByFunctions)].sort()).toEqual([
    'cloudformation:DescribeStackResources', 'cloudformation:DescribeStacks', 'cloudformation:GetTemplate', 'cloudformation:ListStackResources',
  ]);
});

test.each([...new Set([...ALL.Statement, ...CLEANING.Statement].flatMap(({ Action }) => Action))])('the page of permissions names %s', (action) => {
  expect(readFileSync(path.join(ROOT, 'docs', 'permissions.md'), 'utf8').split('## Who probes')[1]).toContain(`\`${action}\``);
});

import { join } from 'node:path';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { READING_OPERATIONS } from '../../cli/snapshot/operations';
import { CommandResult, Sandbox } from '../../lib/testing';
import { MANAGEMENT, STORE } from '../support/ids';

const PROGRAM = join(__dirname, '..', '..', 'assets', 'sandbox', 'cdk-org-guard.js');
const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` }, Action: 'sts:AssumeRole' }] };

/** A sandbox with a role for plans, which may do what the command says that it needs, or part of it. */
async function liveSide(without?: string): Promise<Sandbox> {
  const printed = await Sandbox.start();
  const { output } = await printed.run(process.execPath, [PROGRAM, 'snapshot', '--print-policy']);
  await printed.stop();
  const policy = JSON.parse(output) as { readonly Statement: readonly [{ readonly Action: readonly string[] }] };
  const [statement] = policy.Statement;
  const policies = [{ ...policy, Statement: [{ ...statement, Action: statement.Action.filter((action) => action !== without) }] }];
  const users = [{ userName: 'ada', displayName: 'Ada', name: { givenName: 'Ada', familyName: 'Lovelace' } }];
  return Sandbox.start({ seed: {
    identityStores: { [STORE]: { users, groups: [{ displayName: 'admins' }], memberships: [{ user: 'ada', group: 'admins' }] } },
    roles: [{ account: MANAGEMENT, roleName: 'Planner', trustPolicy: TRUST, policies }],
  } });
}

/** Plans with credentials of the role, as those of a workflow are. */
async function planAsRole(live: Sandbox): Promise<CommandResult> {
  const person = { accessKeyId: 'SCENARIO', secretAccessKey: 'sandbox' };
  const { Credentials: session } = await new STSClient({ endpoint: live.endpoint, region: 'us-east-1', credentials: person })
    .send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${MANAGEMENT}:role/Planner`, RoleSessionName: 'plan' }));
  const variables = [`AWS_ACCESS_KEY_ID=${session?.AccessKeyId}`, `AWS_SECRET_ACCESS_KEY=${session?.SecretAccessKey}`, `AWS_SESSION_TOKEN=${session?.SessionToken}`];
  return live.run('env', [...variables, process.execPath, PROGRAM, 'plan']);
}

test('the printed policy is enough for a plan, which calls nothing but what reads', async () => {
  await using live = await liveSide();
  const { exitCode, output } = await planAsRole(live);
  expect(output).toContain(`assumed-role/Planner/plan (account ${MANAGEMENT})`);
  expect(output).toContain('adopts');
  expect(output).not.toContain('Not read');
  expect(exitCode).toBe(0);
  const called = Object.keys(await live.calls());
  expect(called.filter((action) => !Object.hasOwn(READING_OPERATIONS, action))).toEqual([]);
  expect(called).toEqual(expect.arrayContaining(['identitystore:ListUsers', 'identitystore:ListGroupMemberships', 'cloudformation:ListStacks']));
});

test('without one of its actions the plan says what was not read', async () => {
  await using live = await liveSide('identitystore:ListGroupMemberships');
  const { exitCode, output } = await planAsRole(live);
  expect(output.replace(/\s+/g, ' ')).toMatch(/Not read, so that nothing is known of it: memberships of the group \S+ \(User: \S+ is not authorized to perform: identitystore:ListGroupMemberships /);
  expect(exitCode).toBe(0);
});

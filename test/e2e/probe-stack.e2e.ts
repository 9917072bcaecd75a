import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { stackPolicy } from '../../cli/probe/stack/operations';
import { PROBE_FORMAT, ProbeResult } from '../../sandbox/seed/probe-result';
import { CommandResult, Sandbox } from '../../lib/testing';
import { runCommand } from '../../lib/testing/command';
import { MANAGEMENT, STORE } from '../support/ids';

const PROGRAM = join(__dirname, '..', '..', 'assets', 'sandbox', 'cdk-org-guard.js');
const DIRECTORY = mkdtempSync(join(tmpdir(), 'cdk-org-guard-probe-stack-'));
const FILE = join(DIRECTORY, 'stack.json');
const SEED = { switches: { cloudFormation: { rollbackPhysicalId: 'OLD', datedAnswerUrl: false }, lambda: { concurrency: 200 } } } as const;

afterAll(() => rmSync(DIRECTORY, { recursive: true }));

function probe(there: Sandbox, ...words: readonly string[]): Promise<CommandResult> {
  return there.run(process.execPath, [PROGRAM, 'probe', ...words]);
}

/** With another environment than that of the sandbox. */
function runIn(there: Sandbox, environment: NodeJS.ProcessEnv, ...words: readonly string[]): Promise<CommandResult> {
  return runCommand(process.execPath, [PROGRAM, 'probe', ...words], { ...there.environment, ...environment });
}

/** The credentials of a role of the seed, as variables. */
async function sessionIn(there: Sandbox, roleName: string): Promise<NodeJS.ProcessEnv> {
  const { AWS_ENDPOINT_URL: endpoint = '', AWS_REGION: region = '', AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = there.environment;
  const sts = new STSClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  const { Credentials: session } = await sts.send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${MANAGEMENT}:role/${roleName}`, RoleSessionName: 'jane' }));
  return { AWS_ACCESS_KEY_ID: session?.AccessKeyId, AWS_SECRET_ACCESS_KEY: session?.SecretAccessKey, AWS_SESSION_TOKEN: session?.SessionToken };
}

async function stacksIn(there: Sandbox): Promise<string[]> {
  return (await there.state()).stacks.map(({ name }) => name);
}

test('what a probe finds is a file that a sandbox takes beside that of a store, and the stack is gone', async () => {
  await using there = await Sandbox.start({ seed: SEED });
  const { exitCode, output } = await probe(there, '--stack', '--i-know-this-writes', '--out', FILE);
  expect(output).toMatch(/^Probes CloudFormation in us-east-1 as run [0-9a-f]{12}, which takes some minutes\. If it is killed: npx cdk-org-guard probe --stack --region us-east-1 --clean\n/);
  expect(output).not.toContain('Not settled');
  expect(output).toContain('\n  cloudFormation.rollbackPhysicalId is OLD\n');
  expect(exitCode).toBe(0);
  expect(await stacksIn(there)).toEqual([]);
  const { format, switches } = JSON.parse(readFileSync(FILE, 'utf8')) as ProbeResult;
  expect(format).toBe(PROBE_FORMAT);
  expect(switches).toMatchObject({ ...SEED.switches, cloudFormation: { ...SEED.switches.cloudFormation, templateDuringUpdate: 'NEW', stackDeletionAttempts: 1 } });

  const [ofStore, again] = [join(DIRECTORY, 'of-store.json'), join(DIRECTORY, 'again.json')];
  const result = JSON.parse(readFileSync(FILE, 'utf8')) as ProbeResult;
  writeFileSync(ofStore, JSON.stringify({ ...result, switches: { identityStore: { lookupsIgnoreCase: false } } }));
  const ran = await there.run(process.execPath, [
    PROGRAM, 'sandbox', '--switches', ofStore, '--switches', FILE, '--', process.execPath, PROGRAM, 'probe', '-i', STORE, '--i-know-this-writes', '-o', again,
  ]);
  expect(ran.exitCode).toBe(0);
  expect((JSON.parse(readFileSync(again, 'utf8')) as ProbeResult).switches.identityStore).toMatchObject({ lookupsIgnoreCase: false });
});

test('what a killed probe has left --clean finds', async () => {
  await using there = await Sandbox.start();
  const child = spawn(process.execPath, [PROGRAM, 'probe', '--stack', '--i-know-this-writes'], { env: there.environment, stdio: 'ignore' });
  while ((await stacksIn(there)).length === 0) await sleep(200);
  child.kill('SIGKILL');
  const { exitCode, output } = await probe(there, '--stack', '--clean');
  expect(output).toMatch(/^Deleted the stack cdk-org-guard-probe-[0-9a-f]{12}-[0-9a-f]{16}\.\n$/);
  expect(exitCode).toBe(0);
  expect(await stacksIn(there)).toEqual([]);
  expect(await probe(there, '--stack', '--clean')).toMatchObject({ exitCode: 0, output: 'No probe has left anything in us-east-1.\n' });
});

test('where nothing is left --clean says in which Region it has looked, and AWS_DEFAULT_REGION counts as it does for the AWS CLI', async () => {
  await using there = await Sandbox.start();
  expect(await probe(there, '--stack', '--clean', '--region', 'eu-west-1')).toEqual({ exitCode: 0, output: 'No probe has left anything in eu-west-1.\n' });
  expect(await runIn(there, { AWS_REGION: undefined, AWS_DEFAULT_REGION: 'eu-north-1' }, '--stack', '--clean'))
    .toEqual({ exitCode: 0, output: 'No probe has left anything in eu-north-1.\n' });
  expect(await probe(there, '--stack', '--clean', '--region', 'eu central')).toEqual({ exitCode: 1, output: 'error: eu central is no Region such as eu-central-1\n' });
});

test('whoever may not make a stack is told once what was denied and how to see what is needed, and isn\'t asked to send that in', async () => {
  const trustPolicy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] };
  const policies = [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['cloudformation:DescribeStacks', 'lambda:GetAccountSettings'], Resource: '*' }] }];
  await using there = await Sandbox.start({ seed: { roles: [{ account: MANAGEMENT, roleName: 'Prober', trustPolicy, policies }] } });
  const session = await sessionIn(there, 'Prober');
  const probed = await runIn(there, session, '--stack', '--i-know-this-writes', '--out', FILE);
  expect(probed.output).toMatch(new RegExp([
    'Nothing is left of what it made\\.\\n', '4 calls in .*\\n', '  lambda\\.concurrency is 1000\\n',
    'Not settled: answers, rollback, templates, lists, policies, express, no-rollback, deletion, events-at-once: cloudformation:DeleteStack: AccessDenied\\n',
    'What AWS said, which isn\'t in the result:\\n', '  cloudformation:DeleteStack: AccessDenied: User: .*\\n',
    'The same command with --print-policy prints the permissions that it needs\\.\\n', 'Written to \\S+, readable for you alone\\.\\n$',
  ].join('')));
  expect(probed.exitCode).toBe(1);
  const cleaned = await runIn(there, session, '--stack', '--clean');
  expect(cleaned.output).toMatch(/^error: AccessDenied: User: .* cloudformation:ListStacks .*\nThe same command with --print-policy prints the permissions that it needs\.\n$/);
  expect(cleaned.exitCode).toBe(1);
});

test('what is told to end says that deleting takes minutes, and at last that nothing is left', async () => {
  await using there = await Sandbox.start();
  const child = spawn(process.execPath, [PROGRAM, 'probe', '--stack', '--i-know-this-writes'], { env: there.environment, stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { output += text; });
  const closed = new Promise<number>((resolve) => { child.on('close', (exitCode) => resolve(exitCode ?? -1)); });
  while ((await stacksIn(there)).length === 0) await sleep(200);
  child.kill('SIGINT');
  expect(await closed).toBe(130);
  expect(output).toMatch(/\nDeletes what it has made, which takes some minutes, and ends\.\nNothing is left of what it made\.\n$/);
  expect(await stacksIn(there)).toEqual([]);
});

test('the policy is printed for the partition of the profile\'s Region, if nothing else names one', async () => {
  await using there = await Sandbox.start();
  const configuration = join(DIRECTORY, 'config');
  writeFileSync(configuration, '[profile china]\nregion = cn-north-1\n');
  const { output } = await runIn(there, { AWS_REGION: undefined, AWS_DEFAULT_REGION: undefined, AWS_CONFIG_FILE: configuration }, '--stack', '--print-policy', '--profile', 'china');
  expect(JSON.parse(output)).toEqual(stackPolicy({ partition: 'aws-cn', clean: false }));
});

test('the policy is printed for the partition, and what only cleaning needs', async () => {
  await using there = await Sandbox.start();
  for (const [words, clean] of [[['--region', 'cn-north-1'], false], [['--region', 'cn-north-1', '--clean'], true]] as const) {
    const { exitCode, output } = await probe(there, '--stack', '--print-policy', ...words);
    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toEqual(stackPolicy({ partition: 'aws-cn', clean }));
  }
});

test.each([
  [['--stack'], /^error: a probe writes\. If you know that, give --i-know-this-writes\n\nWhat a probe of a stack makes in your account and Region, and deletes again within 15 minutes and 400 calls:\n/],
  [['--stack', '-i', STORE], /^error: --identity-store and --stack are two probes: give one of them\n/],
  [['-i', STORE, '--throttling'], /^error: --throttling is about CloudFormation: give it with --stack\n/],
  [['--stack', '--organization'], /^error: --organization is for a probe of an identity store\n/],
])('%j does nothing', async (words, says) => {
  await using there = await Sandbox.start();
  expect(await probe(there, ...words)).toMatchObject({ exitCode: 2, output: expect.stringMatching(says) as string });
  expect(await stacksIn(there)).toEqual([]);
});

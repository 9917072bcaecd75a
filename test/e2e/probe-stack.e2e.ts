import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stackPolicy } from '../../cli/probe/stack/operations';
import { PROBE_FORMAT, ProbeResult } from '../../sandbox/seed/probe-result';
import { CommandResult, Sandbox } from '../../lib/testing';
import { STORE } from '../support/ids';

const PROGRAM = join(__dirname, '..', '..', 'assets', 'sandbox', 'cdk-org-guard.js');
const DIRECTORY = mkdtempSync(join(tmpdir(), 'cdk-org-guard-probe-stack-'));
const FILE = join(DIRECTORY, 'stack.json');
const SEED = { switches: { cloudFormation: { rollbackPhysicalId: 'OLD', datedAnswerUrl: false }, lambda: { concurrency: 200 } } } as const;

afterAll(() => rmSync(DIRECTORY, { recursive: true }));

function probe(there: Sandbox, ...words: readonly string[]): Promise<CommandResult> {
  return there.run(process.execPath, [PROGRAM, 'probe', ...words]);
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
  expect(await probe(there, '--stack', '--clean')).toMatchObject({ exitCode: 0, output: 'No probe has left anything.\n' });
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

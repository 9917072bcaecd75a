import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROBE_FORMAT, ProbeResult } from '../../sandbox/seed/probe-result';
import { CommandResult, Sandbox } from '../../lib/testing';
import { STORE } from '../support/ids';

const PROGRAM = join(__dirname, '..', '..', 'assets', 'sandbox', 'cdk-org-guard.js');
const DIRECTORY = mkdtempSync(join(tmpdir(), 'cdk-org-guard-probe-'));
const FILE = join(DIRECTORY, 'probe.json');
const SEED = {
  identityStores: { [STORE]: { groups: [{ displayName: 'admins' }] } },
  switches: { identityStore: { lookupsIgnoreCase: false, missingDeletes: 'SUCCEED' } },
};

afterAll(() => rmSync(DIRECTORY, { recursive: true }));

function probe(there: Sandbox, ...words: readonly string[]): Promise<CommandResult> {
  return there.run(process.execPath, [PROGRAM, 'probe', ...words]);
}

/** Everything that is in the store, by its names. */
async function namesIn(there: Sandbox): Promise<string[]> {
  const { identityStores: [store] } = await there.state();
  return [...store?.users.map(({ userName }) => userName) ?? [], ...store?.groups.map(({ displayName }) => displayName) ?? []];
}

test('what a probe finds is a file for its owner alone, and a sandbox behaves so', async () => {
  await using there = await Sandbox.start({ seed: SEED });
  const { exitCode, output } = await probe(there, '--identity-store', STORE, '--i-know-this-writes', '--organization', '--out', FILE);
  expect(output).toMatch(/^Probes d-1234567890 in us-east-1 as run [0-9a-f]{12}\. If it is killed: npx cdk-org-guard probe --identity-store d-1234567890 --clean\n/);
  expect(output).toContain('\n  identityStore.lookupsIgnoreCase is false\n');
  expect(output).not.toContain('Not settled');
  expect(output).toMatch(/\nWritten to \S+, readable for you alone\.\nIt names nobody and no place: docs\/probe\.md says how to send it in\.\n$/);
  expect(exitCode).toBe(0);
  expect(statSync(FILE).mode & 0o777).toBe(0o600);
  expect(await namesIn(there)).toEqual(['admins']);
  const { format, switches } = JSON.parse(readFileSync(FILE, 'utf8')) as ProbeResult;
  expect(format).toBe(PROBE_FORMAT);
  expect(switches.identityStore).toMatchObject({ lookupsIgnoreCase: false, missingDeletes: 'SUCCEED', datesAnswers: true });

  const again = join(DIRECTORY, 'again.json');
  const ran = await there.run(process.execPath, [PROGRAM, 'sandbox', '--switches', FILE, '--', process.execPath, PROGRAM, 'probe', '-i', STORE, '--i-know-this-writes', '-o', again]);
  expect(ran.exitCode).toBe(0);
  expect((JSON.parse(readFileSync(again, 'utf8')) as ProbeResult).switches.identityStore).toMatchObject({ lookupsIgnoreCase: false, missingDeletes: 'SUCCEED' });
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends it once it has deleted what it has made, also if it comes twice', async (signal) => {
  await using there = await Sandbox.start({ seed: SEED });
  const { exitCode, output } = await ended(there, signal, 2);
  expect(output).toMatch(/\nDeletes what it has made, and ends\.\nNothing is left of what it made\.\n$/);
  expect(output).not.toContain('identityStore.');
  expect(exitCode).toBe(128 + constants.signals[signal]);
  expect(await namesIn(there)).toEqual(['admins']);
});

test('what a killed probe has left --clean finds, and nothing else', async () => {
  await using there = await Sandbox.start({ seed: SEED });
  await ended(there, 'SIGKILL', 1);
  const left = (await namesIn(there)).filter((name) => name !== 'admins');
  expect(left).not.toEqual([]);
  const cleaned = await probe(there, '--identity-store', STORE, '--clean');
  for (const name of left) expect(cleaned.output).toContain(` ${name}.\n`);
  expect(cleaned.exitCode).toBe(0);
  expect(await namesIn(there)).toEqual(['admins']);
  expect(await probe(there, '--identity-store', STORE, '--clean')).toEqual({ exitCode: 0, output: 'No probe has left anything in d-1234567890.\n' });
});

test('without being told that it writes it says what it would write, and writes nothing', async () => {
  await using there = await Sandbox.start({ seed: SEED });
  const { exitCode, output } = await probe(there, '--identity-store', STORE);
  expect(output).toMatch(/^error: a probe writes\. If you know that, give --i-know-this-writes\n\nWhat a probe writes into the identity store, .* within 90 seconds and 80 calls:\n {2}3 users called /);
  expect(exitCode).toBe(2);
  expect(await there.calls()).toEqual({});
});

test('misuse is explained', async () => {
  await using there = await Sandbox.start({ seed: SEED });
  expect(await probe(there)).toMatchObject({ exitCode: 2, output: expect.stringMatching(/^error: which store\? Give --identity-store ID, or --stack to probe CloudFormation\n/) as string });
  expect(await probe(there, '--identity-store', 'mine', '--i-know-this-writes'))
    .toMatchObject({ exitCode: 2, output: expect.stringMatching(/^error: --identity-store must be the id of an identity store such as d-1234567890\n/) as string });
  expect(await probe(there, '--identity-store', STORE, '--i-know-this-writes', '--out', DIRECTORY))
    .toEqual({ exitCode: 1, output: `error: ${DIRECTORY} is a directory: name a file\n` });
  expect(await probe(there, '--identity-store', 'd-0000000000', '--i-know-this-writes')).toMatchObject({
    exitCode: 1, output: expect.stringMatching(/\nerror: ResourceNotFoundException: IdentityStore not present for IdentityStoreId: d-0000000000\n$/) as string,
  });
  writeFileSync(FILE, '{"identityStores":{}}');
  expect(await there.run(process.execPath, [PROGRAM, 'sandbox', '--switches', FILE, '--', 'true'])).toEqual({
    exitCode: 1,
    output: `error: the switches in ${FILE} can't be used: it has no format cdk-org-guard/probe@1: it isn't a file that cdk-org-guard probe has written\n`,
  });
});

test('a store that a provider owns isn\'t written into', async () => {
  const groups = [{ displayName: 'synced', externalIds: [{ issuer: 'https://idp.example.com', id: '42' }] }];
  await using there = await Sandbox.start({ seed: { identityStores: { [STORE]: { groups } } } });
  const { exitCode, output } = await probe(there, '--identity-store', STORE, '--i-know-this-writes');
  expect(output).toContain('\nerror: an identity provider owns this store: 0 of its first users and 1 of its first groups have external ids.');
  expect(exitCode).toBe(1);
  expect(await namesIn(there)).toEqual(['synced']);
});

test('the policy is printed for the store, its partition and what is asked for', async () => {
  await using there = await Sandbox.start();
  const policy = async (...words: readonly string[]): Promise<string> => (await probe(there, '--print-policy', ...words)).output;
  expect(JSON.parse(await policy('--identity-store', STORE, '--region', 'cn-north-1'))).toMatchObject({ Statement: [{ Resource: [
    `arn:aws-cn:identitystore::*:identitystore/${STORE}`, 'arn:aws-cn:identitystore:::user/*', 'arn:aws-cn:identitystore:::group/*', 'arn:aws-cn:identitystore:::membership/*',
  ] }] });
  expect(await policy('--organization')).toContain('organizations:ListAccounts');
  expect(await policy('--organization', '--clean')).not.toContain('organizations:');
});

/** A probe that gets a signal so many times once something of it is in the store. */
async function ended(there: Sandbox, signal: NodeJS.Signals, times: number): Promise<CommandResult> {
  const words = [PROGRAM, 'probe', '--identity-store', STORE, '--i-know-this-writes'];
  const child = spawn(process.execPath, words, { env: { ...there.environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { output += text; });
  const closed = new Promise<number>((resolve) => { child.on('close', (exitCode) => resolve(exitCode ?? -1)); });
  while ((await namesIn(there)).length < 3) await sleep(20);
  for (let time = 0; time < times; time++) child.kill(signal);
  return { exitCode: await closed, output };
}

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { CommandResult, Sandbox } from '../../lib/testing';

const PROGRAM = join(__dirname, '..', '..', 'assets', 'sandbox', 'cdk-org-guard.js');
const STORE = 'd-1234567890';
const DIRECTORY = mkdtempSync(join(tmpdir(), 'cdk-org-guard-look-'));
const REPORT = join(DIRECTORY, 'report.html');

afterAll(() => rmSync(DIRECTORY, { recursive: true }));

function look(there: Sandbox, ...words: readonly string[]): Promise<CommandResult> {
  return there.run(process.execPath, [PROGRAM, 'look', ...words]);
}

test('what a stack has adopted is drawn from what is there, from a snapshot of it and from a plan, readable for its owner alone', async () => {
  await using there = await Sandbox.start({ seed: { identityStores: { [STORE]: { groups: [{ displayName: 'admins' }, { displayName: '<b>others</b>' }] } } } });
  const output = `cdk.out/look-${process.pid}`;
  expect((await there.cdk(['deploy', '--require-approval', 'never', '--output', output])).exitCode).toBe(0);

  expect(await look(there, '--out', REPORT)).toMatchObject({ exitCode: 0 });
  const live = readFileSync(REPORT, 'utf8');
  expect(statSync(REPORT).mode & 0o777).toBe(0o600);
  expect(live).toContain('aria-label="Groups: 1 adopted by a stack, 1 in no stack that was read"');
  expect(live).toContain('&lt;b&gt;others&lt;/b&gt;');
  expect(await look(there, '--from', 'sandbox', '--out', REPORT)).toMatchObject({ exitCode: 0 });
  const times = /\d{4}-\d\d-\d\d \d\d:\d\d UTC|in \d+ days?/g;
  expect(readFileSync(REPORT, 'utf8').replace(times, '')).toBe(live.replace(times, ''));

  const [snapshot, plan] = [join(DIRECTORY, 'directory.json'), join(DIRECTORY, 'plan.json')];
  expect(await there.run(process.execPath, [PROGRAM, 'snapshot', '--identity-store', STORE, '--out', snapshot])).toMatchObject({ exitCode: 0 });
  expect(await look(there, '--from', snapshot, '--out', REPORT)).toMatchObject({ exitCode: 0, output: `Written to ${REPORT}, readable for you alone.\n` });
  expect(readFileSync(REPORT, 'utf8').replace(times, '')).toBe(live.replace(times, ''));
  expect(await there.run(process.execPath, [PROGRAM, 'plan', '--app', output, '--format', 'json', '--out', plan])).toMatchObject({ exitCode: 0 });
  expect(await look(there, '--from', plan, '--out', REPORT)).toMatchObject({ exitCode: 0, output: `Written to ${REPORT}, readable for you alone.\n` });
  expect(readFileSync(REPORT, 'utf8')).toContain('<h1>What a deployment would do</h1>');
  expect(await look(there, '--from', snapshot, '--format', 'markdown', '--out', '-')).toMatchObject({ exitCode: 0, output: expect.stringMatching(/^### The organization\n[^]*```mermaid\n/) as string });
  expect(await look(there, '--from', plan, '--format', 'markdown', '--out', '-')).toEqual({ exitCode: 1, output: 'error: a plan as Markdown is what plan --format markdown writes\n' });
});

test('when an invitation ends is told by the clock of the sandbox', async () => {
  await using there = await Sandbox.start({ seed: {
    organizations: [{ managementAccount: '123456789012', handshakes: [{ account: '111122223333', requestedDaysAgo: 1 }] }],
    accounts: [{ id: '111122223333', email: 'payments@example.com' }],
  } });
  await there.advanceClock(Duration.days(3));
  expect(await look(there, '--from', 'sandbox', '--format', 'markdown', '--out', '-')).toMatchObject({
    exitCode: 0, output: expect.stringContaining('111122223333#44; invited#44; ends in 10 days') as string,
  });
});

test('misuse is explained, and no report is written', async () => {
  await using there = await Sandbox.start();
  const [file, report] = [join(DIRECTORY, 'seed.json'), join(DIRECTORY, 'none.html')];
  writeFileSync(file, '{ "identityStores": {} }');
  expect(await look(there)).toMatchObject({ exitCode: 2, output: expect.stringMatching(/^error: where to\? Give --out FILE, or --out - for the standard output\n/) as string });
  expect(await look(there, '--from', file, '--out', report)).toEqual({
    exitCode: 1, output: `error: ${file} can't be looked at: it is neither what snapshot writes nor what plan --format json does\n`,
  });
  expect(await look(there, '--from', file, '--region', 'eu-west-1', '--out', report)).toMatchObject({
    exitCode: 2, output: expect.stringMatching(`^error: ${file} is a file, in which is all that is drawn; --region is for what is read live\n`) as string,
  });
  const missing = join(DIRECTORY, 'missing.json');
  expect(await look(there, '--from', missing, '--out', report)).toEqual({
    exitCode: 1, output: `error: ${missing} can't be read: there is no such file; give --from live, sandbox, or the file of a snapshot or of a plan\n`,
  });
  expect(existsSync(report)).toBe(false);
});

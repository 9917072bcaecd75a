import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandResult, Sandbox } from '../../lib/testing';

const PROGRAM = join(__dirname, '..', '..', 'assets', 'sandbox', 'cdk-org-guard.js');
const STORE = 'd-1234567890';
const DIRECTORY = mkdtempSync(join(tmpdir(), 'cdk-org-guard-snapshot-'));
const FILE = join(DIRECTORY, 'directory.json');

afterAll(() => rmSync(DIRECTORY, { recursive: true }));

function snapshot(there: Sandbox, ...words: readonly string[]): Promise<CommandResult> {
  return there.run(process.execPath, [PROGRAM, 'snapshot', ...words]);
}

test('an app is tried out on a copy of what is there: its first deployment adopts, and what was read stays as it is', async () => {
  await using there = await Sandbox.start({ seed: { identityStores: { [STORE]: { groups: [{ displayName: 'admins', description: 'by hand' }] } } } });
  const read = await snapshot(there, '--identity-store', STORE, '--out', FILE);
  expect(read.output).toMatch(/^Read as arn:aws:iam::123456789012:user\/sandbox\.\nIdentity store d-1234567890 in us-east-1: 0 users, 1 group, 0 memberships\.\nOrganization o-\w+: 1 account, /);
  expect(read.exitCode).toBe(0);
  expect(statSync(FILE).mode & 0o777).toBe(0o600);

  const seed = JSON.parse(readFileSync(FILE, 'utf8')) as object;
  await using copy = await Sandbox.start({ seed });
  const deployed = await copy.cdk(['deploy', '--require-approval', 'never', '--output', `cdk.out/snapshot-${process.pid}`]);
  expect(deployed.output).toContain('Quickstart.Outcome = ADOPTED');
  const [before, after] = await Promise.all([there.state(), copy.state()]);
  expect(before.identityStores[0]?.groups).toMatchObject([{ displayName: 'admins', description: 'by hand' }]);
  expect(after.identityStores[0]?.groups).toMatchObject([{ displayName: 'admins', description: 'Platform team', groupId: before.identityStores[0]?.groups[0]?.groupId }]);
});

test('misuse is explained', async () => {
  await using there = await Sandbox.start();
  expect(await snapshot(there)).toMatchObject({ exitCode: 2, output: expect.stringMatching(/^error: where to\? Give --out FILE, or --out - for the standard output\n/) as string });
  expect(await snapshot(there, '--out', FILE, '--identity-store', 'd-1')).toMatchObject({ exitCode: 2, output: expect.stringContaining('It must be the id of an identity store') as string });
  const elsewhere = await there.run('env', ['AWS_ENDPOINT_URL=https://aws.example.com', process.execPath, PROGRAM, 'snapshot', '--out', FILE]);
  expect(elsewhere).toEqual({
    exitCode: 1,
    output: 'error: AWS_ENDPOINT_URL is https://aws.example.com, which is neither AWS nor a sandbox on this computer; give it by --endpoint-url if it is meant\n',
  });
});

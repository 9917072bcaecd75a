/**
 * Packs the library, installs the tarball into an empty project as a user would, and deploys from there with the command
 * that comes with it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { devDependencies, name } from '../package.json';

const ROOT = path.join(__dirname, '..');

/** What a user may find in the tarball; everything else was packed by mistake. */
const EXPECTED = [
  /^package\.json$/, /^README\.md$/, /^LICENSE$/, /^API\.md$/, /^\.jsii(\.gz)?$/, /^docs\/reasons\.md$/,
  /^build\/.*\.(js|d\.ts)$/, /^assets\/(identity-store|organizations)\/index\.js$/, /^assets\/sandbox\/cdk-org-guard\.js$/, /^assets\/THIRD-PARTY-LICENCES\.txt$/,
];

const APP = `
const { App, CfnOutput, Stack } = require('aws-cdk-lib');
const { AccountInvitation, Group, IdentityStore, InvitationTarget } = require('${name}');
const stack = new Stack(new App(), 'People');
const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', 'd-1234567890');
const admins = new Group(stack, 'Admins', { identityStore, displayName: 'admins' });
new CfnOutput(stack, 'Outcome', { value: admins.outcome });
const payments = new AccountInvitation(stack, 'Payments', { target: InvitationTarget.account('111122223333') });
new CfnOutput(stack, 'Invitation', { value: payments.outcome });
`;

function run(directory: string, executable: string, ...words: string[]): { stdout: string; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync(executable, words, { cwd: directory, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${executable} ${words.join(' ')} failed: ${error?.message ?? ''}\n${stdout}\n${stderr}`);
  return { stdout, stderr };
}

function expect(what: string, holds: boolean): void {
  if (!holds) throw new Error(`not so: ${what}`);
  console.log(`- ${what}`);
}

const project = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-package-'));
try {
  run(ROOT, 'npm', 'run', '--silent', 'build');
  const [packed] = JSON.parse(run(ROOT, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', project).stdout) as
    [{ filename: string; size: number; files: { path: string }[] }];
  const unexpected = packed.files.map((file) => file.path).filter((file) => !EXPECTED.some((pattern) => pattern.test(file)));
  expect(`the tarball has ${packed.files.length} files, ${Math.round(packed.size / 1000)} kB, and nothing by mistake ${unexpected.join(', ')}`, unexpected.length === 0);

  writeFileSync(path.join(project, 'package.json'), '{ "private": true }');
  const dependencies = (['aws-cdk', 'aws-cdk-lib', 'constructs'] as const).map((dependency) => `${dependency}@${devDependencies[dependency]}`);
  run(project, 'npm', 'install', '--ignore-scripts', '--prefer-offline', `./${packed.filename}`, ...dependencies);
  writeFileSync(path.join(project, 'app.js'), APP);

  const deployed = run(project, 'npx', 'cdk-org-guard', 'sandbox', '--',
    'npx', 'cdk', 'deploy', '--app', 'node app.js', '--require-approval', 'never');
  const printed = `${deployed.stdout}${deployed.stderr}`;
  expect('npx cdk-org-guard sandbox -- npx cdk deploy creates the group', printed.includes('People.Outcome = CREATED'));
  expect('and sends the invitation', printed.includes('People.Invitation = CREATED'));
} finally {
  rmSync(project, { recursive: true, force: true });
}

/**
 * Packs the library and uses the tarball as strangers would: the first deployment of the README as it is written there, the oldest and the
 * newest aws-cdk-lib, CommonJS and ES modules, the project that `cdk init` makes, and the examples of the guide for their own tests. With `--built`
 * the library is taken as it is built.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { devDependencies, name } from '../../package.json';
import { commandLine } from '../command-line';
import { ROOT } from '../root';
import { expect, run } from './commands';
import { firstDeployment } from './first-deployment';
import { deploysInitializedProject } from './initialized';
import { lint, pack } from './tarball';
import { writeUsersTests } from './users-tests';
import { NEWEST, OLDEST } from './versions';

const APP = `
const stack = new Stack(new App(), 'People');
const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', 'd-1234567890');
const admins = new Group(stack, 'Admins', { identityStore, displayName: 'admins' });
new CfnOutput(stack, 'Outcome', { value: admins.outcome });
const payments = new AccountInvitation(stack, 'Payments', { target: InvitationTarget.account('111122223333') });
new CfnOutput(stack, 'Invitation', { value: payments.outcome });
`;
const FROM_CDK = '{ App, CfnOutput, Stack }';
const FROM_LIBRARY = '{ AccountInvitation, Group, IdentityStore, InvitationTarget }';
const APPS = {
  'commonjs.js': `const ${FROM_CDK} = require('aws-cdk-lib');\nconst ${FROM_LIBRARY} = require('${name}');\n${APP}`,
  'module.mjs': `import ${FROM_CDK} from 'aws-cdk-lib';\nimport ${FROM_LIBRARY} from '${name}';\n${APP}`,
} as const;

type AppFile = keyof typeof APPS;

async function synthesizes(directory: string, app: AppFile, title: string): Promise<void> {
  writeFileSync(path.join(directory, app), APPS[app]);
  await run(directory, 'npx', 'cdk', 'synth', '--app', `node ${app}`, '--output', `${app}.out`, '--quiet');
  const template = JSON.parse(readFileSync(path.join(directory, `${app}.out`, 'People.template.json'), 'utf8')) as { Outputs: object };
  expect(`${title}: ${app} is synthesized`, Object.keys(template.Outputs).join() === 'Outcome,Invitation');
}

async function deploys(directory: string, app: AppFile, title: string): Promise<void> {
  const plan = `npx cdk-org-guard plan --app ${app}.out`;
  const { stdout, stderr } = await run(directory, 'npx', 'cdk-org-guard', 'sandbox', '--',
    'sh', '-c', `${plan} && npx cdk deploy --app "node ${app}" --output ${app}.deployed --require-approval never && ${plan}`);
  const printed = stdout + stderr;
  expect(`${title}: the plan of ${app} creates 2, and keeps them once they are deployed`,
    printed.includes('2 created.') && printed.includes('Nothing would change: 2 kept.'));
  expect(`${title}: ${app} is deployed to the sandbox that comes with the package`,
    printed.includes('People.Outcome = CREATED') && printed.includes('People.Invitation = CREATED'));
}

/** The compiler settings that `cdk init` made for years know no `exports` of a package. */
async function compilesAsBefore(directory: string, title: string): Promise<void> {
  const app = `import { App, Stack } from 'aws-cdk-lib';\nimport { IdentityStore } from '${name}';\nimport { withoutAssetHashes } from '${name}/testing';\n`
    + 'const stack = new Stack(new App(), \'People\');\nIdentityStore.fromIdentityStoreId(stack, \'Directory\', \'d-1234567890\');\n'
    + 'const template: object = withoutAssetHashes(stack);\nconsole.log(template);\n';
  writeFileSync(path.join(directory, 'before.ts'), app);
  const compiler = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const settings = ['--module', 'commonjs', '--moduleResolution', 'node10', '--target', 'es2022', '--ignoreDeprecations', '6.0', '--strict', '--skipLibCheck'];
  await run(directory, process.execPath, compiler, '--noEmit', ...settings, 'before.ts');
  expect(`${title}: before.ts compiles with the old resolution of modules`, true);
}

/** With the newest aws-cdk-lib, in the project that the README leads to. */
async function newest(directory: string, tarball: string): Promise<void> {
  const title = NEWEST['aws-cdk-lib@2'];
  const script = firstDeployment({ ...NEWEST, [name]: tarball });
  const { stdout, stderr } = await run(directory, 'bash', '-c', script);
  const printed = stdout + stderr;
  expect(`${title}: the first deployment of the README ends as it says`,
    ['People.AdaOutcome = CREATED', 'People.AdminsOutcome = ADOPTED'].every((line) => printed.includes(line) && readme().includes(`\`${line}\``)));
  const project = path.join(directory, 'people');
  await synthesizes(project, 'commonjs.js', title);
  await synthesizes(project, 'module.mjs', title);
  await deploysInitializedProject(project, title);
}

/** With the oldest aws-cdk-lib, and with jest. */
async function oldest(directory: string, tarball: string): Promise<void> {
  const title = OLDEST['aws-cdk-lib@2'];
  writeFileSync(path.join(directory, 'package.json'), '{ "private": true }');
  await run(directory, 'npm', 'install', tarball, ...Object.values(OLDEST), `jest@${devDependencies.jest}`);
  await synthesizes(directory, 'commonjs.js', title);
  await synthesizes(directory, 'module.mjs', title);
  await deploys(directory, 'module.mjs', title);
  await compilesAsBefore(directory, title);
  const tests = writeUsersTests(directory);
  await run(directory, 'npx', 'jest', '--ci=false', ...tests);
  expect(`${title}: the ${tests.length} examples of docs/testing.md pass in jest`, true);
}

function readme(): string {
  return readFileSync(path.join(ROOT, 'README.md'), 'utf8');
}

function directoryIn(parent: string, child: string): string {
  const directory = path.join(parent, child);
  mkdirSync(directory);
  return directory;
}

const { built } = commandLine('npm run test:package --').option('--built', 'what npm run build makes is there already', false).parse().opts<{ readonly built: boolean }>();

async function main(): Promise<void> {
  const project = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-package-'));
  const started = Date.now();
  try {
    if (!built) await run(ROOT, 'npm', 'run', '--silent', 'build');
    const tarball = await pack(project);
    await Promise.all([
      lint(tarball),
      newest(directoryIn(project, 'newest'), tarball),
      oldest(directoryIn(project, 'oldest'), tarball),
    ]);
    console.log(`${Math.round((Date.now() - started) / 1000)} s`);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

main().catch((thrown: Error) => {
  console.error(thrown.message);
  process.exitCode = 1;
});

/**
 * The project that the `cdk init` of today makes, its `cdk.json` unchanged, with two stacks of which one refers to the other: a flag that breaks the
 * library or the sandbox is noticed here.
 */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { devDependencies, name } from '../../package.json';
import { expect, run } from './commands';

/** What the project needs beside the library and the CDK. The compiler is the one that `cdk init` names. */
const TOOLS = {
  typescript: '7.0.2', tsx: devDependencies.tsx, '@types/jest': devDependencies['@types/jest'], '@types/node': devDependencies['@types/node'],
} as const;

const REFERENCES = '@aws-cdk/core:defaultCrossStackReferences';

/** By the kind of references, the intrinsic function that the second stack then has. The first kind is what `cdk.json` says. */
const KINDS = { weak: 'Fn::GetStackOutput', strong: 'Fn::ImportValue', both: 'Fn::GetStackOutput' } as const;

const APP = `
import * as cdk from 'aws-cdk-lib/core';
import { Group, IdentityStore, User } from '${name}';

const app = new cdk.App();

function twoStacks(kind: string, context: Record<string, string>): void {
  const stage = new cdk.Stage(app, kind);
  for (const [key, value] of Object.entries(context)) stage.node.setContext(key, value);
  const [people, groups] = [new cdk.Stack(stage, 'People'), new cdk.Stack(stage, 'Groups')];
  const ada = new User(people, 'Ada', {
    identityStore: IdentityStore.fromIdentityStoreId(people, 'Directory', 'd-1234567890'),
    userName: \`\${kind}-ada\`, displayName: 'Ada', name: { givenName: 'Ada', familyName: 'Lovelace' }, email: \`\${kind}@example.com\`,
  });
  const identityStore = IdentityStore.fromIdentityStoreId(groups, 'Directory', 'd-1234567890');
  new Group(groups, 'Admins', { identityStore, displayName: \`\${kind}-admins\` }).addMember('Ada', ada);
}

twoStacks('weak', {});
twoStacks('strong', { '${REFERENCES}': 'strong' });
twoStacks('both', { '${REFERENCES}': 'both' });
`;

/** Makes the project within another one, whose packages it uses. */
export async function deploysInitializedProject(parent: string, title: string): Promise<void> {
  const directory = path.join(parent, 'initialized');
  mkdirSync(directory);
  await run(directory, 'npx', 'cdk', 'init', 'app', '--language', 'typescript', '--generate-only');
  writeFileSync(path.join(directory, 'bin', 'initialized.ts'), APP);
  symlinkSync(path.join(parent, 'node_modules'), path.join(directory, 'node_modules'));
  await run(parent, 'npm', 'install', ...Object.entries(TOOLS).map(([tool, version]) => `${tool}@${version}`));
  const { stdout } = await run(directory, 'npx', 'cdk-org-guard', 'sandbox', '--',
    'sh', '-c', 'npx cdk deploy "**" --require-approval never && npx cdk-org-guard sandbox state');
  for (const [kind, intrinsic] of Object.entries(KINDS)) {
    expect(`${title}: what cdk init makes, with references between two stacks (${kind}), is deployed`,
      templateOfGroups(directory, kind).includes(intrinsic) && new RegExp(`^ +${kind}-ada +in ${kind}-admins `, 'm').test(stdout));
  }
}

function templateOfGroups(directory: string, kind: string): string {
  const assembly = path.join(directory, 'cdk.out', `assembly-${kind}`);
  const file = readdirSync(assembly).find((entry) => /Groups.*\.template\.json$/.test(entry));
  if (file === undefined) throw new Error(`${assembly} has no template of the groups`);
  return readFileSync(path.join(assembly, file), 'utf8');
}

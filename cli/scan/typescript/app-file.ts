import type { LeftOut } from '../left-out';
import type { PeopleStack, ScannedStack } from '../stack-model';
import { commentsOf, MARKER } from './comments';
import { fileOf, variableOf } from './names';

export interface AppFileOptions {
  /** Where the directory is deployed from, and in which Region the store is. */
  readonly account: string;
  readonly region: string;
  readonly managementAccount?: string;
  readonly ownsMemberships: boolean;
  /** What is in no stack. */
  readonly leftOut: readonly LeftOut[];
}

/** What owning memberships means, for whoever reads the app. */
const OWNED = [
  '// The app owns the memberships (ConflictPolicy.OVERWRITE): one whose line is removed is revoked with the next deployment, whoever has given it.',
  '// Those in groups that an identity provider owns are only adopted.',
];
const ADOPTED = [
  '// Memberships are adopted: one whose line is removed is not revoked. A scan with --own memberships writes an app that owns them.',
];

/** The file that puts the stacks together. */
export function appFile(stacks: readonly ScannedStack[], { account, region, managementAccount, ownsMemberships, leftOut }: AppFileOptions): string {
  const hasMemberships = stacks.some(({ kind }) => kind === 'PEOPLE' || kind === 'CONTENTS');
  const ofDirectory = stacks.some(({ kind }) => kind !== 'ORGANIZATION');
  const lines = [
    MARKER,
    ...hasMemberships ? ownsMemberships ? OWNED : ADOPTED : [],
    ...commentsOf(leftOut, ''),
    'import { App } from \'aws-cdk-lib\';',
    ...stacks.map(({ name }) => `import { ${name} } from './${fileOf(name)}';`),
    '',
    'const app = new App();',
    ...ofDirectory ? [`const env = { account: '${account}', region: '${region}' };`] : [],
    '',
    ...stacks.map((stack) => stackLine(stack, stacks, `{ account: '${managementAccount}', region: '${region}' }`)),
  ];
  return `${lines.join('\n')}\n`;
}

function stackLine(stack: ScannedStack, stacks: readonly ScannedStack[], ofOrganization: string): string {
  const { kind, name } = stack;
  switch (kind) {
    case 'GROUPS': {
      const isNeeded = stacks.some((other) => other.kind === 'PEOPLE' && groupsStacksOf(other, stacks).includes(name));
      return `${isNeeded ? `const ${variableOfStack(name)} = ` : ''}new ${name}(app, '${name}', { env });`;
    }
    case 'CONTENTS': return `new ${name}(app, '${name}', { env });`;
    case 'ORGANIZATION': return `new ${name}(app, '${name}', { env: ${ofOrganization} });`;
    case 'PEOPLE': {
      const needed = groupsStacksOf(stack, stacks).map((each) => `${variableOfStack(each)}.groups`);
      if (needed.length === 0) return `new ${name}(app, '${name}', { env });`;
      return `new ${name}(app, '${name}', { env, groups: ${needed.length === 1 ? needed[0] : `{ ${needed.map((each) => `...${each}`).join(', ')} }`} });`;
    }
  }
}

/** The names of the stacks that have the groups which users of a stack are in. */
export function groupsStacksOf({ users }: PeopleStack, stacks: readonly ScannedStack[]): string[] {
  const ids = new Set(users.flatMap(({ groups }) => groups.map(({ entity: { id } }) => id)));
  return stacks.filter((stack) => stack.kind === 'GROUPS' && stack.groups.some(({ entity: { id } }) => ids.has(id))).map(({ name }) => name);
}

/** Not the name of anything in the file. */
function variableOfStack(name: string): string {
  return variableOf(`${name}Stack`);
}

/** How the commands of the README are said with another package manager. */
export interface Manager {
  /** The package of npm that has it; npm itself is there. */
  readonly package?: string;
  /** By the name of a command, the file of the package that is that command. */
  readonly commands: Readonly<Record<string, string>>;
  /** What it runs with, unless that is Node. */
  readonly isProgram?: boolean;
  readonly version: string;
  readonly init: string;
  readonly add: string;
  /** What stands before a command of a package. */
  readonly run: string;
  /** What stands before `node`, if packages are found only so. */
  readonly node?: string;
}

export type ManagerName = 'npm' | 'pnpm' | 'yarn' | 'yarn 1' | 'bun';

export const MANAGERS: Readonly<Record<ManagerName, Manager>> = {
  npm: { commands: {}, version: 'npm --version', init: 'npm init --yes', add: 'npm install', run: 'npx' },
  pnpm: { package: 'pnpm', commands: { pnpm: 'bin/pnpm.mjs' }, version: 'pnpm --version', init: 'pnpm init', add: 'pnpm add', run: 'pnpm exec' },
  yarn: {
    package: '@yarnpkg/cli-dist', commands: { yarn: 'bin/yarn.js' }, version: 'yarn --version', init: 'yarn init --yes', add: 'yarn add', run: 'yarn run', node: 'yarn node',
  },
  'yarn 1': { package: 'yarn@1', commands: { yarn: 'bin/yarn.js' }, version: 'yarn --version', init: 'yarn init -y', add: 'yarn add', run: 'npx' },
  bun: {
    package: `@oven/bun-${process.platform}-${process.arch}`, commands: { bun: 'bin/bun', bunx: 'bin/bun' }, isProgram: true,
    version: 'bun --version', init: 'bun init --minimal --yes', add: 'bun add', run: 'bunx',
  },
};

/** Commands of the README as somebody types them who uses another manager. */
export function saidWith({ init, add, run, node = 'node' }: Manager, commands: string): string {
  return commands.replaceAll('npm init --yes', init).replaceAll('npm install', add).replaceAll(/\bnpx\b/g, run).replaceAll(/\bnode (?=app\.)/g, `${node} `);
}

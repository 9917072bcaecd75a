import type { ManagerName } from './managers';

/** Who tries the library, and with what. */
export interface Newcomer {
  /** Of Node.js. */
  readonly node: string;
  readonly manager: ManagerName;
  /** What the app is written in. */
  readonly language: keyof typeof LANGUAGES;
  /** The newest that was tried, or the oldest that the library is for. */
  readonly cdkLib: 'newest' | 'oldest';
}

/** By what an app is written in, the file it stands in, and the packages that it takes. */
export const LANGUAGES = {
  'JavaScript, CommonJS': { file: 'app.js', run: 'node app.js', packages: [] },
  'JavaScript, ES module': { file: 'app.mjs', run: 'node app.mjs', packages: [] },
  'TypeScript 5': { file: 'app.ts', run: 'npx tsx app.ts', packages: ['typescript@5', 'tsx', '@types/node@22'] },
  'TypeScript 6': { file: 'app.ts', run: 'npx tsx app.ts', packages: ['typescript@6', 'tsx', '@types/node@22'] },
} as const satisfies Readonly<Record<string, Language>>;

export interface Language {
  readonly file: string;
  /** What `cdk.json` runs. */
  readonly run: string;
  /** Beside those of the README. */
  readonly packages: readonly string[];
}

/** Each version, manager and language at least once. */
export const NEWCOMERS: readonly Newcomer[] = [
  { node: '20', manager: 'npm', language: 'JavaScript, CommonJS', cdkLib: 'newest' },
  { node: '22', manager: 'npm', language: 'JavaScript, CommonJS', cdkLib: 'newest' },
  { node: '24', manager: 'npm', language: 'JavaScript, CommonJS', cdkLib: 'newest' },
  { node: '22', manager: 'npm', language: 'JavaScript, ES module', cdkLib: 'newest' },
  { node: '22', manager: 'npm', language: 'TypeScript 5', cdkLib: 'newest' },
  { node: '22', manager: 'npm', language: 'TypeScript 6', cdkLib: 'newest' },
  { node: '24', manager: 'pnpm', language: 'JavaScript, ES module', cdkLib: 'newest' },
  { node: '22', manager: 'yarn', language: 'JavaScript, CommonJS', cdkLib: 'oldest' },
  { node: '22', manager: 'yarn 1', language: 'JavaScript, CommonJS', cdkLib: 'oldest' },
  { node: '22', manager: 'bun', language: 'TypeScript 5', cdkLib: 'oldest' },
];

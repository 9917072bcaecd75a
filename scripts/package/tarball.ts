import * as path from 'node:path';
import { expect, run } from './commands';
import { ROOT } from '../root';

/** What a user finds in the tarball; everything else was packed by mistake. */
const EXPECTED = [
  /^package\.json$/, /^(README|API|CHANGELOG|CONTRIBUTING|SECURITY)\.md$/, /^LICENSE$/, /^\.jsii(\.gz)?$/, /^docs\/([\w-]+\/)?[\w-]+\.(md|svg)$/,
  /^examples\/[\w-]+\/[\w-]+\.(ts|py|java)$/, /^build\/.*\.(js|d\.ts)$/, /^assets\/(campaign|contents|identity-store|organizations)\/index\.js$/,
  /^docs\/schemas\/[\w.-]+\.json$/, /^assets\/functions\.json$/, /^assets\/sandbox\/cdk-org-guard\.js$/, /^assets\/THIRD-PARTY-LICENCES\.txt$/,
  /^assets\/cdk-org-guard\.cdx\.json$/, /^node_modules\/csv-parse\//,
];

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/** What is wrong with the files that are packed, a phrase for each: nobody has listed it, or nothing is there of what is listed. */
export function mistakesIn(files: readonly string[]): readonly string[] {
  const unexpected = files.filter((file) => !EXPECTED.some((pattern) => pattern.test(file))).map((file) => `${file} isn't listed`);
  const missing = EXPECTED.filter((pattern) => !files.some((file) => pattern.test(file))).map((pattern) => `nothing is there of ${pattern.source}`);
  return [...unexpected, ...missing];
}

/** Packs the library, as it is built, into a directory. */
export async function pack(directory: string): Promise<string> {
  const { stdout } = await run(ROOT, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', directory);
  const [{ filename, size, files }] = JSON.parse(stdout) as [Packed];
  const mistakes = mistakesIn(files.map((file) => file.path));
  expect(`the tarball has ${files.length} files, ${Math.round(size / 1000)} kB, and nothing by mistake ${mistakes.join(', ')}`, mistakes.length === 0);
  return path.join(directory, filename);
}

/** Whether Node and TypeScript find what `package.json` promises; resolution of before Node 12.7 knows no `exports`. */
export async function lint(tarball: string): Promise<void> {
  await run(ROOT, 'npx', '--no-install', 'publint', tarball, '--strict');
  expect('publint has nothing to say', true);
  await run(ROOT, 'npx', '--no-install', 'attw', tarball, '--profile', 'node16');
  expect('attw finds the types of every entry point', true);
}

/**
 * Packs the committed library in two clean clones, in unlike surroundings, and fails unless both tarballs have the same bytes and nothing that isn't
 * listed. The installed packages are those of this folder, or with `--install` are installed in each clone.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { commandLine } from '../command-line';
import { expect, run } from '../package/commands';
import { mistakesIn } from '../package/tarball';
import { ROOT } from '../root';
import { differencesBetween, filesIn } from './archive';

/** Where and how each of the two is packed. */
const SURROUNDINGS = [
  { folder: 'one', umask: '022', environment: { TZ: 'UTC', LC_ALL: 'C' } },
  { folder: 'two/with/a/longer/path', umask: '077', environment: { TZ: 'Asia/Kolkata', LC_ALL: 'C.UTF-8' } },
];

const { install } = commandLine('npm run test:reproducible --')
  .option('--install', 'installs the packages anew in both clones', false).parse().opts<{ readonly install: boolean }>();

async function packIn(directory: string, { umask, environment }: (typeof SURROUNDINGS)[number]): Promise<Uint8Array> {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const within = (...command: readonly string[]): ReturnType<typeof run> =>
    run(directory, 'env', ...variables, 'sh', '-c', `umask ${umask} && exec "$@"`, 'sh', ...command);
  mkdirSync(directory, { recursive: true });
  await within('git', 'clone', '--quiet', '--no-hardlinks', ROOT, '.');
  if (install) await within('npm', 'ci');
  else symlinkSync(path.join(ROOT, 'node_modules'), path.join(directory, 'node_modules'));
  const { stdout } = await within('npm', 'run', '--silent', 'package');
  return readFileSync(path.join(directory, stdout.trim().split('\n').at(-1) ?? ''));
}

async function main(): Promise<void> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-reproducible-'));
  try {
    const tarballs: Uint8Array[] = [];
    for (const surroundings of SURROUNDINGS) tarballs.push(await packIn(path.join(scratch, surroundings.folder), surroundings));
    const [one = new Uint8Array(), other = new Uint8Array()] = tarballs;
    const mistakes = mistakesIn([...filesIn(one).keys()].map((file) => file.replace(/^package\//, '')));
    expect(`the packed files are those that are listed ${mistakes.join(', ')}`, mistakes.length === 0);
    const differences = differencesBetween(one, other);
    expect(`both tarballs have the same bytes, sha256 ${createHash('sha256').update(one).digest('hex')} ${differences.join('\n')}`, differences.length === 0);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

main().catch((thrown: Error) => {
  console.error(thrown.message);
  process.exitCode = 1;
});

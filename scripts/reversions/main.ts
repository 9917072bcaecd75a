/**
 * Takes each mending back that the simulation is said to need, in a copy, and checks that the run which is written down with it then breaks
 * the invariant: `npm run reversions`, or `npm run reversions -- --search` to look for such runs.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { commandLine } from '../command-line';
import { ROOT } from '../root';
import { PROMISES, Promised, Replacement, Reversion } from '../../test/simulation/promises';

const COPIED = ['cli', 'lambda', 'lib', 'rehearsal', 'sandbox', 'test', 'scripts', 'assets', 'package.json', 'tsconfig.json'];
const LINKED = ['node_modules'];

type Reverted = Promised & { readonly reversion: Reversion };

interface Options {
  readonly search: boolean;
  readonly runs: string;
  readonly only: string;
}

async function main(): Promise<void> {
  const { search, runs, only } = commandLine('npm run reversions --', 'Takes each mending back in a copy and checks that the simulation notices. Ends with 1 if it doesn\'t.')
    .option('--search', 'look for a run that notices it, where the one that is written down doesn\'t', false)
    .option('--runs <number>', 'with --search: in how many runs', '3000')
    .option('--only <text>', 'only what has this text in its description', '')
    .parse().opts<Options>();
  const reverted = PROMISES.filter((promised): promised is Reverted => promised.reversion !== undefined && promised.fault.includes(only));
  const missed: Reverted[] = [];
  const ahead = [...reverted];
  // One copy for each core at a time.
  await Promise.all(Array.from({ length: availableParallelism() }, async () => {
    for (let promised = ahead.shift(); promised; promised = ahead.shift()) {
      if (!await isNoticed(promised, search ? runs : undefined)) missed.push(promised);
    }
  }));
  console.log(`${reverted.length - missed.length} of ${reverted.length} reversions are noticed`);
  process.exitCode = missed.length > 0 ? 1 : 0;
}

async function isNoticed({ fault, reversion }: Reverted, runs: string | undefined): Promise<boolean> {
  const folder = copy(reversion.replacements);
  try {
    const { seed, invariant } = reversion;
    if ((await replayed(folder, seed)).includes(`\n${invariant}: `)) {
      console.log(`ok ${fault}: run ${seed} breaks "${invariant}"`);
      return true;
    }
    console.log(`NOT NOTICED ${fault}: run ${seed} doesn't break "${invariant}"`);
    if (runs !== undefined) for (const line of await found(folder, runs)) console.log(`  ${line}`);
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The project without its mending. */
function copy(replacements: readonly Replacement[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'reversion-'));
  for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  for (const name of LINKED) symlinkSync(path.join(ROOT, name), path.join(folder, name));
  for (const { file, is, was } of replacements) {
    const name = path.join(folder, file);
    const parts = readFileSync(name, 'utf8').split(is);
    if (parts.length !== 2) throw new Error(`${file} has ${JSON.stringify(is)} ${parts.length - 1} times, and not once`);
    writeFileSync(name, parts.join(was));
  }
  return folder;
}

async function replayed(folder: string, seed: number): Promise<string> {
  return `\n${await simulate(folder, '--replay', String(seed), '--as-it-is')}`;
}

/** The runs that break something, with what. */
async function found(folder: string, runs: string): Promise<string[]> {
  return (await simulate(folder, '--runs', runs, '--seed', '1')).split('\n').filter((line) => line.startsWith('npm run simulate -- --replay ') && line.includes('#'));
}

/** What the simulation prints, whatever it ends with. */
async function simulate(folder: string, ...options: readonly string[]): Promise<string> {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/simulate/main.ts', ...options], { cwd: folder, maxBuffer: 2 ** 28 });
  return run.then(({ stdout }) => stdout, (failed: { readonly stdout: string }) => failed.stdout);
}

void main();

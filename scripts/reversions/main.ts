/**
 * Takes each mending back that the simulation is said to need, and checks that the run which is written down with it then breaks
 * the invariant: `npm run reversions`, or `npm run reversions -- --search` to look for such runs.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { build, Plugin } from 'esbuild';
import { commandLine } from '../command-line';
import { ROOT } from '../root';
import { PROMISES, Promised, Replacement, Reversion } from '../../test/simulation/promises';

/** In the project, so that programs find its packages. */
const OUT = path.join(ROOT, 'cdk.out');

type Reverted = Promised & { readonly reversion: Reversion };

interface Options {
  readonly search: boolean;
  readonly runs: string;
  readonly only: string;
}

async function main(): Promise<void> {
  const { search, runs, only } = commandLine('npm run reversions --', 'Takes each mending back and checks that the simulation notices. Ends with 1 if it doesn\'t.')
    .option('--search', 'look for a run that notices it, where the one that is written down doesn\'t', false)
    .option('--runs <number>', 'with --search: in how many runs', '3000')
    .option('--only <text>', 'only what has this text in its description', '')
    .parse().opts<Options>();
  const reverted = PROMISES.filter((promised): promised is Reverted => promised.reversion !== undefined && promised.fault.includes(only));
  const missed: Reverted[] = [];
  const ahead = [...reverted];
  // One for each core at a time.
  await Promise.all(Array.from({ length: availableParallelism() }, async () => {
    for (let promised = ahead.shift(); promised; promised = ahead.shift()) {
      if (!await isNoticed(promised, search ? runs : undefined)) missed.push(promised);
    }
  }));
  console.log(`${reverted.length - missed.length} of ${reverted.length} reversions are noticed`);
  process.exitCode = missed.length > 0 ? 1 : 0;
}

async function isNoticed({ fault, reversion }: Reverted, runs: string | undefined): Promise<boolean> {
  mkdirSync(OUT, { recursive: true });
  const folder = mkdtempSync(path.join(OUT, 'reversion-'));
  try {
    const { seed, invariant } = reversion;
    const program = await bundled(folder, reversion.replacements);
    if ((await replayed(program, seed)).includes(`\n${invariant}: `)) {
      console.log(`ok ${fault}: run ${seed} breaks "${invariant}"`);
      return true;
    }
    console.log(`NOT NOTICED ${fault}: run ${seed} doesn't break "${invariant}"`);
    if (runs !== undefined) for (const line of await found(program, runs)) console.log(`  ${line}`);
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The simulation without a mending, as one program. */
async function bundled(folder: string, replacements: readonly Replacement[]): Promise<string> {
  const outfile = path.join(folder, 'simulate.js');
  await build({
    entryPoints: [path.join(ROOT, 'scripts', 'simulate', 'main.ts')], outfile, bundle: true, packages: 'external', platform: 'node', target: 'node20', logLevel: 'error',
    plugins: [takingBack(replacements)],
  });
  return outfile;
}

function takingBack(replacements: readonly Replacement[]): Plugin {
  return {
    name: 'taking back',
    setup: ({ onLoad }) => onLoad({ filter: /\.ts$/ }, async ({ path: whole }) => {
      const file = path.relative(ROOT, whole);
      const own = replacements.filter((replacement) => replacement.file === file);
      return own.length === 0 ? undefined : { contents: reverted(file, await readFile(whole, 'utf8'), own), loader: 'ts' };
    }),
  };
}

/** The text of a file before its mending. */
function reverted(file: string, text: string, replacements: readonly Replacement[]): string {
  return replacements.reduce((present, { is, was }) => {
    const parts = present.split(is);
    if (parts.length !== 2) throw new Error(`${file} has ${JSON.stringify(is)} ${parts.length - 1} times, and not once`);
    return parts.join(was);
  }, text);
}

async function replayed(program: string, seed: number): Promise<string> {
  return `\n${await simulate(program, '--replay', String(seed), '--as-it-is')}`;
}

/** The runs that break something, with what. */
async function found(program: string, runs: string): Promise<string[]> {
  return (await simulate(program, '--runs', runs, '--seed', '1')).split('\n').filter((line) => line.startsWith('npm run simulate -- --replay ') && line.includes('#'));
}

/** What the simulation prints, whatever it ends with. */
async function simulate(program: string, ...options: readonly string[]): Promise<string> {
  const run = promisify(execFile)(process.execPath, [program, ...options], { cwd: ROOT, maxBuffer: 2 ** 28 });
  return run.then(({ stdout }) => stdout, (failed: { readonly stdout: string }) => failed.stdout);
}

void main();

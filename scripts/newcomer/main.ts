/**
 * Follows the README as newcomers do, each in an empty folder, with several versions of Node.js, package managers and languages, and writes
 * docs/newcomer.md. All of them come from the registry of npm; nothing else of the machine changes. With `--built` the library is taken as it is built.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import * as path from 'node:path';
import { version } from '../../package.json';
import { commandLine } from '../command-line';
import { run } from '../package/commands';
import { pack } from '../package/tarball';
import { ROOT } from '../root';
import { NEWCOMERS } from './newcomers';
import { newcomersPage } from './page';
import { Tools } from './tools';
import { Trial, trialOf } from './try';

interface Options {
  readonly built: boolean;
  readonly only?: string;
}

const { built, only } = commandLine('npm run newcomer --')
  .option('--built', 'what npm run build makes is there already', false)
  .option('--only <manager>', 'only those who use it; nothing is written')
  .parse().opts<Options>();

async function main(): Promise<void> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-newcomer-'));
  try {
    if (!built) await run(ROOT, 'npm', 'run', '--silent', 'build');
    const newcomers = NEWCOMERS.filter(({ manager }) => only === undefined || manager === only);
    const toolsDirectory = path.join(scratch, 'tools');
    mkdirSync(toolsDirectory);
    const [tarball, tools] = [await pack(scratch), await Tools.install(toolsDirectory, newcomers)];
    const trials: Trial[] = [];
    for (const [index, newcomer] of newcomers.entries()) {
      const trial = await trialOf(newcomer, tools, { directory: path.join(scratch, `${index}`), tarball });
      trials.push(trial);
      console.log(lineOf(trial));
    }
    const on = { version, machine: `${cpus().length} cores (${cpus()[0]?.model.trim()})`, on: new Date().toISOString().slice(0, 10) };
    if (only === undefined) writeFileSync(path.join(ROOT, 'docs', 'newcomer.md'), newcomersPage(trials, on));
    process.exitCode = trials.some(({ steps }) => steps.some(({ failure }) => failure !== undefined)) ? 1 : 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function lineOf({ newcomer: { language }, versions, steps }: Trial): string {
  const said = steps.map(({ title, seconds, friction, failure }) => `${title} ${seconds.toFixed(1)} s${failure === undefined ? '' : ` FAILED\n${failure}`}${friction.map((line) => `\n    ${line}`).join('')}`);
  return [`${versions.join(', ')}, ${language}`, ...said].join('\n  ');
}

main().catch((thrown: Error) => {
  console.error(thrown.message);
  process.exitCode = 1;
});

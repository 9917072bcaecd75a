/**
 * Makes the packages for other languages and tries them out, each as far as its tools and its registry are on this machine; what isn't tried is
 * said. With `--built` the library is taken as it is built.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { commandLine } from '../command-line';
import { DOTNET, GO, GO_BUILD } from './generated';
import { JAVA } from './java';
import { DIST, Language } from './language';
import { PYTHON } from './python';
import { run } from '../package/commands';
import { ROOT } from '../root';

/** In each row one after the other. The rows share the machine. */
const ROWS: readonly (readonly Language[])[] = [[PYTHON, DOTNET], [JAVA, GO, GO_BUILD]];

type Outcome = 'ok' | 'SKIPPED' | 'FAILED';

async function outcomeOf(language: Language, scratch: string): Promise<Outcome> {
  const missing = language.programs.filter((program) => spawnSync(program, ['--version']).error !== undefined);
  if (missing.length > 0) return told(language, 'SKIPPED', `there is no ${missing.join(', no ')} here`);
  try {
    return told(language, 'ok', await language.check(mkdtempSync(path.join(scratch, 'language-'))));
  } catch (thrown) {
    const { message } = thrown as Error;
    const reason = language.unreachable && message.split('\n').find((line) => language.unreachable?.test(line));
    return reason === undefined ? told(language, 'FAILED', message) : told(language, 'SKIPPED', reason.trim());
  }
}

function told({ name }: Language, outcome: Outcome, what: string): Outcome {
  console.log(`${outcome === 'ok' ? 'ok' : `${outcome}:`} ${name}: ${what}`);
  return outcome;
}

async function rowOf(languages: readonly Language[], scratch: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const language of languages) outcomes.push(await outcomeOf(language, scratch));
  return outcomes;
}

const { built, only } = commandLine('npm run test:languages --')
  .option('--built', 'what npm run build makes is there already', false)
  .option('--only <name>', 'only the language whose name begins so, for example Python', '')
  .parse().opts<{ readonly built: boolean; readonly only: string }>();

async function main(): Promise<void> {
  process.env.JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION = '20';
  const scratch = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-languages-'));
  const started = Date.now();
  try {
    if (!built) await run(ROOT, 'npm', 'run', '--silent', 'build');
    rmSync(DIST, { recursive: true, force: true });
    const outcomes = (await Promise.all(ROWS.map((languages) => rowOf(languages.filter(({ name }) => name.startsWith(only)), scratch)))).flat();
    console.log(`${Math.round((Date.now() - started) / 1000)} s`);
    process.exitCode = outcomes.includes('FAILED') ? 1 : 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

main().catch((thrown: Error) => {
  console.error(thrown.message);
  process.exitCode = 1;
});

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ROOT } from '../../scripts/root';
import { isAlive, until } from '../support/child-functions';

/** What every program prints, and how it ends, by a part of its command. */
type Programs = Readonly<Record<string, string>>;

/** A jest run of seven tests passes, unless something else is said of it. */
const STAND_IN = `#!/usr/bin/env bash
for word in "$@"; do
  case $word in --outputFile=*) echo '{"numPassedTests":7,"numFailedTests":0,"numRuntimeErrorTestSuites":0}' >"\${word#*=}" ;; esac
done
case "$*" in
PROGRAMS
esac
exit 0
`;

/** Checks that count as one each. */
const CHECKS = 14;
/** Tests of the two runs of jest. */
const TESTS = 14;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-gate-'));
  mkdirSync(path.join(folder, '.ci'));
  mkdirSync(path.join(folder, 'bin'));
  cpSync(path.join(ROOT, '.ci', 'run'), path.join(folder, '.ci', 'run'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The environment of a gate whose programs are stand-ins. */
function environment(programs: Programs = {}): NodeJS.ProcessEnv {
  const cases = Object.entries(programs).map(([command, does]) => `*"${command}"*) ${does} ;;`).join('\n');
  for (const name of ['npm', 'git', 'pgrep']) {
    const does = name === 'pgrep' ? '#!/usr/bin/env bash\nexit 1\n' : STAND_IN.replace('PROGRAMS', () => cases);
    writeFileSync(path.join(folder, 'bin', name), does, { mode: 0o755 });
  }
  return { ...process.env, PATH: `${path.join(folder, 'bin')}${path.delimiter}${process.env.PATH}` };
}

interface Ended {
  readonly exitCode: number | null;
  readonly lines: readonly string[];
}

function gate(programs?: Programs): Ended {
  const { status, stdout } = spawnSync(path.join(folder, '.ci', 'run'), { env: environment(programs), encoding: 'utf8' });
  return { exitCode: status, lines: stdout.trimEnd().split('\n') };
}

test('counts every check once, and each test and step of those that count by themselves', () => {
  const { exitCode, lines } = gate({ parity: 'echo "ok a"; echo "ok b"; echo "parity: as it should be"', languages: 'echo "ok Python"; echo "SKIPPED: Go: there is no go here"' });
  expect({ exitCode, last: lines.at(-1) }).toEqual({ exitCode: 0, last: `${CHECKS + TESTS + 3} passed, 0 failed` });
  expect(lines).toEqual(expect.arrayContaining(['parity: as it should be', 'SKIPPED: Go: there is no go here']));
});

test.each([
  { what: 'a check that fails', programs: { 'run --silent lint': 'echo "not like this" >&2; exit 1' }, passed: CHECKS + TESTS - 1, failed: ['lint'] },
  { what: 'a step that fails', programs: { parity: 'echo "ok a"; echo "FAILED b"; exit 1' }, passed: CHECKS + TESTS + 1, failed: ['parity'] },
  { what: 'a run of jest that ends badly after its tests', programs: { 'run test:e2e': 'exit 1' }, passed: CHECKS + TESTS, failed: ['end-to-end tests'] },
  { what: 'a run of jest that tells nothing', programs: { 'run test:e2e': 'rm "${word#*=}"; exit 1' }, passed: CHECKS + TESTS - 7, failed: ['end-to-end tests'] },
  { what: 'steps that end badly without one that fails', programs: { languages: 'echo "ok Python"; exit 124' }, passed: CHECKS + TESTS + 1, failed: ['the package for Python'] },
  { what: 'checks that nobody knows of, because what runs them was ended,', programs: { awslint: 'kill -9 $(($(ps -o pgid= -p $$)))' }, passed: CHECKS + TESTS - 4, failed: ['the lane package did not reach its end'] },
])('$what is one failure, which is named in the end', ({ programs, passed, failed }) => {
  const { exitCode, lines } = gate(programs);
  expect({ exitCode, last: lines.at(-1) }).toEqual({ exitCode: 1, last: `${passed} passed, 1 failed` });
  expect(lines.filter((line) => line.startsWith('FAILED: '))).toEqual(failed.map((title) => `FAILED: ${title}`));
});

test('shows what a check says in one piece, whatever runs beside it', () => {
  const said = Array.from({ length: 200 }, (_, line) => `line ${line}`);
  const saying = 'for line in {0..199}; do echo "line $line"; done';
  const { lines } = gate({ 'run test:e2e': saying, 'run --silent docs': saying });
  for (const title of ['end-to-end tests', 'generated files are up to date']) {
    const begin = lines.indexOf(`=== ${title}`);
    expect(lines.slice(begin + 1, begin + 1 + said.length)).toEqual(said);
  }
});

test('leaves nothing running when it is ended', async () => {
  const started = path.join(folder, 'started');
  const waiting = `echo $$ >>"${started}"; sleep 600`;
  const run = spawn(path.join(folder, '.ci', 'run'), { env: environment({ 'run test:e2e': waiting, 'run --silent docs': waiting }), stdio: 'ignore' });
  const ended = new Promise((resolve) => { run.once('exit', resolve); });
  const processes = (): number[] => (existsSync(started) ? readFileSync(started, 'utf8').trim().split('\n').map(Number) : []);
  await until(() => processes().length === 2);
  run.kill('SIGTERM');
  expect(await ended).toBe(143);
  await until(() => !processes().some(isAlive));
});

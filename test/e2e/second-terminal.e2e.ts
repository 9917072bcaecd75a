import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { COMMAND } from './support/beside';

let directory: string;
const started: ChildProcess[] = [];
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'terminals-')); });
afterEach(async () => {
  await Promise.all(started.splice(0).filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null).map((child) => {
    child.kill('SIGTERM');
    return once(child, 'exit');
  }));
  rmSync(directory, { recursive: true });
});

/** Finds only the sandboxes of this test. */
function variables(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { AWS_ENDPOINT_URL: _other, ...env } = process.env;
  return { ...env, TMPDIR: directory, ...more };
}

/** What is printed is kept from the beginning: the command's own output may come at once. */
async function start(...words: string[]): Promise<{ child: ChildProcess; endpoint: string; printed: () => string }> {
  const child = spawn(process.execPath, [COMMAND, 'sandbox', ...words], { stdio: ['ignore', 'pipe', 'pipe'], env: variables() });
  started.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => { printed += text.toString(); });
  while (!printed.includes('The sandbox is running')) await sleep(20);
  return { child, endpoint: /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '', printed: () => printed };
}

function run(words: string[], more?: NodeJS.ProcessEnv): { exitCode: number | null; output: string; errors: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, 'sandbox', ...words], { encoding: 'utf8', timeout: 300_000, env: variables(more) });
  return { exitCode: status, output: stdout, errors: stderr };
}

test('a second terminal finds the only sandbox that runs, and is told when there is none or several', async () => {
  expect(run(['state'])).toEqual({ exitCode: 1, output: '', errors: 'error: no sandbox runs; npx cdk-org-guard sandbox starts one\n' });
  const first = await start();
  expect(run(['calls', 'list'])).toEqual({ exitCode: 0, output: 'No function has called anything.\n', errors: '' });
  const second = await start('--', process.execPath, '-e', 'setTimeout(() => {}, 1e6)');
  for (const words of [['faults', 'list'], ['env']]) {
    const { exitCode, errors } = run(words);
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/^error: several sandboxes run; --endpoint says which: (http:\/\/127\.0\.0\.1:\d+ \(started in \S+\)(, |\n$)){2}/);
    expect([first, second].every(({ endpoint }) => errors.includes(`${endpoint} (`))).toBe(true);
  }
  expect(run(['faults', 'list', '--endpoint', first.endpoint])).toMatchObject({ exitCode: 0 });
  expect(run(['faults', 'list'], { AWS_ENDPOINT_URL: second.endpoint })).toMatchObject({ exitCode: 0 });
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  expect(run(['faults', 'list'])).toMatchObject({ exitCode: 0, output: 'No fault waits.\n' });
  expect(run(['faults', 'list'], { AWS_ENDPOINT_URL: first.endpoint }).errors)
    .toMatch(new RegExp(`^error: no sandbox answers at ${first.endpoint}: connect ECONNREFUSED [\\d.:]+; running: ${second.endpoint} `));
});

test('a shell evaluates what leads it to the sandbox, also when it was led to an earlier one', async () => {
  const { endpoint } = await start();
  const script = `eval "$('${process.execPath}' '${COMMAND}' sandbox env)"; echo "$AWS_ENDPOINT_URL $AWS_ACCESS_KEY_ID [$AWS_PROFILE]"; test -d "$CDK_HOME"`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script], { encoding: 'utf8', env: variables({ AWS_PROFILE: 'work', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }) });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `${endpoint} SANDBOX123456789012 []\n`, stderr: '' });
});

test('nothing is left of a sandbox that has ended', async () => {
  const { child } = await start();
  child.kill('SIGTERM');
  await once(child, 'exit');
  expect(readdirSync(directory).filter((name) => name.includes('home'))).toEqual([]);
  expect(readdirSync(path.join(directory, `cdk-org-guard-sandboxes-${process.getuid?.()}`))).toEqual([]);
});

describe('a command that is ended by a signal', () => {
  test.each([{ signal: 'TERM', exitCode: 143 }, { signal: 'KILL', exitCode: 137 }, { signal: 'INT', exitCode: 130 }])('SIG$signal ends with $exitCode', ({ signal, exitCode }) => {
    expect(run(['--', 'sh', '-c', `kill -${signal} $$`])).toMatchObject({ exitCode, output: '' });
  });

  // A shell in the background ignores the signal of Ctrl-C.
  test.each([{ signal: 'SIGINT', exitCode: 130 }, { signal: 'SIGTERM', exitCode: 143 }] as const)('$signal to the sandbox takes along what the command has started', async ({ signal, exitCode }) => {
    const { child, printed } = await start('--', 'sh', '-c', 'sleep 1000 & echo $! >&2; exec sleep 1000');
    while (!/^\d+$/m.test(printed())) await sleep(20);
    const id = Number(/^\d+$/m.exec(printed())?.[0]);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([exitCode, null]);
    expect(() => process.kill(id, 0)).toThrow('ESRCH');
  });
});

describe('in one line', () => {
  const NOTHING = 'error: after -- comes the command that is to run against the sandbox; without -- the sandbox stays until it is stopped\n';

  test.each([
    { words: ['--'], exitCode: 2, errors: NOTHING },
    { words: ['--', ''], exitCode: 2, errors: NOTHING },
    { words: ['--seed', '/no/such/file', '--', 'true'], exitCode: 1, errors: 'error: the seed /no/such/file can\'t be used: ENOENT: no such file or directory, open \'/no/such/file\'\n' },
    { words: ['--seed', '/', '--', 'true'], exitCode: 1, errors: 'error: the seed / can\'t be used: EISDIR: illegal operation on a directory, read\n' },
    { words: ['--record-only', 'AWS::S3::Bukcet', '--', 'true'], exitCode: 2,
      errors: expect.stringMatching(/^error: AWS::S3::Bukcet is no resource type of CloudFormation, as aws-cdk [\d.]+ knows them; perhaps AWS::S3::Bucket; --no-type-check takes newer ones\n$/) },
    { words: ['--record-only', 'AWS::IAM::Role', '--', 'true'], exitCode: 1, errors: 'error: the sandbox can\'t start: AWS::IAM::Role is emulated, and can\'t be only recorded\n' },
  ])('$words is refused', ({ words, exitCode, errors }) => {
    expect(run(words)).toEqual({ exitCode, output: '', errors });
  });

  test('an unusable TMPDIR is told', () => {
    expect(run(['--', 'true'], { TMPDIR: '/no/such/directory' })).toEqual({
      exitCode: 1, output: '', errors: expect.stringMatching(/^error: nothing can be written in \/no\/such\/directory, the directory for temporary files \(TMPDIR\): ENOENT.*\n$/),
    });
  });

  test('output that nobody reads any more is no error, and one that can\'t be written is', async () => {
    const { child, endpoint } = await start();
    const script = (rest: string): { stderr: string } => spawnSync('sh', ['-c', `'${process.execPath}' '${COMMAND}' sandbox --help ${rest}`], { encoding: 'utf8', env: variables() });
    expect(script('| true').stderr).toBe('');
    expect(run(['state', '--endpoint', endpoint])).toMatchObject({ exitCode: 0 });
    expect(child.exitCode).toBeNull();
  });
});

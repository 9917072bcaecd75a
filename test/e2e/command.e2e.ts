import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';

const COMMAND = path.join(__dirname, '..', '..', 'assets', 'sandbox', 'cdk-org-guard.js');

function run(...words: string[]): { exitCode: number | null; output: string; errors: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...words], { encoding: 'utf8', timeout: 300_000 });
  return { exitCode: status, output: stdout, errors: stderr };
}

test('runs a command in the environment that keeps it on the sandbox, and ends with its exit code', () => {
  const script = 'console.log(process.env.AWS_ENDPOINT_URL, process.env.AWS_PROFILE); process.exit(7)';
  expect(run('sandbox', '--', process.execPath, '-e', script)).toEqual({
    exitCode: 7, output: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+ undefined\n$/),
    errors: expect.stringMatching(/^The sandbox is running at http:\/\/127\.0\.0\.1:\d+\. In another terminal, npx cdk-org-guard sandbox state shows what is in it\.\n$/),
  });
});

test('hides the endpoints of single services from it, which would come before the sandbox\'s', () => {
  const env = { ...process.env, AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_NO_SERVICE: 'http://127.0.0.1:1' };
  const script = 'console.log(Object.keys(process.env).filter((name) => name.startsWith("AWS_ENDPOINT_URL")).join())';
  const { stdout } = spawnSync(process.execPath, [COMMAND, 'sandbox', '--', process.execPath, '-e', script], { encoding: 'utf8', timeout: 300_000, env });
  expect(stdout).toBe('AWS_ENDPOINT_URL\n');
});

test('says once that an identity store was made up', () => {
  const script = `
    const headers = { 'x-amz-target': 'AWSIdentityStore.ListGroups' };
    const ask = () => fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', headers, body: '{ "IdentityStoreId": "d-1234567890" }' });
    ask().then(ask).then(({ status }) => console.log(status));`;
  expect(run('sandbox', '--', process.execPath, '-e', script)).toEqual({
    exitCode: 0,
    output: '200\n',
    errors: expect.stringMatching(/^The sandbox is running at \S+\. [^\n]*\nremark: no seed names an identity store, so d-1234567890 was made up in us-east-1, empty\. [^\n]*\n$/) as string,
  });
});

test.each([
  { words: ['sandbox', '--port', 'many'], says: 'error: option \'-p, --port <port>\' argument \'many\' is invalid. It must be a number from 0 to 65535.' },
  { words: ['sandbox', '--port', '65536'], says: 'It must be a number from 0 to 65535.' },
  { words: ['sandbox', '--colour'], says: 'error: unknown option \'--colour\'' },
  { words: ['unknown'], says: 'error: unknown command \'unknown\'' },
  { words: ['sandbox', 'stat'], says: 'error: unknown command \'stat\'; what is to run against a sandbox comes after --' },
  { words: ['state'], says: 'error: unknown command \'state\'' },
])('refuses $words with where the options are and exit code 2', ({ words, says }) => {
  const { exitCode, errors } = run(...words);
  expect(exitCode).toBe(2);
  expect(errors).toContain(says);
  expect(errors).toContain('See the options by --help.');
});

test.each([
  { words: ['plan', '--colour'], says: 'error: unknown option \'--colour\'\nSee the options by --help.\n' },
  { words: ['plan', '--from', 'mine.json', '-i', 'd-1234567890'], says: 'error: option \'--from <file>\' cannot be used with option \'-i, --identity-store <id[@region]>\'\nSee the options by --help.\n' },
  { words: ['plan', '--drift', '--app', 'cdk.out'], says: 'error: option \'--drift\' cannot be used with option \'-a, --app <app>\'\nSee the options by --help.\n' },
  { words: ['plan', '--out', '.'], says: 'error: . is a directory: name a file\n' },
  { words: ['plan', '--app', 'cdk.out', '--endpoint-url', 'there'], says: 'error: --endpoint-url is there, which is no URL such as http://127.0.0.1:4600\n' },
  { words: ['snapshot', '--out', '.'], says: 'error: . is a directory: name a file\n' },
])('refuses $words with exit code 1 before anything is read', ({ words, says }) => {
  expect(run(...words)).toEqual({ exitCode: 1, output: '', errors: says });
});

test('explains itself', () => {
  expect(run('--help')).toMatchObject({ exitCode: 0, output: expect.stringContaining('sandbox [options] [command...]') });
  expect(run('sandbox', '--help')).toMatchObject({ exitCode: 0, output: expect.stringContaining('npx cdk-org-guard sandbox -- npx cdk deploy') });
});

describe('explain', () => {
  test('tells of a code what happened, why, and what to do', () => {
    const { exitCode, output } = run('explain', 'already_in_an_organization');
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^ALREADY_IN_AN_ORGANIZATION\n\nWhat happened\. [^]*\n\nWhy\. An account is in one organization at most\.[^]*\n\nWhat to do\. Have it leave[^]*#already_in_an_organization\n\nHandshakeConstraintViolationException ALREADY_IN_AN_ORGANIZATION \(AWS Organizations\)\. Resolved if/);
    expect(Math.max(...output.split('\n').filter((line) => !line.startsWith('https:')).map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test.each([
    { name: 'uniqueness_constraint_violation', says: /^ConflictException UNIQUENESS_CONSTRAINT_VIOLATION \(the Identity Store\)\. What is there is looked up,\nand adopted,/ },
    { name: 'SlowDown', says: /^SlowDown \(any service\)\. Tried again for as long as there is time, then THROTTLED\.\n$/ },
  ])('tells of $name, which AWS says, what becomes of it', ({ name, says }) => {
    const { exitCode, output } = run('explain', name);
    expect(exitCode).toBe(0);
    expect(output).toMatch(says);
  });

  test.each([['ConflictException', 'UNIQUENESS_CONSTRAINT_VIOLATION'], ['ConflictException UNIQUENESS_CONSTRAINT_VIOLATION']])(
    'tells of an exception and its reason, as one word or two: %s', (...words) => {
      expect(run('explain', ...words)).toEqual(run('explain', 'UNIQUENESS_CONSTRAINT_VIOLATION'));
    },
  );

  test('refuses an empty name of a stack', () => {
    expect(run('explain', '--waiting', '')).toMatchObject({ exitCode: 2, errors: expect.stringContaining('error: --waiting is the name of a stack, and not empty') });
  });

  test('lists all codes without one', () => {
    const { exitCode, output } = run('explain');
    expect(exitCode).toBe(0);
    expect(output.split('\n')).toEqual(expect.arrayContaining(['ALREADY_EXISTS', 'EMAIL_TAKEN', 'INVITATION_DECLINED', 'KEPT_UNPROVEN']));
  });

  test.each([
    { code: 'ALREADY', says: 'error: ALREADY is neither a code of the catalogue nor an exception or reason of AWS that is known, nor a result in a function\'s log; perhaps ALREADY_EXISTS, ALREADY_IN_AN_ORGANIZATION, ' },
    { code: 'NONSENSE', says: 'error: NONSENSE is neither a code of the catalogue nor an exception or reason of AWS that is known, nor a result in a function\'s log; without a code all are listed' },
    { code: '', says: 'error: the code is empty; without one all are listed' },
    { code: ' ', says: 'error: the code is empty; without one all are listed' },
    { code: `${'x'.repeat(100)}yz`, says: `error: ${'x'.repeat(100)}… is neither a code` },
  ])('refuses "$code" with where the options are and exit code 2', ({ code, says }) => {
    const { exitCode, output, errors } = run('explain', code);
    expect(exitCode).toBe(2);
    expect(output).toBe('');
    expect(errors).toContain(says);
    expect(errors).toContain('See the options by --help.');
  });
});

test('says so when the command can\'t be run', () => {
  expect(run('sandbox', '--', 'no-such-command')).toMatchObject({ exitCode: 1, errors: expect.stringContaining('error: no-such-command can\'t be run') });
});

test.each(['SIGINT', 'SIGTERM'] as const)('listens until %s, and then ends without an error', async (signal) => {
  const sandbox = spawn(process.execPath, [COMMAND, 'sandbox'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = await once(sandbox.stdout, 'data') as [Buffer];
  expect(printed.toString()).toContain('The sandbox is running at http://127.0.0.1:');
  sandbox.kill(signal);
  expect(await once(sandbox, 'exit')).toEqual([0, null]);
});

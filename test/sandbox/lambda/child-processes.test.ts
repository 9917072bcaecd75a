import { existsSync } from 'node:fs';
import { createServer, IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ChildFunctions, isAlive, until } from '../../support/child-functions';

let functions: ChildFunctions;
beforeEach(() => { functions = new ChildFunctions(); });
afterEach(() => functions.close());

describe('a handler', () => {
  test.each<[string, string, unknown]>([
    ['a value', '() => ({ a: [1, "b", null] })', { a: [1, 'b', null] }],
    ['a promise', 'async () => "later"', 'later'],
    ['nothing, which is null', '() => undefined', null],
    ['what it was given', '(event) => event', { RequestType: 'Create', list: [1, 2] }],
    ['what its context says', '(_event, context) => [context.awsRequestId, context.functionName, context.memoryLimitInMB, context.logGroupName]',
      ['request-1', 'handler', '256', '/aws/lambda/handler']],
  ])('gives %s', async (_what, code, value) => {
    const definition = await functions.deploy(code);
    await expect(functions.invoke(definition, { RequestType: 'Create', list: [1, 2] })).resolves.toEqual({ ok: true, value });
  });

  test('may be of another name, in a folder, and of several files', async () => {
    const definition = await functions.deploy(
      { 'source/main.js': 'exports.run = () => require("./other").value;', 'source/other.js': 'exports.value = 42;' }, { handler: 'source/main.run' });
    await expect(functions.valueOf(definition)).resolves.toBe(42);
  });

  test('may stand in the template, and another text is another function', async () => {
    const [one, other] = ['one', 'other'].map((value) => ({ inline: `exports.handler = async () => ${JSON.stringify(value)};` }));
    await expect(functions.valueOf(await functions.deploy('() => 1', { code: one as { inline: string } }))).resolves.toBe('one');
    await functions.processes.remove('handler');
    await expect(functions.valueOf(await functions.deploy('() => 1', { code: other as { inline: string } }))).resolves.toBe('other');
  });

  test('knows how much time is left', async () => {
    const left = await functions.valueOf(await functions.deploy('(_event, context) => context.getRemainingTimeInMillis()', { timeoutSeconds: 7 }));
    expect(left).toBeGreaterThan(2000);
    expect(left).toBeLessThanOrEqual(7000);
  });

  test.each<[string, string, string, string, unknown]>([
    ['throws an error', '() => { throw new TypeError("no way"); }', 'TypeError', 'no way', expect.arrayContaining(['TypeError: no way', expect.stringContaining('index.js')])],
    ['rejects', 'async () => { throw Object.assign(new Error("no way"), { name: "MyError" }); }', 'MyError', 'no way', expect.arrayContaining([expect.stringContaining('Error: no way')])],
    ['throws a text', '() => { throw "no way"; }', 'string', 'no way', []],
  ])('that %s ends in the error as the Lambda runtime shows it', async (_what, code, errorType, errorMessage, trace) => {
    const definition = await functions.deploy(code);
    await expect(functions.invoke(definition)).resolves.toEqual({ ok: false, errorType, errorMessage, trace });
    expect(functions.log).toEqual([expect.stringContaining(`"errorType":"${errorType}","errorMessage":"no way"`)]);
  });

  test.each([
    { what: 'is not exported', code: 'exports.other = 1;', errorType: 'Error', errorMessage: 'index.handler is undefined or not exported' },
    { what: 'does not load', code: 'missing();', errorType: 'ReferenceError', errorMessage: 'missing is not defined' },
  ])('that $what ends in an error, every time', async ({ code, errorType, errorMessage }) => {
    const definition = await functions.deploy({ 'index.js': code });
    const error = { ok: false, errorType, errorMessage, trace: expect.any(Array) };
    await expect(functions.invoke(definition)).resolves.toEqual(error);
    await expect(functions.invoke(definition)).resolves.toEqual(error);
  });
});

describe('the clock of a function', () => {
  const CODE = '() => [Date.now(), new Date().getTime(), Date.parse(Date()), new Date(0).toISOString(), new Date() instanceof Date, new (class extends Date {})().getTime()]';

  test('is that of the sandbox, also when it is moved between invocations', async () => {
    const definition = await functions.deploy(CODE);
    for (const days of [0, 15, 90]) {
      functions.time.advance(days * 86_400_000);
      const before = functions.time.now();
      const [now, constructed, called, given, isDate, extended] = await functions.valueOf(definition) as unknown[];
      for (const moment of [now, constructed, called, extended] as number[]) {
        expect(moment).toBeGreaterThanOrEqual(before - 1000);
        expect(moment).toBeLessThanOrEqual(functions.time.now());
      }
      expect([given, isDate]).toEqual(['1970-01-01T00:00:00.000Z', true]);
    }
  });

  test('has nothing to do with how long the function may run', async () => {
    functions.time.advance(15 * 86_400_000);
    const left = await functions.valueOf(await functions.deploy('(_event, context) => context.getRemainingTimeInMillis()', { timeoutSeconds: 7 }));
    expect(left).toBeGreaterThan(2000);
    expect(left).toBeLessThanOrEqual(7000);
  });
});

describe('the console', () => {
  const CODE = '() => { for (const level of ["trace", "debug", "log", "info", "warn", "error"]) console[level]("%s %d", level, 1, { a: true }); }';
  const LINES = ['trace 1 { a: true }', 'debug 1 { a: true }', 'log 1 { a: true }', 'info 1 { a: true }', 'warn 1 { a: true }', 'error 1 { a: true }'];
  const NOW = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;

  test('in the Text format writes time, request, level and text', async () => {
    await functions.invoke(await functions.deploy(CODE), {}, 'request-7');
    expect(functions.log.map((line) => line.split('\t'))).toEqual(['TRACE', 'DEBUG', 'INFO', 'INFO', 'WARN', 'ERROR'].map((level, index) =>
      [NOW, 'request-7', level, LINES[index]]));
  });

  test.each([
    { applicationLevel: 'TRACE', levels: ['TRACE', 'DEBUG', 'INFO', 'INFO', 'WARN', 'ERROR'] },
    { applicationLevel: 'INFO', levels: ['INFO', 'INFO', 'WARN', 'ERROR'] },
    { applicationLevel: 'WARN', levels: ['WARN', 'ERROR'] },
    { applicationLevel: 'FATAL', levels: [] },
  ])('in the JSON format writes what is at least $applicationLevel', async ({ applicationLevel, levels }) => {
    const logging = { group: '/aws/lambda/handler', format: 'JSON' as const, applicationLevel };
    await functions.invoke(await functions.deploy(CODE, { logging }), {}, 'request-7');
    expect(functions.log.map((line) => JSON.parse(line) as unknown)).toEqual(levels.map((level, index) =>
      ({ timestamp: NOW, level, requestId: 'request-7', message: LINES[LINES.length - levels.length + index] })));
  });

  test('in the JSON format leaves an object an object', async () => {
    const logging = { group: '/aws/lambda/handler', format: 'JSON' as const, applicationLevel: 'INFO' };
    await functions.invoke(await functions.deploy('() => console.log({ code: "CREATED", list: [1] })', { logging }));
    expect(functions.log.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ message: { code: 'CREATED', list: [1] } }]);
  });

  test('is that of the invocation, also when the process is used again', async () => {
    const definition = await functions.deploy('(event) => console.log(event.name)');
    await functions.invoke(definition, { name: 'one' }, 'request-1');
    await functions.invoke(definition, { name: 'two' }, 'request-2');
    expect(functions.log.map((line) => line.split('\t').slice(1))).toEqual([['request-1', 'INFO', 'one'], ['request-2', 'INFO', 'two']]);
  });

  test('does not hide what is written past it', async () => {
    await functions.invoke(await functions.deploy('() => { process.stdout.write("to stdout\\n"); process.stderr.write("to stderr\\n"); }'));
    await until(() => functions.log.length === 2);
    expect([...functions.log].sort()).toEqual(['to stderr', 'to stdout']);
  });

  test('does not tear lines, nor characters, that are written past it in pieces', async () => {
    await functions.invoke(await functions.deploy(`async () => {
      const bytes = Buffer.from("one\\ntwo \u00e4\\n\\nthree\\r\\nthe end");
      for (const byte of bytes) { process.stdout.write(Buffer.of(byte)); await new Promise((go) => setTimeout(go, 5)); }
    }`));
    await until(() => functions.log.length === 3);
    expect(functions.log).toEqual(['one', 'two \u00e4', 'three']);
    await functions.processes.remove('handler');
    await until(() => functions.log.length === 4);
    expect(functions.log[3]).toBe('the end');
  });

  test('keeps what is written after the answer, while no invocation runs', async () => {
    await functions.invoke(await functions.deploy('() => { setTimeout(() => console.log("afterwards"), 50); }'));
    await until(() => functions.log.length === 1);
    expect(functions.log).toEqual([expect.stringMatching(/\trequest-1\tINFO\tafterwards$/)]);
  });
});

test('a function that never ends is killed at its timeout, and the next invocation works', async () => {
  // As long as a process may need to start on a busy machine. It is blocked without using the core.
  const block = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)';
  const definition = await functions.deploy(`(event) => { if (event.forever) ${block}; return process.pid; }`, { timeoutSeconds: 7.5 });
  const first = await functions.valueOf(definition);
  await expect(functions.invoke(definition, { forever: true }, 'request-8')).resolves.toEqual({
    ok: false, errorType: 'Sandbox.Timedout', errorMessage: 'RequestId: request-8 Error: Task timed out after 7.50 seconds', trace: [],
  });
  expect(functions.log).toEqual([expect.stringMatching(/^[-\dT:.]+Z request-8 Task timed out after 7\.50 seconds$/)]);
  await until(() => !isAlive(first));
  expect(await functions.valueOf(definition)).not.toBe(first);
});

describe('a process', () => {
  const COUNTER = { 'index.js': 'let count = 0; exports.handler = async ({ milliseconds = 0 }) => { count++; await new Promise((go) => setTimeout(go, milliseconds)); return { count, pid: process.pid }; };' };

  test('is used again, with the state of its modules', async () => {
    const definition = await functions.deploy(COUNTER);
    const { pid } = await functions.valueOf(definition);
    await expect(functions.valueOf(definition)).resolves.toEqual({ count: 2, pid });
    await expect(functions.valueOf(definition)).resolves.toEqual({ count: 3, pid });
  });

  test('is used for one invocation at a time', async () => {
    const definition = await functions.deploy(COUNTER);
    const [one, other] = await Promise.all([functions.valueOf(definition, { milliseconds: 300 }), functions.valueOf(definition, { milliseconds: 300 })]);
    expect([one.count, other.count]).toEqual([1, 1]);
    expect(one.pid).not.toBe(other.pid);
  });

  test('is used again after its handler threw', async () => {
    const definition = await functions.deploy('(event) => { if (event.fail) throw new Error("no way"); return process.pid; }');
    const pid = await functions.valueOf(definition);
    await functions.invoke(definition, { fail: true });
    await expect(functions.valueOf(definition)).resolves.toBe(pid);
  });

  test('is that of its own function', async () => {
    const one = await functions.deploy('() => process.pid');
    const other = await functions.deploy('() => process.pid', { name: 'other' });
    expect(await functions.valueOf(one)).not.toBe(await functions.valueOf(other));
  });

  test('that is idle ends when its function is removed', async () => {
    const definition = await functions.deploy(COUNTER);
    const { pid } = await functions.valueOf(definition);
    await functions.processes.remove('handler');
    await until(() => !isAlive(pid));
    await expect(functions.valueOf(definition)).resolves.toMatchObject({ count: 1 });
  });

  test('that runs when its function is removed ends once it has answered, and takes nothing new', async () => {
    const definition = await functions.deploy({ 'index.js': `let count = 0; exports.handler = async ({ waits }) => {
      count++;
      if (waits) await new Promise((resolve) => { process.once("SIGUSR2", resolve); console.log("waits"); });
      return { count, pid: process.pid };
    }` });
    const { pid } = await functions.valueOf(definition);
    const running = functions.invoke(definition, { waits: true });
    await until(() => functions.log.length === 1);
    await functions.processes.remove('handler');
    const other = await functions.valueOf(definition);
    expect(isAlive(pid)).toBe(true);
    process.kill(pid, 'SIGUSR2');
    await expect(running).resolves.toEqual({ ok: true, value: { count: 2, pid } });
    await until(() => !isAlive(pid));
    expect(other.count).toBe(1);
    expect(other.pid).not.toBe(pid);
    await expect(functions.valueOf(definition)).resolves.toEqual({ count: 2, pid: other.pid });
  });

  test('that runs the old code of a function answers after the new one has been deployed', async () => {
    const old = await functions.deploy('() => new Promise((resolve) => setTimeout(resolve, 300, "old"))');
    await functions.valueOf(old);
    const running = functions.valueOf(old);
    const changed = await functions.deploy('() => "new"');
    await functions.processes.remove('handler');
    await expect(functions.valueOf(changed)).resolves.toBe('new');
    await expect(running).resolves.toBe('old');
    await expect(functions.valueOf(changed)).resolves.toBe('new');
  });

  test.each([
    { crash: 'process.exit(3)' },
    { crash: 'setTimeout(() => { throw new Error("uncaught"); })' },
    { crash: 'process.kill(process.pid, "SIGKILL")' },
  ])('that ends during an invocation by $crash is an error, and the next invocation works', async ({ crash }) => {
    const definition = await functions.deploy(`async (event) => { if (event.crash) { ${crash}; await new Promise(() => {}); } return "fine"; }`);
    await expect(functions.invoke(definition, { crash: true }, 'request-9')).resolves.toEqual({
      ok: false, errorType: 'Runtime.ExitError', errorMessage: 'RequestId: request-9 Error: Runtime exited', trace: [],
    });
    await expect(functions.valueOf(definition)).resolves.toBe('fine');
  });

  test('that needs more heap than its memory leaves it ends, and one with more memory goes on', async () => {
    const code = 'async ({ megabytes }) => Array.from({ length: megabytes }, (_, part) => Array.from({ length: 131_072 }, (__, index) => part + index / 3)).length';
    const small = await functions.deploy(code, { memoryMegabytes: 128 });
    await expect(functions.invoke(small, { megabytes: 200 }, 'request-9')).resolves.toEqual({
      ok: false, errorType: 'Runtime.ExitError', errorMessage: 'RequestId: request-9 Error: Runtime exited', trace: [],
    });
    const larger = await functions.deploy(code, { name: 'larger', memoryMegabytes: 512 });
    await expect(functions.valueOf(larger, { megabytes: 200 })).resolves.toBe(200);
  });

  test('that ends after an invocation is not used again', async () => {
    const definition = await functions.deploy('() => { setTimeout(() => process.exit(1), 10); return process.pid; }');
    const pid = await functions.valueOf(definition);
    await until(() => !isAlive(pid));
    expect(await functions.valueOf(definition)).not.toBe(pid);
  });

  test('that is idle for a while ends, and the next invocation has another one', async () => {
    await functions.close();
    functions = new ChildFunctions(4566, { idleMilliseconds: 200 });
    const definition = await functions.deploy(COUNTER);
    const { pid } = await functions.valueOf(definition, { milliseconds: 400 });
    await until(() => !isAlive(pid));
    await expect(functions.valueOf(definition)).resolves.toMatchObject({ count: 1 });
  });

  test('that somebody killed while it was idle loses no invocation', async () => {
    const definition = await functions.deploy(COUNTER);
    const { pid } = await functions.valueOf(definition);
    process.kill(pid, 'SIGKILL');
    await expect(functions.valueOf(definition)).resolves.toMatchObject({ count: 1 });
  });

  // An argument list that was too long, and an event that was too deep, ended the sandbox.
  test('that can\'t be started is an error', async () => {
    const definition = await functions.deploy(COUNTER, { environment: { LARGE: 'x'.repeat(5_000_000) } });
    await expect(functions.invoke(definition, {}, 'request-9')).resolves.toEqual({
      ok: false, errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/^RequestId: request-9 Error: .*E2BIG/), trace: [],
    });
    await expect(functions.valueOf(await functions.deploy(COUNTER))).resolves.toMatchObject({ count: 1 });
  });

  test('that can\'t be sent its event is an error', async () => {
    const definition = await functions.deploy('() => "fine"');
    let deep: unknown = 0;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    await expect(functions.invoke(definition, deep)).resolves.toMatchObject({ ok: false, errorType: 'Runtime.InvalidEvent', errorMessage: 'Maximum call stack size exceeded' });
    await expect(functions.valueOf(definition)).resolves.toBe('fine');
  });

  test('ends with its code once everything is closed, whether busy or idle, and no new process starts', async () => {
    const definition = await functions.deploy('async ({ forever }) => { console.log(String(process.pid)); if (forever) for (;;); return __dirname; }');
    const directory = await functions.valueOf(definition) as string;
    const busy = [functions.invoke(definition, { forever: true }), functions.invoke(definition, { forever: true })];
    await functions.invoke(definition);
    await until(() => functions.log.length === 4);
    const pids = functions.log.map((line) => Number(line.split('\t').at(-1)));
    expect(new Set(pids).size).toBe(3);
    expect(pids.filter(isAlive)).toEqual(pids);

    await functions.close();
    expect(pids.filter(isAlive)).toEqual([]);
    expect(existsSync(directory)).toBe(false);
    const ended = { ok: false, errorType: 'Runtime.ExitError' };
    await expect(Promise.all(busy)).resolves.toMatchObject([ended, ended]);
    await expect(functions.invoke(definition)).resolves.toMatchObject(ended);
    expect(functions.log).toHaveLength(4);
  });
});

describe('the environment variables', () => {
  const NOT_INHERITED = {
    NODE_EXTRA_CA_CERTS: '/elsewhere/certificates', NODE_OPTIONS: '--no-warnings', AWS_PROFILE: 'production', AWS_CA_BUNDLE: '/elsewhere/bundle', CDK_HOME: '/elsewhere/home',
    HTTPS_PROXY: 'http://proxy', http_proxy: 'http://proxy', npm_config_registry: 'http://registry',
  };
  const INHERITED = { SOMETHING_ELSE: 'inherited' };
  const before = { ...process.env };
  beforeEach(() => { Object.assign(process.env, NOT_INHERITED, INHERITED); });
  afterEach(() => { process.env = { ...before }; });

  test('are those of Lambda and of the function, without what would lead it away from the sandbox', async () => {
    const definition = await functions.deploy('() => process.env', { environment: { STAGE: 'test', AWS_REGION: 'mars-north-1' } });
    const variables = await functions.valueOf(definition) as Record<string, string>;
    expect(Object.keys(NOT_INHERITED).filter((name) => name in variables)).toEqual([]);
    expect(variables).toMatchObject({
      ...INHERITED,
      STAGE: 'test',
      _HANDLER: 'index.handler',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'handler',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/handler',
    });
    expect(functions.callers.callerOf(`Credential=${variables.AWS_ACCESS_KEY_ID}/x`)).toMatchObject({
      account: '123456789012',
      arn: 'arn:aws:sts::123456789012:assumed-role/handler-role/handler',
      roleArn: 'arn:aws:iam::123456789012:role/handler-role',
    });
  });
});

test('an answer to CloudFormation goes to the sandbox, as it was sent', async () => {
  const received: { method: string | undefined; url: string | undefined; headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer((incoming, outgoing) => void text(incoming).then((body) => {
    received.push({ method: incoming.method, url: incoming.url, headers: incoming.headers, body });
    outgoing.end();
  }));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  await functions.close();
  functions = new ChildFunctions((server.address() as AddressInfo).port);
  const host = 'cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com';
  const definition = await functions.deploy(`() => new Promise((resolve, reject) => {
    const request = require("https").request(
      { hostname: "${host}", path: "/a%7Cb?X-Amz-Signature=1", method: "PUT", headers: { "content-type": "", "content-length": 6 } }, (response) => resolve(response.statusCode));
    request.on("error", reject).end("answer");
  })`);
  await expect(functions.valueOf(definition)).resolves.toBe(200);
  server.close();

  expect(received).toEqual([{
    method: 'PUT', url: '/a%7Cb?X-Amz-Signature=1', headers: expect.objectContaining({ host, 'content-type': '', 'content-length': '6' }), body: 'answer',
  }]);
});

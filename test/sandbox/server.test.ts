import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { SandboxServer } from '../../sandbox/server';
import { isAlive, RUNTIME_FILE, until, zip } from '../support/child-functions';
import { ASSETS } from '../support/ids';
import { HANDLER_ROLE } from '../support/scripted-functions';

const servers: SandboxServer[] = [];

async function start(port = 0): Promise<SandboxServer> {
  const server = await SandboxServer.start({ port, runtimeFile: RUNTIME_FILE });
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** How an attempt to connect ends. */
function connection(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (how: string) => () => {
      socket.destroy();
      resolve(how);
    };
    socket.once('connect', end('connected')).once('timeout', end('no answer')).once('error', end('refused'));
  });
}

function outsideAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses = []) => addresses)
    .filter(({ internal, scopeid }) => !internal && !scopeid).map(({ address }) => address);
}

function post(port: number, headers: Record<string, string>, body: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body });
}

const IDENTITY = [{ 'content-type': 'application/x-www-form-urlencoded' }, 'Action=GetCallerIdentity&Version=2011-06-15'] as const;

// The cdk command took the answers for those of a wrong clock, and tried each refusal again for most of a minute.
test('dates its answers by the clock of whoever asks: that of the computer for a person, its own for a function', async () => {
  const { port, clock, sandbox } = await start();
  clock.advance(7_200_000);
  const key = sandbox.callers.issue({ account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/Function/x', kill: () => undefined });
  const ahead = async (accessKeyId: string): Promise<number> => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/sts/aws4_request`;
    const { headers } = await post(port, { ...IDENTITY[0], authorization }, IDENTITY[1]);
    const hours = (Date.parse(headers.get('date') ?? '') - (clock.now() - clock.ahead)) / 3_600_000;
    return Math.abs(Math.round(hours));
  };
  expect([await ahead('SANDBOXPERSON'), await ahead(key)]).toEqual([0, 2]);
});

test('listens on 127.0.0.1', async () => {
  const { port } = await start();
  await expect(connection('127.0.0.1', port)).resolves.toBe('connected');
});

test('listens nowhere else', async () => {
  const { port } = await start();
  for (const address of ['127.0.0.2', '::1', ...outsideAddresses()]) {
    expect([address, await connection(address, port)]).toEqual([address, expect.stringMatching(/^(refused|no answer)$/)]);
  }
});

describe('a web page in a browser of this computer', () => {
  /** How a browser's request ends: `fetch` doesn't let these headers be set. */
  function asBrowser(port: number, headers: Record<string, string>, method = 'POST'): Promise<string> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, method, headers: { ...IDENTITY[0], ...headers } }, (response) => {
        void text(response).then((body) => resolve(`${response.statusCode} ${body}`));
      });
      sent.on('error', reject).end(method === 'POST' ? IDENTITY[1] : '');
    });
  }

  // Any page could have made a stack with a function in it, whose code runs on this computer.
  test.each([
    { what: 'that sends a form across origins', headers: { origin: 'https://example.com' } },
    { what: 'without an origin of its own', headers: { origin: 'null' } },
    { what: 'that a browser tells of', headers: { 'sec-fetch-site': 'cross-site' } },
    { what: 'whose name was made to resolve to this computer', headers: { host: 'rebound.example.com' } },
    { what: 'whose name looks like that of the sandbox', headers: { host: '127.0.0.1.example.com' } },
    { what: 'whose name ends like that of AWS', headers: { host: 'evilamazonaws.com' } },
  ])('$what is refused', async ({ headers }) => {
    const { port } = await start();
    for (const method of ['POST', 'GET']) {
      expect(await asBrowser(port, headers, method)).toBe('403 The sandbox doesn\'t answer web pages.');
    }
  });

  test.each(['127.0.0.1', 'localhost', 'sts.us-east-1.amazonaws.com', 'assets.localhost'])('a client that calls the sandbox %s is answered', async (host) => {
    const { port } = await start();
    expect(await asBrowser(port, { host })).toMatch(/^200 /);
  });
});

describe('the clock', () => {
  function moved(port: number, body: string): Promise<Response> {
    return fetch(`http://127.0.0.1:${port}/_sandbox/clock`, { method: 'POST', body });
  }

  test.each([
    { body: '{"milliseconds":1e18}', message: 'the clock is moved by 10 years (3650 days) at most at once' },
    { body: '{"milliseconds":315360000001}', message: 'the clock is moved by 10 years (3650 days) at most at once' },
    { body: '{"milliseconds":"5000"}', message: 'the clock is moved by a number of milliseconds that is 0 or more, not by "5000"' },
    { body: '{"milliseconds":-1}', message: 'the clock is moved by a number of milliseconds that is 0 or more, not by -1' },
    { body: '{"milliseconds":null}', message: 'the clock is moved by a number of milliseconds that is 0 or more, not by null' },
    { body: '{}', message: 'the clock is moved by a number of milliseconds that is 0 or more, not by undefined' },
    { body: 'null', message: 'the clock is moved by a number of milliseconds that is 0 or more, not by undefined' },
  ])('is left where it is by $body', async ({ body, message }) => {
    const { port, clock } = await start();
    const refused = await moved(port, body);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({ message });
    expect(clock.ahead).toBe(0);
    expect((await moved(port, '{"milliseconds":5000}')).status).toBe(200);
    expect(clock.ahead).toBe(5000);
  });

  test('is moved by 10 years at once', async () => {
    const { port, clock } = await start();
    expect((await moved(port, '{"milliseconds":315360000000}')).status).toBe(200);
    expect(clock.ahead).toBe(315_360_000_000);
  });
});

test('takes any free port when that is 0', async () => {
  const [one, other] = [await start(), await start()];
  expect(one.port).toBeGreaterThan(0);
  expect(other.port).toBeGreaterThan(0);
  expect(other.port).not.toBe(one.port);
});

test('takes the given port, which close has freed', async () => {
  const first = await SandboxServer.start({ port: 0, runtimeFile: RUNTIME_FILE });
  const { port } = first;
  await first.close();
  await expect(connection('127.0.0.1', port)).resolves.toBe('refused');
  expect((await start(port)).port).toBe(port);
});

test('does not start on a port that is taken', async () => {
  const { port } = await start();
  await expect(SandboxServer.start({ port, runtimeFile: RUNTIME_FILE })).rejects.toThrow(expect.objectContaining({ code: 'EADDRINUSE' }));
  expect((await post(port, ...IDENTITY)).status).toBe(200);
});

test('answers requests as the sandbox does', async () => {
  const { port } = await start();
  const response = await post(port, ...IDENTITY);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/xml');
  expect(await response.text()).toContain('<Arn>arn:aws:iam::123456789012:user/sandbox</Arn>');
});

test('refuses with 400 what the sandbox does not have', async () => {
  const { port } = await start();
  const response = await post(port, { 'x-amz-target': 'DynamoDB_20120810.ListTables' }, '{}');
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ __type: 'NotEmulated' });
});

test('keeps the bytes of an object', async () => {
  const { port } = await start();
  const url = `http://127.0.0.1:${port}/${ASSETS}/folder/code%20%C3%A4.zip`;
  const bytes = new Uint8Array([0, 255, 10, 13, 128]);
  expect((await fetch(url, { method: 'PUT', body: bytes })).status).toBe(200);
  expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(bytes);
  expect((await fetch(url, { method: 'HEAD' })).headers.get('content-length')).toBe('5');
});

test('answers with 400, which no client tries again, when the sandbox itself is at fault', async () => {
  const { port } = await start();
  const response = await fetch(`http://127.0.0.1:${port}/%ff`);
  expect(response.status).toBe(400);
  expect(await response.text()).toMatch(/^Fault of the sandbox: URIError: URI malformed/);
});

test('close ends requests that are held, and the processes of functions', async () => {
  const server = await SandboxServer.start({ port: 0, runtimeFile: RUNTIME_FILE, seed: { roles: [HANDLER_ROLE] } });
  const template = JSON.stringify({
    Resources: {
      Handler: {
        Type: 'AWS::Lambda::Function',
        Properties: { Code: { S3Bucket: ASSETS, S3Key: 'code.zip' }, Handler: 'index.handler', Role: 'arn:aws:iam::123456789012:role/handler', Runtime: 'nodejs24.x', Timeout: 60 },
      },
      Thing: { Type: 'Custom::Thing', Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] } } },
    },
  });
  const code = zip({ 'index.js': 'exports.handler = async () => { console.log(process.pid); for (;;); };' });
  await fetch(`http://127.0.0.1:${server.port}/${ASSETS}/code.zip`, { method: 'PUT', body: code });
  const form = (fields: Record<string, string>) => new URLSearchParams({ Version: '2010-05-15', StackName: 'Stack', ...fields }).toString();
  expect((await post(server.port, IDENTITY[0], form({ Action: 'CreateStack', TemplateBody: template }))).status).toBe(200);
  const held = post(server.port, IDENTITY[0], form({ Action: 'DescribeStacks' })).then(() => 'answered', () => 'ended');
  const { logGroups } = server.sandbox.home;
  const lines = (): string[] => logGroups.names.flatMap((name) => [...logGroups.linesOf(name)]);
  await until(() => lines().length > 0);
  const processId = Number(lines()[0]?.split('\t').at(-1));
  expect(isAlive(processId)).toBe(true);

  await server.close();
  await expect(held).resolves.toBe('ended');
  expect(isAlive(processId)).toBe(false);
});

// A function was no longer known as the one that waits once its requests had a Region: as many as there are processes waited for each other for ever.
test('more functions than there are processes for can each wait for another one', async () => {
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' }] };
  const seed = { roles: [{ ...HANDLER_ROLE, policies: [policy] }] };
  const server = await SandboxServer.start({ port: 0, runtimeFile: RUNTIME_FILE, longestPolicyDelay: 0, seed });
  servers.push(server);
  const url = `http://127.0.0.1:${server.port}`;
  const credential = '`AWS4-HMAC-SHA256 Credential=${process.env.AWS_ACCESS_KEY_ID}/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0`';
  const code = zip({ 'index.js': `exports.inner = async () => 'done';
    exports.outer = async () => (await fetch('${url}/2015-03-31/functions/inner/invocations', { method: 'POST', headers: { authorization: ${credential} } })).json();` });
  await fetch(`${url}/${ASSETS}/code.zip`, { method: 'PUT', body: code });
  const named = (name: string): object => ({
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: name, Code: { S3Bucket: ASSETS, S3Key: 'code.zip' }, Handler: `index.${name}`, Role: 'arn:aws:iam::123456789012:role/handler', Runtime: 'nodejs24.x',
      Timeout: 60,
    },
  });
  const TemplateBody = JSON.stringify({ Resources: { Inner: named('inner'), Outer: named('outer') } });
  const form = new URLSearchParams({ Version: '2010-05-15', Action: 'CreateStack', StackName: 'Stack', TemplateBody }).toString();
  expect((await post(server.port, IDENTITY[0], form)).status).toBe(200);
  await until(() => server.sandbox.cloudFormation.existing('Stack').status === 'CREATE_COMPLETE');

  const answers = await Promise.all(Array.from({ length: 12 }, async () =>
    (await fetch(`${url}/2015-03-31/functions/outer/invocations`, { method: 'POST', body: '{}' })).json()));
  expect(answers).toEqual(Array.from({ length: 12 }, () => 'done'));
});

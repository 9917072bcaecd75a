import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ChildFunctions } from '../../support/child-functions';

let functions: ChildFunctions;
beforeEach(() => { functions = new ChildFunctions(); });
afterEach(() => functions.close());

describe('an ES module', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['in a file .mjs', { 'index.mjs': 'import { value } from "./other.mjs"; export const handler = async () => value;', 'other.mjs': 'export const value = 42;' }],
    ['that awaits something before it is loaded', { 'index.mjs': 'const value = await Promise.resolve(42); export const handler = () => value;' }],
    ['by the package.json beside it', { 'index.js': 'export const handler = () => 42;', 'package.json': '{ "type": "module" }' }],
  ])('%s is a handler', async (_what, files) => {
    await expect(functions.valueOf(await functions.deploy(files))).resolves.toBe(42);
  });

  test('that does not load ends in its error, every time', async () => {
    const definition = await functions.deploy({ 'index.mjs': 'import "nowhere"; export const handler = () => 42;' });
    for (const requestId of ['request-1', 'request-2']) {
      await expect(functions.invoke(definition, {}, requestId)).resolves.toMatchObject({ ok: false, errorMessage: expect.stringMatching(/^Cannot find package 'nowhere'/) });
    }
  });
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['in a file .cjs', { 'index.cjs': 'exports.handler = () => 42;' }, 'index.handler'],
  ['in a file .js beside one of .mjs, which comes second', { 'index.js': 'exports.handler = () => 42;', 'index.mjs': 'export const handler = () => 0;' }, 'index.handler'],
  ['in an object that is exported', { 'index.js': 'exports.group = { create: () => 42 };' }, 'index.group.create'],
  ['in a folder with a dot in its name', { 'v1.2/index.js': 'exports.handler = () => 42;' }, 'v1.2/index.handler'],
])('a handler %s is found', async (_what, files, handler) => {
  await expect(functions.valueOf(await functions.deploy(files, { handler }))).resolves.toBe(42);
});

describe('a handler with a callback', () => {
  const OLD = { runtime: 'nodejs22.x' };

  test.each([
    { code: '(event, context, callback) => { setTimeout(callback, 10, null, "called"); }', value: 'called' },
    { code: '(event, context, callback) => { callback(); }', value: null },
    { code: 'async (event, context, callback) => "returned"', value: 'returned' },
    { code: '(event, context, callback) => { context.done(null, "done"); }', value: 'done' },
    { code: '(event, context, callback) => { context.succeed("succeeded"); }', value: 'succeeded' },
  ])('gives what it calls that with: $code', async ({ code, value }) => {
    await expect(functions.invoke(await functions.deploy(code, OLD))).resolves.toEqual({ ok: true, value });
  });

  test.each([
    { code: '(event, context, callback) => { callback(new TypeError("no way")); }', errorType: 'TypeError' },
    { code: '(event, context, callback) => { callback("no way"); }', errorType: 'string' },
    { code: '(event, context, callback) => { throw new TypeError("no way"); }', errorType: 'TypeError' },
    { code: '(event, context, callback) => { context.fail(new TypeError("no way")); }', errorType: 'TypeError' },
  ])('fails with the error it gives: $code', async ({ code, errorType }) => {
    await expect(functions.invoke(await functions.deploy(code, OLD))).resolves.toMatchObject({ ok: false, errorType, errorMessage: 'no way' });
  });

  test('is refused by name from Node.js 24 on, as Lambda does', async () => {
    const definition = await functions.deploy('(event, context, callback) => { callback(null, "called"); }', { runtime: 'nodejs24.x' });
    await expect(functions.invoke(definition)).resolves.toMatchObject({
      ok: false, errorType: 'Runtime.CallbackHandlerDeprecated', errorMessage: expect.stringContaining('has removed support for callback-based function handlers'),
    });
  });
});

describe('an answer to CloudFormation goes to the sandbox', () => {
  const URL_PARTS = '"https://cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com/answer?signature=1"';
  const send = (call: string): string => `new Promise((resolve, reject) => ${call}.on("error", reject).end("answer"))`;

  test.each<[string, Readonly<Record<string, string>>]>([
    ['from an ES module', {
      'index.mjs': `import { request } from "node:https"; export const handler = () => ${send(`request(new URL(${URL_PARTS}), { method: "PUT" }, () => resolve("sent"))`)};`,
    }],
    ['that is sent to a URL in a text', { 'index.js': `exports.handler = () => ${send(`require("https").request(${URL_PARTS}, { method: "PUT" }, () => resolve("sent"))`)};` }],
  ])('%s', async (_what, files) => {
    const received: string[] = [];
    const server = createServer((incoming, outgoing) => {
      received.push(`${incoming.method} ${incoming.url}`);
      outgoing.end();
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    await functions.close();
    functions = new ChildFunctions((server.address() as AddressInfo).port);
    await expect(functions.valueOf(await functions.deploy(files))).resolves.toBe('sent');
    server.close();
    expect(received).toEqual(['PUT /answer?signature=1']);
  });
});

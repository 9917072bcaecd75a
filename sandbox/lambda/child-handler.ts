import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';

type Callback = (error?: unknown, value?: unknown) => void;

/** A handler as its code has it. */
type ExportedHandler = (event: unknown, context: object, callback?: Callback) => unknown;

/** A handler, however it gives its result. */
export type Handler = (event: unknown, context: object) => Promise<unknown>;

/** Module and export of a handler: `index.handler`, also with an export inside an export. */
const HANDLER = /^([^.]*)\.?(.*)$/;

/** What the module of a handler may be called, in the order of precedence. */
const EXTENSIONS = ['.js', '.mjs', '.cjs'];

/** The first Node.js version of Lambda that refuses handlers with a callback. */
const WITHOUT_CALLBACKS = 24;

/**
 * Loads a handler.
 *
 * @param directory where the function's code is
 * @param name for example `index.handler`
 * @param runtime of the function, for example `nodejs24.x`
 */
export async function loadHandler(directory: string, name: string, runtime: string): Promise<Handler> {
  const [, module = '', exported = ''] = HANDLER.exec(path.basename(name)) ?? [];
  const loaded = await loadModule(directory, path.join(directory, path.dirname(name), module));
  const found = exported.split('.').reduce<unknown>((value, member) => (value as Record<string, unknown> | undefined)?.[member], loaded);
  if (typeof found !== 'function') throw new Error(`${name} is undefined or not exported`);
  const handler = found as ExportedHandler;
  if (nodeVersionOf(runtime) < WITHOUT_CALLBACKS) return withCallback(handler);
  if (takesCallback(handler)) throw new CallbackHandlerDeprecated();
  return async (event, context) => handler(event, context);
}

/** The result is what the handler returns or, if it takes a callback and returns no promise, what it calls that with. */
function withCallback(handler: ExportedHandler): Handler {
  return (event, context) => new Promise((resolve, reject) => {
    const callback: Callback = (error, value) => {
      if (error === undefined || error === null) resolve(value);
      else reject(error);
    };
    const returned = handler(event, { ...context, done: callback, succeed: resolve, fail: reject }, callback);
    if (isPromise(returned) || !takesCallback(handler)) resolve(returned);
  });
}

async function loadModule(directory: string, base: string): Promise<unknown> {
  const file = EXTENSIONS.map((extension) => base + extension).find((candidate) => existsSync(candidate)) ?? base;
  if (isEsModule(directory, file)) return import(pathToFileURL(file).href);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the function's code is only known now
  return require(file);
}

/** A `.js` file is one if the nearest package.json says so. */
function isEsModule(directory: string, file: string): boolean {
  if (!file.endsWith('.js')) return file.endsWith('.mjs');
  for (let folder = path.dirname(file); folder.startsWith(directory); folder = path.dirname(folder)) {
    const description = path.join(folder, 'package.json');
    if (existsSync(description)) return (JSON.parse(readFileSync(description, 'utf8')) as { type?: string }).type === 'module';
  }
  return false;
}

function takesCallback(handler: ExportedHandler): boolean {
  return handler.length >= 3;
}

function nodeVersionOf(runtime: string): number {
  return Number(/nodejs(\d+)/.exec(runtime)?.[1] ?? 0);
}

function isPromise(value: unknown): boolean {
  return typeof (value as Promise<unknown> | undefined)?.then === 'function';
}

/** What Lambda says, word for word. */
class CallbackHandlerDeprecated extends Error {
  public override readonly name = 'Runtime.CallbackHandlerDeprecated';

  constructor() {
    super('ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. '
      + 'You need to modify this function to use a supported handler signature to use Node.js 24 or later. '
      + 'For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.');
  }
}

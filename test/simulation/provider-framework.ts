import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { compileFunction } from 'node:vm';
import type { Handler } from './domain';

const FOLDER = path.join(path.dirname(require.resolve('aws-cdk-lib/package.json')), 'custom-resources', 'lib', 'provider-framework', 'runtime');
const PARAMETERS = ['exports', 'module', 'require', 'process', 'setTimeout', 'Math', 'console'];

interface Response {
  readonly FunctionError?: string;
  readonly Payload: Uint8Array;
}

/** What the framework does to the world. */
export interface Outbound {
  startExecution(input: { readonly stateMachineArn: string; readonly input: string }): Promise<unknown>;
  invokeFunction(input: { readonly FunctionName: string; readonly Payload: string }): Promise<Response>;
  httpRequest(options: { readonly hostname: string; readonly path: string }, body: string): Promise<void>;
}

export interface FrameworkSurroundings {
  readonly outbound: Outbound;
  /** The environment variables of its function. */
  readonly variables: Readonly<Record<string, string>>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly random: () => number;
}

type Module = Record<string, unknown>;

const nodeRequire = createRequire(__filename);
const compiled = new Map<string, ReturnType<typeof compileFunction>>();

/** The CDK's provider framework, its own code, in virtual time and in the shape of an execution environment of its own. */
export function providerFramework({ outbound, variables, sleep, random }: FrameworkSurroundings, handler: string): Handler {
  const modules = new Map<string, Module>([['outbound', { ...outbound }]]);
  const load = (name: string): Module => {
    const known = modules.get(name);
    if (known) return known;
    const module: { exports: Module } = { exports: {} };
    const require = (id: string): unknown => (id.startsWith('./') ? load(id.slice(2)) : nodeRequire(id));
    const later = (wake: () => void, milliseconds: number): void => void sleep(milliseconds).then(wake);
    codeOf(name)(module.exports, module, require, { env: variables }, later, Object.create(Math, { random: { value: random } }), console);
    modules.set(name, module.exports);
    return module.exports;
  };
  // It writes every event at length.
  load('util').log = () => undefined;
  return load('framework')[handler.split('.').pop() as string] as Handler;
}

function codeOf(name: string): (...values: unknown[]) => void {
  const code = compiled.get(name) ?? compileFunction(readFileSync(path.join(FOLDER, `${name}.js`), 'utf8'), PARAMETERS);
  compiled.set(name, code);
  return code as (...values: unknown[]) => void;
}

import { NotEmulated } from '../protocol/service-error';
import { ExecutionError } from './execution-error';

/** Where paths begin: `$` is the data of the state, `$$` tells of the execution. */
export interface Data {
  readonly input: unknown;
  readonly context: object;
}

/** Members by name and items by number, one after the other. Other JSONPath, which finds several values, isn't emulated. */
const PATH = /^\$\$?(?:\.[\p{L}\p{N}_-]+|\['[^']*'\]|\[\d+\])*$/u;
const STEP = /\.([\p{L}\p{N}_-]+)|\['([^']*)'\]|\[(\d+)\]/gu;

/** @throws NotEmulated */
export function checkPath(path: string, what: string): void {
  if (!PATH.test(path)) throw new NotEmulated(`the path ${path} (${what})`);
}

/** What is at a path; nothing if there is nothing. */
export function valueAt(path: string, { input, context }: Data): unknown {
  return stepsOf(path).reduce<unknown>((outer, step) => memberOf(outer, step), path.startsWith('$$') ? context : input);
}

/** @throws ExecutionError if there is nothing at the path */
export function requiredAt(path: string, data: Data, error = 'States.ParameterPathFailure'): unknown {
  const value = valueAt(path, data);
  if (value === undefined) throw new ExecutionError(error, `The JSONPath '${path}' could not be found in the input '${JSON.stringify(data.input)}'`);
  return value;
}

/** The same data with a value at a path. What is on the way there and no object makes room for one. */
export function withValueAt(path: string, data: unknown, value: unknown): unknown {
  const [step, ...rest] = stepsOf(path);
  if (step === undefined) return value;
  const inner = withValueAt(`$${rest.map((name) => `['${name}']`).join('')}`, memberOf(data, step), value);
  if (Array.isArray(data)) return (data as unknown[]).map((item, index) => (String(index) === step ? inner : item));
  return { ...(typeof data === 'object' && data !== null ? data : {}), [step]: inner };
}

function stepsOf(path: string): string[] {
  return [...path.matchAll(STEP)].map(([, name, quoted, index]) => name ?? quoted ?? index ?? '');
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

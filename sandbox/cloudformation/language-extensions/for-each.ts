import { isMembers } from '../functions/function';
import type { Json } from '../template';
import { extensionFailure } from './transform-failure';

const PREFIX = 'Fn::ForEach::';
const DEEPEST = 5;

type Members = { readonly [name: string]: Json };

export function isLoop(name: string): boolean {
  return name.startsWith(PREFIX);
}

/**
 * Puts in the place of every loop among some members what it stands for.
 *
 * @param decided gives the value of a function that the template and its parameters decide
 * @throws TransformFailure
 */
export function unrolled(members: Members, decided: (value: Json) => Json, taken: readonly string[]): Record<string, Json> {
  const result: Record<string, Json> = {};
  for (const [name, member] of Object.entries(members)) {
    const made = isLoop(name) ? turnsOf(name, member, decided, taken) : { [name]: member };
    const twice = Object.keys(made).find((key) => Object.hasOwn(result, key));
    if (twice !== undefined) throw extensionFailure(`${name} produces ${twice}, which is there already`);
    Object.assign(result, made);
  }
  return result;
}

/** @param taken the names of parameters, and of what the loops around this one count with */
function turnsOf(name: string, loop: Json, decided: (value: Json) => Json, taken: readonly string[], depth = 1): Record<string, Json> {
  const layout = extensionFailure(`${name} layout is incorrect`);
  if (!Array.isArray(loop) || loop.length !== 3) throw layout;
  const [identifier, collection, body] = loop as [Json, Json, Json];
  const identifiers = Array.isArray(identifier) ? identifier : [identifier];
  const items = decided(collection);
  if (!isMembers(body) || !Array.isArray(items) || !identifiers.every((one): one is string => typeof one === 'string' && one !== '')) throw layout;
  if (depth > DEEPEST) throw extensionFailure(`${name} is nested deeper than ${DEEPEST} loops`);
  const conflict = [...identifiers, name.slice(PREFIX.length)].find((one) => taken.includes(one));
  if (conflict !== undefined) throw extensionFailure(`${name}: ${conflict} is also the name of a parameter or of another loop`);
  return Object.assign({}, ...items.map((item) => {
    const values = Array.isArray(identifier) ? item : [item];
    if (!Array.isArray(values) || values.length !== identifiers.length) throw layout;
    const turn = identifiers.reduce((made, one, index) => substituted(made, one, String(values[index])), body as Json) as Members;
    return Object.fromEntries(Object.entries(turn).flatMap(([key, member]) =>
      isLoop(key) ? Object.entries(turnsOf(key, member, decided, [...taken, ...identifiers], depth + 1)) : [[key, member]]));
  })) as Record<string, Json>;
}

/** Replaces `${Name}`, `&{Name}`, which leaves only letters and digits, and a `Ref` by what a loop counts with. */
function substituted(value: Json, name: string, item: string): Json {
  if (typeof value === 'string') return value.replaceAll(`\${${name}}`, () => item).replaceAll(`&{${name}}`, () => item.replace(/[^a-zA-Z0-9]/g, ''));
  if (Array.isArray(value)) return value.map((inner) => substituted(inner, name, item));
  if (!isMembers(value)) return value;
  const members = Object.entries(value);
  if (members.length === 1 && value.Ref === name) return item;
  return Object.fromEntries(members.map(([key, member]) => [substituted(key, name, item) as string, substituted(member, name, item)]));
}

import { functionIn } from '../functions/function';
import type { Json } from '../template';
import { extensionFailure } from './transform-failure';

/** Functions whose value is true or false, or a list: not known before the deployment, they can't become part of a text. */
const NOT_A_TEXT = ['Condition', 'Fn::And', 'Fn::Or', 'Fn::Not', 'Fn::Equals'];

/**
 * The JSON text of a value. Of what only the deployment knows it is a `Fn::Join` of the text around it.
 *
 * @throws TransformFailure
 */
export function jsonText(value: Json): Json {
  if (typeof value !== 'object' || value === null) throw extensionFailure('Fn::ToJsonString layout is incorrect');
  const parts = merged(partsOf(value));
  return parts.length === 1 ? parts[0] as Json : { 'Fn::Join': ['', parts] };
}

function partsOf(value: Json): Json[] {
  if (Array.isArray(value)) return ['[', ...value.flatMap((item, index) => [...index > 0 ? [','] : [], ...partsOf(item)]), ']'];
  if (typeof value !== 'object' || value === null) return [JSON.stringify(value)];
  const called = functionIn(value);
  if (called) return ['"', deferred(called[0], value), '"'];
  return ['{', ...Object.entries(value).flatMap(([name, member], index) => [`${index > 0 ? ',' : ''}${JSON.stringify(name)}:`, ...partsOf(member)]), '}'];
}

function deferred(name: string, call: Json): Json {
  if (NOT_A_TEXT.includes(name)) throw extensionFailure(`Fn::ToJsonString does not support ${name} intrinsic function`);
  if (name === 'Fn::Split') throw extensionFailure(`Unable to resolve ${name} intrinsic function`);
  return call;
}

function merged(parts: readonly Json[]): Json[] {
  return parts.reduce<Json[]>((result, part) => {
    const last = result.at(-1);
    return typeof last === 'string' && typeof part === 'string' ? [...result.slice(0, -1), last + part] : [...result, part];
  }, []);
}

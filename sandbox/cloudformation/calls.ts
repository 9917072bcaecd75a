import { functionIn } from './functions/function';
import type { Json } from './template';

/**
 * The arguments of all calls of a function in a value.
 *
 * @param holds tells whether a condition of the template holds: calls in a branch of `Fn::If` that isn't taken are then left out
 */
export function callsIn(name: string, value: Json | undefined, holds?: (condition: string) => boolean): Json[] {
  if (Array.isArray(value)) return value.flatMap((item) => callsIn(name, item, holds));
  if (typeof value !== 'object' || value === null) return [];
  const [called, argument = null] = functionIn(value) ?? [];
  if (called === 'Fn::If' && holds) {
    const [condition, then, otherwise] = argument as [string, Json, Json];
    return callsIn(name, holds(condition) ? then : otherwise, holds);
  }
  const inside = Object.values(value).flatMap((member) => callsIn(name, member, holds));
  return called === name ? [argument, ...inside] : inside;
}

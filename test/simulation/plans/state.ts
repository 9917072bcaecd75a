import type { Entity } from '../domain';
import { attributesOf } from './really-done';

/** All that is there, entity by entity, in a form in which ids that only this copy has don't matter. */
export type State = ReadonlyMap<string, string>;

/**
 * What is there as texts.
 *
 * @param known the ids of what was there before, which every copy has
 */
export function stateOf(entities: readonly Entity[], known: ReadonlySet<string>): State {
  const names = new Map(entities.filter(({ id }) => !known.has(id)).map((entity) => [entity.id, nameOf(entity)]));
  const withNames = (text: string): string => names.get(text) ?? text;
  const lines = entities.map((entity): [string, string] => {
    const attributes = Object.entries(attributesOf(entity)).map(([name, value]): [string, string] => [name, withNames(value)]).sort();
    const key = entity.kind === 'GroupMembership' && !known.has(entity.id) ? `new membership ${JSON.stringify(attributes)}` : withNames(entity.id);
    return [key, JSON.stringify(Object.fromEntries(attributes))];
  });
  return new Map(lines);
}

/** How two states differ, in words. */
export function stateDifferences(planned: State, real: State): string[] {
  return [...new Set([...planned.keys(), ...real.keys()])].filter((key) => planned.get(key) !== real.get(key))
    .map((key) => `${key} is ${planned.get(key) ?? 'not there'} in the copy and ${real.get(key) ?? 'not there'} in reality`);
}

/** What an entity that is new is called, in every copy alike. */
function nameOf({ kind, value }: Entity): string {
  const { UserName, DisplayName, target } = value as { readonly UserName?: string; readonly DisplayName?: string; readonly target?: string };
  return `new ${kind} ${(UserName ?? DisplayName ?? target ?? '').toLowerCase()}`;
}

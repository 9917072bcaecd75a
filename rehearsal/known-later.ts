import type { IdentityStores } from '../sandbox/identity-store/identity-stores';
import type { Fork } from './fork';
import type { Original } from './original';
import { KNOWN_LATER } from './plan';

/** Whatever an id of users, groups, memberships and invitations can be. */
const ID = /[\w-]+/g;

/** Replaces the ids that were made in the copy: a deployment will make other ones. */
export function withoutMadeIds<Told>(told: Told, { journal, sandbox }: Fork, original: Original): Told {
  const written = journal.entries.flatMap(({ writes }) => writes).filter(({ operation }) => /^(Create|Invite|Enable)/.test(operation)).map(({ id }) => id);
  // Native resources are made without functions, and so without writes.
  const made = new Set([...written, ...idsIn(sandbox.identityStores).filter((id) => !original.has(id))]);
  if (made.size === 0) return told;
  return mapTexts(told, (text) => text.replace(ID, (id) => (made.has(id) ? KNOWN_LATER : id))) as Told;
}

function idsIn(stores: IdentityStores): string[] {
  return stores.all.flatMap(({ users, groups, memberships }) => [users, groups, memberships].flatMap((table) => [...table.keys()]));
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapTexts(member, change)]));
}

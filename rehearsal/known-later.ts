import type { IdentityStores } from '../sandbox/identity-store/identity-stores';
import type { Fork } from './fork';
import { KNOWN_LATER, StackPlan } from './plan';

/** Replaces the ids that were made in the copy: a deployment will make other ones. */
export function withoutMadeIds(stacks: readonly StackPlan[], fork: Fork, origin: Fork): StackPlan[] {
  const written = fork.journal.entries.flatMap(({ writes }) => writes).filter(({ operation }) => /^(Create|Invite|Enable)/.test(operation)).map(({ id }) => id);
  const before = new Set(idsIn(origin.sandbox.identityStores));
  // Native resources are made without functions, and so without writes.
  const made = [...new Set([...written, ...idsIn(fork.sandbox.identityStores).filter((id) => !before.has(id))])];
  if (made.length === 0) return [...stacks];
  const ids = new RegExp(made.join('|'), 'g');
  return mapTexts(stacks, (text) => text.replace(ids, KNOWN_LATER)) as StackPlan[];
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

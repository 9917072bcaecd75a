import type { Work } from './work';

/**
 * Which row of the file holds a user or a group, as messages name it; nothing if none does. Somebody may have given what it holds the name of another row by
 * hand: one user or group must not be that of two rows.
 */
export function rowHolding({ entries, declared, keys }: Pick<Work, 'entries' | 'declared' | 'keys'>, id: string): string | undefined {
  const entry = entries.withId(id);
  if (entry?.state !== 'declared') return undefined;
  const line = entry.kind === 'user'
    ? [...declared.users.values()].find(({ attributes }) => keys.user(attributes.UserName) === entry.key)
    : [...declared.groups.values()].find(({ attributes }) => keys.group(attributes.DisplayName) === entry.key);
  return line && `${line.kind} ${line.row} of the file`;
}

import { idsIn, RecordedStack, ScanRecord } from './written-before';

/** What was in the app before, by the ids of constructs, and isn't any more. */
export interface Gone {
  readonly groups: readonly string[];
  readonly users: readonly string[];
  readonly memberships: readonly string[];
  readonly accounts: readonly string[];
  /** The names of stacks, which stay deployed until they are destroyed. */
  readonly stacks: readonly string[];
}

type Stacks = NonNullable<ScanRecord['stacks']>;

/** What an app has no more that it had. */
export function goneSince(before: Stacks = {}, now: Stacks = {}): Gone {
  const [had, has] = [entriesOf(before), entriesOf(now)];
  const gone = (kind: Exclude<keyof Gone, 'stacks'>): string[] => [...had[kind]].filter(([key]) => !has[kind].has(key)).map(([, name]) => name).sort();
  return {
    groups: gone('groups'), users: gone('users'), memberships: gone('memberships'), accounts: gone('accounts'),
    stacks: Object.keys(before).filter((name) => now[name] === undefined),
  };
}

/** The ids of constructs, by what tells one entity from another. */
function entriesOf(stacks: Stacks): Readonly<Record<Exclude<keyof Gone, 'stacks'>, ReadonlyMap<string, string>>> {
  const ids = (kind: 'groups' | 'users' | 'accounts'): Map<string, string> => new Map(Object.values(stacks).flatMap((stack) => Object.entries(idsIn(stack, kind))));
  const [groups, users] = [ids('groups'), ids('users')];
  const nameOf = (userId: string, groupId: string): string => `${users.get(userId) ?? userId} in ${groups.get(groupId) ?? groupId}`;
  const pairsOf = ({ memberships = {} }: RecordedStack): [string, string][] =>
    Object.entries(memberships).flatMap(([userId, groupIds]) => groupIds.map((groupId): [string, string] => [`${userId} ${groupId}`, nameOf(userId, groupId)]));
  return { groups, users, accounts: ids('accounts'), memberships: new Map(Object.values(stacks).flatMap(pairsOf)) };
}

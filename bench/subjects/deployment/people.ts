/** What a stack is to hold, whichever way it is declared. */
export interface People {
  readonly groups: readonly string[];
  readonly users: readonly string[];
  readonly memberships: readonly { readonly user: string; readonly group: string }[];
}

export type ScenarioName = 'groups' | 'people';

export function scenario(name: ScenarioName, scale: number): People {
  return name === 'groups' ? { groups: numbered('group', 5 * scale), users: [], memberships: [] } : everybodyInEveryGroup(numbered('user', 2 * scale), numbered('group', 3));
}

function everybodyInEveryGroup(users: readonly string[], groups: readonly string[]): People {
  return { groups, users, memberships: users.flatMap((user) => groups.map((group) => ({ user, group }))) };
}

function numbered(word: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${word}-${index}`);
}

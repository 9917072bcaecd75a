/** A directory that is there already. */
export interface Directory {
  readonly users: number;
  readonly groups: number;
}

export const STORE = 'd-1234567890';

/** In how many groups each user is. */
export const MEMBERSHIPS_OF_USER = 10;

export function displayNameOf(group: number): string {
  return `team-${group}`;
}

/** Whoever it is, and the address that proves it. */
export function personOf(index: number) {
  const userName = `person-${index}`;
  return { userName, displayName: `Person ${index}`, name: { givenName: `Given${index}`, familyName: 'Example' }, email: `${userName}@people.example.com` };
}

/** What a sandbox starts with, so that it is the live side. It takes as many requests as come: pace is the reader's own. */
export function seedOf({ users, groups }: Directory): object {
  return {
    switches: { identityStore: { requestsPerSecond: 1_000_000 }, cloudFormation: { requestRates: {} } },
    identityStores: {
      [STORE]: {
        users: numbers(users).map(personOf),
        groups: numbers(groups).map((group) => ({ displayName: displayNameOf(group) })),
        memberships: numbers(users).flatMap((user) => numbers(MEMBERSHIPS_OF_USER).map((offset) =>
          ({ user: personOf(user).userName, group: displayNameOf((user + offset) % groups) }))),
      },
    },
  };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

import type { SeededGroup, SeededUser } from '../../../sandbox/identity-store/seed';
import type { Seed } from '../../../sandbox/seed/seed';
import { MANAGEMENT, STORE } from '../../support/ids';

/** What the app of a directory declares, as its context `directory` describes it, and how much of that is otherwise in the store. */
export interface DeclaredDirectory {
  readonly users: number;
  readonly groups: number;
  readonly membershipsOfUser: number;
  /** Members of the organization, which the app invites all the same. */
  readonly accounts: number;
  /** How many of the users have no e-mail address in the store, so that nothing proves who they are. */
  readonly unproven: number;
  /** How many of the groups an identity provider owns, with another description than the declared one. */
  readonly external: number;
  /** How many users and memberships a stack has at most. With what makes its functions work, it has 500 resources at most. */
  readonly mostResources: number;
  /** Whether those groups are declared as their provider has them. */
  readonly isMended?: boolean;
}

/** What takes minutes longer than others want to wait is only done in its full size where that is asked for. */
export const IS_FULL_SIZE = process.env.E2E_SIZE === 'full';

export const PROVIDED_DESCRIPTION = 'From the identity provider';

export function userName(index: number): string {
  return `person-${index}`;
}

export function emailOf(index: number): string {
  return `${userName(index)}@people.example.com`;
}

export function groupName(index: number): string {
  return `team-${index}`;
}

export function accountId(index: number): string {
  return String(300_000_000_000 + index);
}

/** The numbers of the groups that a user is in. */
export function groupsOf(user: number, { groups, membershipsOfUser }: DeclaredDirectory): number[] {
  return Array.from({ length: membershipsOfUser }, (_, offset) => (user + offset) % groups);
}

/** How many users have a stack together, with their memberships. */
export function usersOfStack({ membershipsOfUser, mostResources }: DeclaredDirectory): number {
  return Math.floor(mostResources / (1 + membershipsOfUser));
}

/** The numbers of the users without an e-mail address, some in each stack. */
export function unprovenUsers({ users, unproven }: DeclaredDirectory): number[] {
  return Array.from({ length: unproven }, (_, index) => Math.floor(index * users / unproven));
}

/** All of it as it is before the first deployment. The last group has a description that the app changes. */
export function seedOf(directory: DeclaredDirectory): Seed {
  const { users, groups, accounts, external } = directory;
  const unproven = unprovenUsers(directory);
  return {
    identityStores: {
      [STORE]: {
        users: numbers(users).map((index): SeededUser => ({
          userName: userName(index), displayName: `Person ${index}`, name: { givenName: `Given${index}`, familyName: 'Example' },
          ...(!unproven.includes(index) && { email: emailOf(index) }),
        })),
        groups: numbers(groups).map((index): SeededGroup => ({
          displayName: groupName(index),
          description: index < external ? PROVIDED_DESCRIPTION : index === groups - 1 ? 'by hand' : `Team ${index}`,
          ...(index < external && { externalIds: [{ issuer: 'https://idp.example.com', id: groupName(index) }] }),
        })),
        memberships: numbers(users).flatMap((user) => groupsOf(user, directory).map((group) => ({ user: userName(user), group: groupName(group) }))),
      },
    },
    organizations: [{ managementAccount: MANAGEMENT, accounts: numbers(accounts).map((index) => ({ id: accountId(index) })) }],
  };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

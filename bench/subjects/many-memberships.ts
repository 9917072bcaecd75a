/** How memberships of users and groups that are there can be declared. */
export const MEMBERSHIP_WAYS = ['contents', 'guarded', 'aws-custom-resource', 'native'] as const;
export type MembershipWay = (typeof MEMBERSHIP_WAYS)[number];

/** By what they are declared. */
export interface Party {
  readonly id: string;
  readonly name: string;
}

/** Every user is in every group. */
export interface Parties {
  readonly users: readonly Party[];
  readonly groups: readonly Party[];
}

export interface DeclaredMembership {
  readonly user: Party;
  readonly group: Party;
}

export function membershipsOf({ users, groups }: Parties): DeclaredMembership[] {
  return groups.flatMap((group) => users.map((user) => ({ user, group })));
}

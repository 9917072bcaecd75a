import type { ScannedAccount } from './accounts';
import type { Scanned } from './directory';

/** Something that is there, and the construct that it becomes. */
export interface Placed<Entity> {
  readonly entity: Entity;
  readonly constructId: string;
}

/** A user in a stack, with groups that it is in. */
export interface PlacedUser extends Placed<Scanned> {
  /** Whether the user itself is in another stack, and only memberships of it are here. */
  readonly isElsewhere: boolean;
  readonly groups: readonly Placed<Scanned>[];
}

export interface GroupsStack {
  readonly kind: 'GROUPS';
  readonly name: string;
  readonly groups: readonly Placed<Scanned>[];
}

export interface PeopleStack {
  readonly kind: 'PEOPLE';
  readonly name: string;
  readonly users: readonly PlacedUser[];
  /** Groups that no other stack has, since none of them is a resource. */
  readonly referredGroups?: readonly Placed<Scanned>[];
}

export interface OrganizationStack {
  readonly kind: 'ORGANIZATION';
  readonly name: string;
  readonly accounts: readonly Placed<ScannedAccount>[];
}

export type ScannedStack = GroupsStack | PeopleStack | OrganizationStack;

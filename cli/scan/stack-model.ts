import type { ScannedAccount } from './accounts';
import type { Scanned } from './directory';
import type { LeftOut } from './left-out';

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

/** All of a directory as one resource. */
export interface ContentsStack {
  readonly kind: 'CONTENTS';
  readonly name: string;
  /** The names of the tables, or the file that has all of it. */
  readonly source: { readonly tables: readonly string[] } | { readonly document: string };
  /** Whether a deployment waits until all of it is done. */
  readonly isAwaited: boolean;
  readonly leftOut: readonly LeftOut[];
}

export type ScannedStack = GroupsStack | PeopleStack | OrganizationStack | ContentsStack;

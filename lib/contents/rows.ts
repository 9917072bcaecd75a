import { GroupDeclaration } from '../identity-store/group';
import { UserDeclaration } from '../identity-store/user-props';

/**
 * A user in the contents of an identity store.
 */
export interface UserRow extends UserDeclaration {
  /**
   * The user name until now. The user is renamed in place and keeps its id. Without it a user whose row has gone stays, and the one
   * of the new row is another one.
   *
   * @default - the user isn't renamed
   */
  readonly formerName?: string;
}

/**
 * A group in the contents of an identity store.
 */
export interface GroupRow extends GroupDeclaration {
  /**
   * The display name until now. The group is renamed in place and keeps its id. Without it a group whose row has gone stays, and the
   * one of the new row is another one.
   *
   * @default - the group isn't renamed
   */
  readonly formerName?: string;
}

/**
 * That a user is in a group, in the contents of an identity store.
 */
export interface MembershipRow {
  /**
   * The display name of the group. A group without a row of its own is looked up at deployment.
   */
  readonly group: string;

  /**
   * The name of the user. A user without a row of its own is looked up at deployment.
   */
  readonly userName: string;
}

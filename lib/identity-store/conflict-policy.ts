/**
 * What a guarded user, group or membership does when an entity with its name is already there.
 */
export enum ConflictPolicy {
  /**
   * Take the existing entity over if it is provably the same one, bring the declared attributes to their declared
   * values and leave the others as they are. An adopted entity is never deleted.
   *
   * Users are the same one when, besides the user name, both have an e-mail address and it is equal, ignoring case.
   * Groups are the same one when their display names are, memberships when their group and user are.
   */
  ADOPT = 'ADOPT',

  /**
   * Take the existing entity over without that proof.
   *
   * For a user this can hand an account to another e-mail address. For a membership it also takes ownership: it is
   * deleted with its resource, whoever created it. For a group it is the same as `ADOPT`.
   */
  OVERWRITE = 'OVERWRITE',

  /**
   * Fail the deployment with `ALREADY_EXISTS`, naming the existing entity and how to adopt it.
   */
  FAIL = 'FAIL',
}

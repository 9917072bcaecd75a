/**
 * What a guarded user, group or membership does when an entity with its name is already there.
 */
export enum ConflictPolicy {
  /**
   * Take the existing entity over if it is provably the same one, bring the declared attributes to their declared
   * values and leave the others as they are. An adopted entity is never deleted.
   *
   * Groups are the same one when their display names are.
   */
  ADOPT = 'ADOPT',

  /**
   * Take the existing entity over without that proof.
   *
   * For groups this is the same as `ADOPT`.
   */
  OVERWRITE = 'OVERWRITE',

  /**
   * Fail the deployment with `ALREADY_EXISTS`, naming the existing entity and how to adopt it.
   */
  FAIL = 'FAIL',
}

import { Duration } from 'aws-cdk-lib';

/**
 * When a deployment goes on.
 */
export class Completion {
  /**
   * Once everything is as declared. A deployment that can't be done in this time fails before it changes anything.
   *
   * @param timeout how long it waits at most: 1 to 50 minutes
   */
  public static waitFor(timeout?: Duration): Completion {
    return new Completion(timeout ?? undefined);
  }

  private constructor(/** @internal */ public readonly _timeout: Duration | undefined) {}

  /**
   * The same with what was checked.
   *
   * @internal
   */
  public _with(timeout: Duration | undefined): Completion {
    return new Completion(timeout);
  }
}

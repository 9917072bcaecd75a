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
    return new Completion(timeout ?? undefined, false);
  }

  /**
   * Once everything is checked, and the users and groups whose ids other resources ask for are there. The rest goes on in a workflow of AWS Step Functions,
   * and nothing is undone if some of it fails: the next deployment goes on from there. Whoever is to leave does so in the end.
   */
  public static background(): Completion {
    return new Completion(undefined, true);
  }

  private constructor(/** @internal */ public readonly _timeout: Duration | undefined, /** @internal */ public readonly _isBackground: boolean) {}

  /**
   * The same with what was checked.
   *
   * @internal
   */
  public _with(timeout: Duration | undefined): Completion {
    return new Completion(timeout, this._isBackground);
  }
}

/**
 * How many rows may fail before the deployment does.
 */
export class Failures {
  /**
   * None: one row that fails is a deployment that fails, once all others were tried.
   */
  public static none(): Failures {
    return new Failures(0);
  }

  /**
   * A few: the deployment succeeds, and the report in the ledger's bucket has the rows that have failed. Nobody leaves a group of which a row has failed.
   *
   * @param rows how many: at least 1
   */
  public static upTo(rows: number): Failures {
    return new Failures(rows);
  }

  private constructor(/** @internal */ public readonly _most: number) {}
}

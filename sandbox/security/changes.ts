/** What something was set to, and from when on that counts. */
export interface Change<Value> {
  readonly effectiveAt: number;
  /** Nothing once it was taken away. */
  readonly value?: Value;
}

/** What counts at a moment. */
export function valueAt<Value>(changes: readonly Change<Value>[] | undefined, moment: number): Value | undefined {
  return changes?.findLast(({ effectiveAt }) => effectiveAt <= moment)?.value;
}

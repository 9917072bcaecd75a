/**
 * What an invariant lets pass although its sentence says otherwise, since nothing that a function can ask or do would help. It is asked only when the
 * invariant is broken without it, so that one that never applies isn't needed.
 */
export interface Excuse<Facts> {
  /** In a few words, for tables and for the invariants that ask. */
  readonly name: string;
  /** In sentences, as decision 16 has them. */
  readonly why: string;
  /** Whether it holds of what the invariant knows. Changes nothing. */
  readonly applies: (facts: Facts) => boolean;
}

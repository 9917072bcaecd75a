/** Why a mutant may live: the change makes no difference that a test could see, and the code can't be said more simply. */
export interface Survivor {
  readonly file: string;
  /** The line of the mutant, without its indentation. */
  readonly line: string;
  readonly mutator: string;
  readonly replacement: string;
  readonly why: string;
}

export const SURVIVORS: readonly Survivor[] = [
];

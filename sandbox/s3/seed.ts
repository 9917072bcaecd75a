/** A bucket that is there from the beginning, in the sandbox's own account. */
export interface SeededBucket {
  /** The sandbox's own without it. */
  readonly region?: string;
  readonly versioned?: boolean;
  /** By key: texts, or what is JSON in them. */
  readonly objects?: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;
}

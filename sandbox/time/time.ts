/** Time as the sandbox knows it: that of the computer, or one that a test runs through at once. */
export interface Time {
  /** Milliseconds since 1970. */
  now(): number;

  /** Resolves after that many milliseconds, or at once when the signal is aborted. Never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

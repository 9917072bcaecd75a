const FAILED = 1;

/** The exit code for a command that was called in a way that makes no sense. */
export const USAGE_ERROR = 2;

/** Ends the program with one line that says why. */
export function fail(message: string, exitCode = FAILED): never {
  console.error(`error: ${message}`);
  return process.exit(exitCode);
}

/** What went wrong, in a line: without a stack, and without what Node adds below it. */
export function reasonOf(thrown: unknown): string {
  return String((thrown as Error).message ?? thrown).split('\n')[0] as string;
}

/** An error within an execution, in the form that catchers get. */
export class ExecutionError extends Error {
  constructor(public readonly error: string, cause: string) {
    super(cause);
  }
}

/** Errors that only a handler catches that names them. */
const NOT_OF_ALL = ['States.DataLimitExceeded', 'States.Runtime'];

/** Whether a retrier or a catcher is for an error. */
export function handles({ ErrorEquals: names }: { readonly ErrorEquals: readonly string[] }, error: string): boolean {
  if (names.includes(error)) return true;
  if (NOT_OF_ALL.includes(error)) return false;
  return names.includes('States.ALL') || (names.includes('States.TaskFailed') && error !== 'States.Timeout');
}

/**
 * Does something in which errors keep no traces: refusals are daily business there, and the traces of hundreds of constructs and calls a tenth of the time.
 * `TRACES=1` keeps them, for whoever looks for the place where something was thrown.
 */
export async function withoutTraces<Output>(work: () => Output | Promise<Output>): Promise<Output> {
  const { stackTraceLimit } = Error;
  if (process.env.TRACES === undefined) Error.stackTraceLimit = 0;
  try {
    return await work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

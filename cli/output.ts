const FAILED = 1;

/** What a shell says of a command that wrote to a pipe nobody reads from any more. */
const ENDED_BY_SIGPIPE = 141;

/** Ends the program when what it prints can't be written: in silence when nobody wants to read more, as `head` doesn't. */
export function endWithOutput(): void {
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit(ENDED_BY_SIGPIPE);
    console.error(`error: the output can't be written: ${message}`);
    process.exit(FAILED);
  });
  // Warnings and errors that nobody reads are no reason to end.
  process.stderr.on('error', () => undefined);
}

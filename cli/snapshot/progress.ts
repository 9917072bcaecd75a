/** Tells on a terminal what is being read. */
export function tell(step: string, done: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${done} read; now ${step}`);
}

/** Clears that line. */
export function untell(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
}

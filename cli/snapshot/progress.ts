/** Of a terminal that doesn't tell how wide it is. */
const USUAL_WIDTH = 80;

/** Tells on a terminal what is being read, in one line. */
export function tell(step: string, done: number): void {
  tellLine(`Reading ${step} (${done} read)`);
}

/** Tells something on a terminal in the place of what was told there before. */
export function tellLine(line: string): void {
  const { isTTY, columns } = process.stderr;
  if (isTTY) process.stderr.write(`\r\u001B[K${line.slice(0, (columns || USUAL_WIDTH) - 1)}`);
}

/** Clears that line. */
export function untell(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
}

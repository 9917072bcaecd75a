/**
 * Lets work go on whose end nobody waits for. What goes wrong in it is the sandbox's fault, and is said where a person sees it. Otherwise Node.js would end the
 * process, with all that is in the sandbox.
 */
export function inBackground(work: Promise<unknown>): void {
  work.catch((thrown: unknown) => process.stderr.write(`${faultText(thrown)}\n`));
}

/** What the sandbox says of its own faults. */
export function faultText(thrown: unknown): string {
  return `Fault of the sandbox: ${thrown instanceof Error ? thrown.stack : String(thrown)}`;
}

/** With a capital letter at its beginning, as a sentence has it. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** With the full stop that a message doesn't always have. */
export function finished(text: string): string {
  return /[.!?\])]$/.test(text) ? text : `${text}.`;
}

export function inFigures(count: number): string {
  return count.toLocaleString('en-US');
}

export function counted(count: number, noun: string): string {
  return `${inFigures(count)} ${noun}${count === 1 ? '' : 's'}`;
}

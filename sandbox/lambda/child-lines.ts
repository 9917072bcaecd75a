import type { Readable } from 'node:stream';

/** Tells every line of a stream once it is whole, and at the end what came after the last one. Empty lines are left out. */
export function readLines(stream: Readable, tell: (line: string) => void): void {
  let begun = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (begun + text).split(/\r?\n/);
    begun = lines.pop() ?? '';
    lines.filter(Boolean).forEach(tell);
  });
  stream.on('end', () => { if (begun !== '') tell(begun); });
}

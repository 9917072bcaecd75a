import stringWidth from 'string-width';

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Those that take a column each. */
const ASCII = /^[ -~]*$/;

/** The columns that a text takes on a terminal. No character takes more than two, whatever it is composed of. */
export function columnsOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  return [...GRAPHEMES.segment(text)].reduce((columns, { segment }) => columns + Math.min(2, stringWidth(segment)), 0);
}

/**
 * A text in lines of at most so many columns of a terminal. It is broken between words, and only within a word that is longer than a line.
 *
 * @param width at least 2, since there are characters that take two columns
 * @param blanks those at which it may be broken
 */
export function wrapped(text: string, width: number, blanks = / /): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of text.split(blanks)) {
    const longer: string = line === undefined ? word : `${line} ${word}`;
    if (columnsOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== undefined) lines.push(line);
    const pieces = piecesOf(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1);
  }
  return [...lines, line ?? ''];
}

/** A text that is filled up with blanks. */
export function padded(text: string, width: number): string {
  return `${text}${' '.repeat(Math.max(0, width - columnsOf(text)))}`;
}

function piecesOf(word: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of GRAPHEMES.segment(word)) {
    if (piece !== '' && columnsOf(piece + segment) > width) {
      pieces.push(piece);
      piece = segment;
    } else {
      piece += segment;
    }
  }
  return [...pieces, piece];
}

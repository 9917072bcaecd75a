import { inFigures } from './wording';

/** Rows with what stands around them. */
export interface Block {
  /** Of a bounded length, as `after`, so that there is always room for it. */
  readonly before: string;
  readonly rows: readonly string[];
  readonly after: string;
}

/** The longest there is. */
const MORE = (count: number): string => `\n… and ${inFigures(count)} more.\n`;

/**
 * Blocks with as many whole rows as there is room for, those of the first blocks first. A row that doesn't fit is left out, and how many are is said where they
 * would be.
 *
 * @param most characters of all together
 */
export function fitted(blocks: readonly Block[], most: number): string {
  let room = most - blocks.reduce((sum, { before, rows, after }) => sum + before.length + MORE(rows.length).length + after.length, 0);
  return blocks.map(({ before, rows, after }) => {
    const shown = rows.filter(({ length }) => {
      if (length > room) return false;
      room -= length;
      return true;
    });
    return `${before}${shown.join('')}${shown.length < rows.length ? MORE(rows.length - shown.length) : ''}${after}`;
  }).join('');
}

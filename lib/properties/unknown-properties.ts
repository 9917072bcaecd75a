import { IConstruct } from 'constructs';
import { shown, warn } from './validation';

/** A property that there isn't, and the one that may be meant. */
export interface UnknownProperty {
  readonly name: string;
  readonly meant?: string;
}

/**
 * Says which properties aren't any: they are passed over, and a misspelled one would take the attribute away that it means. A row of a file may have more
 * columns, and so this is no error.
 *
 * @param types the properties that there are, by their names
 */
export function warnOfUnknown(scope: IConstruct, properties: object, types: object): void {
  for (const { name, meant } of unknownProperties(properties, Object.keys(types))) {
    warn(scope, 'unknownProperty', `${shown(name)} isn't a property, and is ignored${meant === undefined ? '' : `: ${meant} may be meant`}`);
  }
}

/** The properties with a value that aren't among the names. */
export function unknownProperties(properties: object, names: readonly string[]): UnknownProperty[] {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined && value !== null).map(([name]) => name);
  return given.filter((name) => !names.includes(name)).map((name) => {
    const meant = nearest(name, names);
    return { name, ...(meant !== undefined && { meant }) };
  });
}

/** Another spelling in a file that isn't one of JavaScript: `user_name`, `UserName`. */
const PUNCTUATION = /[\s._-]/g;

const SHORTEST_BEGINNING = 4;

/** The name that differs in a letter or two, or that is the beginning or the longer form of the given one. */
function nearest(name: string, names: readonly string[]): string | undefined {
  const plain = plainForm(name);
  const most = Math.max(1, Math.floor(plain.length / 4));
  const near = names.map((each) => ({ each, distance: distanceOf(plain, plainForm(each)) }))
    .filter(({ each, distance }) => distance <= most || isBeginning(plain, plainForm(each)));
  return near.sort((one, other) => one.distance - other.distance)[0]?.each;
}

function plainForm(name: string): string {
  return name.replaceAll(PUNCTUATION, '').toLowerCase();
}

function isBeginning(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= SHORTEST_BEGINNING && long.startsWith(short);
}

/** How many letters are left out, added, taken for others, or swapped with the next one. */
function distanceOf(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= one.length; row += 1) {
    rows[row] = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      (rows[row] as number[])[column] = Math.min(
        at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (isSame ? 0 : 1), isSwapped ? at(row - 2, column - 2) + 1 : Infinity,
      );
    }
  }
  return at(one.length, other.length);
}

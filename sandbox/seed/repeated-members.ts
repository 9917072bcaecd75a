import { SeedError, WHOLE_SEED } from './shape';

/** The tokens of JSON that matter here; what is between them are blanks, colons, numbers and words. */
const TOKENS = /"(?:[^"\\]|\\.)*"\s*(:)?|[{}[\],]/g;

interface Level {
  readonly place: string;
  readonly kind: 'OBJECT' | 'LIST';
  readonly names: Set<string>;
  /** How many items of a list are complete. */
  items: number;
  /** The member whose value comes now. */
  name: string;
}

/**
 * Refuses an object that has a member twice, of which JSON.parse keeps only the last.
 *
 * @param text valid JSON
 * @throws SeedError
 */
export function refuseRepeatedMembers(text: string): void {
  const levels: Level[] = [];
  for (const [token, colon] of text.matchAll(TOKENS)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      levels.push({ place: level ? placeIn(level) : '', kind: token === '{' ? 'OBJECT' : 'LIST', names: new Set(), items: 0, name: '' });
    } else if (token === '}' || token === ']') {
      levels.pop();
    } else if (token === ',' && level) {
      level.items += 1;
    } else if (colon !== undefined && level?.kind === 'OBJECT') {
      level.name = JSON.parse(token.slice(0, -1)) as string;
      if (level.names.has(level.name)) throw new SeedError(`${level.place === '' ? WHOLE_SEED : level.place} has the member ${level.name} twice`);
      level.names.add(level.name);
    }
  }
}

function placeIn({ place, kind, items, name }: Level): string {
  if (kind === 'LIST') return `${place}[${items}]`;
  return place === '' ? name : `${place}.${name}`;
}

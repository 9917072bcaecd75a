import { MOST_PHOTOS } from '../../contract/text-forms';
import { ADDRESS_TEXTS, ENTERPRISE_TEXTS, NAME_PARTS, USER_TEXTS } from '../../contract/user-attributes';
import { propertyOf } from '../../properties/property-name';
import { TableName } from './table';

/** Where the value of a column stands in the properties: the keys that lead to it. */
export type Path = readonly (string | number)[];

/** The columns that a table may have. */
export interface Columns {
  /** What rows are, as messages call them. */
  readonly rows: string;
  /** Those without which no row says anything. */
  readonly required: readonly string[];
  readonly paths: ReadonlyMap<string, Path>;
  /** The path of a column that isn't among them, if it may be there. */
  readonly furtherPath?: (name: string) => Path | undefined;
  /** What a row has whatever is in its cells. */
  readonly begin?: () => object;
}

const TEXTS = ['userName', 'formerName', 'email', 'emailType', 'phoneNumber', 'phoneNumberType', 'role', 'roleType', ...USER_TEXTS.map(propertyOf)];
const STRUCTURES = { address: [...ADDRESS_TEXTS.map(propertyOf), 'addressType'], enterprise: [...ENTERPRISE_TEXTS, 'manager'] };
const PHOTO_PARTS = ['value', 'photoType', 'display', 'primary'];

/** What is true or false. */
const FLAG = 'primary';

/** The columns of each table, by the names that a scan gives them. */
export const COLUMNS: Readonly<Record<TableName, Columns>> = {
  users: {
    rows: 'users',
    // What is wrong with a user without a name is the part of it that is missing.
    begin: () => ({ name: {} }),
    required: ['userName', 'displayName', 'givenName', 'familyName'],
    paths: new Map<string, Path>([
      ...TEXTS.map((name) => [name, [name]] as const),
      ...NAME_PARTS.map(propertyOf).map((part) => [part, ['name', part]] as const),
      ...Object.entries(STRUCTURES).flatMap(([name, parts]) => parts.map((part) => [`${name}.${part}`, [name, part]] as const)),
      ...Array.from({ length: MOST_PHOTOS }, (_, index) => PHOTO_PARTS.map((part) => [`photos.${index}.${part}`, ['photos', index, part]] as const)).flat(),
    ]),
  },
  groups: { rows: 'groups', required: ['displayName'], paths: plain('displayName', 'description', 'formerName') },
  memberships: { rows: 'memberships', required: ['group', 'userName'], paths: plain('group', 'userName') },
};

function plain(...names: string[]): ReadonlyMap<string, Path> {
  return new Map(names.map((name) => [name, [name]]));
}

/** The properties that a row declares. An empty cell is no value. */
export function propertiesOf({ begin }: Columns, paths: readonly Path[], cells: readonly string[]): object {
  const properties = (begin?.() ?? {}) as Node;
  paths.forEach((path, column) => {
    const cell = cells[column] ?? '';
    if (cell !== '') place(properties, path, cell);
  });
  return properties;
}

type Node = Record<string | number, unknown>;

function place(properties: Node, path: Path, cell: string): void {
  const last = path.at(-1) as string;
  const isFlag = last === FLAG && (cell === 'true' || cell === 'false');
  nodeAt(properties, path.slice(0, -1))[last] = isFlag ? cell === 'true' : cell;
}

/** A list has an object for every place before a given one: what is missing there is told. */
function nodeAt(node: Node, [key, ...others]: Path): Node {
  if (key === undefined) return node;
  node[key] ??= typeof others[0] === 'number' ? [] : {};
  const inside = node[key] as Node;
  if (Array.isArray(inside)) {
    while (inside.length <= (others[0] as number)) inside.push({});
  }
  return nodeAt(inside, others);
}

/** The column of a property: `givenName` for `name.givenName`, `photos.0.value` for `photos[0].value`. */
export function columnOf(property: string): string {
  return property.replace(/^name\./, '').replaceAll(/\[(\d+)\]/g, '.$1');
}

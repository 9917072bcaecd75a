import { isDeepStrictEqual } from 'node:util';
import type { Change } from './plan';

/** Members that change with every write, or never. */
const NOT_DECLARED = [
  'IdentityStoreId', 'MembershipId', 'UserArn', 'GroupArn', 'MembershipArn', 'CreatedAt', 'CreatedBy', 'UpdatedAt', 'UpdatedBy', 'Revision', 'UserStatus',
];

type Members = Readonly<Record<string, unknown>>;

/** What is different between two states of an entity, by the names of its attributes. Of one that isn't there nothing has a value. */
export function changesBetween(before: object | undefined, after: object | undefined): Change[] {
  const [old, present] = [valuesIn(before), valuesIn(after)];
  return [...new Set([...old.keys(), ...present.keys()])].sort()
    .filter((attribute) => old.get(attribute) !== present.get(attribute))
    .map((attribute) => ({
      attribute,
      ...(old.has(attribute) && { before: old.get(attribute) as string }),
      ...(present.has(attribute) && { after: present.get(attribute) as string }),
    }));
}

/** Several changes one after the other as one. What ends as it began hasn't changed. */
export function joinedChanges(changes: readonly Change[]): Change[] {
  const joined = new Map<string, Change>();
  for (const change of changes) {
    const { before } = joined.get(change.attribute) ?? change;
    const { attribute, after } = change;
    joined.set(attribute, { attribute, ...(before !== undefined && { before }), ...(after !== undefined && { after }) });
  }
  return [...joined.values()].filter(({ before, after }) => !isDeepStrictEqual(before, after));
}

function valuesIn(entity: object | undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const own = ownIdOf(entity ?? {});
  for (const [name, value] of Object.entries(entity ?? {})) if (name !== own && !NOT_DECLARED.includes(name)) collect(name, value, values);
  return values;
}

/** A membership has the id of its group, which is declared. */
function ownIdOf(entity: object): string | undefined {
  return 'MembershipId' in entity ? undefined : ['UserId', 'GroupId'].find((name) => name in entity);
}

function collect(path: string, value: unknown, values: Map<string, string>): void {
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) value.forEach((item, index) => collect(value.length === 1 ? path : `${path}[${index}]`, item, values));
  else if (typeof value === 'object') for (const [name, member] of Object.entries(value as Members)) collect(`${path}.${name}`, member, values);
  else values.set(path, String(value));
}

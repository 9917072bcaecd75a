import type { ObjectVersion, Versioning } from './object-version';

/** When objects and their older versions end. */
export interface LifecycleRule {
  readonly prefix: string;
  /** Days after which a current version ends. */
  readonly expirationDays?: number;
  /** The moment from which on current versions end. */
  readonly expirationDate?: number;
  /** Days after which a version ends that another one has followed. */
  readonly noncurrentDays?: number;
  /** How many of the newest of these are kept all the same. */
  readonly newerNoncurrentVersions?: number;
  /** Whether a delete marker ends under which there are no versions. */
  readonly removesLoneMarkers?: boolean;
  readonly sizeGreaterThan?: number;
  readonly sizeLessThan?: number;
}

const DAY = 86_400_000;

/**
 * The versions of an object that the rules of its bucket have left by a moment. S3 counts whole days and ends objects at midnight. That it takes some time
 * more to do so isn't emulated.
 *
 * @param newMarker makes the id of a delete marker
 */
export function remaining(
  key: string, versions: readonly ObjectVersion[], { lifecycle, versioning }: { readonly lifecycle: readonly LifecycleRule[]; readonly versioning: Versioning },
  moment: number, newMarker: () => string,
): readonly ObjectVersion[] {
  const rules = lifecycle.filter(({ prefix }) => key.startsWith(prefix));
  let left = versions;
  for (const rule of rules) left = afterExpiration(left, rule, versioning, moment, newMarker);
  for (const rule of rules) left = afterNoncurrentExpiration(left, rule, moment);
  const isLoneMarker = left.length === 1 && left[0]?.content === undefined;
  return isLoneMarker && rules.some(({ removesLoneMarkers }) => removesLoneMarkers) ? [] : left;
}

/** A current version ends as by a request that deletes the object. */
function afterExpiration(
  versions: readonly ObjectVersion[], rule: LifecycleRule, versioning: Versioning, moment: number, newMarker: () => string,
): readonly ObjectVersion[] {
  const [current, ...older] = versions;
  const end = current?.content && fitsSize(current, rule) ? endOf(current, rule) : undefined;
  if (end === undefined || end > moment) return versions;
  switch (versioning) {
    case undefined: return older;
    case 'Enabled': return [{ id: newMarker(), modified: end }, ...versions];
    case 'Suspended': return [{ id: 'null', modified: end }, ...versions.filter(({ id }) => id !== 'null')];
  }
}

function endOf({ modified }: ObjectVersion, { expirationDays: days, expirationDate: date }: LifecycleRule): number | undefined {
  if (date !== undefined) return Math.max(date, modified);
  return days === undefined ? undefined : midnightAfter(modified + days * DAY);
}

function afterNoncurrentExpiration(versions: readonly ObjectVersion[], rule: LifecycleRule, moment: number): readonly ObjectVersion[] {
  const { noncurrentDays: days, newerNoncurrentVersions: kept = 0 } = rule;
  if (days === undefined) return versions;
  const left = versions.filter((version, index) => {
    const successor = versions[index - 1];
    return !successor || index <= kept || !fitsSize(version, rule) || midnightAfter(successor.modified + days * DAY) > moment;
  });
  return left.length === versions.length ? versions : left;
}

function fitsSize({ content }: ObjectVersion, { sizeGreaterThan = -1, sizeLessThan = Infinity }: LifecycleRule): boolean {
  return !content || (content.bytes.length > sizeGreaterThan && content.bytes.length < sizeLessThan);
}

function midnightAfter(moment: number): number {
  return Math.ceil(moment / DAY) * DAY;
}

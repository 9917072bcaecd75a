import { Failure, failure } from '../../guard/failure';
import { quoted } from '../../guard/wording';
import type { Entry } from '../ledger/entry';

/** What leaves as soon as the deployment has succeeded, and what only isn't managed any more. */
export interface Leaving {
  readonly owed: readonly Entry[];
  readonly released: readonly Entry[];
}

/** What is known of an exclusive group whose members are compared with the file. */
export interface ExclusiveGroup {
  readonly name: string;
  readonly mayBeEmptied: boolean;
  /** Everybody who is in it now. */
  readonly present: number;
  /** Those of them whom no row of the file names. */
  readonly leaving: readonly Entry[];
}

export interface Gone {
  /** Entries without a row. */
  readonly entries: readonly Entry[];
  readonly exclusive: readonly ExclusiveGroup[];
  readonly removesUsers: boolean;
  readonly removesGroups: boolean;
  /** The keys of users and groups that a membership of the file names. They stay, also without a row of their own. */
  readonly named: ReadonlySet<string>;
  /** What another resource of the stack holds. It stays. */
  readonly held: { holds(entry: Entry): boolean };
  /** Of the contents that leave them out. */
  readonly sequence: number;
}

/** Who leaves: what these contents have created, and members of exclusive groups, whoever has put them there. */
export function leavingOf({ entries, exclusive, removesUsers, removesGroups, named, held, sequence }: Gone): Leaving {
  const leavers = exclusive.flatMap(({ leaving }) => leaving).filter((entry) => !held.holds(entry));
  const isLeaver = new Set(leavers.map(({ id }) => id));
  const others = entries.filter(({ id }) => !isLeaver.has(id));
  const isRemovable = ({ kind, key, ownership }: Entry): boolean => ownership === 'created' && !named.has(key)
    && (kind === 'membership' || (kind === 'user' ? removesUsers : removesGroups));
  const isRemoved = (entry: Entry): boolean => isRemovable(entry) && !held.holds(entry);
  return {
    owed: [...leavers, ...others.filter(isRemoved)].map((entry) => ({ ...entry, state: 'owed', left: (entry.state === 'owed' && entry.left) || sequence })),
    released: others.filter((entry) => !isRemoved(entry)).map((entry) => ({ ...entry, state: 'released' })),
  };
}

export interface Protection {
  readonly mostRemovals: number;
  readonly mostRemovalsPercent: number;
}

/** Of fewer than these, a part says nothing. */
const FEW = 20;

/**
 * Why so many may not leave at once, if they may not.
 *
 * @param owned how many entries there are
 */
export function protectedFrom({ owed }: Leaving, exclusive: readonly ExclusiveGroup[], owned: number, protection: Protection): Failure | undefined {
  const emptied = exclusive.find(({ present, leaving, mayBeEmptied }) => present > 0 && leaving.length === present && !mayBeEmptied);
  if (emptied) return failure('GROUP_WOULD_BE_EMPTIED', { count: String(emptied.present), group: quoted(emptied.name) });
  const whole = tooMany(owed.length, owned, 'users, groups and memberships', protection);
  if (whole) return whole;
  for (const { name, present, leaving } of exclusive) {
    const refused = tooMany(leaving.length, present, `members of group ${quoted(name)}`, { ...protection, mostRemovals: Infinity });
    if (refused) return refused;
  }
  return undefined;
}

function tooMany(count: number, of: number, what: string, { mostRemovals, mostRemovalsPercent }: Protection): Failure | undefined {
  const part = of < FEW ? Infinity : Math.floor(of * mostRemovalsPercent / 100);
  const allowed = Math.min(mostRemovals, part);
  if (count <= allowed) return undefined;
  return failure('TOO_MANY_REMOVALS', { count: String(count), of: String(of), what, allowed: String(allowed) });
}

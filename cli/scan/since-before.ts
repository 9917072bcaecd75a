import { recordOf } from './recorded-stacks';
import type { ScannedStack } from './stack-model';
import type { ScanRecord } from './written-before';

/** Counts by what they are of, such as `{ user: 2 }`. */
type Counts = Readonly<Record<string, number>>;

/** What has come to an app since the scan before, and what has left it. */
export interface SinceBefore {
  readonly added: Counts;
  readonly gone: Counts;
}

/** Compares an app with that of the scan before. Nothing if there was none. */
export function sinceBefore(stacks: readonly ScannedStack[], before: ScanRecord): SinceBefore | undefined {
  if (before.stacks === undefined || stacks.length === 0) return undefined;
  const [earlier, now] = [entriesOf(before.stacks), entriesOf(recordOf(stacks))];
  return { added: countsBeyond(now, earlier), gone: countsBeyond(earlier, now) };
}

function entriesOf(stacks: NonNullable<ScanRecord['stacks']>): ReadonlyMap<string, ReadonlySet<string>> {
  const all = Object.values(stacks);
  return new Map([
    ['group', new Set(all.flatMap(({ groups = {} }) => Object.keys(groups)))],
    ['user', new Set(all.flatMap(({ users = {} }) => Object.keys(users)))],
    ['membership', new Set(all.flatMap(({ memberships = {} }) => Object.entries(memberships).flatMap(([user, groups]) => groups.map((group) => `${user} in ${group}`))))],
    ['account', new Set(all.flatMap(({ accounts = {} }) => Object.keys(accounts)))],
  ]);
}

/** How many of each there are in one that aren't in the other. */
function countsBeyond(one: ReadonlyMap<string, ReadonlySet<string>>, other: ReadonlyMap<string, ReadonlySet<string>>): Counts {
  const counts = [...one].map(([kind, ids]): [string, number] => [kind, [...ids].filter((id) => other.get(kind)?.has(id) !== true).length]);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

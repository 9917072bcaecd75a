import type { Failure } from '../../guard/failure';
import { done, Result } from '../../guard/result';
import type { MembershipLine } from '../../../lib/contract/contents';
import type { EntityChanges } from '../decide/changes';
import { MembershipRow, partiesOf } from '../decide/membership-changes';
import type { Leaving } from '../decide/removals';
import type { HeldElsewhere } from '../held-elsewhere';
import { Entries, Entry, releasedFrom } from '../ledger/entry';
import type { Parties } from './parties';
import { removalTasks } from './removal-tasks';
import type { Resources } from './resources';
import type { TaskList } from './task-list';
import type { Notebook, Stopped } from './tasks';
import type { Work } from './work';

/** What removing those takes whom a deployment has left out. */
export interface OwedRemovalsProps {
  readonly work: Work;
  readonly resources: Resources;
  readonly parties: Parties;
  readonly notebook: Notebook;
  readonly heldElsewhere: () => Promise<Result<HeldElsewhere>>;
  readonly carryOut: (tasks: TaskList) => Promise<Stopped | undefined>;
}

/** By what those come back, or stay, who were to leave. */
export interface Returning {
  /** The keys of entries that have a row. */
  readonly keys: ReadonlySet<string>;
  /** The rows of groups that somebody was to leave without ever having had a row. */
  readonly rows: readonly MembershipRow[];
}

export function returningOf(entries: Entries, { users, groups }: EntityChanges, rows: readonly MembershipRow[], { owed }: Leaving): Returning {
  const keys = new Set<string>();
  for (const each of [users, groups, rows]) for (const { entry } of each) if (entry) keys.add(entry.key);
  const foreign = [...[...entries].filter(({ state }) => state === 'owed'), ...owed].filter(({ ownership }) => ownership === 'foreign');
  const left = new Set(foreign.map(({ group }) => group));
  return { keys, rows: left.size === 0 ? [] : rows.filter(({ group }) => left.has(group)) };
}

/** Those who leave once a deployment has succeeded: noted in the ledger at first, and removed when it is certain that nothing is rolled back. */
export class OwedRemovals {
  constructor(private readonly props: OwedRemovalsProps) {}

  /** Notes who leaves once the deployment has succeeded. Nobody leaves a group of which a row failed, whatever name the group had before. */
  public async note({ owed, released }: Leaving): Promise<Failure | undefined> {
    const { work: { log, keys, contents, entries }, notebook } = this.props;
    if (log.failures.length > contents.mostFailures) return undefined;
    const wasOwed = [...entries].filter(({ state }) => state === 'owed');
    if (owed.length + released.length + wasOwed.length === 0) return undefined;
    const staying = idsStaying(this.props.work, { owed, released });
    const failed = log.failures.flatMap(({ line }) => line.kind === 'membership' ? [line] : []);
    const incomplete = new Set(failed.map(({ group }) => keys.group(group)));
    const pairs = await this.pairsOf(owed.length === 0 ? [] : failed);
    if (pairs.kind === 'REFUSED') return pairs;
    const leaving = owed.filter(({ id, group = '', parties = '' }) => !staying.has(id) && !incomplete.has(group) && !pairs.output.has(parties));
    [...leaving, ...released].forEach((entry) => notebook.record(entry));
    wasOwed.filter(({ id }) => staying.has(id)).forEach((entry) => notebook.record(releasedFrom(entry)));
    return undefined;
  }

  /** Removes those whom an update has left out, but for those whom a row brings back, or whom another resource of the stack holds. */
  public async pay({ keys, rows }: Returning): Promise<Stopped | undefined> {
    const { work, resources, notebook, carryOut } = this.props;
    const owed = [...work.entries].filter(({ key, state }) => state === 'owed' && !keys.has(key));
    if (owed.length === 0) return undefined;
    const held = await this.props.heldElsewhere();
    const returned = await this.returned(owed, rows);
    if (held.kind === 'REFUSED' || returned.kind === 'REFUSED') return [held, returned].find((each) => each.kind === 'REFUSED');
    owed.filter((entry) => held.output.holds(entry)).forEach((entry) => notebook.record(releasedFrom(entry)));
    const leaving = owed.filter((entry) => !held.output.holds(entry) && !returned.output.has(entry.parties ?? ''));
    // What can't be removed now stays owed.
    return carryOut(removalTasks(work, resources, leaving, []));
  }

  /**
   * The memberships that contents have brought after a sequence, and that have a row, but one that now names others: who was renamed has another name again.
   *
   * @param gone those without a row
   */
  public async broughtForOthers(undoneAfter: number, gone: Leaving): Promise<Result<readonly Entry[]>> {
    const { entries, declared: { memberships }, keys } = this.props.work;
    const isGone = new Set([...gone.owed, ...gone.released].map(({ id }) => id));
    const brought = new Map([...entries.of('membership')].filter(([, { id, ownership, since, state }]) =>
      ownership === 'created' && since > undoneAfter && state === 'declared' && !isGone.has(id)));
    if (brought.size === 0) return done([]);
    const lines = memberships.filter(({ group, userName }) => brought.has(keys.membership(group, userName)));
    const pairs = await this.pairsOf(lines, (kind, name) => this.props.parties.find(kind, name));
    return pairs.kind === 'REFUSED' ? pairs : done([...brought.values()].filter(({ parties = '' }) => !pairs.output.has(parties)));
  }

  /** The pairs of those who were to leave a group without ever having had a row, and have one now. */
  private returned(owed: readonly Entry[], rows: readonly MembershipRow[]): Promise<Result<ReadonlySet<string>>> {
    const groups = new Set(owed.filter(({ ownership }) => ownership === 'foreign').map(({ group }) => group));
    return this.pairsOf(rows.filter(({ group }) => groups.has(group)).map(({ line }) => line));
  }

  /**
   * The pairs of rows whose group and user are there.
   *
   * @param find by default whoever has their names now: it is to keep them
   */
  private async pairsOf(lines: readonly MembershipLine[], find: Parties['find'] = (kind, name) => this.props.parties.named(kind, name)): Promise<Result<ReadonlySet<string>>> {
    const { keys } = this.props.work;
    const pairs = new Set<string>();
    for (const line of lines) {
      const [group, user] = [await find('group', line.group), await find('user', line.userName)];
      if (group.kind === 'REFUSED') return group;
      if (user.kind === 'REFUSED') return user;
      if (group.output !== undefined && user.output !== undefined) pairs.add(partiesOf(keys, group.output, user.output));
    }
    return done(pairs);
  }
}

/** The ids that rows of the file have by now, some perhaps under the name of somebody who leaves. */
export function idsStaying({ entries }: Pick<Work, 'entries'>, { owed, released }: Leaving): ReadonlySet<string> {
  const isGoing = new Set([...owed, ...released].map(({ key }) => key));
  return new Set([...entries].filter(({ key, state }) => state === 'declared' && !isGoing.has(key)).map(({ id }) => id));
}

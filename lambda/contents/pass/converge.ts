import type { Failure } from '../../guard/failure';
import { done, Result } from '../../guard/result';
import { nameForm } from '../../guard/same-text';
import { EntityChanges, entityChanges } from '../decide/changes';
import { givenBack, MembershipChanges, membershipChanges, MembershipRow } from '../decide/membership-changes';
import { ExclusiveGroup, Leaving, leavingOf, protectedFrom } from '../decide/removals';
import { OtherNames, otherNames } from '../decide/other-names';
import { tooLargeToWait } from '../decide/time-needed';
import type { DeclaredContents } from '../file/declared-contents';
import { HeldElsewhere, NOTHING_HELD } from '../held-elsewhere';
import { Change, Entry, releasedFrom } from '../ledger/entry';
import { entityTasks } from './entity-tasks';
import { lookAtExclusive, RowsByGroup } from './exclusive-groups';
import { listed } from './listed-calls';
import { MemberLists } from './member-lists';
import { membershipTasks } from './membership-tasks';
import type { Carried } from './carried';
import type { StoreCalls } from './paced-calls';
import { idsStaying, OwedRemovals, Returning, returningOf } from './owed-removals';
import { Parties } from './parties';
import type { PassTime } from './pass-time';
import { removalTasks } from './removal-tasks';
import type { FailedRemoval } from './row-log';
import { Resources } from './resources';
import { rowHolding } from './row-holding';
import { StoreLists } from './store-lists';
import { uncertainEntries } from './uncertain-entries';
import { readWorthwhile, WORTH_A_LIST } from './worthwhile-lists';
import { inTurns, TaskList } from './task-list';
import { carryOut, Notebook, Stopped } from './tasks';
import type { Work } from './work';

/** How a file is followed. */
export interface Following {
  /** Whether an update is taken back: nothing is protected, and what it has brought since leaves at once. */
  readonly isUndoing: boolean;
  /** What is undone was brought after this sequence. */
  readonly undoneAfter: number;
  /** The keys of groups that were exclusive before. */
  readonly exclusiveBefore: readonly string[];
  /** It takes calls, so it is only asked if somebody is to leave. */
  readonly heldElsewhere: () => Promise<Result<HeldElsewhere>>;
  /** What was declared before, by the sequences of the contents. */
  readonly formerFiles: ReadonlyMap<number, DeclaredContents>;
  /** Whether who is left out leaves at once: no clean-up will come, or it has come. */
  readonly paysAtOnce: () => Promise<boolean>;
  /** Whether CloudFormation only waits until everything is checked. */
  readonly pausesOnceChecked: boolean;
  readonly time: PassTime;
  readonly roleName: string | undefined;
  /** How long the rest may take, in milliseconds. */
  readonly available: number;
}

/** What following a file came to: whether something stopped it. */
export interface Followed {
  readonly kind: 'FOLLOWED';
  readonly stopped?: Stopped;
}

/** What following a file takes. */
interface Checked {
  readonly changes: EntityChanges;
  readonly leaving: Leaving;
  readonly returning: Returning;
}

/** Brings a store to a file: refuses what must not be, then users and groups, then memberships. Nobody is removed yet, but by undoing. */
export class Convergence {
  private readonly lists: StoreLists;
  private readonly resources: Resources;
  private readonly parties: Parties;
  private readonly names: OtherNames;
  private leaving?: Leaving;
  /** What has come to its end. */
  private readonly phases: { isPaid: boolean; isNoted: boolean };
  private readonly removals: OwedRemovals;
  private readonly unremoved: FailedRemoval[];

  /**
   * @param calls at their pace
   */
  constructor(private readonly work: Work, calls: StoreCalls, private readonly notebook: Notebook, private readonly following: Following) {
    const { session, contents: { store }, carried } = work;
    this.unremoved = [...carried?.unremoved ?? []];
    this.phases = { isPaid: carried?.isPaid ?? false, isNoted: carried?.isNoted ?? false };
    this.lists = new StoreLists(calls, store);
    this.resources = new Resources(listed(calls, this.lists), following.isUndoing, following.roleName, (id) => rowHolding(work, id));
    this.parties = new Parties(session, () => this.resources.calls, store, work);
    const undone = [...following.formerFiles].filter(([sequence]) => following.isUndoing && sequence > following.undoneAfter);
    this.names = otherNames(work.declared, undone.map(([, file]) => file));
    const { resources, parties } = this;
    this.removals = new OwedRemovals({ work, resources, parties, notebook, heldElsewhere: following.heldElsewhere, carryOut: (tasks) => this.carryOut(tasks) });
  }

  /** What the next call of the function has to know. */
  public get carried(): Carried {
    const { leaving, parties, unremoved, work: { log: { failures } }, following: { isUndoing } } = this;
    return { isUndoing, ...(leaving && !isUndoing && { leaving }), ...this.phases, failures, unremoved, looked: parties.lookedUp };
  }

  /** Who leaves once all of it has come to its end. */
  public get owed(): readonly Entry[] {
    return this.leaving?.owed ?? [];
  }

  public async follow(): Promise<Followed | Failure> {
    const uncertain = await uncertainEntries(this.work, this.resources, this.parties, this.following.formerFiles);
    uncertain.forEach((entry) => this.notebook.record(entry));
    const checked = await this.check();
    if (checked.kind === 'REFUSED') return checked;
    const { changes, leaving, returning } = checked.output;
    this.leaving = leaving;
    const stopped = await this.pauseOnceChecked(changes) ?? await this.payOnce(returning) ?? await this.writeEntities(changes) ?? await this.writeMemberships();
    if (stopped) return followed(stopped);
    if (this.following.isUndoing) return this.undo(leaving);
    const unnoted = await this.noteOnce(leaving);
    if (unnoted) return followed(unnoted);
    const unpaid = await this.following.paysAtOnce() ? await this.removals.pay(returning) : undefined;
    return followed(unpaid);
  }

  /** What is to be done, unless something must not be. The rows of memberships aren't kept: what becomes of them is known once users and groups are written. */
  private async check(): Promise<Result<Checked>> {
    const { declared, entries, keys, isVerified, sequence, tally } = this.work;
    const changes = entityChanges(declared, this.names, entries, keys, isVerified, sequence);
    const memberships = this.membershipChanges();
    const isUnknown = ({ line, user }: MembershipRow): boolean => !declared.users.has(nameForm(line.userName)) && !this.parties.knows(user);
    const unread = await readWorthwhile(this.work.session, this.lists, changes, memberships.rows.filter(isUnknown));
    if (unread) return unread;
    const leaving = await this.whoLeaves(changes, memberships);
    if (leaving.kind === 'REFUSED') return leaving;
    const rows = [changes.users, changes.groups, memberships.rows].map((each) => this.untried<{ readonly key: string }>(each).length);
    tally.expect(rows.reduce((sum, count) => sum + count));
    return done({ changes, leaving: leaving.output, returning: returningOf(entries, changes, memberships.rows, leaving.output) });
  }

  /** Who leaves, unless something must not be: then nothing is written. What the first call of the function has found counts for all. */
  private async whoLeaves(changes: EntityChanges, memberships: MembershipChanges): Promise<Result<Leaving>> {
    const { carried } = this.work;
    if (carried?.leaving) return done(carried.leaving);
    const exclusive = await this.exclusiveGroups(memberships);
    if (exclusive.kind === 'REFUSED') return exclusive;
    const leaving = await this.leavingOf([...changes.gone, ...memberships.gone], exclusive.output);
    if (leaving.kind === 'REFUSED' || this.following.isUndoing) return leaving;
    return this.refusal(leaving.output, exclusive.output, changes, memberships.rows.length) ?? leaving;
  }

  /** If CloudFormation only waits for the checks, it waits for those as well whose ids other resources ask for. */
  private async pauseOnceChecked({ users, groups }: EntityChanges): Promise<Stopped | undefined> {
    if (!this.following.pausesOnceChecked) return undefined;
    const { contents: { lookedUp }, keys } = this.work;
    const asked = new Set(lookedUp.map(({ kind, name }) => kind === 'user' ? keys.user(name) : keys.group(name)));
    const isAsked = ({ key }: { readonly key: string }): boolean => asked.has(key);
    return await this.writeEntities({ users: users.filter(isAsked), groups: groups.filter(isAsked) }) ?? { kind: 'PAUSED', isAnswerable: true };
  }

  private membershipChanges(): MembershipChanges {
    const { declared, entries, keys, isVerified, contents } = this.work;
    const isOverwriting = contents.membershipConflictPolicy === 'OVERWRITE';
    return membershipChanges(declared, this.names, entries, keys, {
      isVerified, isOverwriting, isUndoing: this.following.isUndoing, undoneAfter: this.following.undoneAfter, sequence: this.work.sequence,
    });
  }

  /** Looks at the exclusive groups whose members may not be those of the file. */
  private async exclusiveGroups({ rows, gone }: MembershipChanges): Promise<Result<readonly ExclusiveGroup[]>> {
    const { contents: { exclusive }, keys, isVerified } = this.work;
    if (this.following.isUndoing) return done([]);
    const touched = new Set([...rows.map(({ group }) => group), ...gone.flatMap(({ group }) => group ?? [])]);
    const looked: ExclusiveGroup[] = [];
    if (exclusive.size === 0) return done(looked);
    const look = { groups: this.resources.groupKind, lists: this.lists, parties: this.parties, rows: new RowsByGroup(this.work) };
    for (const [name, mayBeEmptied] of exclusive) {
      const key = keys.group(name);
      if (!isVerified && !touched.has(key) && this.following.exclusiveBefore.includes(key)) continue;
      const group = await lookAtExclusive(this.work, look, name, mayBeEmptied);
      if (group.kind === 'REFUSED') return group;
      if (group.output) looked.push(group.output);
    }
    return done(looked);
  }

  private async leavingOf(entries: readonly Entry[], exclusive: readonly ExclusiveGroup[]): Promise<Result<Leaving>> {
    const { contents: { removesUsers, removesGroups }, declared, keys, sequence } = this.work;
    const rows = removesUsers || removesGroups ? declared.memberships : [];
    const named = new Set(rows.flatMap(({ group, userName }) => [keys.group(group), keys.user(userName)]));
    const of = (held: HeldElsewhere): Leaving => leavingOf({ entries, exclusive, removesUsers, removesGroups, named, held, sequence });
    const leaving = of(NOTHING_HELD);
    if (leaving.owed.length === 0) return done(leaving);
    const held = await this.following.heldElsewhere();
    return held.kind === 'REFUSED' ? held : done(of(held.output));
  }

  /** What an earlier update has left out, and its clean-up didn't come to. That this event came says that the update has succeeded. */
  private async payOnce(returning: Returning): Promise<Stopped | undefined> {
    if (this.phases.isPaid || this.following.isUndoing) return undefined;
    const unpaid = await this.removals.pay(returning);
    this.phases.isPaid = unpaid === undefined;
    return unpaid;
  }

  /** Who was removed in an earlier call of the function must not come back into the ledger. */
  private async noteOnce(leaving: Leaving): Promise<Failure | undefined> {
    if (this.phases.isNoted) return undefined;
    const unnoted = await this.removals.note(leaving);
    this.phases.isNoted = unnoted === undefined;
    return unnoted;
  }

  /** Why nothing is to be written, if so. */
  private refusal(leaving: Leaving, exclusive: readonly ExclusiveGroup[], { users, groups }: EntityChanges, memberships: number): Failure | undefined {
    const { contents, entries } = this.work;
    const owned = [...entries].filter(({ state }) => state === 'declared').length;
    const unprotected = protectedFrom(leaving, exclusive, owned, contents);
    const rows = { users: users.length, groups: groups.length, memberships };
    return unprotected ?? tooLargeToWait(rows, contents.requestsPerSecond, this.following.available);
  }

  private writeEntities({ users, groups }: Pick<EntityChanges, 'users' | 'groups'>): Promise<Stopped | undefined> {
    const { work, resources } = this;
    // They are of different operations, so that both go on at the same time.
    return this.carryOut(inTurns(entityTasks(work, resources.user, this.untried(users)), entityTasks(work, resources.group, this.untried(groups))));
  }

  /** What failed in an earlier call of the function isn't tried again. */
  private untried<Row extends { readonly key: string }>(rows: readonly Row[]): readonly Row[] {
    const { log } = this.work;
    return log.failures.length === 0 ? rows : rows.filter(({ key }) => !log.failureOf(key));
  }

  private async writeMemberships(): Promise<Stopped | undefined> {
    const { restated, ...changes } = this.membershipChanges();
    restated.forEach((entry) => this.notebook.record(entry));
    const rows = this.untried(changes.rows);
    const large = [...countsOf(rows)].filter(([, count]) => count > WORTH_A_LIST).map(([group]) => group);
    const lists = new MemberLists(large, (group) => this.readMembers(group), (id) => this.lists.forgetMembersOf(id));
    return this.carryOut(membershipTasks(this.work, this.resources.membership, this.parties, lists, rows));
  }

  /** Members that can't be listed are asked for one by one. @returns the id of the group, if it is there */
  private async readMembers(groupName: string): Promise<string | undefined> {
    const group = await this.parties.find('group', groupName);
    if (group.kind === 'REFUSED' || group.output === undefined) return undefined;
    if (!this.lists.membersOf(group.output)) await this.lists.readMemberships(this.work.session, group.output);
    return group.output;
  }

  /** Takes back the memberships that the undone update has brought. Users and groups stay, and aren't declared any more. */
  private async undo({ owed, released }: Leaving): Promise<Followed | Failure> {
    const { undoneAfter } = this.following;
    const strayed = await this.removals.broughtForOthers(undoneAfter, { owed, released });
    if (strayed.kind === 'REFUSED') return strayed;
    const leaving = { owed: [...owed, ...strayed.output], released };
    const staying = idsStaying(this.work, leaving);
    const [brought, others] = [...leaving.owed, ...released].map((entry) => givenBack(entry, undoneAfter)).reduce<[Entry[], Entry[]]>((sorted, entry) => {
      const isBrought = entry.kind === 'membership' && entry.ownership === 'created' && entry.since > undoneAfter && !staying.has(entry.id);
      sorted[isBrought ? 0 : 1].push(entry);
      return sorted;
    }, [[], []]);
    const isLeftOut = ({ state, left = 0 }: Entry): boolean => state === 'owed' && left > undoneAfter;
    [...others, ...[...this.work.entries].filter(isLeftOut)].forEach((entry) => this.notebook.record(asBefore(entry, undoneAfter)));
    const failed = new Set(this.unremoved.map(({ key }) => key));
    const stopped = await this.carryOut(removalTasks(this.work, this.resources, brought.filter(({ key }) => !failed.has(key)), this.unremoved));
    return stopped ? followed(stopped) : this.unremoved[0]?.failure ?? followed();
  }

  private carryOut(tasks: TaskList): Promise<Stopped | undefined> {
    const { work: { session, log, tally }, notebook, following: { time } } = this;
    return carryOut(tally.counting(tasks), notebook, session, () => log.obstacle, () => time.beforeTask());
  }
}

/** An entry without a row, as before what is undone. A membership of before stayed without one since a row of its group had failed: it is still to leave. */
function asBefore({ left: _left, ...entry }: Entry, undoneAfter: number): Change {
  const isStillToLeave = entry.kind === 'membership' && entry.ownership === 'created' && entry.since <= undoneAfter;
  return isStillToLeave ? { ...entry, state: 'declared' } : releasedFrom(entry);
}

function followed(stopped?: Stopped): Followed {
  return { kind: 'FOLLOWED', ...(stopped && { stopped }) };
}

function countsOf(rows: readonly MembershipRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { line: { group } } of rows) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
}

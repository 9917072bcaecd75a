import type { Entries, Entry, EntryKind } from '../../lambda/contents/ledger/entry';
import { joinedChanges } from '../changes';
import type { JournalEntry, Write } from '../journal';
import { Access, Change, Verb, VERBS } from '../plan';
import { ContentsPlan, EntriesPlan, MOST_NAMES, MOST_ROWS, Renaming } from './contents-plan';

/** What is known of contents after their rehearsal. */
export interface RehearsedContentsFacts {
  readonly before: Entries;
  readonly after: Entries;
  /** Of the events about these contents, oldest first. */
  readonly entries: readonly JournalEntry[];
  /** Whether there is such a user, group or membership now. */
  readonly isThere: (id: string) => boolean;
  /** Whether there was one before the deployment. */
  readonly wasThere: (id: string) => boolean;
  /** Whether nothing is declared any more. */
  readonly isGone: boolean;
  readonly nameOf: (id: string) => EntityName | undefined;
}

/** What an entry is called. */
export interface EntityName {
  readonly kind: EntryKind;
  /** Of a membership: that of the user. */
  readonly name: string;
  readonly group?: string;
}

/** One entry, and what becomes of it. */
export interface Fate {
  readonly id: string;
  readonly kind: EntryKind;
  readonly verb: Verb;
  readonly changes: readonly Change[];
  /** Whether it is a membership that somebody else has given. */
  readonly isOfOthers?: boolean;
}

const RENAMING = ['UserName', 'DisplayName'] as const;

/** What becomes of entries, told by what was written for them and by what the ledger has of them before and afterwards. */
export function entriesOutcome(facts: RehearsedContentsFacts): Pick<ContentsPlan, 'entries' | 'renamed' | 'leftOutBefore'> {
  const fates = fatesOf(facts);
  return { entries: linesOf(fates, facts.nameOf), renamed: renamingsOf(fates), leftOutBefore: leftOutBefore(fates, facts) };
}

function fatesOf(facts: RehearsedContentsFacts): Fate[] {
  const { before, after, entries, isGone } = facts;
  const written = writesById(entries);
  const known = new Map([...before].map((entry) => [entry.id, entry]));
  const declared = isGone ? [] : [...after].filter(({ state }) => state === 'declared');
  const fates = declared.map((entry) => fateOf(entry, known.get(entry.id), written.get(entry.id) ?? [], facts));
  const told = new Set(declared.map(({ id }) => id));
  const others = [...written].filter(([id]) => !told.has(id)).flatMap(([id, writes]) => fateOfWritten(id, writes, known.get(id)));
  others.forEach(({ id }) => told.add(id));
  const owed = new Set(isGone ? [] : [...after].filter(({ state }) => state === 'owed').map(({ id }) => id));
  const isLeft = ({ id, state }: Entry): boolean => (state === 'declared' || (isGone && state === 'owed')) && !told.has(id) && !owed.has(id) && facts.isThere(id);
  return [...fates, ...others, ...[...before].filter(isLeft).map(({ id, kind }): Fate => ({ id, kind, verb: 'leaves', changes: [] }))];
}

function fateOf({ id, kind }: Entry, before: Entry | undefined, writes: readonly Write[], { isThere, wasThere }: RehearsedContentsFacts): Fate {
  const changes = changesIn(writes);
  const isMade = writes.some(({ operation }) => operation.startsWith('Create'));
  if (!isThere(id) && (isMade || wasThere(id))) return { id, kind, verb: 'lost', changes: [] };
  if (isMade) return { id, kind, verb: 'creates', changes };
  const wasManaged = before !== undefined && before.state !== 'released' && before.ownership !== 'foreign';
  if (!wasManaged) return { id, kind, verb: 'adopts', changes };
  return { id, kind, verb: changes.length > 0 ? 'changes' : 'keeps', changes };
}

/** What becomes of what isn't declared. */
function fateOfWritten(id: string, writes: readonly Write[], before: Entry | undefined): Fate[] {
  const kind = kindIn(writes);
  const isDeleted = writes.some(({ operation }) => operation.startsWith('Delete'));
  const isMade = writes.some(({ operation }) => operation.startsWith('Create'));
  if (!kind || (isDeleted && isMade)) return [];
  const isOfOthers = isDeleted && kind === 'membership' && (before === undefined || before.ownership === 'foreign');
  return [{ id, kind, verb: isDeleted ? 'deletes' : isMade ? 'creates' : 'changes', changes: changesIn(writes), isOfOthers }];
}

function writesById(entries: readonly JournalEntry[]): ReadonlyMap<string, readonly Write[]> {
  const byId = new Map<string, Write[]>();
  for (const write of entries.flatMap(({ writes }) => writes)) {
    const others = byId.get(write.id);
    if (others) others.push(write);
    else byId.set(write.id, [write]);
  }
  return byId;
}

function changesIn(writes: readonly Write[]): Change[] {
  return joinedChanges(writes.flatMap(({ changes }) => changes));
}

function kindIn([first]: readonly Write[]): EntryKind | undefined {
  const [, kind] = /(User|GroupMembership|Group)$/.exec(first?.operation ?? '') ?? [];
  return kind === undefined ? undefined : kind === 'GroupMembership' ? 'membership' : kind === 'User' ? 'user' : 'group';
}

/** Users and groups in one line for each verb, memberships in one for each group and verb. */
export function linesOf(fates: readonly Fate[], nameOf: RehearsedContentsFacts['nameOf']): EntriesPlan[] {
  const lines = new Map<string, { readonly first: Fate; readonly group: string | undefined; readonly fates: Fate[]; readonly names: string[] }>();
  for (const fate of fates) {
    const { name = '', group } = nameOf(fate.id) ?? {};
    const isAsItIs = fate.verb === 'adopts' && fate.changes.length === 0;
    const key = JSON.stringify([fate.kind, fate.verb, isAsItIs, group]);
    const line = lines.get(key) ?? { first: fate, group, fates: [], names: [] };
    line.fates.push(fate);
    line.names.push(name);
    lines.set(key, line);
  }
  return [...lines.values()].map(({ first: { kind, verb }, group, fates: all, names }): EntriesPlan => {
    const access = accessBy(kind, verb);
    const ofOthers = all.filter(({ isOfOthers }) => isOfOthers).length;
    const attributes = verb === 'changes' || verb === 'adopts' ? [...new Set(all.flatMap(({ changes }) => changes).map(({ attribute }) => attribute))].sort() : [];
    return {
      kind, ...(group !== undefined && { group }), verb, ...(access && { access }), count: all.length, names: names.filter((name) => name !== '').sort().slice(0, MOST_NAMES),
      ...(ofOthers > 0 && { ofOthers }), ...(attributes.length > 0 && { attributes }),
    };
  }).sort(byVerbAndGroup);
}

/** Of what has no name any more nothing is known but that somebody had access by it. */
export function kindOf(name: EntityName | undefined): EntryKind {
  return name?.kind ?? 'membership';
}

const KINDS: readonly EntryKind[] = ['user', 'group', 'membership'];

function byVerbAndGroup(one: EntriesPlan, other: EntriesPlan): number {
  return VERBS.indexOf(one.verb) - VERBS.indexOf(other.verb) || KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind)
    || ((one.group ?? '') < (other.group ?? '') ? -1 : (one.group ?? '') > (other.group ?? '') ? 1 : (one.attributes?.length ?? 0) - (other.attributes?.length ?? 0));
}

/** As of single resources: a new user can't do anything yet, and whoever is gone can do nothing any more. */
function accessBy(kind: EntryKind, verb: Verb): Access | undefined {
  if (verb === 'deletes' || verb === 'lost') return 'takes';
  return kind === 'membership' && verb === 'creates' ? 'gives' : undefined;
}

function renamingsOf(fates: readonly Fate[]): Renaming[] {
  return fates.filter(({ verb }) => verb === 'changes').flatMap(({ kind, changes }): Renaming[] => {
    const attribute = kind === 'user' ? RENAMING[0] : RENAMING[1];
    const { before, after } = changes.find((change) => change.attribute === attribute) ?? {};
    return before === undefined || after === undefined ? [] : [{ kind, before, after }];
  }).slice(0, MOST_ROWS);
}

function leftOutBefore(fates: readonly Fate[], { before }: RehearsedContentsFacts): number {
  const owed = new Set([...before].filter(({ state }) => state === 'owed').map(({ id }) => id));
  return fates.filter(({ id, verb }) => verb === 'deletes' && owed.has(id)).length;
}

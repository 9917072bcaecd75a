import type { Plan, ResourcePlan, Verb } from '../../../rehearsal/plan';
import type { Entity, NotRead, StoreSnapshot } from '../../../sandbox/seed/snapshot';
import type { Holders } from './holders';

/**
 * How somebody is in a group.
 * - `made`, `adopted`: a stack has made the membership, or has adopted it. In a plan: it adopts it.
 * - `unmanaged`: no stack that was read holds it.
 * - `kept`: it stays as it is in a plan.
 * - `given`, `taken`: a deployment gives or takes it.
 * - `refused`, `unknown`: nobody is given or denied anything for certain.
 */
export type Mark = 'made' | 'adopted' | 'unmanaged' | 'kept' | 'given' | 'unknown' | 'refused' | 'taken';

/** Of two that a plan has for the same person and group, the later one is shown. */
const BY_WEIGHT: readonly Mark[] = ['unmanaged', 'kept', 'adopted', 'made', 'given', 'unknown', 'refused', 'taken'];

/** A person or a group. */
export interface Party {
  readonly name: string;
  /** The name that people read, if it is another one. */
  readonly displayName?: string;
  /** What a plan does with the person or the group itself. */
  readonly change?: 'given' | 'taken' | 'refused';
}

/** Who is in which group. */
export interface Access {
  readonly people: readonly Party[];
  readonly groups: readonly Party[];
  /** By the indices of the people, and those of the groups. */
  readonly marks: readonly ReadonlyMap<number, Mark>[];
  /** Whether something of the store couldn't be read. */
  readonly isPartial?: boolean;
}

/** Who is in which group of a store. */
export function accessInStore(store: StoreSnapshot, holders: Holders, notRead: readonly NotRead[] = []): Access {
  const { users, groups, memberships } = store;
  const people = new Map(users.map((user) => [String(user.UserId), personOf(user)]));
  const all = new Map(groups.map((group) => [String(group.GroupId), groupOf(group)]));
  const members = memberships.map(({ MembershipId, GroupId, MemberId }) =>
    ({ id: String(MembershipId), group: String(GroupId), person: String((MemberId as { readonly UserId?: string } | undefined)?.UserId) }));
  // Who or what couldn't be read has nothing but an id.
  for (const { person, group } of members) {
    if (!people.has(person)) people.set(person, { name: person });
    if (!all.has(group)) all.set(group, { name: group });
  }
  const [personIndex, groupIndex] = [indices(people), indices(all)];
  const marks = [...people].map(() => new Map<number, Mark>());
  for (const { id, person, group } of members) {
    marks[personIndex.get(person) as number]?.set(groupIndex.get(group) as number, holders.of('membership', id)?.ownership ?? 'unmanaged');
  }
  return { people: [...people.values()], groups: [...all.values()], marks, isPartial: isPartOf(store, notRead) };
}

function indices(parties: ReadonlyMap<string, Party>): Map<string, number> {
  return new Map([...parties.keys()].map((id, index) => [id, index]));
}

/** Whether something of it is missing: each group or user whose memberships couldn't be read is told by its id. */
function isPartOf({ identityStoreId, region, users, groups }: StoreSnapshot, notRead: readonly NotRead[]): boolean {
  const place = `the identity store ${identityStoreId} in ${region}`;
  const ofStore = [`users of ${place}`, `groups of ${place}`];
  const members = new Set([...groups.map(({ GroupId }) => `memberships of the group ${String(GroupId)}`), ...users.map(({ UserId }) => `memberships of the user ${String(UserId)}`)]);
  return notRead.some(({ what }) => ofStore.includes(what) || members.has(what));
}

export function personOf({ UserName, DisplayName, UserId }: Entity): Party {
  const name = String(UserName ?? DisplayName ?? UserId);
  return { name, ...(typeof DisplayName === 'string' && DisplayName !== name && { displayName: DisplayName }) };
}

export function groupOf({ DisplayName, GroupId }: Entity): Party {
  return { name: String(DisplayName ?? GroupId) };
}

const MARKS: Readonly<Record<Verb, Mark>> = {
  creates: 'given', replaces: 'given', deletes: 'taken', lost: 'taken', refused: 'refused', 'not reached': 'unknown', unknown: 'unknown',
  adopts: 'adopted', keeps: 'kept', changes: 'kept', leaves: 'kept', 'waits for the other side': 'kept', ended: 'unknown',
};

const CHANGES: Readonly<Partial<Record<Verb, Party['change']>>> = { creates: 'given', deletes: 'taken', lost: 'taken', refused: 'refused' };

/** A name of a user has no blanks, so that the first of these ends it. */
const BETWEEN = ' in ';

/** Who is in which group of those that a plan is about, and who will be. Nobody else is known. */
export function accessInPlan({ stacks }: Pick<Plan, 'stacks'>): Access {
  const resources = stacks.flatMap((stack) => stack.resources);
  const people = new Index(changesOf(resources, /^user\b/));
  const groups = new Index(changesOf(resources, /^group\b/));
  const marks: Map<number, Mark>[] = [];
  for (const { entity: { kind, name }, verb } of resources) {
    const end = name.indexOf(BETWEEN);
    if (!kind.startsWith('membership') || end < 0) continue;
    const ofPerson = marks[people.of(name.slice(0, end))] ??= new Map<number, Mark>();
    const group = groups.of(name.slice(end + BETWEEN.length));
    const before = ofPerson.get(group);
    const mark = MARKS[verb];
    if (before === undefined || BY_WEIGHT.indexOf(mark) > BY_WEIGHT.indexOf(before)) ofPerson.set(group, mark);
  }
  return { people: people.parties, groups: groups.parties, marks };
}

/** Parties in the order in which they come. */
class Index {
  public readonly parties: Party[] = [];
  private readonly indices = new Map<string, number>();

  constructor(private readonly changes: ReadonlyMap<string, Party['change']>) {}

  public of(name: string): number {
    const known = this.indices.get(name);
    if (known !== undefined) return known;
    const change = this.changes.get(name);
    this.indices.set(name, this.parties.length);
    return this.parties.push({ name, ...(change && { change }) }) - 1;
  }
}

function changesOf(resources: readonly ResourcePlan[], kind: RegExp): Map<string, Party['change']> {
  return new Map(resources.filter(({ entity }) => kind.test(entity.kind)).map(({ entity, verb }) => [entity.name, CHANGES[verb]]));
}

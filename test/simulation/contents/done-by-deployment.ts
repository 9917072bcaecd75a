import { isDeepStrictEqual } from 'node:util';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import { STORE } from '../../support/ids';
import type { InProcess } from '../../support/in-process';
import { KeptLedger, keptLedger } from './kept-ledger';

/** A user, a group or a membership, as a plan tells of it. */
interface Thing {
  /** For example `user`, or `membership in admins`. */
  readonly what: string;
  readonly value: object;
  /** Of a membership: the ids of both. */
  readonly parties: readonly string[];
}

/** The store and the ledger at a time, by ids. */
export interface State {
  readonly things: ReadonlyMap<string, Thing>;
  readonly kept: KeptLedger | undefined;
  readonly isThere: boolean;
}

type Counts = ReadonlyMap<string, number>;

/** What a deployment has done, by kind and group. */
export interface Done {
  readonly creates: Counts;
  readonly deletes: Counts;
  /** Memberships that have gone with their users or groups. */
  readonly takenAlong: Counts;
  readonly changes: Counts;
  readonly adopts: Counts;
  readonly keeps: Counts;
  readonly leaves: Counts;
  /** How many are still to leave. */
  readonly owed: number;
}

export function stateOf({ sandbox }: InProcess, stack: Stack): State {
  const { users, groups, memberships } = sandbox.identityStores.store(STORE);
  const named = [...memberships.values()].map(({ MembershipId, GroupId, MemberId: { UserId } }): [string, Thing] =>
    [MembershipId, { what: `membership in ${groups.get(GroupId)?.DisplayName ?? GroupId}`, value: {}, parties: [GroupId, UserId] }]);
  return {
    things: new Map([
      ...[...users.values()].map((user): [string, Thing] => [user.UserId, { what: 'user', value: declaredPart(user), parties: [] }]),
      ...[...groups.values()].map((group): [string, Thing] => [group.GroupId, { what: 'group', value: declaredPart(group), parties: [] }]),
      ...named,
    ]),
    kept: keptLedger(sandbox.buckets, stack),
    isThere: [...stack.resources.values()].some(({ type, status }) => type === 'Custom::IdentityStoreContents' && !status.startsWith('DELETE_')),
  };
}

/** What is different between two states, and what was only taken under management. */
export function doneBetween(before: State, after: State): Done {
  const gone = [...before.things].filter(([id]) => !after.things.has(id));
  const isTakenAlong = ([, { parties }]: [string, Thing]): boolean => parties.some((id) => !after.things.has(id));
  const wasManaged = new Map((before.isThere ? before.kept?.entries ?? [] : []).filter(({ state, ownership }) => state !== 'released' && ownership !== 'foreign').map((entry) => [entry.id, entry]));
  const declared = after.isThere ? (after.kept?.entries ?? []).filter(({ state }) => state === 'declared') : [];
  const owed = after.isThere ? (after.kept?.entries ?? []).filter(({ state }) => state === 'owed') : [];
  const staying = declared.filter(({ id }) => after.things.has(id) && before.things.has(id));
  const isChanged = (id: string): boolean => !isDeepStrictEqual(before.things.get(id)?.value, after.things.get(id)?.value);
  const held = new Set([...declared, ...owed].map(({ id }) => id));
  const whatOf = (id: string): string => after.things.get(id)?.what ?? before.things.get(id)?.what ?? '';
  return {
    creates: counted([...after.things].filter(([id]) => !before.things.has(id)).map(([, { what }]) => what)),
    deletes: counted(gone.filter((each) => !isTakenAlong(each)).map(([, { what }]) => what)),
    takenAlong: counted(gone.filter(isTakenAlong).map(([, { what }]) => what)),
    changes: counted([...before.things.keys()].filter((id) => after.things.has(id) && isChanged(id) && (!held.has(id) || wasManaged.has(id))).map(whatOf)),
    adopts: counted(staying.filter(({ id }) => !wasManaged.has(id)).map(({ id }) => whatOf(id))),
    keeps: counted(declared.filter(({ id }) => wasManaged.has(id) && !isChanged(id)).map(({ id, kind }) => whatOf(id) || kind)),
    leaves: counted([...wasManaged.values()].filter(({ id, state }) => (state === 'declared' || !after.isThere) && !held.has(id) && after.things.has(id)).map(({ id }) => whatOf(id))),
    owed: owed.length,
  };
}

/** Whatever else a service notes is other with each write. */
function declaredPart(entity: object): object {
  return Object.fromEntries(Object.entries(entity).filter(([name]) => !['CreatedAt', 'CreatedBy', 'UpdatedAt', 'UpdatedBy', 'Revision'].includes(name)));
}

function counted(texts: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

import { callFailure } from '../../guard/call-failure';
import { failure } from '../../guard/failure';
import { done, Result } from '../../guard/result';
import { nameForm } from '../../guard/same-text';
import { quoted } from '../../guard/wording';
import type { GroupKind } from '../../identity-store/group';
import { partiesOf } from '../decide/membership-changes';
import type { ExclusiveGroup } from '../decide/removals';
import type { Entry } from '../ledger/entry';
import type { Parties } from './parties';
import type { StoreLists } from './store-lists';
import type { Work } from './work';

/** What is needed to see who is in a group. */
export interface GroupLook {
  readonly groups: GroupKind;
  readonly lists: StoreLists;
  readonly parties: Parties;
  readonly rows: RowsByGroup;
}

/** What all exclusive groups are compared with, gone through once. */
export class RowsByGroup {
  private readonly userNames = new Map<string, string[]>();
  private readonly memberships = new Map<string, Entry>();

  constructor({ declared, entries }: Work) {
    for (const { group, userName } of declared.memberships) {
      const name = nameForm(group);
      const userNames = this.userNames.get(name) ?? [];
      userNames.push(userName);
      this.userNames.set(name, userNames);
    }
    for (const entry of entries.of('membership').values()) this.memberships.set(entry.id, entry);
  }

  /** Those who have a row for a group. */
  public usersOf(group: string): readonly string[] {
    return this.userNames.get(nameForm(group)) ?? [];
  }

  public entryOf(membershipId: string): Entry | undefined {
    return this.memberships.get(membershipId);
  }
}

/** Who is in an exclusive group without a row of the file; nothing if the group isn't there yet. */
export async function lookAtExclusive(
  work: Work, { groups, lists, parties, rows }: GroupLook, name: string, mayBeEmptied: boolean,
): Promise<Result<ExclusiveGroup | undefined>> {
  const { session, contents: { store } } = work;
  const group = await parties.findBefore('group', name);
  if (group.kind === 'REFUSED' || group.output === undefined) return group as Result<undefined>;
  const id = group.output;
  const live = await groups.describe({ session, properties: store }, id);
  if (live.kind === 'MISSING') return done(undefined);
  const entity = `group ${quoted(name)}`;
  if (live.kind !== 'DONE') return callFailure(live, `reading ${entity}`);
  if (live.output.isManagedExternally) return failure('MANAGED_EXTERNALLY', { entity, id, differences: 'its members' });
  const read = await lists.readMemberships(session, id);
  if (read.kind !== 'DONE') return callFailure(read, `listing the members of ${entity}`);

  const declared = await idsOfRows(parties, rows.usersOf(name));
  if (declared.kind === 'REFUSED') return declared;
  const present = lists.membersOf(id) ?? new Map<string, string>();
  const leaving = [...present].filter(([userId]) => !declared.output.has(userId)).map(([userId, membershipId]) =>
    rows.entryOf(membershipId) ?? foreignMember(work, membershipId, name, partiesOf(work.keys, id, userId)));
  return done({ name, mayBeEmptied, present: present.size, leaving });
}

/** The ids of those who are to be in it, as far as they are there. */
async function idsOfRows(parties: Parties, userNames: readonly string[]): Promise<Result<ReadonlySet<string>>> {
  const ids = new Set<string>();
  for (const userName of userNames) {
    const id = await parties.findBefore('user', userName);
    if (id.kind === 'REFUSED') return id;
    if (id.output !== undefined) ids.add(id.output);
  }
  return done(ids);
}

function foreignMember({ keys, sequence }: Work, id: string, group: string, parties: string): Entry {
  return {
    kind: 'membership', key: keys.foreignMembership(id), id, ownership: 'foreign', since: sequence, declared: '', state: 'owed', group: keys.group(group), parties,
  };
}

import { gunzipSync } from 'node:zlib';
import { constructPathIn } from '../../lib/contract/construct-path';
import { CONTENTS_RESOURCE_TYPE, ContentsHeader } from '../../lib/contract/contents';
import { REPORT } from '../../lib/contract/contents-status';
import { Entries } from '../../lambda/contents/ledger/entry';
import { LedgerKeys } from '../../lambda/contents/ledger/keys';
import { isMembers } from '../../sandbox/cloudformation/functions/function';
import type { Properties } from '../../sandbox/cloudformation/template';
import type { Fork } from '../fork';
import type { JournalEntry } from '../journal';
import type { Original } from '../original';
import { isThere } from '../presence';
import { ContentsPlan, Overlap } from './contents-plan';
import { EntityName, entriesOutcome } from './contents-outcome';
import type { ContentsPlace, LedgerLook } from './ledgers';
import { NO_ROWS, refusedRowsIn } from './refused-rows';

/** Contents in a copy. */
export class ContentsRehearsal {
  /**
   * @param before what the ledger had before anything was deployed
   */
  constructor(private readonly fork: Fork, private readonly original: Original, private readonly place: ContentsPlace, private readonly before: Entries) {}

  /**
   * What has become of the contents once everything is deployed.
   *
   * @param properties as they are to be; nothing if the contents go
   * @param entries of the events about them
   */
  public async plan(properties: Properties | undefined, entries: readonly JournalEntry[]): Promise<ContentsPlan> {
    const { fork, original, before } = this;
    const place = { ...this.place, ...(properties && { properties }) };
    const after = await fork.ledgers.look(place);
    const report = fork.ledgers.objectOf(place, 'report', REPORT);
    const declared = properties && this.headerOf(properties);
    const owed = [...after.entries].filter(({ state }) => state === 'owed').length;
    return {
      ...(declared && { declared }),
      ...entriesOutcome({
        before, after: after.entries, entries, isGone: properties === undefined,
        isThere: (id) => isThere(id, fork.sandbox), wasThere: (id) => original.has(id), nameOf: (id) => nameOf(id, fork, original),
      }),
      refused: report ? refusedRowsIn(report) : NO_ROWS,
      notRevoked: properties ? notRevoked(after, properties) : 0,
      owed: properties ? owed : 0,
      alsoIn: properties ? await this.overlaps(after.entries) : [],
    };
  }

  private headerOf(properties: Properties): ContentsPlan['declared'] {
    const bytes = this.fork.ledgers.fileOf({ properties });
    if (!bytes) return undefined;
    const [first = '{}'] = gunzipSync(bytes).toString('utf8').split('\n', 1);
    const { users = 0, groups = 0, memberships = 0 } = JSON.parse(first) as Partial<ContentsHeader>;
    return { users, groups, memberships };
  }

  /** The other contents of all stacks that declare some of the same. */
  private async overlaps(entries: Entries): Promise<Overlap[]> {
    const own = new Set([...entries].filter(({ state }) => state === 'declared').map(({ id }) => id));
    const found: Overlap[] = [];
    for (const { contents, place } of otherContents(this.fork, this.place)) {
      const { entries: others } = await this.fork.ledgers.look(place);
      const count = [...others].filter(({ id, state }) => state === 'declared' && own.has(id)).length;
      if (count > 0) found.push({ contents, count });
    }
    return found;
  }
}

/** What a user, a group or a membership is called, also one that the deployment has removed or made. */
export function nameOf(id: string, { sandbox }: Fork, original: Original): EntityName | undefined {
  for (const { identityStoreId, users, groups, memberships } of sandbox.identityStores.all) {
    const userName = users.get(id)?.UserName ?? original.userName(identityStoreId, id);
    if (userName !== undefined) return { kind: 'user', name: userName };
    const { GroupId: groupId, MemberId: member } = memberships.get(id) ?? {};
    const parties = groupId !== undefined && member ? { groupId, userId: member.UserId } : original.partiesOf(id);
    if (parties) {
      return {
        kind: 'membership',
        name: users.get(parties.userId)?.UserName ?? original.userName(identityStoreId, parties.userId) ?? parties.userId,
        group: groups.get(parties.groupId)?.DisplayName ?? original.groupName(identityStoreId, parties.groupId) ?? parties.groupId,
      };
    }
    const groupName = groups.get(id)?.DisplayName ?? original.groupName(identityStoreId, id);
    if (groupName !== undefined) return { kind: 'group', name: groupName };
  }
  return undefined;
}

/** Memberships of exclusive groups leave in any case. */
function notRevoked({ entries, head }: LedgerLook, { Exclusive: exclusive }: Properties): number {
  const keys = new LedgerKeys(head?.secret ?? '');
  const groups = (Array.isArray(exclusive) ? exclusive : []).map((each) => isMembers(each) ? keys.group(String(each.Group)) : '');
  const isKept = (group: string | undefined): boolean => group === undefined || !groups.includes(group);
  return [...entries.of('membership').values()].filter(({ state, ownership, group }) => state === 'declared' && ownership === 'adopted' && isKept(group)).length;
}

function otherContents({ sandbox }: Fork, own: ContentsPlace): { readonly contents: string; readonly place: ContentsPlace }[] {
  const stacks = sandbox.allPlaces.flatMap(({ cloudFormation }) => cloudFormation.all);
  return stacks.flatMap(({ id: stackId, name: stackName, resources }) => [...resources.values()]
    .filter(({ type, logicalId }) => type === CONTENTS_RESOURCE_TYPE && !(stackId === own.stackId && logicalId === own.logicalId))
    .map(({ logicalId, properties, definition: { Metadata: metadata } }) => (
      { contents: constructPathIn(metadata) ?? `${stackName}: ${logicalId}`, place: { stackId, stackName, logicalId, properties } })));
}

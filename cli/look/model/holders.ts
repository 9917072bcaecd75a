import { parsePhysicalResourceId } from '../../../lambda/guard/ownership';
import { GROUP_MEMBERSHIP_RESOURCE_TYPE, GROUP_RESOURCE_TYPE, USER_RESOURCE_TYPE } from '../../../lib/contract/identity-store';
import { ACCOUNT_INVITATION_RESOURCE_TYPE } from '../../../lib/contract/organizations';
import { readLedgerIn } from '../../../rehearsal/contents/read-ledger';
import type { LedgerSnapshot, Snapshot, StackSnapshot } from '../../../sandbox/seed/snapshot';

export const HELD_KINDS = ['user', 'group', 'membership', 'invitation'] as const;

/** What a stack can hold. An invitation stands also for the account that was a member already. */
export type HeldKind = (typeof HELD_KINDS)[number];

/** That a stack holds something: it has made it and may delete it, or it has only adopted it and never does. */
export interface Holding {
  readonly stack: StackSnapshot;
  readonly kind: HeldKind;
  readonly ownership: 'made' | 'adopted';
  /** The id that the service gives: that of a membership, of a handshake, of an account. */
  readonly id: string;
}

const KINDS: Readonly<Record<string, HeldKind>> = {
  [USER_RESOURCE_TYPE]: 'user', 'AWS::IdentityStore::User': 'user',
  [GROUP_RESOURCE_TYPE]: 'group', 'AWS::IdentityStore::Group': 'group',
  [GROUP_MEMBERSHIP_RESOURCE_TYPE]: 'membership', 'AWS::IdentityStore::GroupMembership': 'membership',
  [ACCOUNT_INVITATION_RESOURCE_TYPE]: 'invitation',
};

/** What the stacks of a snapshot hold, as their physical ids and the ledgers of their contents say. */
export class Holders {
  public readonly all: readonly Holding[];
  private readonly byId: ReadonlyMap<string, Holding>;

  constructor({ stacks, ledgers = [] }: Pick<Snapshot, 'stacks' | 'ledgers'>) {
    const ofContents = ledgers.flatMap((ledger) => stacks.filter(({ stackId }) => stackId === ledger.stackId).flatMap((stack) => holdingsOf(stack, ledger)));
    this.all = [...stacks.flatMap((stack) => stack.resources.flatMap((resource) => holdingOf(stack, resource))), ...ofContents];
    // Of several that hold it, the one that may delete it tells more.
    this.byId = new Map([...this.all].sort((one, other) => Number(one.ownership === 'made') - Number(other.ownership === 'made')).map((each) => [keyOf(each.kind, each.id), each]));
  }

  public of(kind: HeldKind, id: string): Holding | undefined {
    return this.byId.get(keyOf(kind, id));
  }
}

function keyOf(kind: HeldKind, id: string): string {
  return `${kind} ${id}`;
}

function holdingOf(stack: StackSnapshot, { type, physicalId, status }: StackSnapshot['resources'][number]): Holding[] {
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (kind === undefined || physicalId === '' || status === 'DELETE_COMPLETE') return [];
  if (type.startsWith('AWS::')) return [{ stack, kind, ownership: 'made', id: physicalId.split('|')[0] as string }];
  const owned = parsePhysicalResourceId(physicalId);
  return owned ? [{ stack, kind, ownership: owned.ownership === 'created' ? 'made' : 'adopted', id: owned.id }] : [];
}

function holdingsOf(stack: StackSnapshot, ledger: LedgerSnapshot): Holding[] {
  const declared = readLedgerIn(ledger)?.entries.filter(({ state }) => state === 'declared') ?? [];
  return declared.map(({ kind, id, ownership }) => ({ stack, kind, ownership: ownership === 'created' ? 'made' : 'adopted', id }));
}

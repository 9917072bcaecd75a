import type { Handshake } from '../../../sandbox/organizations/handshakes';
import type { Sandbox } from '../../../sandbox/sandbox';
import type { Delivery } from '../deliveries';
import { organizationIn } from './acts';

export type Doer = Delivery | 'OTHERS';

/** Something that was done to an invitation. */
export interface Seen {
  readonly at: number;
  readonly by: Doer;
  readonly handshake: Handshake;
}

/** An account came to be under another parent, once it was a member. */
export interface Moved {
  readonly at: number;
  readonly by: Doer;
  readonly accountId: string;
}

/** The truth about the organization: who has sent and canceled which invitation, and who has moved whom. */
export class Witness {
  public readonly sent: Seen[] = [];
  public readonly canceled: Seen[] = [];
  public readonly moved: Moved[] = [];
  /** Each time that an account which had been seen as a member had left. */
  public readonly departures: { readonly at: number; readonly accountId: string }[] = [];
  /** The accounts that were members and have left. */
  public readonly departed = new Set<string>();
  private readonly known = new Map<string, Handshake>();
  private readonly ended = new Set<string>();
  private parents = new Map<string, string>();

  constructor(private readonly sandbox: Sandbox, private readonly now: () => number) {}

  /** Whether an account has left between two moments. */
  public hasLeft(accountId: string, from: number, to: number): boolean {
    return this.departures.some((each) => each.accountId === accountId && each.at >= from && each.at <= to);
  }

  /** Notes what is different since the last time. @returns what was sent */
  public note(by: Doer): readonly Seen[] {
    const at = this.now();
    const sent: Seen[] = [];
    for (const handshake of this.sandbox.organizations.handshakes.all) {
      if (!this.known.has(handshake.id)) {
        this.known.set(handshake.id, handshake);
        sent.push({ at, by, handshake });
      }
      if (handshake.end?.state === 'CANCELED' && !this.ended.has(handshake.id)) {
        this.ended.add(handshake.id);
        this.canceled.push({ at, by, handshake });
      }
    }
    const parents = new Map([...organizationIn(this.sandbox).members.values()].map(({ accountId, parentId }) => [accountId, parentId]));
    for (const [accountId, parent] of parents) {
      const before = this.parents.get(accountId);
      if (before !== undefined && before !== parent) this.moved.push({ at, by, accountId });
    }
    for (const accountId of this.parents.keys()) if (!parents.has(accountId)) this.departures.push({ at, accountId });
    // Some leave at the moment at which they have joined.
    const accepted = [...this.known.values()].flatMap(({ end }) => (end?.state === 'ACCEPTED' ? end.accountId ?? [] : []));
    for (const accountId of [...this.parents.keys(), ...accepted]) if (!parents.has(accountId)) this.departed.add(accountId);
    this.parents = parents;
    this.sent.push(...sent);
    return sent;
  }

  /** What was sent to the same id or address, oldest first. */
  public to({ recipient }: Handshake): readonly Seen[] {
    return this.sent.filter(({ handshake: { recipient: other } }) => other?.id.toLowerCase() === recipient?.id.toLowerCase());
  }
}

/** Whether it was done by the campaign of a stack. */
export function isBy(by: Doer, stackId: string): boolean {
  return by !== 'OTHERS' && by.event.StackId === stackId;
}

import type { ActionType, HandshakeState, Tag } from '@aws-sdk/client-organizations';
import { hexadecimal, Random } from '../randomness';
import type { Time } from '../time/time';
import type { OrganizationsSwitches } from './switches';

/** Whom a handshake is for. */
export interface Recipient {
  readonly type: 'ACCOUNT' | 'EMAIL';
  readonly id: string;
}

export interface Handshake {
  readonly id: string;
  readonly action: ActionType;
  readonly organizationId: string;
  /** None where the organization itself is to confirm. */
  readonly recipient?: Recipient;
  readonly notes?: string;
  readonly tags?: readonly Tag[];
  /** The handshake that this one is a part of. */
  readonly parentId?: string;
  readonly requestedAt: number;
  readonly expiresAt: number;
  /** How it ended, unless it merely expired. */
  end?: HandshakeEnd;
}

export interface HandshakeEnd {
  readonly state: 'ACCEPTED' | 'DECLINED' | 'CANCELED';
  readonly at: number;
  /** The account that accepted. */
  readonly accountId?: string;
}

const DAY = 86_400_000;
const DAYS_UNTIL_EXPIRY: Readonly<Record<ActionType, number>> = {
  INVITE: 15,
  ENABLE_ALL_FEATURES: 90,
  APPROVE_ALL_FEATURES: 90,
  ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE: 90,
  TRANSFER_RESPONSIBILITY: 15,
};
const DAYS_SHOWN_AFTER_END = 30;
const ID_LENGTH = 32;

/** Every handshake there ever was. */
export class Handshakes {
  private readonly handshakes: Handshake[] = [];

  constructor(private readonly time: Time, private readonly random: Random, private readonly switches: OrganizationsSwitches) {}

  public add(handshake: Omit<Handshake, 'id' | 'requestedAt' | 'expiresAt'> & { readonly requestedAt?: number }): Handshake {
    const { requestedAt = this.time.now() } = handshake;
    const added: Handshake = {
      ...handshake,
      id: `h-${hexadecimal(this.random, ID_LENGTH)}`,
      requestedAt,
      expiresAt: requestedAt + DAYS_UNTIL_EXPIRY[handshake.action] * DAY,
    };
    this.handshakes.push(added);
    return added;
  }

  /** Takes one as it is. */
  public plant(handshake: Handshake): void {
    this.handshakes.push(handshake);
  }

  /** Those that aren't deleted yet, oldest first. */
  public get all(): readonly Handshake[] {
    const now = this.time.now();
    return this.handshakes.filter((handshake) => now < this.endOf(handshake) + DAYS_SHOWN_AFTER_END * DAY);
  }

  public find(id: string): Handshake | undefined {
    return this.all.find((handshake) => handshake.id === id);
  }

  public stateOf(handshake: Handshake): HandshakeState {
    const { end, action } = handshake;
    if (end) return end.state;
    if (!this.isPending(handshake)) return 'EXPIRED';
    if (action === 'INVITE') return this.switches.invitationState;
    return action === 'ENABLE_ALL_FEATURES' && this.partsOf(handshake).some((part) => part.end?.state !== 'ACCEPTED' && part.end?.state !== 'CANCELED')
      ? 'REQUESTED'
      : 'OPEN';
  }

  /** Whether it is neither ended nor expired, whatever its state is called. */
  public isPending({ end, expiresAt }: Handshake): boolean {
    return end === undefined && this.time.now() < expiresAt;
  }

  /** Those that wait for an answer. */
  public pending(organizationId: string, action: ActionType): readonly Handshake[] {
    return this.handshakes.filter((handshake) => handshake.organizationId === organizationId && handshake.action === action && this.isPending(handshake));
  }

  /** How many invitations of the last 24 hours weren't accepted. */
  public invitationsOfTheDay(organizationId: string): number {
    const since = this.time.now() - DAY;
    return this.handshakes.filter((handshake) => handshake.organizationId === organizationId && handshake.action === 'INVITE'
      && handshake.requestedAt > since && handshake.end?.state !== 'ACCEPTED').length;
  }

  /** Ends a handshake, and with a cancelled one its parts. */
  public end(handshake: Handshake, state: HandshakeEnd['state'], accountId?: string): void {
    handshake.end = { state, at: this.time.now(), ...(accountId !== undefined && { accountId }) };
    if (state === 'CANCELED') for (const part of this.partsOf(handshake)) if (this.isPending(part)) this.end(part, 'CANCELED');
    const whole = handshake.parentId === undefined ? undefined : this.find(handshake.parentId);
    if (whole) this.askToConfirm(whole);
  }

  /** Asks the organization to confirm once everybody has approved, unless the request itself is what is confirmed. */
  public askToConfirm(request: Handshake): void {
    const { id: parentId, organizationId } = request;
    const isAsked = this.partsOf(request).some((part) => this.isConfirmation(part));
    if (this.isConfirmation(request) || isAsked || this.stateOf(request) !== 'OPEN') return;
    this.add({ action: this.switches.finalAction, organizationId, parentId });
  }

  /** Whether it is the handshake by which the organization gets all features. */
  public isConfirmation({ action, recipient }: Handshake): boolean {
    return recipient === undefined && action === this.switches.finalAction;
  }

  private partsOf({ id }: Handshake): readonly Handshake[] {
    return this.handshakes.filter(({ parentId }) => parentId === id);
  }

  private endOf({ end, expiresAt }: Handshake): number {
    return end?.at ?? expiresAt;
  }
}

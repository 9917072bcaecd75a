import type { Failure } from '../../guard/failure';
import { done, Result } from '../../guard/result';
import type { Session } from '../../guard/session';
import type { CampaignLedger } from './campaign-ledger';
import type { Entries } from './entries';
import { Head, nextPlace } from './head';

/** What of the head becomes something else, or is taken out of it. */
export type HeadChange = { readonly [Member in keyof Head]?: Head[Member] | undefined };

/** What came of asking for the turn. */
export type TurnTaken = { readonly kind: 'TURN'; readonly turn: CampaignTurn } | { readonly kind: 'NO_CAMPAIGN' | 'DELETED' | 'BUSY' | 'RESTS' } | Failure;

/** The only writer of a campaign's entries, until CloudFormation sends another event. */
export class CampaignTurn {
  private isLost = false;

  private constructor(private readonly ledger: CampaignLedger, private readonly place: number, private current: Head, private entityTag: string) {}

  /**
   * @param until when this call of the function has certainly ended, in milliseconds since 1970
   */
  public static async take(session: Session, ledger: CampaignLedger, holder: string, until: number): Promise<TurnTaken> {
    let why: Exclude<TurnTaken['kind'], 'TURN' | 'REFUSED'> = 'NO_CAMPAIGN';
    const swapped = await ledger.swap(session, (head) => {
      if (!head) return undefined;
      const { turn, isDeleted, restsUntil = 0 } = head;
      const isResting = restsUntil > session.now();
      why = isDeleted ? 'DELETED' : isResting ? 'RESTS' : 'BUSY';
      if (isDeleted || isResting || (turn !== undefined && turn.holder !== holder && turn.until > session.now())) return undefined;
      const place = nextPlace(head);
      return { ...head, turn: { holder, place, until }, lastPlace: place };
    }, true);
    switch (swapped.kind) {
      case 'REFUSED': return swapped;
      case 'LEFT': return { kind: why };
      case 'SWAPPED': return { kind: 'TURN', turn: new CampaignTurn(ledger, swapped.head.lastPlace, swapped.head, swapped.entityTag) };
    }
  }

  public get head(): Head {
    return this.current;
  }

  /** Whether nobody else has written the head since: neither a deployment nor a deletion. Who can't look doesn't go on. */
  public async isHeld(session: Session): Promise<boolean> {
    if (!this.isLost) this.isLost = await this.ledger.headTag(session) !== this.entityTag;
    return !this.isLost;
  }

  /**
   * Writes the entries into the own place, and the head that names it.
   *
   * @returns whether the turn is still held
   */
  public async write(session: Session, entries: Entries, changed: HeadChange): Promise<Result<boolean>> {
    if (this.isLost) return done(false);
    const listed = await this.ledger.writeEntries(session, this.place, entries);
    return listed.kind === 'REFUSED' ? listed : this.writeHead(session, { ...changed, entries: this.place });
  }

  /** Changes the head only. */
  public async writeHead(session: Session, changed: HeadChange): Promise<Result<boolean>> {
    if (this.isLost) return done(false);
    const head = { ...this.current, ...changed } as Head;
    const written = await this.ledger.writeHead(session, head, this.entityTag);
    switch (written.kind) {
      case 'REFUSED': return written;
      case 'LEFT':
        this.isLost = true;
        return done(false);
      case 'SWAPPED':
        this.current = written.head;
        this.entityTag = written.entityTag;
        return done(true);
    }
  }
}

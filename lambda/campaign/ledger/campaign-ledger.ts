import { HEAD, nameOfCampaignEntries, nameOfRoster } from '../../../lib/contract/ledger-names';
import type { RosterRowLine } from '../../../lib/contract/campaign';
import type { CampaignStatus } from '../../../lib/contract/campaign-status';
import type { LedgerKind } from '../../../lib/contract/contents';
import { STATUS } from '../../../lib/contract/contents-status';
import type { StoredObject } from '../../contents/contents-calls';
import { parsedHead } from '../../contents/ledger/head-object';
import type { LedgerObjects } from '../../contents/ledger/ledger-objects';
import { callFailure } from '../../guard/call-failure';
import { Failure, failure } from '../../guard/failure';
import { again, repeat, settled } from '../../guard/repeat';
import { CallResult, done, Result } from '../../guard/result';
import { HEAD_TAKEN } from '../../guard/schedules';
import type { Session } from '../../guard/session';
import { parseRoster, unreadable } from '../roster';
import type { DeclaredCampaign } from '../settings';
import { Entries, noEntries, readEntries, writtenEntries } from './entries';
import { CAMPAIGN_FORMAT, Head, isHead } from './head';

/** The head as it was read, or nothing of what is none. */
export interface StoredHead {
  readonly head?: Head;
  readonly entityTag: string;
}

/** What became of a change of the head. */
export type Swapped = { readonly kind: 'SWAPPED'; readonly head: Head; readonly entityTag: string } | { readonly kind: 'LEFT' } | Failure;

/** The ledger of a campaign: a head, the roster and what became of its rows. */
export class CampaignLedger {
  constructor(private readonly objects: LedgerObjects) {}

  /**
   * Nothing if there is none. That of a newer version of the library is refused.
   *
   * @param isThere whether it was there before, so that it needn't be looked for
   */
  public async readHead(session: Session, isThere = false): Promise<Result<StoredHead | undefined>> {
    const read = await (isThere ? this.objects.read(session, 'head', HEAD) : this.objects.find(session, 'head', HEAD));
    if (read.kind !== 'DONE') return callFailure(read, 'reading the ledger of the campaign');
    if (!read.output) return done(undefined);
    const head = parsedHead(read.output.body);
    const { format } = (head ?? {}) as { readonly format?: unknown };
    if (typeof format === 'number' && format > CAMPAIGN_FORMAT) {
      return failure('LEDGER_TOO_NEW', { ledger: this.objects.uriOf('head', HEAD), format: String(format), known: String(CAMPAIGN_FORMAT) });
    }
    return done({ entityTag: read.output.entityTag, ...(isHead(head) && { head }) });
  }

  /** The entity tag of the head that is there now; nothing if it can't be read. */
  public async headTag(session: Session): Promise<string | undefined> {
    const read = await this.objects.read(session, 'head', HEAD);
    return read.kind === 'DONE' ? read.output?.entityTag : undefined;
  }

  /**
   * Changes the head, whoever else does so at the same time.
   *
   * @param change makes the new one of what is there, or nothing if it is to stay
   * @param isThere whether it was there before
   */
  public swap(session: Session, change: (head: Head | undefined) => Head | undefined, isThere = false): Promise<Swapped> {
    return repeat<Swapped>(session, HEAD_TAKEN, async () => {
      const read = await this.readHead(session, isThere);
      if (read.kind === 'REFUSED') return settled(read);
      const head = change(read.output?.head);
      if (!head) return settled({ kind: 'LEFT' });
      const written = await this.writeHead(session, head, read.output?.entityTag);
      return written.kind === 'LEFT' ? again(({ attempts, seconds }) => contested(attempts, seconds)) : settled(written);
    });
  }

  /** Writes the head over the one with an entity tag: `LEFT` if that isn't there any more. */
  public async writeHead(session: Session, head: Head, over: string | undefined): Promise<Swapped> {
    const written = await this.objects.writeIf(session, 'head', HEAD, JSON.stringify(head), over === undefined ? 'ABSENT' : { over });
    if (written.kind !== 'DONE') return callFailure(written, 'writing the ledger of the campaign');
    return written.output.kind === 'WRITTEN' ? { kind: 'SWAPPED', head, entityTag: written.output.entityTag } : { kind: 'LEFT' };
  }

  /** Nothing of a list that is lost. */
  public async readEntries(session: Session, { entries }: Head): Promise<Result<Entries | undefined>> {
    if (entries === undefined) return done(noEntries());
    const read = await this.readOrMiss(session, 'ledger', nameOfCampaignEntries(entries));
    if (read.kind !== 'DONE') return callFailure(read, 'reading the ledger of the campaign');
    return done(read.output && readEntries(read.output.body));
  }

  /** What people read of the campaign. Nothing depends on it. */
  public async writeStatus(session: Session, status: CampaignStatus): Promise<void> {
    await this.objects.writeOnce(session, 'report', STATUS, JSON.stringify(status));
  }

  public async writeEntries(session: Session, place: number, entries: Entries): Promise<Result<unknown>> {
    const written = await this.objects.write(session, 'ledger', nameOfCampaignEntries(place), writtenEntries(entries));
    return written.kind === 'DONE' ? written : callFailure(written, 'writing the ledger of the campaign');
  }

  /** The copy of a roster that was taken before; nothing if there is none any more. */
  public async readRoster(session: Session, hash: string): Promise<Result<readonly RosterRowLine[] | undefined>> {
    const read = await this.readOrMiss(session, 'file', nameOfRoster(hash));
    if (read.kind !== 'DONE') return callFailure(read, 'reading the roster of the campaign');
    return read.output ? parseRoster(read.output.body) : done(undefined);
  }

  /** Reads a roster, and keeps a copy: its own bucket may lose it before a rollback asks for it. */
  public async takeRoster(session: Session, { bucket, key, hash }: DeclaredCampaign['source']): Promise<Result<readonly RosterRowLine[]>> {
    const names = await this.objects.names(session, 'file', nameOfRoster(hash));
    const kept = names.kind === 'DONE' && names.output.length > 0 ? await this.readRoster(session, hash) : undefined;
    if (kept?.kind === 'DONE' && kept.output) return done(kept.output);
    const read = await this.objects.readElsewhere(session, bucket, key);
    if (read.kind === 'MISSING') return unreadable(`there is no object ${key} in bucket ${bucket}`);
    if (read.kind !== 'DONE') return callFailure(read, 'reading the roster of the campaign');
    const parsed = parseRoster(read.output.body);
    if (parsed.kind === 'REFUSED') return parsed;
    const written = await this.objects.write(session, 'file', nameOfRoster(hash), read.output.body);
    return written.kind === 'DONE' ? parsed : callFailure(written, 'keeping a copy of the roster');
  }

  /** An object that was there before. Of one that is gone, whoever may only list under a prefix is told that it may not be read. */
  private async readOrMiss(session: Session, kind: LedgerKind, name: string): Promise<CallResult<StoredObject | undefined>> {
    const read = await this.objects.read(session, kind, name);
    if (read.kind !== 'FAILED' || read.code !== 'ACCESS_DENIED') return read;
    const names = await this.objects.names(session, kind, name);
    return names.kind === 'DONE' && !names.output.includes(name) ? done(undefined) : read;
  }
}

function contested(attempts: number, seconds: number): Failure {
  return failure('CONCURRENT_MODIFICATION', { doing: 'taking the ledger of the campaign', attempts: String(attempts), seconds: String(seconds) });
}

import { ContentsStatus, STATUS, STATUS_FORMAT } from '../../../lib/contract/contents-status';
import type { Session } from '../../guard/session';
import type { LedgerObjects } from '../ledger/ledger-objects';

/**
 * The object in which people read how far the handling of an event is. Each writer overwrites only what it has written itself, but for the first time, so that
 * whoever comes late doesn't hide what a later call of the function says.
 */
export class StatusObject {
  private entityTag?: string;
  private isForeign = false;

  constructor(private readonly objects: LedgerObjects) {}

  /** What is there; nothing if that is nothing, or can't be read. */
  public async read(session: Session): Promise<ContentsStatus | undefined> {
    const read = await this.objects.find(session, 'report', STATUS);
    return read.kind === 'DONE' && read.output ? statusIn(read.output.body) : undefined;
  }

  /** Tries to write it. */
  public async write(session: Session, status: ContentsStatus): Promise<void> {
    if (this.isForeign || (status.state === 'OVERTAKEN' && this.entityTag === undefined)) return;
    const condition = this.entityTag === undefined ? undefined : { over: this.entityTag };
    const written = await this.objects.writeOnce(session, 'report', STATUS, JSON.stringify(status), condition);
    if (written.kind === 'DONE') this.entityTag = written.output;
    // A write whose answer was lost may have taken effect, so that the tag is another one.
    if (written.kind === 'FAILED' || written.kind === 'MISSING') delete this.entityTag;
    this.isForeign = written.kind === 'CONFLICT';
  }
}

function statusIn(body: Uint8Array): ContentsStatus | undefined {
  try {
    const status = JSON.parse(Buffer.from(body).toString('utf8')) as Partial<ContentsStatus> | null;
    return status?.format === STATUS_FORMAT ? status as ContentsStatus : undefined;
  } catch {
    return undefined;
  }
}

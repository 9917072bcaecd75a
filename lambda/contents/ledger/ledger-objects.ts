import { LedgerKind, ledgerPrefix } from '../../../lib/contract/contents';
import { call } from '../../guard/call';
import { CallResult, Done, done } from '../../guard/result';
import { ONCE } from '../../guard/schedules';
import type { Session } from '../../guard/session';
import type { Unanswered } from '../../guard/unanswered';
import type { ObjectCalls, StoredObject, WriteCondition } from '../contents-calls';

/** Where the ledger of one resource is. */
export interface LedgerPlace {
  readonly bucket: string;
  /** Another stack of the same name has another one. */
  readonly stackUuid: string;
  readonly logicalResourceId: string;
}

/** What came of a conditional write: `REFUSED` if somebody else was there before. */
export type Written = { readonly kind: 'WRITTEN'; readonly entityTag: string } | { readonly kind: 'REFUSED_BY_CONDITION' };

/** What is to be made sure of before each attempt to write. */
type BeforeWriting = () => Promise<void>;

interface Writing {
  readonly condition?: WriteCondition;
  readonly unanswered?: Unanswered[];
  readonly before: BeforeWriting | undefined;
}

/** The objects of a ledger in S3. */
export class LedgerObjects {
  constructor(private readonly calls: ObjectCalls, public readonly place: LedgerPlace) {}

  public keyOf(kind: LedgerKind, name: string): string {
    const { stackUuid, logicalResourceId } = this.place;
    return `${ledgerPrefix(kind, stackUuid)}${logicalResourceId}/${name}`;
  }

  public uriOf(kind: LedgerKind, name: string): string {
    return `s3://${this.place.bucket}/${this.keyOf(kind, name)}`;
  }

  /**
   * The object, or `undefined` if there is none. It is listed first: whoever may only list under a prefix is refused an object that isn't there, and wouldn't
   * know it from one that may not be read.
   */
  public async find(session: Session, kind: LedgerKind, name: string): Promise<CallResult<StoredObject | undefined>> {
    const names = await this.names(session, kind, name);
    if (names.kind !== 'DONE') return names;
    return names.output.includes(name) ? this.read(session, kind, name) : done(undefined);
  }

  /** An object that was there before; `undefined` if it isn't any more. */
  public async read(session: Session, kind: LedgerKind, name: string): Promise<CallResult<StoredObject | undefined>> {
    const read = await call(session, 's3:GetObject', () => this.calls.getObject(this.place.bucket, this.keyOf(kind, name)));
    return read.kind === 'MISSING' ? done(undefined) : read;
  }

  /** An object of any bucket. */
  public readElsewhere(session: Session, bucket: string, key: string, versionId?: string): Promise<CallResult<StoredObject>> {
    return call(session, 's3:GetObject', () => this.calls.getObject(bucket, key, versionId));
  }

  /** The names of the objects of a kind that begin with a text. */
  public async names(session: Session, kind: LedgerKind, beginning: string): Promise<CallResult<readonly string[]>> {
    const before = this.keyOf(kind, '');
    const keys = await call(session, 's3:ListBucket', () => this.calls.listKeys(this.place.bucket, before + beginning));
    return keys.kind === 'DONE' ? done(keys.output.map((key) => key.slice(before.length))) : keys;
  }

  /** Writes an object, whatever is there. */
  public write(session: Session, kind: LedgerKind, name: string, body: Uint8Array | string, before?: BeforeWriting): Promise<CallResult<string>> {
    return this.put(session, kind, name, Buffer.from(body), { before });
  }

  /** Tries once to write an object, perhaps only over what it was the last time. Nobody depends on it. @returns its entity tag */
  public writeOnce(session: Session, kind: LedgerKind, name: string, body: string, condition?: WriteCondition): Promise<CallResult<string>> {
    return call(session, 's3:PutObject', () => this.calls.putObject(this.place.bucket, this.keyOf(kind, name), Buffer.from(body), condition), undefined, ONCE);
  }

  /** Writes an object under a condition. If an answer was lost, reading back tells whether the write took effect. */
  public async writeIf(
    session: Session, kind: LedgerKind, name: string, body: string, condition: WriteCondition, before?: BeforeWriting,
  ): Promise<Done<Written> | Exclude<CallResult<unknown>, Done<unknown>>> {
    const unanswered: Unanswered[] = [];
    const written = await this.put(session, kind, name, Buffer.from(body), { condition, unanswered, before });
    switch (written.kind) {
      case 'DONE': return done({ kind: 'WRITTEN', entityTag: written.output });
      // The object that a condition is about may be gone.
      case 'MISSING': return done({ kind: 'REFUSED_BY_CONDITION' });
      case 'FAILED': return written;
      case 'CONFLICT': break;
    }
    if (unanswered.length === 0) return done({ kind: 'REFUSED_BY_CONDITION' });
    const live = await this.read(session, kind, name);
    if (live.kind !== 'DONE') return live;
    const isOwn = live.output && Buffer.from(live.output.body).equals(Buffer.from(body));
    return done(live.output && isOwn ? { kind: 'WRITTEN', entityTag: live.output.entityTag } : { kind: 'REFUSED_BY_CONDITION' });
  }

  private put(
    session: Session, kind: LedgerKind, name: string, body: Uint8Array, { condition, unanswered, before }: Writing,
  ): Promise<CallResult<string>> {
    return call(session, 's3:PutObject', async () => {
      await before?.();
      return this.calls.putObject(this.place.bucket, this.keyOf(kind, name), body, condition);
    }, unanswered);
  }
}

import { gunzipSync, gzipSync } from 'node:zlib';
import { callFailure } from '../../guard/call-failure';
import { done, Result } from '../../guard/result';
import type { Session } from '../../guard/session';
import type { ContentsDeletion } from '../decide/deletion';
import type { Leaving } from '../decide/removals';
import type { LedgerObjects } from '../ledger/ledger-objects';
import type { FailedRemoval, FailedRow } from './row-log';

/** What one call of the function hands over to the next one that goes on with the same event. What was done is in the ledger. */
export interface Carried {
  /** Whether an update is taken back: the stack may do something else by now. */
  readonly isUndoing?: boolean;
  /** What a Delete does. */
  readonly deletion?: ContentsDeletion;
  /** Who leaves. Nobody else does, whoever has come into a group since. */
  readonly leaving?: Leaving;
  /** Whether those have left whom an earlier update has left out. */
  readonly isPaid?: boolean;
  /** Whether the ledger says who leaves. Some may have left since. */
  readonly isNoted?: boolean;
  readonly failures?: readonly FailedRow[];
  /** Entries that couldn't be removed. */
  readonly unremoved?: readonly FailedRemoval[];
  /** The ids of users and groups that have no row, by the keys of their names. */
  readonly looked?: readonly (readonly [key: string, id: string])[];
}

/** What the call before has handed over; nothing if this is the first one, or the one before has ended unexpectedly. */
export async function readCarried(session: Session, objects: LedgerObjects, requestId: string): Promise<Result<Carried | undefined>> {
  const read = await objects.find(session, 'event', nameOf(requestId));
  if (read.kind !== 'DONE') return callFailure(read, 'reading what was handed over');
  return done(read.output && JSON.parse(gunzipSync(read.output.body).toString('utf8')) as Carried);
}

export async function writeCarried(session: Session, objects: LedgerObjects, requestId: string, carried: Carried): Promise<Result<unknown>> {
  const written = await objects.write(session, 'event', nameOf(requestId), gzipSync(JSON.stringify(carried)));
  return written.kind === 'DONE' ? written : callFailure(written, 'writing what is handed over');
}

function nameOf(requestId: string): string {
  return `${requestId}-carried.json.gz`;
}

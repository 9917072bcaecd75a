import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { callFailure } from '../../guard/call-failure';
import { done, Result } from '../../guard/result';
import type { Session } from '../../guard/session';
import type { LedgerObjects } from '../ledger/ledger-objects';

/** An event as the calls of the function find it that go on with it. */
export interface KeptEvent {
  readonly event: CloudFormationCustomResourceEvent;
  /** When it came, in milliseconds since 1970. */
  readonly received: number;
}

/** Keeps an event as it came first. */
export async function keepEvent(session: Session, objects: LedgerObjects, kept: KeptEvent): Promise<Result<unknown>> {
  const written = await objects.writeIf(session, 'event', nameOf(kept.event.RequestId), JSON.stringify(kept), 'ABSENT');
  return written.kind === 'DONE' ? written : callFailure(written, 'keeping the event');
}

/** The event of a request; nothing if it is gone. */
export async function readKeptEvent(session: Session, objects: LedgerObjects, requestId: string): Promise<Result<KeptEvent | undefined>> {
  const read = await objects.find(session, 'event', nameOf(requestId));
  if (read.kind !== 'DONE') return callFailure(read, 'reading the event');
  return done(read.output && JSON.parse(Buffer.from(read.output.body).toString('utf8')) as KeptEvent);
}

function nameOf(requestId: string): string {
  return `${requestId}.json`;
}

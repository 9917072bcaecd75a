import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { callFailure } from '../../guard/call-failure';
import { done, Result } from '../../guard/result';
import type { Session } from '../../guard/session';
import type { LedgerObjects } from '../ledger/ledger-objects';

/** Keeps an event for the calls of the function that go on with it. */
export async function keepEvent(session: Session, objects: LedgerObjects, event: CloudFormationCustomResourceEvent): Promise<Result<unknown>> {
  const kept = await objects.write(session, 'event', nameOf(event.RequestId), JSON.stringify(event));
  return kept.kind === 'DONE' ? kept : callFailure(kept, 'keeping the event');
}

/** The event of a request; nothing if it has expired. */
export async function readKeptEvent(
  session: Session, objects: LedgerObjects, requestId: string,
): Promise<Result<CloudFormationCustomResourceEvent | undefined>> {
  const read = await objects.find(session, 'event', nameOf(requestId));
  if (read.kind !== 'DONE') return callFailure(read, 'reading the event');
  return done(read.output && JSON.parse(Buffer.from(read.output.body).toString('utf8')) as CloudFormationCustomResourceEvent);
}

function nameOf(requestId: string): string {
  return `${requestId}.json`;
}

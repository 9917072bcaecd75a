import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { ContentsStatus, STATUS_FORMAT } from '../../../lib/contract/contents-status';
import { askerOf } from '../../custom-resource/event';
import type { Session } from '../../guard/session';
import type { EventCalls } from '../contents-calls';
import type { LedgerObjects } from '../ledger/ledger-objects';
import { tellFinished } from './finished-event';
import { StatusObject } from './status-object';

const CODE = 'CONTENTS_ABANDONED';
const NOTHING = { toDo: 0, done: 0, failed: 0 };

/**
 * Tells that a run of the workflow has ended because calls of the function didn't come to their end: what they have told last, and that it has failed.
 *
 * @param isAwaited whether CloudFormation is told, too
 */
export async function tellAbandoned(
  event: CloudFormationCustomResourceEvent, session: Session, objects: LedgerObjects, events: EventCalls, isAwaited: boolean,
): Promise<void> {
  const object = new StatusObject(objects);
  const last = await object.read(session);
  const status: ContentsStatus = {
    ...(last?.requestId === event.RequestId ? last : nothingKnown(event, session)),
    state: 'FAILED', code: CODE, updated: session.now(), ...(isAwaited && { answer: { status: 'FAILED', code: CODE } }),
  };
  await object.write(session, status);
  await tellFinished(events, session, askerOf(event), status);
}

function nothingKnown({ RequestId: requestId, RequestType: requestType }: CloudFormationCustomResourceEvent, { started }: Session): ContentsStatus {
  return {
    format: STATUS_FORMAT, requestId, requestType, state: 'FAILED', phase: 'CHECKING', signed: started, started, updated: started, passes: 0, rows: NOTHING,
    failedByCode: {}, removals: NOTHING, owed: 0, requestsPerSecond: 0, tasksPerSecond: 0,
  };
}

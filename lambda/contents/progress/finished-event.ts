import { ContentsStatus, FINISHED, FinishedDetail, STATUS_FORMAT } from '../../../lib/contract/contents-status';
import { call } from '../../guard/call';
import { Session, Surroundings } from '../../guard/session';
import type { Asker } from '../../guard/stack-view';
import type { EventCalls } from '../contents-calls';

/** For how long it is tried to tell that a run has ended, in milliseconds. */
const PATIENCE = 10_000;

/** Tells whoever listens on the default bus that a run of the workflow has ended, if that can be done: the run has ended in any case. */
export async function tellFinished(
  events: EventCalls, surroundings: Surroundings, { stackId, logicalResourceId }: Asker, status: ContentsStatus,
): Promise<void> {
  const { requestId, requestType, state, rows, failedByCode, removals, owed, code } = status;
  const detail: FinishedDetail = {
    format: STATUS_FORMAT, stackId, logicalResourceId, requestId, requestType, state, rows, failedByCode, removals, owed,
    ...(code !== undefined && { code }),
  };
  const session = new Session(surroundings, surroundings.now() + PATIENCE);
  await call(session, 'events:PutEvents', () => events.putEvent(FINISHED.source, FINISHED.detailType, JSON.stringify(detail)));
}

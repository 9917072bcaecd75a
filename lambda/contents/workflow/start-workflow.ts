import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { WorkflowInput } from '../../../lib/contract/contents';
import type { Handled } from '../../custom-resource/event-handler';
import { call } from '../../guard/call';
import { callFailure } from '../../guard/call-failure';
import type { Session } from '../../guard/session';
import type { StackReading } from '../../guard/stack-reading';
import { isUndoingUpdate } from '../../guard/stack-view';
import { ContentsAnswers } from '../contents-answers';
import { ContentsEvent, placeOf, readContentsEvent } from '../contents-event';
import type { WorkflowCalls } from '../contents-calls';
import type { ContentsSurroundings } from '../contents-surroundings';
import { LedgerObjects } from '../ledger/ledger-objects';
import { describeStack } from '../own-stack-facts';
import { keepEvent } from './kept-event';

/**
 * Starts the workflow that an event names. It has the name of the request, so another delivery of the event finds that it was started.
 *
 * @returns nothing if there is none, and the event is to be handled without
 */
export async function startWorkflow(
  event: CloudFormationCustomResourceEvent, session: Session, { objects: calls, ownStack, homepage }: ContentsSurroundings, workflows: WorkflowCalls,
): Promise<Handled | undefined> {
  const read = readContentsEvent(event, session, { pausesAfter: undefined, received: session.started, awaited: Infinity });
  const stateMachine = read.kind === 'DONE' ? read.output.contents.stateMachine : undefined;
  if (read.kind === 'REFUSED' || stateMachine === undefined) return undefined;
  const place = placeOf(read.output);
  const answers = new ContentsAnswers(event, homepage);
  const kept = await keepEvent(session, new LedgerObjects(calls, place), { event, received: session.started });
  if (kept.kind === 'REFUSED') return answers.handled(kept);
  const input: WorkflowInput = { ...place, requestId: event.RequestId };
  const started = await call(session, 'states:StartExecution', () => workflows.startExecution(stateMachine, event.RequestId, JSON.stringify(input)));
  switch (started.kind) {
    case 'DONE': return { kind: 'UNANSWERED', result: 'STARTED' };
    case 'CONFLICT': return { kind: 'UNANSWERED', result: 'STARTED_BEFORE' };
    // An update may have removed the state machine from the stack already.
    case 'MISSING': return undefined;
    case 'FAILED': return await takesBack(read.output, ownStack) ? undefined : answers.handled(callFailure(started, 'starting the workflow'));
  }
}

/** Whether the permission may be gone since the stack, or an update of it, is taken back. */
async function takesBack({ requestType, session, asker }: ContentsEvent, ownStack: StackReading): Promise<boolean> {
  if (requestType === 'Delete') return true;
  const stack = requestType === 'Update' ? await describeStack(ownStack, session, asker.stackId) : undefined;
  return stack?.kind === 'DONE' && isUndoingUpdate(stack.output);
}

import { ABANDONED, CONTENTS_SERVICE_TIMEOUT_SECONDS, PassOutput, WorkflowInput } from '../../../lib/contract/contents';
import { FunctionContext, Handle, handleEvent } from '../../custom-resource/event-handler';
import { askerOf } from '../../custom-resource/event';
import { failure } from '../../guard/failure';
import { Session } from '../../guard/session';
import { quoted } from '../../guard/wording';
import { ContentsAnswers } from '../contents-answers';
import type { ContentsSurroundings } from '../contents-surroundings';
import { handleContents } from '../contents-resource';
import { ContentsDependencies, contentsSurroundings } from '../handler';
import { isOvertaken } from '../ledger/claim';
import { readHead } from '../ledger/head-object';
import { LedgerObjects } from '../ledger/ledger-objects';
import { LONGEST_PASS } from '../pass/pass-time';
import { tellAbandoned } from '../progress/tell-abandoned';
import { KeptEvent, readKeptEvent } from './kept-event';

/** What the workflow adds if a call of the function has failed for good. */
interface Abandoned {
  readonly [ABANDONED]?: { readonly Error?: string };
}

/** Does a part of the handling of an event, and tells whether there is more. */
export type PassHandler = (input: WorkflowInput & Abandoned, context: FunctionContext) => Promise<PassOutput>;

const TIME = { serviceTimeoutSeconds: CONTENTS_SERVICE_TIMEOUT_SECONDS, outlastsAnswer: true };

/** For reading the event, in milliseconds. */
const READING = 60_000;

/**
 * The function that the workflow calls until an event is handled.
 *
 * @param pausesAfter how long a call goes on, in milliseconds
 * @throws what nobody expects, so that the workflow calls it again
 */
export function passHandler(dependencies: ContentsDependencies, pausesAfter = LONGEST_PASS): PassHandler {
  const surroundings = contentsSurroundings(dependencies);
  return async ({ bucket, stackUuid, logicalResourceId, requestId, [ABANDONED]: abandoned }, context) => {
    const objects = new LedgerObjects(surroundings.objects, { bucket, stackUuid, logicalResourceId });
    const reading = new Session(dependencies.surroundings, dependencies.surroundings.now() + READING);
    const kept = await readKeptEvent(reading, objects, requestId);
    if (kept.kind === 'REFUSED') throw new Error(`the event can't be read: ${kept.code}`);
    if (!kept.output) throw new Error('the event is gone');
    const { event: incoming, received } = kept.output;
    const handle: Handle = abandoned
      ? (event, session) => abandon({ event, received }, session, objects, abandoned.Error ?? '', surroundings)
      : (event, session, awaited) => handleContents(event, session, { pausesAfter, received, awaited }, surroundings);
    const handled = await handleEvent(dependencies, TIME, handle, incoming, context);
    return { isMore: handled?.kind === 'GOES_ON' };
  };
}

/** Answers for calls of the function that didn't come to their end. */
async function abandon(
  { event, received }: KeptEvent, session: Session, objects: LedgerObjects, error: string, { homepage, events }: ContentsSurroundings,
): ReturnType<Handle> {
  const read = await readHead(session, objects);
  const head = read.kind === 'DONE' ? read.output?.head : undefined;
  const { RequestId: requestId } = event;
  const { signed = received } = askerOf(event);
  if (head && isOvertaken(head, { requestId, signed })) return { kind: 'UNANSWERED', result: 'OVERTAKEN' };
  // It may not have arrived.
  const answer = head?.wanted.requestId === requestId ? head.wanted.answer : undefined;
  const afterwards = (): Promise<unknown> => tellAbandoned(event, session, objects, events, answer === undefined);
  if (answer) return { kind: 'ANSWERED', answer, result: 'CONTENTS_ABANDONED', afterwards };
  return { ...new ContentsAnswers(event, homepage).handled(failure('CONTENTS_ABANDONED', { error: quoted(error) })), afterwards };
}

import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { HEAD } from '../../lib/contract/ledger-names';
import type { Handled } from '../custom-resource/event-handler';
import { Failure, failure } from '../guard/failure';
import { done } from '../guard/result';
import type { Session } from '../guard/session';
import { bringContents } from './bring-contents';
import { allowRemovals } from './clean-up';
import { ContentsAnswers, labelOf } from './contents-answers';
import { ContentsEvent, placeOf, readContentsEvent } from './contents-event';
import type { ContentsSurroundings } from './contents-surroundings';
import { deleteContents } from './delete-contents';
import { claim, Claimed } from './ledger/claim';
import { LedgerObjects } from './ledger/ledger-objects';
import type { Turn } from './ledger/turn';
import { NOTHING_DONE, withoutWhatIsLost } from './lost-contents';
import type { Outcome, Unfinished } from './outcome';
import { readCarried, writeCarried } from './pass/carried';
import type { Pass } from './pass/pass-time';
import { Ending, Progress } from './progress/progress';
import { StatusObject } from './progress/status-object';
import { tellEnding } from './progress/tell-ending';

/** Handles an event about contents, or a part of it: takes the ledger, brings or deletes, writes the ledger, answers. */
export async function handleContents(
  event: CloudFormationCustomResourceEvent, session: Session, pass: Pass, surroundings: ContentsSurroundings,
): Promise<Handled> {
  const answers = new ContentsAnswers(event, surroundings.homepage);
  const read = readContentsEvent(event, session, pass);
  // Nothing of what these properties declare was ever made.
  if (read.kind === 'REFUSED') return answers.handled(event.RequestType === 'Delete' ? NOTHING_DONE : read);
  const request = read.output;
  const objects = new LedgerObjects(surroundings.objects, placeOf(request));
  const claimed = await claim(session, objects, claimOf(request, surroundings.newHolder()));
  switch (claimed.kind) {
    case 'OVERTAKEN': return { kind: 'UNANSWERED', result: 'OVERTAKEN' };
    case 'ANSWERED': return { kind: 'ANSWERED', answer: claimed.answer, result: 'ANSWERED_BEFORE' };
    case 'GOES_ON': {
      const outcome = await allowRemovals(request, objects, claimed.stored, surroundings);
      return outcome ? answers.handled(outcome) : handleContents(event, session, pass, surroundings);
    }
    case 'NO_LEDGER':
    case 'REFUSED': return answers.handled(await withoutWhatIsLost(request, withoutLedger(objects, claimed), answers.incoming, surroundings));
    case 'TURN': return useTurn(request, claimed.turn, objects, surroundings, answers);
  }
}

async function useTurn(
  request: ContentsEvent, turn: Turn, objects: LedgerObjects, surroundings: ContentsSurroundings, answers: ContentsAnswers,
): Promise<Handled> {
  const { session, requestId, requestType, pass } = request;
  const progress = new Progress(request, new StatusObject(objects), turn.recovered.entries);
  progress.begin();
  const end = (handled: Handled, ending: Ending): Handled => ({ ...handled, afterwards: tellEnding(progress, request, surroundings, ending) });
  const carried = pass.pausesAfter === undefined ? done(undefined) : await readCarried(session, objects, requestId);
  const act = requestType === 'Delete' ? deleteContents : bringContents;
  const came = carried.kind === 'REFUSED' ? carried : await act(request, turn, objects, surroundings, progress, carried.output);
  if (came.kind === 'OVERTAKEN') return end(await left(session, turn), { state: 'OVERTAKEN' });
  const outcome = came.kind === 'REFUSED' ? await withoutWhatIsLost(request, came, answers.incoming, surroundings) : came;
  session.allowLastLook();
  return settle(request, turn, objects, outcome, answers, end);
}

/** Tells how a call of the function has ended, with what is handled. */
type Ended = (handled: Handled, ending: Ending) => Handled;

/** The ledger comes before the answer, so that another delivery of the event answers the same. */
async function settle(
  { session, requestId, pass }: ContentsEvent, turn: Turn, objects: LedgerObjects, outcome: Outcome | Unfinished, answers: ContentsAnswers, end: Ended,
): Promise<Handled> {
  const { answer: before } = turn.head.wanted;
  const goesOn = outcome.kind === 'UNFINISHED';
  const told = goesOn ? outcome.answerable : outcome;
  const answer = before ?? (told && answers.of(told));
  const handedOver = goesOn ? await writeCarried(session, objects, requestId, outcome.carried) : done(undefined);
  const versions = !told || told.kind === 'REFUSED' ? {} : told.versions;
  const settled = handedOver.kind === 'REFUSED' ? handedOver : await turn.settle(session, { versions, answer, goesOn });
  if (settled.kind === 'REFUSED') {
    const unsettled = before ? { kind: 'UNANSWERED' as const, result: settled.code } : answers.handled(settled);
    return end(unsettled, { state: 'FAILED', answer: before ?? answers.of(settled), code: settled.code });
  }
  // An answer that was given before may not have arrived.
  const isSent = answer && (!before || session.now() < pass.awaited);
  const result = told ? labelOf(told) : 'GOES_ON';
  switch (settled.output) {
    case 'OVERTAKEN': return end(await left(session, turn), { state: 'OVERTAKEN' });
    case 'GOES_ON': return end({ kind: 'GOES_ON', answer: isSent ? answer : undefined, result }, { state: 'RUNNING', answer });
    case 'SETTLED': {
      const code = told?.kind === 'REFUSED' ? told.code : undefined;
      return end(isSent ? { kind: 'ANSWERED', answer, result } : { kind: 'UNANSWERED', result }, { state: code ? 'FAILED' : 'DONE', answer, code });
    }
  }
}

/** Another event came. */
async function left(session: Session, turn: Turn): Promise<Handled> {
  session.allowLastLook();
  await turn.recovered.journal.leave(session);
  return { kind: 'UNANSWERED', result: 'OVERTAKEN' };
}

function claimOf({ requestId, requestType, signed, contents, before, id }: ContentsEvent, holder: string): Parameters<typeof claim>[2] {
  const begins = requestType === 'Create' || (before !== undefined && before.generation !== contents.generation);
  // A Delete of what a Create hasn't answered may come before that Create has begun, which has to see it.
  const isFence = requestType === 'Delete' && id === undefined;
  return { requestId, requestType, signed, store: contents.store, holder, isFence, ...(requestType === 'Delete' && { deletes: id?.sequence }), ...(begins && { beginsAfter: id?.sequence ?? 0 }) };
}

function withoutLedger(objects: LedgerObjects, claimed: Extract<Claimed, { kind: 'NO_LEDGER' }> | Failure): Failure {
  return claimed.kind === 'REFUSED' ? claimed : failure('LEDGER_LOST', { ledger: objects.uriOf('head', HEAD), problem: 'gone' });
}

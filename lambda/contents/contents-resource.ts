import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { Answer } from '../custom-resource/answer';
import type { Handled } from '../custom-resource/event-handler';
import { Failure, failure, messageOf } from '../guard/failure';
import { nothingMade } from '../guard/ownership';
import type { Session } from '../guard/session';
import { bringContents } from './bring-contents';
import { ContentsEvent, placeOf, readContentsEvent } from './contents-event';
import type { ContentsSurroundings } from './contents-surroundings';
import { deleteContents } from './delete-contents';
import { claim, Claimed, Turn } from './ledger/turn';
import { LedgerObjects } from './ledger/ledger-objects';
import type { Outcome } from './outcome';

const NOTHING_DONE: Outcome = { kind: 'RELEASED', released: 'KEPT', versions: {} };

/** Handles an event about contents: takes the ledger, brings or deletes, writes the ledger, answers. */
export async function handleContents(event: CloudFormationCustomResourceEvent, session: Session, surroundings: ContentsSurroundings): Promise<Handled> {
  const read = readContentsEvent(event, session);
  const incoming = event.RequestType === 'Create' || event.PhysicalResourceId === '' ? nothingMade(event.RequestId) : event.PhysicalResourceId;
  const answered = (outcome: Outcome): Answer => answerOf(outcome, incoming, event, surroundings.homepage);
  if (read.kind === 'REFUSED') {
    // Nothing of what these properties declare was ever made.
    const outcome = event.RequestType === 'Delete' ? NOTHING_DONE : read;
    return { kind: 'ANSWERED', answer: answered(outcome), result: labelOf(outcome) };
  }
  const request = read.output;
  const objects = new LedgerObjects(surroundings.objects, placeOf(request));
  const claimed = await claim(session, objects, claimOf(request, surroundings.newHolder()));
  switch (claimed.kind) {
    case 'OVERTAKEN': return { kind: 'UNANSWERED', result: 'OVERTAKEN' };
    case 'ANSWERED': return { kind: 'ANSWERED', answer: claimed.answer, result: 'ANSWERED_BEFORE' };
    case 'NO_LEDGER':
    case 'REFUSED': {
      const outcome = withoutLedger(request, objects, claimed);
      return { kind: 'ANSWERED', answer: answered(outcome), result: labelOf(outcome) };
    }
    case 'TURN': break;
  }
  const { turn } = claimed;
  const outcome = request.requestType === 'Delete'
    ? await deleteContents(request, turn, objects, surroundings)
    : await bringContents(request, turn, objects, surroundings);
  if (outcome.kind === 'OVERTAKEN') return left(session, turn);
  const answer = answered(outcome);
  // The ledger comes before the answer, so that another delivery of the event answers the same.
  session.allowLastLook();
  const settled = await turn.settle(session, outcome.kind === 'REFUSED' ? {} : outcome.versions, answer);
  if (settled.kind === 'REFUSED') return { kind: 'ANSWERED', answer: answered(settled), result: settled.code };
  return settled.output ? { kind: 'ANSWERED', answer, result: labelOf(outcome) } : left(session, turn);
}

/** Another event came. */
async function left(session: Session, turn: Turn): Promise<Handled> {
  session.allowLastLook();
  await turn.recovered.journal.leave(session);
  return { kind: 'UNANSWERED', result: 'OVERTAKEN' };
}

function claimOf({ requestId, requestType, signed, contents, before, id }: ContentsEvent, holder: string): Parameters<typeof claim>[2] {
  // A Delete of what a Create hasn't answered may come before that Create has begun, which has to see it.
  const begins = requestType === 'Create' || (requestType === 'Delete' && id === undefined) || (before !== undefined && before.generation !== contents.generation);
  return { requestId, requestType, signed, store: contents.store, holder, ...(begins && { beginsAfter: id?.sequence ?? 0 }) };
}

function withoutLedger({ requestType }: ContentsEvent, objects: LedgerObjects, claimed: Extract<Claimed, { kind: 'NO_LEDGER' }> | Failure): Outcome {
  const failed = claimed.kind === 'REFUSED' ? claimed : failure('LEDGER_LOST', { ledger: objects.uriOf('head', 'head.json'), problem: 'gone' });
  return requestType === 'Delete' && failed.code === 'LEDGER_LOST' ? NOTHING_DONE : failed;
}

function answerOf(outcome: Outcome, incoming: string, event: CloudFormationCustomResourceEvent, homepage: string): Answer {
  switch (outcome.kind) {
    case 'MANAGED': return { status: 'SUCCESS', physicalResourceId: outcome.physicalResourceId, attributes: { ...outcome.attributes } };
    case 'RELEASED': return { status: 'SUCCESS', physicalResourceId: incoming, attributes: {} };
    case 'REFUSED': return { status: 'FAILED', physicalResourceId: incoming, reason: messageOf(outcome, homepage, event.LogicalResourceId) };
  }
}

function labelOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'MANAGED': return outcome.label;
    case 'RELEASED': return outcome.released;
    case 'REFUSED': return outcome.code;
  }
}

import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { Answer } from '../custom-resource/answer';
import type { Handled } from '../custom-resource/event-handler';
import { Failure, failure, messageOf } from '../guard/failure';
import { nothingMade } from '../guard/ownership';
import { isUndoingUpdate } from '../guard/stack-view';
import type { FailureCode } from '../reasons/catalogue';
import type { ContentsAttributes } from '../../lib/contract/contents';
import type { Session } from '../guard/session';
import { bringContents } from './bring-contents';
import { ContentsEvent, placeOf, readContentsEvent } from './contents-event';
import type { ContentsSurroundings } from './contents-surroundings';
import { deleteContents } from './delete-contents';
import { claim, Claimed } from './ledger/claim';
import { HEAD } from './ledger/head-object';
import { LedgerObjects } from './ledger/ledger-objects';
import type { Turn } from './ledger/turn';
import type { Outcome } from './outcome';
import { describeStack } from './own-stack-facts';

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
      const outcome = await withoutWhatIsLost(request, withoutLedger(objects, claimed), incoming, surroundings);
      return { kind: 'ANSWERED', answer: answered(outcome), result: labelOf(outcome) };
    }
    case 'TURN': break;
  }
  const { turn } = claimed;
  const handled = request.requestType === 'Delete'
    ? await deleteContents(request, turn, objects, surroundings)
    : await bringContents(request, turn, objects, surroundings);
  if (handled.kind === 'OVERTAKEN') return left(session, turn);
  const outcome = handled.kind === 'REFUSED' ? await withoutWhatIsLost(request, handled, incoming, surroundings) : handled;
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
  const begins = requestType === 'Create' || (before !== undefined && before.generation !== contents.generation);
  // A Delete of what a Create hasn't answered may come before that Create has begun, which has to see it.
  const isFence = requestType === 'Delete' && id === undefined;
  return { requestId, requestType, signed, store: contents.store, holder, isFence, ...(begins && { beginsAfter: id?.sequence ?? 0 }) };
}

function withoutLedger(objects: LedgerObjects, claimed: Extract<Claimed, { kind: 'NO_LEDGER' }> | Failure): Failure {
  return claimed.kind === 'REFUSED' ? claimed : failure('LEDGER_LOST', { ledger: objects.uriOf('head', HEAD), problem: 'gone' });
}

/** What is gone for good, so that another try would come to the same. */
const LOST: readonly FailureCode[] = ['LEDGER_LOST', 'BUCKET_NOT_FOUND', 'CONTENTS_FILE_UNREADABLE'];

/** A Delete or a rollback does nothing about what nobody knows any more: if it failed, the stack could neither be updated nor deleted. */
async function withoutWhatIsLost(
  { requestType, session, asker }: ContentsEvent, failed: Failure, incoming: string, { ownStack }: ContentsSurroundings,
): Promise<Outcome> {
  if (requestType === 'Create' || !LOST.includes(failed.code)) return failed;
  if (requestType === 'Delete') return NOTHING_DONE;
  const stack = await describeStack(ownStack, session, asker.stackId);
  if (stack.kind === 'REFUSED' || !isUndoingUpdate(stack.output)) return failed;
  return { kind: 'MANAGED', physicalResourceId: incoming, attributes: NOTHING_KNOWN, label: 'KEPT', versions: {} };
}

const NOTHING_KNOWN: ContentsAttributes = {
  Users: '', Groups: '', Memberships: '', Created: '', Adopted: '', Failed: '', Owed: '', LookedUpIds: '', Report: '',
};

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

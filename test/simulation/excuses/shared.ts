import type { Delivery } from '../deliveries';
import { ERRORS } from '../functions';
import { holdingIn } from '../invariants/holdings';
import { isMistakenForOwn } from '../invariants/mistaken';
import type { Excuse } from './excuse';
import type { AnswerOfFramework, DifferenceInRollback, LastEvent, OneEntity, SinceThen, TwoCreations } from './facts';

/** How often the provider framework sends an answer before it gives up and sends, instead, how that failed. */
const ANSWERS_OF_FRAMEWORK = 6;

export const SHARED_EXCUSES = [
  {
    name: 'written by another event',
    why: `CloudFormation stops waiting for an Update when another resource fails, rolls the resource back at once, and the function of the first event is
still at work. There is no call that only succeeds while one is waited for, so the last write wins. The same holds for an event that is delivered
again while the next one is handled. The declared state isn't asked of such an entity.`,
    applies: ({ run, ids, last, since }: LastEvent) => ids.some((id) => run.ledger.of(id).some(({ author, at }) => author !== 'OTHERS' && at >= since
      && author.event.RequestId !== last?.event.RequestId && author.event.StackId === last?.event.StackId)),
  },
  {
    name: 'changed by others',
    why: 'Somebody else, or another stack, has changed the entity since the function looked. No function hears of that before the next event of its resource.',
    applies: ({ run, id, stackId, since = 0 }: SinceThen) => run.ledger.touchedByOthers(id, stackId, since),
  },
  {
    name: 'left as others changed it',
    why: 'A rollback leaves as it is what others have changed before, where it can\'t change that back.',
    applies: ({ isRollback, difference, asLeftByOthers }: DifferenceInRollback) => isRollback && asLeftByOthers().includes(difference),
  },
  {
    name: 'never heard of',
    why: `What CloudFormation never heard of, because it had stopped waiting or the answer was lost, may be left behind, unless the service says that the
function's role has made it ([0030](0030-creations-that-were-given-up.md)). It is adopted by the next deployment, or reported, which is better than
deleting what may be somebody else's.`,
    applies: ({ run, id }: OneEntity) => !run.sandbox.cloudFormation.all.some(({ events }) => events.some(({ physicalId }) => {
      const holding = holdingIn(physicalId);
      return holding?.id === id && holding.ownership === 'created';
    })),
  },
  {
    name: 'changed before it was delivered again',
    why: `An event is delivered again, because the function was killed once it had answered, when a later event has changed the entity. Nothing shows any
more that it was made for the first, which makes another.`,
    applies: ({ run, first, second }: TwoCreations) => {
      const { LogicalResourceId, RequestId } = (first.author as Delivery).event;
      return run.ledger.of(first.id).some(({ before, at, author }) => before && at <= second.at && author !== 'OTHERS'
        && author.event.LogicalResourceId === LogicalResourceId && author.event.RequestId !== RequestId);
    },
  },
  {
    name: 'made by others in the same seconds',
    why: `A create goes unanswered, and in those very seconds another stack, or anybody, makes an entity with exactly the declared attributes (within a second
more where the service tells whole seconds, and what the clocks may differ by). \`docs/reliability.md\` counts how often. It counts as the function's
own: the name, every attribute and the time agree, and what \`CreatedBy\` contains isn't documented. Both own it then, and the first that is removed
with \`DESTROY\` deletes it. The only alternative is to own nothing whose create went unanswered, which leaves behind what every lost answer made. The
same holds for an invitation of the same target with the same notes; its tags aren't shown.`,
    applies: ({ run, id, stackId }: OneEntity) => isMistakenForOwn(run, id, stackId),
  },
  {
    name: 'killed behind the framework',
    why: `The CDK's provider framework passes on the words of the Lambda runtime when the function behind it was killed. They have no code of the catalogue. In
a rollback such a killed function leaves the stack in UPDATE_ROLLBACK_FAILED, to be continued by hand.`,
    applies: ({ run, delivery, reason }: AnswerOfFramework) => {
      const { part, event, started, ended = Infinity } = delivery;
      return part === 'FRAMEWORK' && reason.startsWith(ERRORS.KILLED) && run.deliveries.some((behind) => behind.part === 'AWAITING' && behind.end === 'KILLED'
        && behind.event.RequestId === event.RequestId && behind.started >= started && (behind.ended ?? Infinity) <= ended);
    },
  },
  {
    name: 'not answered by the framework',
    why: 'The framework passes on the words of its own HTTP client when none of the six answers that it sends arrived. They have no code of the catalogue.',
    applies: ({ delivery: { part, faults }, reason }: AnswerOfFramework) => part === 'FRAMEWORK'
      && /^Error: (socket hang up|Unsuccessful HTTP response: 503)/.test(reason)
      && faults.filter((fault) => fault.startsWith('answer ')).length >= ANSWERS_OF_FRAMEWORK,
  },
  {
    name: 'handled without the framework',
    why: `The framework answers in the words of the services that it calls when the rest of it is deleted, to an event that is delivered again or late, or that a
rollback doesn't wait for. CloudFormation doesn't hear that failure.`,
    applies: ({ run: { sandbox }, delivery: { part }, reason }: AnswerOfFramework) => part === 'FRAMEWORK'
      && /lambda:InvokeFunction|Function not found|states:StartExecution|StateMachineDoesNotExist/.test(reason)
      && !sandbox.cloudFormation.all.some(({ events }) => events.some((each) => each.reason?.includes(reason.split('\n')[0] as string))),
  },
] as const satisfies readonly Excuse<never>[];

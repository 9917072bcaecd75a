import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { reasonWithin } from '../custom-resource/answer';
import { answerUrlOf, askerOf, readEvent } from '../custom-resource/event';
import { faultIn } from '../custom-resource/fault';
import { madeAt } from '../custom-resource/event-time';
import { PropertyReader } from '../custom-resource/properties';
import { messageOf } from '../guard/failure';
import type { OwnStack } from '../guard/own-stack';
import { physicalResourceIdOf } from '../guard/ownership';
import { done, Result } from '../guard/result';
import { Session, Surroundings } from '../guard/session';
import type { Accounts } from './accounts';
import { poll } from './awaited-invitation';
import { MEMBERSHIP, readMembership, restored } from './membership';
import type { OrganizationsCalls } from './organizations-calls';
import { WaitingLine, waitingLine } from './waiting-log';

/** An event from the CDK's provider framework. It is CloudFormation's event, later together with the answer to it. */
export type WaitingEvent = CloudFormationCustomResourceEvent & { readonly Data?: { readonly WaitingSince: string } };

/** What the framework takes as an answer. */
export interface WaitingAnswer {
  readonly PhysicalResourceId?: string;
  readonly IsComplete?: boolean;
  readonly Data?: Readonly<Record<string, string>>;
}

type RemainingTime = Pick<Context, 'getRemainingTimeInMillis'>;

export interface WaitingDependencies {
  readonly calls: OrganizationsCalls;
  readonly accounts: Accounts;
  readonly ownStack: OwnStack;
  readonly surroundings: Surroundings;
  readonly log: (line: WaitingLine) => void;
  /** Where the documentation of the reasons is. */
  readonly homepage: string;
}

/** The time reserved at the end of a function call, in milliseconds. */
const RESERVE = 5_000;

/** The room for a message, in bytes. CloudFormation takes 4,096 bytes, and the framework adds its ids and the name of its log. */
const MESSAGE_BYTES = 2_500;

/** The time limit of a poll that doesn't read the list of all accounts, in milliseconds. After throttling the next poll tries again. */
const PATIENCE_OF_A_LOOK = 10_000;

/** Stands in place of the time when waiting began. In a rollback nobody is waited for. */
const ROLLBACK = 'ROLLBACK';

/** How late an event may come and still be waited for the whole time, in milliseconds. CloudFormation waits five minutes longer. */
const LONGEST_DELIVERY_DELAY = 4 * 60_000;

/**
 * Waits for the acceptance of an invitation. The CDK's provider framework polls this function. It calls it once for the event, and then with the event and the
 * answer to it until that is complete.
 *
 * @throws with nothing but the message, which the framework passes on to CloudFormation
 */
export function waitingHandler({ calls, accounts, ownStack, surroundings, log, homepage }: WaitingDependencies) {
  const answer = async (event: WaitingEvent, context: RemainingTime): Promise<Result<WaitingAnswer>> => {
    const { Data: data } = event;
    // CloudFormation invents an id when a Create never answered. The framework refuses a Delete that answers with another id.
    if (event.RequestType === 'Delete') return done(data ? { IsComplete: true } : { PhysicalResourceId: event.PhysicalResourceId, Data: { WaitingSince: '' } });

    const reader = new PropertyReader(event.ResourceProperties, 'ResourceProperties');
    const properties = readMembership(reader);
    if (reader.failure) return reader.failure;

    const remaining = context.getRemainingTimeInMillis() - RESERVE;
    // The first call has to learn whether the stack is rolled back. Later calls only ask whether the account has joined, and the framework repeats them.
    const isShort = data !== undefined && properties.Target.Email === undefined;
    const time = isShort ? Math.min(remaining, PATIENCE_OF_A_LOOK) : remaining;
    const session = new Session(surroundings, surroundings.now() + time);
    const asker = askerOf(event);
    if (!data) {
      const isRollback = event.RequestType === 'Update' ? await ownStack.isUndoingUpdate(session, asker) : done(false);
      if (isRollback.kind === 'REFUSED') return isRollback;
      const since = waitingSince(event, surroundings.now());
      if (!isRollback.output) log(waitingLine(event, properties, since));
      const WaitingSince = isRollback.output ? ROLLBACK : String(since);
      return done({ PhysicalResourceId: physicalResourceIdOf(MEMBERSHIP), Data: { WaitingSince } });
    }
    const request = { session, asker, properties };
    const since = data.WaitingSince;
    const during = event.RequestType === 'Create' ? 'Create' : 'Update';
    const result = since === ROLLBACK ? await restored({ calls, accounts }, request) : await poll({ calls, accounts }, { ...request, during }, Number(since));
    if (result === 'NOT_YET') return done({ IsComplete: false });
    return result.kind === 'MANAGED' ? done({ IsComplete: true, Data: result.attributes }) : result;
  };

  return async (incoming: WaitingEvent, context: RemainingTime): Promise<WaitingAnswer> => {
    const event = readEvent(incoming);
    const answered = await answer(event, context).catch((thrown: unknown) => faultIn(event, thrown));
    return answered.kind === 'DONE' ? answered.output : fail(messageOf(answered, homepage, event.LogicalResourceId));
  };
}

/** The time when waiting began. After a late event waiting is shorter, because CloudFormation counts from when it made the event. */
function waitingSince(event: WaitingEvent, now: number): number {
  const answerUrl = answerUrlOf(event);
  const made = answerUrl && madeAt(answerUrl);
  return made === undefined ? now : Math.min(now, made + LONGEST_DELIVERY_DELAY);
}

/** The framework puts the stack of an error into the message for CloudFormation, so there is none. */
function fail(message: string): never {
  const error = new Error(reasonWithin(message, MESSAGE_BYTES));
  error.stack = '';
  throw error;
}

import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { reasonWithin } from '../custom-resource/answer';
import { answerUrlOf, askerOf, readEvent } from '../custom-resource/event';
import { faultIn } from '../custom-resource/fault';
import { madeAt } from '../custom-resource/lateness';
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

/** What the CDK's provider framework sends: an event of CloudFormation, and later what was answered to it as well. */
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

/** Kept free at the end of a function call, in milliseconds. */
const RESERVE = 5_000;

/** What of CloudFormation's 4,096 bytes the framework leaves for a message, with its ids and the name of its log. */
const MESSAGE_BYTES = 2_500;

/** How long a single look may take that isn't at a list of all accounts, in milliseconds: a throttled one is tried at the next. */
const PATIENCE_OF_A_LOOK = 10_000;

/** Instead of the time since when somebody is waited for: in a rollback nobody is. */
const ROLLBACK = 'ROLLBACK';

/** How late an event may come for the whole time to be waited, in milliseconds: CloudFormation waits five minutes longer. */
const LATENESS_ALLOWED = 4 * 60_000;

/**
 * Waits for the acceptance of an invitation, polled by the CDK's provider framework, which calls this function once for the
 * event and then, with the same event and the answer to it, until it is complete.
 *
 * @throws with nothing but the message, which the framework passes on to CloudFormation
 */
export function waitingHandler({ calls, accounts, ownStack, surroundings, log, homepage }: WaitingDependencies) {
  const answer = async (event: WaitingEvent, context: RemainingTime): Promise<Result<WaitingAnswer>> => {
    const { Data: data } = event;
    // The framework refuses a Delete that answers with another id, and CloudFormation invents one when a Create never answered.
    if (event.RequestType === 'Delete') return done(data ? { IsComplete: true } : { PhysicalResourceId: event.PhysicalResourceId, Data: { WaitingSince: '' } });

    const reader = new PropertyReader(event.ResourceProperties, 'ResourceProperties');
    const properties = readMembership(reader);
    if (reader.failure) return reader.failure;

    const remaining = context.getRemainingTimeInMillis() - RESERVE;
    // Whether the stack is rolled back has to be known; whether the account has joined is asked again.
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

/** An event that came late is waited for a shorter time: CloudFormation counts from when it made the event. */
function waitingSince(event: WaitingEvent, now: number): number {
  const answerUrl = answerUrlOf(event);
  const made = answerUrl && madeAt(answerUrl);
  return made === undefined ? now : Math.min(now, made + LATENESS_ALLOWED);
}

/** The framework puts the stack of an error into the message for CloudFormation, so there is none. */
function fail(message: string): never {
  const error = new Error(reasonWithin(message, MESSAGE_BYTES));
  error.stack = '';
  throw error;
}

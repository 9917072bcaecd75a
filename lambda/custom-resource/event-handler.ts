import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { bodyOf, Answer } from './answer';
import { isAnswerBucket } from './answer-bucket';
import { deliver, PutAnswer } from './delivery';
import { answerUrlOf, readEvent } from './event';
import { answerDeadline } from './event-time';
import type { Notice } from './resource';
import { Session, Surroundings } from '../guard/session';

/**
 * The time reserved at the end of a function call, in milliseconds. It is enough for a last call and a last look that both hang (7.5 s each), and for one
 * attempt to answer.
 */
const RESERVE = 20_000;

/** What the log tells of an event. Nothing in it is personal. */
export interface LogLine {
  readonly requestId: string;
  readonly requestType: string;
  readonly resourceType: string;
  /** How it ended: an outcome, or a code of the catalogue. */
  readonly result: string;
  /** What else is to be known: that a user is disabled. */
  readonly notice?: Notice;
  readonly calls: number;
  readonly milliseconds: number;
}

export interface HandlerDependencies {
  readonly surroundings: Surroundings;
  readonly putAnswer: PutAnswer;
  readonly log: (line: LogLine) => void;
  /** Ends the execution environment, so that Lambda delivers the event again, to another one. */
  readonly endEnvironment: () => void;
  /** Where the documentation of the reasons is. */
  readonly homepage: string;
}

/** What the function has to know of its own call. */
export type FunctionContext = Pick<Context, 'getRemainingTimeInMillis' | 'invokedFunctionArn'>;

/** What came of an event. */
export type Handled = Afterwards & (
  | { readonly kind: 'ANSWERED'; readonly answer: Answer; readonly result: string; readonly notice?: Notice | undefined }
  /** Nobody waits for an answer any more. */
  | { readonly kind: 'UNANSWERED'; readonly result: string }
  /** Another call of the function goes on, whether or not something can be answered already. */
  | { readonly kind: 'GOES_ON'; readonly answer: Answer | undefined; readonly result: string }
  | { readonly kind: 'LEFT_TO_ANOTHER_ENVIRONMENT' });

interface Afterwards {
  /** What is done once the answer is out. It never throws, and takes no longer than what is reserved at the end of a call. */
  readonly afterwards?: () => Promise<unknown>;
}

export type EventHandler = (incoming: CloudFormationCustomResourceEvent, context: FunctionContext) => Promise<void>;

/** How the calls of a function are limited. */
export interface HandlingTime {
  /** How long CloudFormation waits for the answer. */
  readonly serviceTimeoutSeconds: number;
  /** Whether something is left to do once CloudFormation doesn't wait any more. @default false */
  readonly outlastsAnswer?: boolean;
}

/**
 * Handles an event.
 *
 * @param awaited until when CloudFormation waits for the answer, less the time to deliver it, in milliseconds since 1970
 */
export type Handle = (event: CloudFormationCustomResourceEvent, session: Session, awaited: number) => Promise<Handled>;

/**
 * The entry point of a function that CloudFormation calls directly: handles the event, answers, and writes one line to the log.
 *
 * @param serviceTimeoutSeconds how long CloudFormation waits for the answer
 * @param handle never throws
 * @throws when the answer can't be delivered, so that Lambda delivers the event again
 */
export function eventHandler(dependencies: HandlerDependencies, serviceTimeoutSeconds: number, handle: Handle): EventHandler {
  return async (incoming, context) => {
    await handleEvent(dependencies, { serviceTimeoutSeconds }, handle, incoming, context);
  };
}

/**
 * The same for an event that somebody else has got from CloudFormation.
 *
 * @returns what came of it; nothing if it isn't one to handle
 */
export async function handleEvent(
  { surroundings, putAnswer, log, endEnvironment }: HandlerDependencies, { serviceTimeoutSeconds, outlastsAnswer = false }: HandlingTime, handle: Handle,
  incoming: CloudFormationCustomResourceEvent, context: FunctionContext,
): Promise<Handled | undefined> {
  const ends = surroundings.now() + context.getRemainingTimeInMillis();
  const event = readEvent(incoming);
  const answerUrl = answerUrlOf(event);
  const awaited = answerUrl ? answerDeadline(answerUrl, serviceTimeoutSeconds) : Infinity;
  const session = new Session(surroundings, (outlastsAnswer ? ends : Math.min(ends, awaited)) - RESERVE);
  const write = (result: string, notice?: Notice): undefined => log({
    requestId: event.RequestId,
    requestType: event.RequestType,
    resourceType: event.ResourceType,
    result,
    ...(notice && { notice }),
    calls: session.calls,
    milliseconds: session.now() - session.started,
  }) as undefined;

  // Nobody would learn what was done.
  if (!answerUrl) return write('NO_ANSWER_URL');
  const isExpected = isAnswerBucket(answerUrl, context.invokedFunctionArn);
  if (!isExpected) return write('FOREIGN_ANSWER_URL');
  if (isExpected === 'UNKNOWN_PARTITION') write('ANSWER_URL_OF_UNKNOWN_PARTITION');
  if (session.now() > awaited && !outlastsAnswer) return write('TOO_LATE');

  const handled = await handle(event, session, awaited - RESERVE);
  if (handled.kind === 'LEFT_TO_ANOTHER_ENVIRONMENT') {
    write(handled.kind);
    endEnvironment();
    return handled;
  }
  try {
    if (handled.kind !== 'UNANSWERED' && handled.answer) await deliver(surroundings, putAnswer, event.ResponseURL, bodyOf(event, handled.answer), ends);
  } catch (thrown) {
    write('ANSWER_NOT_DELIVERED');
    throw thrown;
  }
  write(handled.result, handled.kind === 'ANSWERED' ? handled.notice : undefined);
  await handled.afterwards?.();
  return handled;
}

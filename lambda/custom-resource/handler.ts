import type { CloudFormationCustomResourceDeleteEvent, CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { isForAnotherEnvironment } from './another-environment';
import { bodyOf, Answer } from './answer';
import { isAnswerBucket } from './answer-bucket';
import { deliver, PutAnswer } from './delivery';
import { answerUrlOf, askerOf, isKnownRequest, readEvent } from './event';
import { faultIn } from './fault';
import { answerDeadline, madeAt } from './event-time';
import { PropertyReader } from './properties';
import { GuardedResource, Managed, Notice, Released, released } from './resource';
import { Failure, failure, messageOf } from '../guard/failure';
import { isInvented, nothingMade, parsePhysicalResourceId, physicalResourceIdOf } from '../guard/ownership';
import { Session, Surroundings } from '../guard/session';
import { quoted } from '../guard/wording';

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

// A map of kinds with different properties; each kind only ever sees what its own `read` made.
type AnyResource = GuardedResource<any, any>;
export type GuardedResources = Readonly<Record<string, AnyResource>>;

/**
 * The entry point of a function that CloudFormation calls directly: decides, acts, answers, and writes one line to the
 * log.
 *
 * @throws when the answer can't be delivered, so that Lambda delivers the event again
 */
export function customResourceHandler(resources: GuardedResources, dependencies: HandlerDependencies) {
  const { surroundings, putAnswer, log, endEnvironment, homepage } = dependencies;

  return async (incoming: CloudFormationCustomResourceEvent, context: FunctionContext): Promise<void> => {
    const ends = surroundings.now() + context.getRemainingTimeInMillis();
    const event = readEvent(incoming);
    const answerUrl = answerUrlOf(event);
    const awaited = answerUrl ? answerDeadline(answerUrl) : Infinity;
    const session = new Session(surroundings, Math.min(ends, awaited) - RESERVE);
    const write = (result: string, notice?: Notice): void => log({
      requestId: event.RequestId,
      requestType: event.RequestType,
      resourceType: event.ResourceType,
      result,
      ...(notice && { notice }),
      calls: session.calls,
      milliseconds: session.now() - session.started,
    });

    // Nobody would learn what was done.
    if (!answerUrl) return write('NO_ANSWER_URL');
    const isExpected = isAnswerBucket(answerUrl, context.invokedFunctionArn);
    if (!isExpected) return write('FOREIGN_ANSWER_URL');
    if (isExpected === 'UNKNOWN_PARTITION') write('ANSWER_URL_OF_UNKNOWN_PARTITION');
    if (session.now() > awaited) return write('TOO_LATE');

    const result = await handle(resources, event, session);
    if (result.kind === 'REFUSED' && isForAnotherEnvironment(result, session, madeAt(answerUrl))) {
      write('LEFT_TO_ANOTHER_ENVIRONMENT');
      return endEnvironment();
    }
    try {
      await deliver(surroundings, putAnswer, event.ResponseURL, bodyOf(event, answerOf(result, event, homepage)), ends);
    } catch (thrown) {
      write('ANSWER_NOT_DELIVERED');
      throw thrown;
    }
    write(labelOf(result), result.kind === 'MANAGED' ? result.notice : undefined);
  };
}

type Result = Managed | Released | Failure;

/** Never throws: a fault of the function's own is an answer as well, or CloudFormation would wait in vain. */
async function handle(resources: GuardedResources, event: CloudFormationCustomResourceEvent, session: Session): Promise<Result> {
  try {
    return await act(resources, event, session);
  } catch (thrown) {
    return faultIn(event, thrown);
  }
}

async function act(resources: GuardedResources, event: CloudFormationCustomResourceEvent, session: Session): Promise<Result> {
  if (!isKnownRequest(event)) {
    return failure('INVALID_PROPERTIES', { property: 'RequestType', problem: `${quoted(event.RequestType)}, and not Create, Update or Delete` });
  }
  const owned = event.RequestType === 'Create' ? undefined : parsePhysicalResourceId(event.PhysicalResourceId);
  const resource = Object.hasOwn(resources, event.ResourceType) ? resources[event.ResourceType] : undefined;
  if (event.RequestType === 'Delete' && owned?.ownership !== 'created') return release(event, session, resource);
  if (!resource) {
    return failure('INVALID_PROPERTIES', { property: 'Type', problem: `${quoted(event.ResourceType)}, which this function doesn't know` });
  }

  const asker = askerOf(event);
  const reader = new PropertyReader(event.ResourceProperties, 'ResourceProperties');
  const properties: unknown = event.RequestType === 'Delete' ? resource.readIdentifying(reader) : resource.read(reader);
  if (reader.failure) return reader.failure;

  if (!owned) return resource.create({ session, asker, properties });
  if (event.RequestType !== 'Update') return resource.delete({ session, asker, properties, owned });
  const oldProperties: unknown = resource.read(new PropertyReader(event.OldResourceProperties, 'OldResourceProperties'));
  return resource.update({ session, asker, properties, oldProperties, owned });
}

/** An entity is kept unless this stack is known to have created it. If the Create never answered, the entity may still prove to be what it has made. */
async function release(event: CloudFormationCustomResourceDeleteEvent, session: Session, resource: AnyResource | undefined): Promise<Released | Failure> {
  if (!resource?.deleteOrphan || !isInvented(event.PhysicalResourceId)) return released('KEPT');
  const reader = new PropertyReader(event.ResourceProperties, 'ResourceProperties');
  const properties: unknown = resource.read(reader);
  // That Create can't have made anything.
  return reader.failure ? released('KEPT') : resource.deleteOrphan({ session, asker: askerOf(event), properties });
}

function answerOf(result: Result, event: CloudFormationCustomResourceEvent, homepage: string): Answer {
  const incoming = incomingId(event);
  switch (result.kind) {
    case 'REFUSED': return { status: 'FAILED', physicalResourceId: incoming, reason: messageOf(result, homepage, event.LogicalResourceId) };
    case 'RELEASED': return { status: 'SUCCESS', physicalResourceId: incoming, attributes: {} };
    case 'MANAGED': return { status: 'SUCCESS', physicalResourceId: idOf(result, incoming), attributes: result.attributes };
  }
}

/** The id of what the event is about; a Create, or an event without an id, is about nothing yet. */
function incomingId(event: CloudFormationCustomResourceEvent): string {
  return (event.RequestType !== 'Create' && event.PhysicalResourceId) || nothingMade(event.RequestId);
}

/** An Update of the same entity answers with the incoming id byte for byte: any difference would be a replacement. */
function idOf({ owned }: Managed, incoming: string): string {
  return parsePhysicalResourceId(incoming)?.id === owned.id ? incoming : physicalResourceIdOf(owned);
}

function labelOf(result: Result): string {
  switch (result.kind) {
    case 'REFUSED': return result.code;
    case 'RELEASED': return result.released;
    case 'MANAGED': return result.attributes.Outcome ?? 'DONE';
  }
}

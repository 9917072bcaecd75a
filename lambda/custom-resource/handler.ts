import type { CloudFormationCustomResourceDeleteEvent, CloudFormationCustomResourceEvent } from 'aws-lambda';
import { SERVICE_TIMEOUT_SECONDS } from '../../lib/contract/custom-resource';
import { isForAnotherEnvironment } from './another-environment';
import type { Answer } from './answer';
import { answerUrlOf, askerOf, isKnownRequest } from './event';
import { EventHandler, eventHandler, HandlerDependencies } from './event-handler';
import { faultIn } from './fault';
import { madeAt } from './event-time';
import { PropertyReader } from './properties';
import { GuardedResource, Managed, Released, released } from './resource';
import { Failure, failure, messageOf } from '../guard/failure';
import { isInvented, nothingMade, parsePhysicalResourceId, physicalResourceIdOf } from '../guard/ownership';
import type { Session } from '../guard/session';
import { quoted } from '../guard/wording';

// A map of kinds with different properties; each kind only ever sees what its own `read` made.
type AnyResource = GuardedResource<any, any>;
export type GuardedResources = Readonly<Record<string, AnyResource>>;

/**
 * The entry point of the function of guarded resources: decides, acts, answers, and writes one line to the log.
 *
 * @throws when the answer can't be delivered, so that Lambda delivers the event again
 */
export function customResourceHandler(resources: GuardedResources, dependencies: HandlerDependencies): EventHandler {
  return eventHandler(dependencies, SERVICE_TIMEOUT_SECONDS, async (event, session) => {
    const result = await handle(resources, event, session);
    const url = answerUrlOf(event);
    const isLeft = result.kind === 'REFUSED' && isForAnotherEnvironment(result, session, url && madeAt(url));
    if (isLeft) return { kind: 'LEFT_TO_ANOTHER_ENVIRONMENT' };
    const notice = result.kind === 'MANAGED' ? result.notice : undefined;
    return { kind: 'ANSWERED', answer: answerOf(result, event, dependencies.homepage), result: labelOf(result), notice };
  });
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

import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { Asker } from '../guard/stack-view';
import { madeAt } from './event-time';

const REQUEST_TYPES: readonly unknown[] = ['Create', 'Update', 'Delete'];

/** The members of an event that are texts, as CloudFormation sends it. */
const TEXTS = ['RequestType', 'ResourceType', 'ResponseURL', 'StackId', 'RequestId', 'LogicalResourceId'] as const;

/** The event with a text wherever one belongs: whoever may invoke the function can send it anything. */
export function readEvent<Event extends CloudFormationCustomResourceEvent>(incoming: Event): Event {
  const members: Readonly<Record<string, unknown>> = { ...incoming };
  const text = (name: string): string => typeof members[name] === 'string' ? members[name] : '';
  const texts = Object.fromEntries(TEXTS.map((name) => [name, text(name)]));
  const hasPhysicalId = members.RequestType !== 'Create';
  return { ...members, ...texts, ...(hasPhysicalId && { PhysicalResourceId: text('PhysicalResourceId') }) } as unknown as Event;
}

export function isKnownRequest({ RequestType: requestType }: CloudFormationCustomResourceEvent): boolean {
  return REQUEST_TYPES.includes(requestType);
}

/** The resource that an event is about, as it asks its own stack. */
export function askerOf(event: CloudFormationCustomResourceEvent): Asker {
  const { StackId: stackId, LogicalResourceId: logicalResourceId, ResourceType: resourceType } = event;
  const url = answerUrlOf(event);
  const signed = url && madeAt(url);
  return {
    stackId,
    logicalResourceId,
    resourceType,
    ...(event.RequestType !== 'Create' && { physicalResourceId: event.PhysicalResourceId }),
    ...(signed !== undefined && { signed }),
  };
}

/** Where the answer is to be sent, if it can be sent there. */
export function answerUrlOf({ ResponseURL: url }: CloudFormationCustomResourceEvent): URL | undefined {
  return URL.canParse(url) && url.startsWith('https://') ? new URL(url) : undefined;
}

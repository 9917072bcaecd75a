import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { CONTENTS_SERVICE_TIMEOUT_SECONDS } from '../../lib/contract/contents';
import { EventHandler, eventHandler, Handled, HandlerDependencies } from '../custom-resource/event-handler';
import { faultIn } from '../custom-resource/fault';
import { Failure, messageOf } from '../guard/failure';
import { nothingMade } from '../guard/ownership';
import { StackReading } from '../guard/stack-reading';
import { stackCalls } from '../sdk/stack-calls';
import { eventCalls, objectCalls, storeCallsIn, workflowCalls } from './clients';
import { handleContents } from './contents-resource';
import type { ContentsSurroundings } from './contents-surroundings';
import { startWorkflow } from './workflow/start-workflow';

export interface ContentsDependencies extends HandlerDependencies {
  /** A client for a Region, or for that of the function. It must not retry by itself. */
  readonly identityStore: (region: string | undefined) => IdentitystoreClient;
  /** Must not retry by itself. */
  readonly cloudFormation: () => CloudFormationClient;
  /** Must not retry by itself. */
  readonly s3: () => S3Client;
  /** Must not retry by itself. */
  readonly stepFunctions: () => SFNClient;
  /** Must not retry by itself. */
  readonly eventBridge: () => EventBridgeClient;
  /** Writes a line into the log as it is, with nothing around it. */
  readonly writeMetrics: (line: string) => void;
  /** Of the function's own role. */
  readonly roleName?: string | undefined;
  /** A name for one call of the function, which no other has. */
  readonly newHolder: () => string;
}

/** What the handling of contents takes from outside, with the calls of the clients. */
export function contentsSurroundings(
  { identityStore, cloudFormation, s3, eventBridge, writeMetrics, surroundings, roleName, newHolder, homepage }: ContentsDependencies,
): ContentsSurroundings {
  return {
    ownStack: new StackReading(stackCalls(cloudFormation)), storeCalls: storeCallsIn(identityStore, surroundings.now), objects: objectCalls(s3()),
    events: eventCalls(eventBridge()), writeMetrics, roleName, newHolder, homepage,
  };
}

/** The function for contents that CloudFormation calls. It handles an event itself, or leaves it to the workflow that the event names. */
export function contentsHandler(dependencies: ContentsDependencies): EventHandler {
  const surroundings = contentsSurroundings(dependencies);
  const workflows = workflowCalls(dependencies.stepFunctions());
  return eventHandler(dependencies, CONTENTS_SERVICE_TIMEOUT_SECONDS, async (event, session, awaited) => {
    try {
      return await startWorkflow(event, session, surroundings, workflows)
        ?? await handleContents(event, session, { pausesAfter: undefined, received: session.started, awaited }, surroundings);
    } catch (thrown) {
      // Without an answer CloudFormation would wait for an hour.
      return failedWith(faultIn(event, thrown), event, dependencies.homepage);
    }
  });
}

function failedWith(fault: Failure, event: CloudFormationCustomResourceEvent, homepage: string): Handled {
  const physicalResourceId = (event.RequestType !== 'Create' && event.PhysicalResourceId) || nothingMade(event.RequestId);
  return { kind: 'ANSWERED', answer: { status: 'FAILED', physicalResourceId, reason: messageOf(fault, homepage, event.LogicalResourceId) }, result: fault.code };
}

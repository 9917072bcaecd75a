import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import type { S3Client } from '@aws-sdk/client-s3';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { CONTENTS_SERVICE_TIMEOUT_SECONDS } from '../../lib/contract/contents';
import { EventHandler, eventHandler, Handled, HandlerDependencies } from '../custom-resource/event-handler';
import { faultIn } from '../custom-resource/fault';
import { Failure, messageOf } from '../guard/failure';
import { nothingMade } from '../guard/ownership';
import { StackReading } from '../guard/stack-reading';
import { stackCalls } from '../sdk/stack-calls';
import { objectCalls, storeCallsIn } from './clients';
import { handleContents } from './contents-resource';

export interface ContentsDependencies extends HandlerDependencies {
  /** A client for a Region, or for that of the function. It must not retry by itself. */
  readonly identityStore: (region: string | undefined) => IdentitystoreClient;
  /** Must not retry by itself. */
  readonly cloudFormation: () => CloudFormationClient;
  /** Must not retry by itself. */
  readonly s3: () => S3Client;
  /** Of the function's own role. */
  readonly roleName?: string | undefined;
  /** A name for one call of the function, which no other has. */
  readonly newHolder: () => string;
}

/** The function for contents, with everything it takes from outside. */
export function contentsHandler(dependencies: ContentsDependencies): EventHandler {
  const { identityStore, cloudFormation, s3, surroundings, roleName, newHolder, homepage } = dependencies;
  const ownStack = new StackReading(stackCalls(cloudFormation));
  const storeCalls = storeCallsIn(identityStore, surroundings.now);
  const objects = objectCalls(s3());
  return eventHandler(dependencies, CONTENTS_SERVICE_TIMEOUT_SECONDS, async (event, session) => {
    try {
      return await handleContents(event, session, { objects, storeCalls, ownStack, roleName, newHolder, homepage });
    } catch (thrown) {
      // Without an answer CloudFormation would wait for an hour.
      return failedWith(faultIn(event, thrown), event, homepage);
    }
  });
}

function failedWith(fault: Failure, event: CloudFormationCustomResourceEvent, homepage: string): Handled {
  const physicalResourceId = (event.RequestType !== 'Create' && event.PhysicalResourceId) || nothingMade(event.RequestId);
  return { kind: 'ANSWERED', answer: { status: 'FAILED', physicalResourceId, reason: messageOf(fault, homepage, event.LogicalResourceId) }, result: fault.code };
}

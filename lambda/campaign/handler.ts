import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { S3Client } from '@aws-sdk/client-s3';
import type { STSClient } from '@aws-sdk/client-sts';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { CampaignRun } from '../../lib/contract/campaign';
import { SERVICE_TIMEOUT_SECONDS } from '../../lib/contract/custom-resource';
import { objectCalls } from '../contents/clients';
import { EventHandler, eventHandler, FunctionContext, Handled, HandlerDependencies } from '../custom-resource/event-handler';
import { faultIn } from '../custom-resource/fault';
import { messageOf } from '../guard/failure';
import { nothingMade } from '../guard/ownership';
import { Session } from '../guard/session';
import { StackReading } from '../guard/stack-reading';
import { organizationsCalls, roleCalls, SessionCredentials } from '../organizations/clients';
import { stackCalls } from '../sdk/stack-calls';
import { handleCampaign } from './campaign-resource';
import type { CampaignSurroundings } from './campaign-surroundings';
import { campaignEventCalls } from './clients';
import { runCampaign } from './run/run-campaign';

export interface CampaignDependencies extends HandlerDependencies {
  /** A client with the function's own credentials, or with those of a role. It must not retry by itself. */
  readonly organizations: (credentials?: SessionCredentials) => OrganizationsClient;
  /** Must not retry by itself. */
  readonly sts: () => STSClient;
  /** Must not retry by itself. */
  readonly cloudFormation: () => CloudFormationClient;
  /** Must not retry by itself. */
  readonly s3: () => S3Client;
  /** Must not retry by itself. */
  readonly eventBridge: () => EventBridgeClient;
  /** Writes a line into the log as it is, with nothing around it. */
  readonly writeMetrics: (line: string) => void;
  /** A name for one call of the function, which no other has. */
  readonly newHolder: () => string;
}

/** What is reserved at the end of a run, in milliseconds. */
const RESERVE = 20_000;

function campaignSurroundings(dependencies: CampaignDependencies): CampaignSurroundings {
  const { organizations, sts, cloudFormation, s3, eventBridge, writeMetrics, newHolder, homepage } = dependencies;
  return {
    organizations: organizationsCalls(organizations()), roles: roleCalls(sts, organizations), objects: objectCalls(s3()),
    events: campaignEventCalls(eventBridge()),
    ownStack: new StackReading(stackCalls(cloudFormation)), writeMetrics, newHolder, homepage,
  };
}

/** The function for campaigns that CloudFormation calls. */
export function campaignHandler(dependencies: CampaignDependencies): EventHandler {
  const surroundings = campaignSurroundings(dependencies);
  return eventHandler(dependencies, SERVICE_TIMEOUT_SECONDS, async (event, session) => {
    try {
      return await handleCampaign(event, session, surroundings);
    } catch (thrown) {
      // Without an answer CloudFormation would wait for an hour.
      return failedWith(event, thrown, dependencies.homepage);
    }
  });
}

/** The function that a schedule calls. */
export function runHandler(dependencies: CampaignDependencies): (run: CampaignRun, context: FunctionContext) => Promise<void> {
  const surroundings = campaignSurroundings(dependencies);
  return async (run, context) => {
    const { now } = dependencies.surroundings;
    const until = now() + context.getRemainingTimeInMillis();
    const session = new Session(dependencies.surroundings, until - RESERVE);
    const result = await runCampaign(run, session, until, surroundings);
    dependencies.log({
      requestId: run.logicalResourceId, requestType: 'Run', resourceType: 'Schedule', result, calls: session.calls, milliseconds: now() - session.started,
    });
  };
}

function failedWith(event: CloudFormationCustomResourceEvent, thrown: unknown, homepage: string): Handled {
  const fault = faultIn(event, thrown);
  const physicalResourceId = (event.RequestType !== 'Create' && event.PhysicalResourceId) || nothingMade(event.RequestId);
  return { kind: 'ANSWERED', answer: { status: 'FAILED', physicalResourceId, reason: messageOf(fault, homepage, event.LogicalResourceId) }, result: fault.code };
}

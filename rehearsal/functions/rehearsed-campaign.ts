import { S3Client } from '@aws-sdk/client-s3';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { CampaignDependencies, campaignHandler } from '../../lambda/campaign/handler';
import { clientSettings, S3_CLIENT_SETTINGS } from './client-settings';
import type { WireHandler } from './wire-handler';

/** The time of a call of the function, in milliseconds: nothing fails by itself in a rehearsal. */
const TIMEOUT = 780_000;

/** What campaigns need beside what all functions do. */
export type RehearsedCampaignDependencies = Omit<CampaignDependencies, 's3' | 'newHolder' | 'writeMetrics'>;

/**
 * Runs the function for campaigns that CloudFormation calls. Nothing wakes the one that goes on with them: what it would do depends on who answers.
 *
 * @param invokedFunctionArn by which the function knows its partition
 */
export function runCampaignEvent(
  event: CloudFormationCustomResourceEvent, dependencies: RehearsedCampaignDependencies, accessKeyId: string, requestHandler: WireHandler,
  invokedFunctionArn: string,
): Promise<void> {
  const { surroundings } = dependencies;
  const deadline = surroundings.now() + TIMEOUT;
  const handle = campaignHandler({
    ...dependencies,
    s3: () => new S3Client({ ...clientSettings(accessKeyId), ...S3_CLIENT_SETTINGS, requestHandler: requestHandler as never }),
    newHolder: () => String(surroundings.random()),
    writeMetrics: () => undefined,
  });
  return handle(event, { getRemainingTimeInMillis: () => deadline - surroundings.now(), invokedFunctionArn });
}

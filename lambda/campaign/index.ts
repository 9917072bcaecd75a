import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { CampaignDependencies, campaignHandler, runHandler } from './handler';
import { homepage } from '../../package.json';
import { putAnswer } from '../custom-resource/put-answer';
import { organizationsRegion } from '../organizations/region';
import { CLIENT_SETTINGS } from '../sdk/client-settings';

const dependencies: CampaignDependencies = {
  organizations: (credentials) => new OrganizationsClient({ ...CLIENT_SETTINGS, ...(credentials && { credentials }) }),
  sts: () => new STSClient({ ...CLIENT_SETTINGS, region: organizationsRegion(process.env.AWS_REGION ?? '') }),
  cloudFormation: () => new CloudFormationClient(CLIENT_SETTINGS),
  s3: () => new S3Client(CLIENT_SETTINGS),
  eventBridge: () => new EventBridgeClient(CLIENT_SETTINGS),
  // What `console` writes gets members around it in a log of JSON, and CloudWatch finds no metrics then.
  writeMetrics: (line) => process.stdout.write(`${line}\n`),
  surroundings: { now: Date.now, sleep: (milliseconds) => sleep(milliseconds), random: Math.random },
  putAnswer,
  log: (line) => console.info(line),
  endEnvironment: () => process.exit(1),
  newHolder: () => randomUUID(),
  homepage,
};

/** Called by CloudFormation. */
export const handler = campaignHandler(dependencies);

/** Called by a schedule. */
export const run = runHandler(dependencies);

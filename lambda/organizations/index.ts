import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import type { SessionCredentials } from './clients';
import { awaitingHandler, organizationsHandler } from './handler';
import { organizationsRegion } from './region';
import { homepage } from '../../package.json';
import { putAnswer } from '../custom-resource/put-answer';
import { CLIENT_SETTINGS } from '../sdk/client-settings';

const surroundings = { now: Date.now, sleep: (milliseconds: number) => sleep(milliseconds), random: Math.random };
/** One for both entry points, of which a function only ever uses one: making a client takes time when the function starts. */
const own = new OrganizationsClient(CLIENT_SETTINGS);
const organizations = (credentials?: SessionCredentials): OrganizationsClient =>
  (credentials ? new OrganizationsClient({ ...CLIENT_SETTINGS, credentials }) : own);

const cloudFormation = (): CloudFormationClient => new CloudFormationClient(CLIENT_SETTINGS);

/** Called by CloudFormation. */
export const handler = organizationsHandler({
  organizations,
  sts: () => new STSClient({ ...CLIENT_SETTINGS, region: organizationsRegion(process.env.AWS_REGION ?? '') }),
  cloudFormation,
  surroundings,
  putAnswer,
  log: (line) => console.info(line),
  endEnvironment: () => process.exit(1),
  homepage,
});

/**
 * Called by the CDK's provider framework. The runtime logs thrown errors at the level ERROR, so the level of this log is FATAL. A line that belongs in the log
 * has to tell its own level and time.
 */
export const awaiting = awaitingHandler({
  organizations,
  cloudFormation,
  surroundings,
  log: (line) => process.stdout.write(`${JSON.stringify({ timestamp: new Date().toISOString(), level: 'FATAL', ...line })}\n`),
  homepage,
});

import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import type { SessionCredentials } from './clients';
import { awaitingHandler, organizationsHandler } from './handler';
import { homepage } from '../../package.json';
import { putAnswer } from '../custom-resource/put-answer';
import { CLIENT_SETTINGS } from '../sdk/client-settings';

const surroundings = { now: Date.now, sleep: (milliseconds: number) => sleep(milliseconds), random: Math.random };
const organizations = (credentials?: SessionCredentials): OrganizationsClient =>
  new OrganizationsClient({ ...CLIENT_SETTINGS, ...(credentials && { credentials }) });

const cloudFormation = (): CloudFormationClient => new CloudFormationClient(CLIENT_SETTINGS);

/** Called by CloudFormation. */
export const handler = organizationsHandler({
  organizations,
  sts: () => new STSClient(CLIENT_SETTINGS),
  cloudFormation,
  surroundings,
  putAnswer,
  log: (line) => console.info(line),
  homepage,
});

/** Called by the CDK's provider framework. */
export const awaiting = awaitingHandler({ organizations, cloudFormation, surroundings, homepage });

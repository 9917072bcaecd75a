import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { ContentsDependencies, contentsHandler } from './handler';
import { passHandler } from './workflow/pass-handler';
import { homepage } from '../../package.json';
import { ROLE_NAME } from '../../lib/contract/custom-resource';
import { putAnswer } from '../custom-resource/put-answer';
import { CLIENT_SETTINGS } from '../sdk/client-settings';

const dependencies: ContentsDependencies = {
  identityStore: (region) => new IdentitystoreClient({ ...CLIENT_SETTINGS, ...(region !== undefined && { region }) }),
  cloudFormation: () => new CloudFormationClient(CLIENT_SETTINGS),
  s3: () => new S3Client(CLIENT_SETTINGS),
  stepFunctions: () => new SFNClient(CLIENT_SETTINGS),
  eventBridge: () => new EventBridgeClient(CLIENT_SETTINGS),
  // What `console` writes gets members around it in a log of JSON, and CloudWatch finds no metrics then.
  writeMetrics: (line) => process.stdout.write(`${line}\n`),
  surroundings: { now: Date.now, sleep: (milliseconds) => sleep(milliseconds), random: Math.random },
  putAnswer,
  roleName: process.env[ROLE_NAME],
  log: (line) => console.info(line),
  endEnvironment: () => process.exit(1),
  newHolder: () => randomUUID(),
  homepage,
};

export const handler = contentsHandler(dependencies);

/** The entry point of the workflow. */
export const pass = passHandler(dependencies);

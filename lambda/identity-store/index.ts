import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { identityStoreHandler } from './handler';
import { homepage } from '../../package.json';
import { putAnswer } from '../custom-resource/put-answer';

// Retries are the guard's own, and a call that hangs must not use up the time of the function.
const CLIENT = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};

export const handler = identityStoreHandler({
  identityStore: new IdentitystoreClient(CLIENT),
  cloudFormation: () => new CloudFormationClient(CLIENT),
  surroundings: { now: Date.now, sleep: (milliseconds) => sleep(milliseconds), random: Math.random },
  putAnswer,
  log: (line) => console.info(line),
  homepage,
});

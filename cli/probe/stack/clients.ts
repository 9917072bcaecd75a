import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { STSClient } from '@aws-sdk/client-sts';
import type { ClientSettings } from '../../snapshot/clients';
import { guarded } from '../../snapshot/guarded';
import type { Pace } from '../../snapshot/pace';
import { regionOf } from '../../snapshot/region-of';

/** One attempt, whose answer may be held back for a while: a sandbox tells at once what a stack has come to, or after 20 seconds. */
const ONCE = { maxAttempts: 1, requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true } };

/** The clients that a probe of a stack calls, each of which can send nothing but what that may. */
export interface StackClients {
  readonly region: string;
  readonly sts: STSClient;
  readonly cloudFormation: CloudFormationClient;
  readonly logs: CloudWatchLogsClient;
  readonly lambda: LambdaClient;
}

/** Credentials, profile and Region are those that the AWS CLI would take, unless the settings say otherwise. */
export async function stackClients(pace: Pace, settings: ClientSettings = {}): Promise<StackClients> {
  const onlyProbing = <Client>(client: Client, service: string): Client => guarded(client, service, pace, settings.endpoint === undefined);
  const sts = onlyProbing(new STSClient({ ...ONCE, ...settings }), 'sts');
  const region = await regionOf(sts, settings);
  return {
    region,
    sts,
    cloudFormation: onlyProbing(new CloudFormationClient({ ...ONCE, ...settings, region }), 'cloudformation'),
    logs: onlyProbing(new CloudWatchLogsClient({ ...ONCE, ...settings, region }), 'logs'),
    lambda: onlyProbing(new LambdaClient({ ...ONCE, ...settings, region }), 'lambda'),
  };
}

import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { STSClient, STSClientConfig } from '@aws-sdk/client-sts';
import { organizationsRegion } from '../../lambda/organizations/region';
import { guarded } from './guarded';
import type { Pace } from './pace';
import { regionOf } from './region-of';

/** The clients that reading calls, each of which can send nothing but what reading may. */
export interface ReadingClients {
  readonly region: string;
  readonly sts: STSClient;
  readonly identityStore: (region: string) => IdentitystoreClient;
  readonly organizations: OrganizationsClient;
  readonly cloudFormation: (region: string) => CloudFormationClient;
  readonly s3: (region: string) => S3Client;
  readonly stepFunctions: (region: string) => SFNClient;
}

/** What the clients are made with; the SDK's own defaults without it. */
export type ClientSettings = Pick<STSClientConfig, 'region' | 'profile' | 'endpoint' | 'credentials' | 'requestHandler'>;

/** The SDK waits and tries again by itself where AWS wants it to. */
const PATIENT = { maxAttempts: 10, retryMode: 'adaptive' };

/** Credentials, profile and Region are those that the AWS CLI would take, unless the settings say otherwise. */
export async function readingClients(pace: Pace, settings: ClientSettings = {}): Promise<ReadingClients> {
  const onlyReading = <Client>(client: Client, service: string): Client => guarded(client, service, pace, settings.endpoint === undefined);
  const sts = onlyReading(new STSClient({ ...PATIENT, ...settings }), 'sts');
  const region = await regionOf(sts, settings);
  return {
    region,
    sts,
    identityStore: (ofStore) => onlyReading(new IdentitystoreClient({ ...PATIENT, ...settings, region: ofStore }), 'identitystore'),
    organizations: onlyReading(new OrganizationsClient({ ...PATIENT, ...settings, region: organizationsRegion(region) }), 'organizations'),
    cloudFormation: (ofStacks) => onlyReading(new CloudFormationClient({ ...PATIENT, ...settings, region: ofStacks }), 'cloudformation'),
    // A sandbox has no names of its own for its buckets.
    s3: (ofBucket) => onlyReading(new S3Client({ ...PATIENT, ...settings, region: ofBucket, forcePathStyle: settings.endpoint !== undefined, followRegionRedirects: true }), 's3'),
    stepFunctions: (ofMachine) => onlyReading(new SFNClient({ ...PATIENT, ...settings, region: ofMachine }), 'states'),
  };
}

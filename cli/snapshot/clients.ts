import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { STSClient, STSClientConfig } from '@aws-sdk/client-sts';
import { organizationsRegion } from '../../lambda/organizations/region';
import { checkHost, UnusableEnvironment } from './endpoint';
import type { Pace } from './pace';

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
  const region = await sts.config.region().catch(() => {
    const ofProfile = settings.profile === undefined
      ? 'give it by --region, by AWS_REGION, or in the profile'
      : `the profile ${settings.profile} isn't in the AWS configuration, or names none; give it by --region or AWS_REGION`;
    throw new UnusableEnvironment(`no Region is known; ${ofProfile}`);
  });
  return {
    region,
    sts,
    identityStore: (ofStore) => onlyReading(new IdentitystoreClient({ ...PATIENT, ...settings, region: ofStore }), 'identitystore'),
    organizations: onlyReading(new OrganizationsClient({ ...PATIENT, ...settings, region: organizationsRegion(region) }), 'organizations'),
    cloudFormation: (ofStacks) => onlyReading(new CloudFormationClient({ ...PATIENT, ...settings, region: ofStacks }), 'cloudformation'),
    // A sandbox has no names of its own for its buckets.
    s3: (ofBucket) => onlyReading(new S3Client({ ...PATIENT, ...settings, region: ofBucket, forcePathStyle: settings.endpoint !== undefined }), 's3'),
    stepFunctions: (ofMachine) => onlyReading(new SFNClient({ ...PATIENT, ...settings, region: ofMachine }), 'states'),
  };
}

/** As much of a client of the SDK as guarding it needs. */
interface Guardable {
  readonly middlewareStack: {
    add(middleware: (next: (args: any) => Promise<any>, context: { readonly commandName?: string }) => (args: any) => Promise<any>, options: object): void;
  };
}

/** A command that isn't one of reading fails before anything is sent, and so does one to a host that only a file of the AWS configuration names. */
function guarded<Client>(client: Client, service: string, pace: Pace, checksHost: boolean): Client {
  const { middlewareStack } = client as Guardable;
  middlewareStack.add((next, { commandName = '' }) => async (args: unknown) => {
    await pace.turn(`${service}:${commandName.replace(/Command$/, '')}`);
    return next(args);
  }, { step: 'initialize', name: 'onlyReading' });
  if (!checksHost) return client;
  middlewareStack.add((next) => async (args: { readonly request: { readonly hostname: string } }) => {
    checkHost(args.request.hostname);
    return next(args);
  }, { step: 'build', name: 'onlyKnownHosts' });
  return client;
}

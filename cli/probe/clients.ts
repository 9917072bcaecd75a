import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import { organizationsRegion } from '../../lambda/organizations/region';
import type { ClientSettings } from '../snapshot/clients';
import { guarded } from '../snapshot/guarded';
import type { Pace } from '../snapshot/pace';
import { regionOf } from '../snapshot/region-of';

/** The clients that a probe calls, each of which can send nothing but what a probe may. */
export interface ProbingClients {
  readonly region: string;
  readonly sts: STSClient;
  readonly identityStore: IdentitystoreClient;
  readonly organizations: OrganizationsClient;
  /** Whether the newest answer of the Identity Store had the header `Date`. */
  readonly isDated: () => boolean;
}

/** One attempt: what AWS does at a second one is another question. No call may take the whole time. */
const ONCE = { maxAttempts: 1, requestHandler: { connectionTimeout: 5_000, requestTimeout: 10_000, throwOnRequestTimeout: true } };

/** Credentials, profile and Region are those that the AWS CLI would take, unless the settings say otherwise. */
export async function probingClients(pace: Pace, settings: ClientSettings = {}): Promise<ProbingClients> {
  const onlyProbing = <Client>(client: Client, service: string): Client => guarded(client, service, pace, settings.endpoint === undefined);
  const sts = onlyProbing(new STSClient({ ...ONCE, ...settings }), 'sts');
  const region = await regionOf(sts, settings);
  const identityStore = onlyProbing(new IdentitystoreClient({ ...ONCE, ...settings, region }), 'identitystore');
  let isDated = false;
  identityStore.middlewareStack.add((next) => async (args) => {
    const result = await next(args);
    const { headers = {} } = result.response as { readonly headers?: Readonly<Record<string, string>> };
    isDated = Object.keys(headers).some((name) => name.toLowerCase() === 'date');
    return result;
  }, { step: 'deserialize', priority: 'low', name: 'looksForDate' });
  return {
    region,
    sts,
    identityStore,
    organizations: onlyProbing(new OrganizationsClient({ ...ONCE, ...settings, region: organizationsRegion(region) }), 'organizations'),
    isDated: () => isDated,
  };
}

import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import type { ReadingClients } from '../snapshot/clients';
import { deployedSince } from '../snapshot/deployed-since';
import { endpointIn } from '../snapshot/endpoint';
import { clientsFor } from '../snapshot/clients-for';
import type { PlanRequest } from './request';

/** Variables of which one is set if somebody has put credentials into the environment. */
const CREDENTIALS = ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'];

/**
 * Why nothing can be planned from a snapshot any more: something was deployed since. Without credentials, or with those of another account, nobody knows; the
 * plan says how old the snapshot is.
 *
 * @throws what AWS says, if a call fails for another reason than a missing permission
 */
export async function whyOutdated(
  snapshot: Snapshot, request: PlanRequest, environment: NodeJS.ProcessEnv = process.env,
  clients: (request: PlanRequest) => Promise<ReadingClients> = clientsFor,
): Promise<string | undefined> {
  const { reading: { caller, region, stackRegions, endpoint, endedAt }, stacks } = snapshot;
  const hasCredentials = request.profile !== undefined || CREDENTIALS.some((name) => (environment[name] ?? '') !== '');
  if (!hasCredentials || endpointIn(environment, request.endpointUrl) !== endpoint) return undefined;
  const { sts, cloudFormation } = await clients({ ...request, region: request.region ?? region });
  const { Account: account } = await sts.send(new GetCallerIdentityCommand({}));
  if (account !== caller.account) return undefined;
  for (const each of stackRegions) {
    const [changed] = await deployedSince(cloudFormation(each), each, stacks, []);
    if (changed !== undefined) return `the ${changed} was deployed, or deleted, since the snapshot was taken (${endedAt}); take another one`;
  }
  return undefined;
}

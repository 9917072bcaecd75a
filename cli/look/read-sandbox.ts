import { variablesToUnset } from '../../sandbox/command/environment-variables';
import { ask, theRunning } from '../../sandbox/command/running-sandbox';
import type { State } from '../../sandbox/control/state';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import { LookRequest, readLive } from './read';

/**
 * Reads all that there is in a running sandbox: that at the endpoint, that to which the environment leads, or the only one. Ends the program if there is
 * none.
 */
export async function readSandbox(request: LookRequest): Promise<Snapshot> {
  const endpoint = request.endpointUrl ?? await leadThere();
  const { identityStores } = await ask<State>({ endpoint }, 'GET', 'state');
  const { now } = await ask<{ readonly now: string }>({ endpoint }, 'GET', 'clock');
  const stores = identityStores.map(({ identityStoreId, region }) => ({ identityStoreId, region }));
  const asked = { ...request, endpointUrl: endpoint, identityStore: [...stores, ...request.identityStore ?? []] };
  // What ends when is told by the clock of the sandbox, which may have been moved.
  return readLive(asked, { now: () => Date.parse(now) });
}

/** Sets the variables of the only sandbox that runs, unless the environment leads to one already. */
async function leadThere(): Promise<string> {
  const { AWS_ENDPOINT_URL: url = '' } = process.env;
  if (url !== '') return url;
  const { endpoint, variables } = await theRunning({});
  for (const name of variablesToUnset(process.env)) delete process.env[name];
  Object.assign(process.env, variables);
  return endpoint;
}

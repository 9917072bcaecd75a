import type { Callers } from './calls';
import type { Environments } from './foreign-client';
import { driveIdentityStore } from './identity-store-scenario';
import { driveOrganizations } from './organizations-scenario';
import { driveSsoAdmin } from './sso-admin-scenario';
import type { Steps } from './steps';

/** Drives both sandboxes with a client that makes single calls, at the same time: most of it is waiting for the client to start. */
export async function driveCallByCall(callersIn: (environment: NodeJS.ProcessEnv) => Callers, steps: Steps, { empty, seeded }: Environments): Promise<void> {
  const inSeeded = callersIn(seeded);
  await Promise.all([
    driveIdentityStore(callersIn(empty), steps, empty),
    driveSsoAdmin(inSeeded, steps).then(() => driveOrganizations(inSeeded, steps)),
  ]);
}

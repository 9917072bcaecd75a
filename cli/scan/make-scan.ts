import type { Snapshot } from '../../sandbox/seed/snapshot';
import { SystemTime } from '../../sandbox/time/system-time';
import { clientsFor } from '../snapshot/clients-for';
import { endpointIn } from '../snapshot/endpoint';
import { tell, untell } from '../snapshot/progress';
import { readSnapshot } from '../snapshot/read';
import { snapshotIn } from '../snapshot/snapshot-file';
import { Steps } from '../snapshot/steps';
import type { ScanRequest } from './request';
import { Scan, scan, ScanSubject } from './scan';
import { recordIn, writeFiles } from './written-files';

/** What was written, or why nothing was. */
export type Made = { readonly refused: string } | {
  readonly refused?: undefined;
  readonly snapshot: Snapshot;
  readonly scan: Scan;
  /** The names of the files. */
  readonly written: readonly string[];
};

/**
 * Reads what is there, and writes it into a folder.
 *
 * @throws what AWS says, if something can't be read for another reason than a missing permission; Error that names a file that can't be written
 */
export async function makeScan(request: ScanRequest): Promise<Made> {
  const before = recordIn(request.out);
  if (before.refused !== undefined) return before;
  const read = request.from === undefined ? { snapshot: await reading(request) } : snapshotIn(request.from);
  if (read.snapshot === undefined) return { refused: read.refused };
  const { snapshot } = read;
  const subject = subjectIn(snapshot, request);
  if ('refused' in subject) return subject;
  const scanned = scan(subject, request, before.record);
  if (request.as === 'typescript' && scanned.stacks.length === 0) return { refused: 'nothing was found that an app could adopt, so that none is written' };
  const result = writeFiles(request.out, scanned.files, before.record);
  return 'refused' in result ? result : { snapshot, scan: scanned, written: result.written };
}

async function reading(request: ScanRequest): Promise<Snapshot> {
  const clients = await clientsFor(request);
  const endpoint = endpointIn(process.env, request.endpointUrl);
  const { identityStore } = request;
  const asked = {
    identityStores: identityStore ? [{ identityStoreId: identityStore.identityStoreId, region: identityStore.region ?? clients.region }] : [],
    organization: request.organization ?? false,
  };
  const surroundings = { time: new SystemTime(true), version: request.version, ...(endpoint !== undefined && { endpoint }) };
  const snapshot = await readSnapshot(asked, clients, new Steps(undefined, tell), surroundings);
  untell();
  return snapshot;
}

/** What of a snapshot is asked for; all that it has, if nothing is named. */
function subjectIn(
  { reading: read, identityStores, organization, notRead }: Snapshot, { from, identityStore, organization: asksForOrganization }: ScanRequest,
): ScanSubject | { readonly refused: string } {
  const isAll = from !== undefined && identityStore === undefined && asksForOrganization !== true;
  const stores = identityStores.filter(({ identityStoreId }) => isAll || identityStoreId === identityStore?.identityStoreId);
  if (stores.length > 1) return { refused: `${from} has ${stores.length} identity stores; name one by --identity-store` };
  if (identityStore && stores.length === 0) return { refused: `${from} has no identity store ${identityStore.identityStoreId}` };
  const wantsOrganization = isAll || asksForOrganization === true;
  if (asksForOrganization && !organization) return { refused: `the organization was not read${notRead.map(({ what, why }) => `; ${what}: ${why}`).join('')}` };
  const [store] = stores;
  if (!store && !(wantsOrganization && organization)) return { refused: `${from} has neither an identity store nor an organization` };
  return { reading: read, ...(store && { store }), ...(wantsOrganization && organization && { organization }) };
}

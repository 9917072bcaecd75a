import type { Snapshot } from '../../sandbox/seed/snapshot';
import { SystemTime } from '../../sandbox/time/system-time';
import { clientsFor } from '../snapshot/clients-for';
import { endpointIn } from '../snapshot/endpoint';
import { tell, untell } from '../snapshot/progress';
import { readSnapshot } from '../snapshot/read';
import { snapshotIn } from '../snapshot/snapshot-file';
import { Steps } from '../snapshot/steps';
import { whyNoFolder } from './folder';
import type { ScanRequest } from './request';
import { Scan, scan } from './scan';
import { subjectIn } from './subject';
import type { ScanRecord } from './written-before';
import { recordIn, writeFiles } from './written-files';

/** Why nothing was written. */
interface NothingMade {
  readonly refused: string;
  readonly written?: undefined;
}

/** What was written, or why nothing was. */
export type Made = NothingMade | {
  readonly refused?: undefined;
  readonly snapshot: Snapshot;
  readonly scan: Scan;
  /** The names of the files. */
  readonly written: readonly string[];
  /** What was written into the folder before. */
  readonly before: ScanRecord;
};

/**
 * Reads what is there, and writes it into a folder.
 *
 * @throws what AWS says, if something can't be read for another reason than a missing permission; Error that names a file that can't be written
 */
export async function makeScan(request: ScanRequest): Promise<Made> {
  const why = whyNoFolder(request.out);
  if (why !== undefined) return { refused: why };
  const before = recordIn(request.out);
  if (before.refused !== undefined) return before;
  const read = request.from === undefined ? { snapshot: await reading(request) } : snapshotIn(request.from, 'scan --identity-store ID writes what is in it');
  if (read.snapshot === undefined) return { refused: read.refused };
  const { snapshot } = read;
  const subject = subjectIn(snapshot, request);
  if ('refused' in subject) return subject;
  const scanned = scan(subject, request, before.record);
  if (request.as === 'typescript' && scanned.stacks.length === 0) return { refused: 'nothing was found that an app could adopt, so that none is written' };
  const result = writeFiles(request.out, scanned.files, before.record);
  return 'refused' in result ? result : { snapshot, scan: scanned, written: result.written, before: before.record };
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

import type { Snapshot } from '../../sandbox/seed/snapshot';
import { clientsFor } from '../snapshot/clients-for';
import { readWithProgress } from '../snapshot/read-with-progress';
import { snapshotIn } from '../snapshot/snapshot-file';
import { storesIn } from '../snapshot/store-option';
import { quoted } from '../plan/printable';
import { whyNoFolder } from './folder';
import { Gone, goneSince } from './gone';
import { fitsAny } from './group-pattern';
import { Form, isApp, ScanRequest } from './request';
import { Scan, scan, ScanSubject } from './scan';
import { scopeOf, whyElsewhere } from './scope';
import { subjectIn } from './subject';
import { Surroundings, surroundingsIn } from './surroundings';
import type { ScanRecord } from './written-before';
import { recordIn, writeFiles, Written } from './written-files';

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
  readonly files: Written;
  /** What the app had before, and has no more. */
  readonly gone: Gone;
  /** Around an app. */
  readonly surroundings?: Surroundings;
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
  const refused = whyNothing(subject, request, before.record);
  if (refused !== undefined) return { refused };
  const scanned = scan(subject, request, before.record);
  const mixed = whyMixed(scanned.form, request.out, before.record);
  if (mixed !== undefined) return { refused: mixed };
  if (isApp(request.as) && scanned.stacks.length === 0) return { refused: 'nothing was found that an app could adopt, so that none is written' };
  const result = writeFiles(request.out, scanned.files, before.record);
  if ('refused' in result) return result;
  const made = { snapshot, scan: scanned, files: result };
  if (!isApp(request.as)) return { ...made, gone: goneSince() };
  return { ...made, gone: goneSince(before.record.stacks, scanned.files.stacks), surroundings: surroundingsIn(request.out) };
}

/** Why what was read isn't what is asked for, or isn't what the folder is for. */
function whyNothing(subject: ScanSubject, request: ScanRequest, { scopes }: ScanRecord): string | undefined {
  const { onlyGroup, out, as } = request;
  if (onlyGroup.length > 0 && !subject.store) return '--only-group is about the groups of an identity store, and none is scanned';
  const names = subject.store?.groups.map(({ DisplayName }) => String(DisplayName)) ?? [];
  const isThere = (pattern: string): boolean => names.some(fitsAny([pattern]));
  const before = isApp(as) ? scopes?.contents ?? scopes?.typescript : scopes?.[as as 'csv' | 'json'];
  const unfit = onlyGroup.find((pattern) => !isThere(pattern) && !before?.onlyGroup.includes(pattern));
  if (unfit !== undefined) return `no group fits --only-group ${quoted(unfit)}`;
  const why = before && whyElsewhere(before, scopeOf(subject, request), isThere);
  return why === undefined ? undefined : `what is in ${out} is of ${why}, or scan into another folder`;
}

/** Forms that can't be in one folder: tables would be overwritten, and an app would lose all of its resources at once. */
function whyMixed(form: Form, out: string, { scopes = {} }: ScanRecord): string | undefined {
  const other = form === 'contents' ? (['typescript', 'csv'] as const).find((each) => scopes[each]) : scopes.contents && form !== 'json' ? 'contents' as const : undefined;
  if (other === undefined) return undefined;
  const what = { typescript: 'an app with constructs', contents: 'an app with contents', csv: 'tables' }[other];
  return `what is in ${out} is ${what}; scan into another folder (docs/large-directories.md says how an app comes from the one to the other)`;
}

async function reading(request: ScanRequest): Promise<Snapshot> {
  const { identityStore, organization = false } = request;
  const clients = await clientsFor(request);
  return readWithProgress({ identityStores: storesIn(clients.region, identityStore && [identityStore]), organization }, clients, request);
}

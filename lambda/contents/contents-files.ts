import { createHash } from 'node:crypto';
import { nameOfKeptFile } from '../../lib/contract/ledger-names';
import { callFailure } from '../guard/call-failure';
import { done, Result } from '../guard/result';
import type { Session } from '../guard/session';
import type { SourceProperties } from '../../lib/contract/contents';
import { DeclaredContents, parseContents, unreadable } from './file/declared-contents';
import type { KeptFile } from './ledger/head';
import type { LedgerObjects } from './ledger/ledger-objects';

/** Reads the file that is to be followed, and keeps a copy beside the ledger: the file's own bucket may lose it before a rollback asks for it. */
export async function takeFile(
  session: Session, objects: LedgerObjects, { Bucket, Key, VersionId, Sha256 }: SourceProperties, slot: number,
): Promise<Result<DeclaredContents>> {
  const read = await objects.readElsewhere(session, Bucket, Key, VersionId);
  const object = `${VersionId === undefined ? '' : `version ${VersionId} of `}object ${Key} in bucket ${Bucket}`;
  if (read.kind === 'MISSING') return unreadable(`there is no ${object}`);
  if (read.kind !== 'DONE') return callFailure(read, 'reading the file of the contents');
  if (Sha256 !== undefined && sha256Of(read.output.body) !== Sha256) return unreadable(`${object} is another file than the one that has the declared sha256`);
  const parsed = parseContents(read.output.body);
  if (parsed.kind === 'REFUSED') return parsed;
  const kept = await objects.write(session, 'file', nameOfKeptFile(slot), read.output.body);
  return kept.kind === 'DONE' ? parsed : callFailure(kept, 'keeping a copy of the file of the contents');
}

/** Reads the copy of an earlier file that is followed again, and keeps it as that of this event; nothing if there is none, or it can't be read any more. */
export async function takeKeptFile(session: Session, objects: LedgerObjects, from: KeptFile, slot: number): Promise<Result<DeclaredContents | undefined>> {
  const read = await objects.find(session, 'file', nameOfKeptFile(from.slot));
  if (read.kind !== 'DONE') return callFailure(read, 'reading the copy of an earlier file');
  const parsed = read.output && parseContents(read.output.body);
  if (!read.output || parsed?.kind !== 'DONE') return done(undefined);
  const kept = await objects.write(session, 'file', nameOfKeptFile(slot), read.output.body);
  return kept.kind === 'DONE' ? parsed : callFailure(kept, 'keeping a copy of the file of the contents');
}

/** Reads the copy of an earlier file; nothing if there is none, or it can't be read any more. */
export async function keptFile(
  session: Session, objects: LedgerObjects, { slot }: KeptFile, without?: 'MEMBERSHIPS',
): Promise<Result<DeclaredContents | undefined>> {
  const read = await objects.find(session, 'file', nameOfKeptFile(slot));
  if (read.kind !== 'DONE') return callFailure(read, 'reading the copy of an earlier file');
  const parsed = read.output && parseContents(read.output.body, without);
  return done(parsed?.kind === 'DONE' ? parsed.output : undefined);
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

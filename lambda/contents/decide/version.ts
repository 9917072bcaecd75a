import { Failure, failure } from '../../guard/failure';
import type { Contents } from '../contents-properties';
import type { Head, Version } from '../ledger/head';
import { hashOf, VersionId, versionIdOf } from '../ledger/version-id';

/** What an event brings. */
export interface VersionDecision {
  readonly kind: 'VERSION';
  readonly version: Version;
  /** The sequence of the copy of its file, if it was brought before. */
  readonly copy?: number;
  /** What was brought after this sequence is undone, in a rollback. */
  readonly undoneAfter: number;
  /** Whether the id stays whatever changes, so that no Delete of an earlier one pays what is owed. */
  readonly keepsId: boolean;
}

export interface VersionFacts {
  readonly contents: Contents;
  /** What the physical resource id of the event says, if it has one. */
  readonly id: VersionId | undefined;
  /** When CloudFormation made the event, in milliseconds since 1970. */
  readonly signed: number;
  readonly head: Head;
  readonly isUndoing: boolean;
  /** Whether CloudFormation takes no other id, as on a stack without rollback. */
  readonly keepsId: boolean;
}

/**
 * Which version an event brings: the one that is there if nothing of it changed, in a rollback the one of before, or else a new one. Every new one has a
 * sequence that no other has had, so that a late Delete is never taken for another's.
 */
export function decideVersion({ contents, id, signed, head, isUndoing, keepsId }: VersionFacts): VersionDecision | Failure {
  const { wanted: { sequence }, version, former } = head;
  const hash = hashOf(contents);
  if (id && sequence <= id.sequence) {
    return failure('LEDGER_LOST', { ledger: head.store.IdentityStoreId, problem: 'older than what CloudFormation has of these contents' });
  }
  if (isUndoing) {
    const target = [version, former].find((candidate) => candidate?.hash === hash);
    // Not even the first update has come to its end.
    const kept = target ?? { sequence: id?.sequence ?? 0, physicalResourceId: id ? versionIdOf(id) : '', hash, followed: 0, signed, exclusive: [] };
    return { kind: 'VERSION', version: kept, copy: kept.followed, undoneAfter: kept.sequence, keepsId: true };
  }
  if (version?.hash === hash && (!id || id.sequence === version.sequence)) return { kind: 'VERSION', version, undoneAfter: sequence, keepsId };
  const made: Version = { sequence, physicalResourceId: versionIdOf({ sequence, hash }), hash, followed: sequence, signed, exclusive: [] };
  const isKept = keepsId && id !== undefined && version !== undefined;
  return { kind: 'VERSION', version: isKept ? { ...version, hash, signed } : made, undoneAfter: sequence, keepsId: isKept };
}

import { createHash } from 'node:crypto';
import type { Contents } from '../contents-properties';

const FORM = /^contents:(\d+):([0-9a-f]{16})$/;

/** What a physical resource id of contents says. */
export interface VersionId {
  readonly sequence: number;
  readonly hash: string;
}

export function parseVersionId(physicalResourceId: string): VersionId | undefined {
  const [, sequence, hash] = FORM.exec(physicalResourceId) ?? [];
  return hash === undefined ? undefined : { sequence: Number(sequence), hash };
}

export function versionIdOf({ sequence, hash }: VersionId): string {
  return `contents:${sequence}:${hash}`;
}

/** The same for the same file, scope and store. */
export function hashOf({ source, exclusive, store }: Contents): string {
  const declared = [source.Hash, [...exclusive.keys()].sort(), store.IdentityStoreId, store.Region ?? ''];
  return createHash('sha256').update(JSON.stringify(declared)).digest('hex').slice(0, 16);
}

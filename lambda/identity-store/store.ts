import type { NamedProperties, StoreProperties } from '../../lib/contract/identity-store';
import type { PropertyReader } from '../custom-resource/properties';
import { Released, released } from '../custom-resource/resource';
import type { CallResult } from '../guard/result';
import { callFailure } from '../guard/call-failure';
import { Failure, failure } from '../guard/failure';
import { quoted } from '../guard/wording';

/** The failures of a read that may mean that the entity is in another store. */
const ELSEWHERE = ['ACCESS_DENIED', 'INVALID_REQUEST', 'IDENTITY_STORE_NOT_FOUND'];

export function readStore(properties: PropertyReader): StoreProperties {
  return { IdentityStoreId: properties.required('IdentityStoreId'), ...properties.texts(['Region']) };
}

/** Whether the name is only known at deployment. */
export function readNamedAtDeployment(properties: PropertyReader): Pick<NamedProperties, 'NamedAtDeployment'> {
  return properties.flag('NamedAtDeployment') ? { NamedAtDeployment: true } : {};
}

/** Whether an update declares another store. */
export function isMoved(declared: StoreProperties, before: StoreProperties): boolean {
  return declared.IdentityStoreId !== before.IdentityStoreId || declared.Region !== before.Region;
}

export function isElsewhere(live: CallResult<unknown>): boolean {
  return live.kind === 'MISSING' || (live.kind === 'FAILED' && ELSEWHERE.includes(live.code));
}

export function storeChanged(entity: string, declared: StoreProperties, before: StoreProperties): Failure {
  return failure('IDENTITY_STORE_CHANGED', { entity, declared: placeOf(declared), managed: placeOf(before) });
}

/** Whether what was read is gone, or its whole store. */
export function isGone(read: CallResult<unknown>): boolean {
  return read.kind === 'MISSING' || (read.kind === 'FAILED' && read.code === 'IDENTITY_STORE_NOT_FOUND');
}

/** How a deletion ended: what is gone already counts as deleted. */
export function releasedBy(deleted: CallResult<unknown>, doing: string): Released | Failure {
  return deleted.kind === 'DONE' || isGone(deleted) ? released('DELETED') : callFailure(deleted, doing);
}

function placeOf({ IdentityStoreId, Region }: StoreProperties): string {
  return Region === undefined ? quoted(IdentityStoreId) : `${quoted(IdentityStoreId)} (${Region})`;
}

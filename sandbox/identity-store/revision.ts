import { ServiceError } from '../protocol/service-error';
import { checkRevision } from './constraints';

/** A request that may say which revision it expects. */
export interface Conditional {
  readonly Revision?: unknown;
}

export const FIRST_REVISION = '1';

/** The same with the revision that follows. */
export function revised<Entity extends { readonly Revision: string }>(entity: Entity): Entity {
  return { ...entity, Revision: String(BigInt(entity.Revision) + 1n) };
}

/**
 * Refuses to change or delete what has changed since the caller looked. Without a revision nothing is expected.
 *
 * @throws ServiceError `ConflictException`, `ValidationException`
 */
export function checkExpected(kind: 'group' | 'user', { Revision: current }: { readonly Revision: string }, { Revision: expected }: Conditional): void {
  if (expected === undefined || expected === null || checkRevision(expected) === current) return;
  throw new ServiceError('ConflictException', `The revision of the ${kind} is not the expected one`, { Reason: 'CONCURRENT_MODIFICATION' });
}

import { callFailure } from '../../guard/call-failure';
import type { Failure } from '../../guard/failure';
import type { CallResult } from '../../guard/result';
import type { LiveEntity } from '../declared-entity';
import { isGone } from '../store';

/** What happens to a user or group that this resource has created, and that no other resource of the stack holds. */
export type Deletion = { readonly kind: 'DELETE' | 'KEEP_PROVIDER_OWNED' } | Failure;

/**
 * An entity that an identity provider has taken over isn't the stack's any more. An entity that isn't found is deleted all the same, since reads lag.
 *
 * @param entity as messages name it
 */
export function decideEntityDeletion(entity: string, live: CallResult<LiveEntity>): Deletion {
  if (live.kind === 'DONE') return { kind: live.output.isManagedExternally ? 'KEEP_PROVIDER_OWNED' : 'DELETE' };
  return isGone(live) ? { kind: 'DELETE' } : callFailure(live, `reading ${entity}`);
}

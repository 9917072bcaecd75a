import { callFailure } from '../guard/call-failure';
import type { Unresolved } from '../guard/creation';
import { failure } from '../guard/failure';
import { conflict } from '../guard/result';

/** What to say of a conflict with an entity that isn't found, where the service says that there is one. */
export function unresolvedConflict(entity: string): Unresolved {
  return (error, { attempts, seconds }) => {
    if (error.reason !== 'UNIQUENESS_CONSTRAINT_VIOLATION') return callFailure(conflict(error), `creating ${entity}`);
    return failure('CONFLICT_UNRESOLVED', { entity, attempts: String(attempts), seconds: String(seconds) }, error);
  };
}

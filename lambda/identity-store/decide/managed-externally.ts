import { Failure, failure } from '../../guard/failure';
import { Comparison, notHeld } from '../attributes';
import { DeclaredEntity, LiveEntity, titleOf } from '../declared-entity';

/**
 * Why what an identity provider owns isn't as declared, if it isn't: it is never written to, and what the provider put in place of a removed
 * attribute is its own.
 */
export function managedExternally(declared: DeclaredEntity, live: LiveEntity, comparison: Comparison): Failure | undefined {
  const differing = notHeld(comparison);
  if (differing.length === 0) return undefined;
  return failure('MANAGED_EXTERNALLY', { entity: titleOf(declared), id: live.id, differences: differing.join(', ') });
}

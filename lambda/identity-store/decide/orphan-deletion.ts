import { Look, lookAt } from '../../guard/decide/decision';
import { isSameRole, Role, roleIn } from '../../guard/role';
import { cutOffFrom } from '../../guard/service-clock';
import type { OrphanView } from '../../guard/stack-view';
import type { PossibleOrphan } from '../orphan';

/** What a Delete knows if its Create never answered. */
export interface OrphanFacts {
  readonly orphan: PossibleOrphan;
  /** Of the function, if it knows. */
  readonly role: Role | undefined;
  readonly now: number;
}

/** `KEEP_UNPROVEN` is what may well have been made by that Create. */
export type OrphanDecision = { readonly kind: 'DELETE' | 'KEEP' | 'KEEP_UNPROVEN' };

const DELETE: OrphanDecision = { kind: 'DELETE' };
const KEEP: OrphanDecision = { kind: 'KEEP' };
const KEEP_UNPROVEN: OrphanDecision = { kind: 'KEEP_UNPROVEN' };

/**
 * Whether a Create that CloudFormation has given up made the entity. The entity has to be exactly as declared. The role of the stack's own function has to have
 * made it since the operation began. No other resource of the stack may have it. Otherwise it may be somebody else's.
 */
export function decideOrphan({ orphan, role, now }: OrphanFacts, { stack }: { readonly stack?: OrphanView }): OrphanDecision | Look<'STACK'> {
  const { isExact, createdAt, createdBy, clockOffset } = orphan;
  const maker = roleIn(createdBy);
  const isByRole = maker !== undefined && role !== undefined && isSameRole(maker, role);
  // An ARN says who it was, also that of a person.
  const isBySomebodyElse = role !== undefined && createdBy?.startsWith('arn:') === true && !isByRole;
  if (!isExact || createdAt === undefined || isBySomebodyElse) return KEEP;
  if (!stack) return lookAt('STACK');
  const { began = Infinity, isHeld, isOvertaken } = stack;
  const isOfThisOperation = began + clockOffset.least - cutOffFrom(createdAt) <= createdAt && createdAt <= now + clockOffset.most;
  if (isOvertaken || isHeld || !isOfThisOperation) return KEEP;
  return isByRole ? DELETE : KEEP_UNPROVEN;
}

import type { EventOrder } from './functions/event-order';
import type { StackPlan } from './plan';

/** Plans that were made with events in an order. */
export interface OrderedPlans {
  readonly order: EventOrder;
  readonly plans: readonly StackPlan[];
}

/** Codes of refusals because of another construct of the stack, which might be refused in its place. */
const OF_RIVALS = ['NAME_HELD_BY_ANOTHER_CONSTRUCT', 'PERSON_DECLARED_TWICE', 'MAKER_NOT_KNOWN'];

/**
 * Makes the plans once more for those that were refused because of another construct: they come first. Of several that declare the same, whichever comes
 * first is done, and a few orders don't have each of them first.
 *
 * @param known in all orders up to now
 */
export async function withRivalsAhead(
  known: readonly (readonly StackPlan[])[], planIn: (order: EventOrder) => Promise<readonly StackPlan[]>,
): Promise<readonly OrderedPlans[]> {
  const rivals = new Set(known.flatMap(rivalsIn));
  const made: OrderedPlans[] = [];
  while (rivals.size > 0) {
    const order = { ahead: new Set(rivals) };
    const plans = await planIn(order);
    made.push({ order, plans });
    const refused = new Set(rivalsIn(plans));
    const done = [...rivals].filter((logicalId) => !refused.has(logicalId));
    // What is refused although it comes first is refused in any order.
    if (done.length === 0) break;
    done.forEach((logicalId) => rivals.delete(logicalId));
  }
  return made;
}

/** The logical ids of those that are refused because of another construct. */
function rivalsIn(plans: readonly StackPlan[]): string[] {
  return plans.flatMap(({ resources }) => resources)
    .filter(({ verb, reason }) => verb === 'refused' && OF_RIVALS.includes(reason?.code ?? ''))
    .map(({ logicalId }) => logicalId);
}

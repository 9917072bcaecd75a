import type { EventOrder } from './functions/event-order';
import type { ResourcePlan, StackPlan } from './plan';

/** Plans that were made with events in an order. */
export interface OrderedPlans {
  readonly order: EventOrder;
  readonly plans: readonly StackPlan[];
}

/** The code of those who waited for another construct in vain. Several may wait for each other, and whoever gives up first lets the next one through. */
const WAITED = 'MAKER_NOT_KNOWN';

/** Codes of refusals because of another construct of the stack, which might be refused in its place. */
const OF_RIVALS = ['NAME_HELD_BY_ANOTHER_CONSTRUCT', 'PERSON_DECLARED_TWICE', WAITED];

type PlanIn = (order: EventOrder) => Promise<readonly StackPlan[]>;

/**
 * Makes the plans once more for those that were refused because of another construct: they come first. Of several that declare the same, whichever comes
 * first is done, and a few orders don't have each of them first. Where they wait for each other the last one is done, so that they come last as well.
 *
 * @param known in all orders up to now
 */
export async function withRivalsAhead(known: readonly (readonly StackPlan[])[], planIn: PlanIn): Promise<readonly OrderedPlans[]> {
  const rivals = new Set(known.flatMap((plans) => refusedIn(plans, OF_RIVALS)));
  const made: OrderedPlans[] = [];
  while (rivals.size > 0) {
    const order = { ahead: new Set(rivals) };
    const plans = await planIn(order);
    made.push({ order, plans });
    const refused = new Set(refusedIn(plans, OF_RIVALS));
    const done = [...rivals].filter((logicalId) => !refused.has(logicalId));
    // What is refused although it comes first is refused in any order.
    if (done.length === 0) break;
    done.forEach((logicalId) => rivals.delete(logicalId));
  }
  return [...made, ...await withWaitingLast([...known, ...made.map(({ plans }) => plans)], planIn)];
}

/** Makes the plans once more for those that have waited in vain: all of them come last, and then each that is refused all the same. */
async function withWaitingLast(known: readonly (readonly StackPlan[])[], planIn: PlanIn): Promise<readonly OrderedPlans[]> {
  const waiting = new Set(known.flatMap((plans) => refusedIn(plans, [WAITED])));
  if (waiting.size === 0) return [];
  const all = known.flatMap(resourcesIn).map(({ logicalId }) => logicalId);
  const planWithLast = async (last: ReadonlySet<string>): Promise<OrderedPlans> => {
    const order = { ahead: new Set(all.filter((logicalId) => !last.has(logicalId))) };
    return { order, plans: await planIn(order) };
  };
  const made = [await planWithLast(waiting)];
  for (const logicalId of waiting) {
    const isDone = [...known, ...made.map(({ plans }) => plans)].some((plans) => !refusedIn(plans, OF_RIVALS).includes(logicalId));
    if (!isDone) made.push(await planWithLast(new Set([logicalId])));
  }
  return made;
}

/** The logical ids of those that are refused with one of these codes. */
function refusedIn(plans: readonly StackPlan[], codes: readonly string[]): string[] {
  return resourcesIn(plans).filter(({ verb, reason }) => verb === 'refused' && codes.includes(reason?.code ?? '')).map(({ logicalId }) => logicalId);
}

function resourcesIn(plans: readonly StackPlan[]): ResourcePlan[] {
  return plans.flatMap(({ resources }) => resources);
}

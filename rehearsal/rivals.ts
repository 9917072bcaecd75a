import type { EventOrder } from './functions/event-order';
import type { Reason, ResourcePlan, StackPlan } from './plan';

/** Plans, and the logical ids of those who got their way only because what stood in it went meanwhile. */
export interface RacedPlans {
  readonly plans: readonly StackPlan[];
  readonly raced: ReadonlySet<string>;
}

/** Plans that were made with events in an order. */
export interface OrderedPlans extends RacedPlans {
  readonly order: EventOrder;
}

/** The code of those who waited for another construct in vain. Several may wait for each other, and whoever gives up first lets the next one through. */
const WAITED = 'MAKER_NOT_KNOWN';

/** What messages say of refusals because of another construct of the stack, which might be refused in its place. */
const OF_RIVAL = / another resource of this stack /;

export type PlanIn = (order: EventOrder) => Promise<RacedPlans>;

/**
 * Makes the plans once more for those that were refused because of another construct: they come first. Of several that declare the same, whichever comes
 * first is done, and a few orders don't have each of them first. Where they wait for each other the last one is done, so that they come last as well. Whoever
 * has got the name that another one gave up comes too early once.
 *
 * @param known in all orders up to now
 */
export async function withRivalsAhead(known: readonly RacedPlans[], planIn: PlanIn): Promise<readonly OrderedPlans[]> {
  const raced = new Set(known.flatMap((each) => [...each.raced]));
  const early = raced.size > 0 ? [await inOrder({ ahead: raced }, planIn)] : [];
  const ahead = await withRefusedAhead([...known, ...early], planIn);
  return [...early, ...ahead, ...await withWaitingLast([...known, ...early, ...ahead].map(({ plans }) => plans), planIn)];
}

async function withRefusedAhead(known: readonly RacedPlans[], planIn: PlanIn): Promise<readonly OrderedPlans[]> {
  const rivals = new Set(known.flatMap(({ plans }) => refusedIn(plans, isOfRival)));
  const made: OrderedPlans[] = [];
  while (rivals.size > 0) {
    const ordered = await inOrder({ ahead: new Set(rivals) }, planIn);
    made.push(ordered);
    const refused = new Set(refusedIn(ordered.plans, isOfRival));
    const done = [...rivals].filter((logicalId) => !refused.has(logicalId));
    // What is refused although it comes first is refused in any order.
    if (done.length === 0) break;
    done.forEach((logicalId) => rivals.delete(logicalId));
  }
  return made;
}

export async function inOrder(order: EventOrder, planIn: PlanIn): Promise<OrderedPlans> {
  const { plans, raced } = await planIn(order);
  return { order, plans, raced };
}

/** Makes the plans once more for those that have waited in vain: all of them come last, and then each that is refused all the same. */
async function withWaitingLast(known: readonly (readonly StackPlan[])[], planIn: PlanIn): Promise<readonly OrderedPlans[]> {
  const waiting = new Set(known.flatMap((plans) => refusedIn(plans, hasWaited)));
  if (waiting.size === 0) return [];
  const all = known.flatMap(resourcesIn).map(({ logicalId }) => logicalId);
  const planWithLast = (last: ReadonlySet<string>): Promise<OrderedPlans> =>
    inOrder({ ahead: new Set(all.filter((logicalId) => !last.has(logicalId))) }, planIn);
  const made = [await planWithLast(waiting)];
  for (const logicalId of waiting) {
    const isDone = [...known, ...made.map(({ plans }) => plans)].some((plans) => !refusedIn(plans, isOfRival).includes(logicalId));
    if (!isDone) made.push(await planWithLast(new Set([logicalId])));
  }
  return made;
}

/** The logical ids of those that are refused for such a reason. */
function refusedIn(plans: readonly StackPlan[], isSuch: (reason: Reason) => boolean): string[] {
  return resourcesIn(plans).filter(({ verb, reason }) => verb === 'refused' && reason !== undefined && isSuch(reason)).map(({ logicalId }) => logicalId);
}

function isOfRival(reason: Reason): boolean {
  return hasWaited(reason) || OF_RIVAL.test(reason.message);
}

function hasWaited({ code }: Reason): boolean {
  return code === WAITED;
}

function resourcesIn(plans: readonly StackPlan[]): ResourcePlan[] {
  return plans.flatMap(({ resources }) => resources);
}

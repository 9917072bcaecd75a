import type { SeededSwitches } from '../sandbox/seed/seed';
import { EventOrder, OTHER_ORDERS } from './functions/event-order';
import { joinedPlans } from './orders';
import type { StackPlan } from './plan';
import { inOrder, OrderedPlans, PlanIn, RacedPlans, withRivalsAhead } from './rivals';
import { otherValuesOf, Planned, switchesReadIn, withOtherwise } from './unconfirmed';

/** Plans of a copy on which everything was deployed that can be, with events as they are sent. */
export interface FirstPlans extends Planned {
  /** Whether there is anything that could be in another order. */
  readonly hasOrder: boolean;
}

/** Makes the plans once more, on a copy of their own. */
export type PlanAgain = (order: EventOrder, switches?: SeededSwitches) => Promise<Planned>;

/** What may be otherwise in reality. */
export interface Doubts {
  /** What isn't the same in all orders says so, and so does what would come out otherwise if AWS behaved otherwise. */
  readonly plans: readonly StackPlan[];
  /** In other orders than the one in which events are sent. */
  readonly others: readonly OrderedPlans[];
}

/** Looks for what may be otherwise in reality: in another order, and where AWS behaves otherwise in something that nobody has confirmed. */
export async function doubtsAbout(first: FirstPlans, planAgain: PlanAgain): Promise<Doubts> {
  const usual = new Map<EventOrder, Planned>([['AS_SENT', first]]);
  const others = await inOtherOrders(first, first.hasOrder, async (order) => {
    const planned = await planAgain(order);
    usual.set(order, planned);
    return planned;
  });
  const plans = await withOtherwise(joined([first, ...others]), [...usual.values()], async (switched) => {
    const planIn = async (order: EventOrder): Promise<Planned> => {
      const asUsual = usual.get(order);
      // Up to the first time that a switch is read everything goes the same way, and without one to the end.
      return asUsual && switchesReadIn([asUsual], switched).length === 0 ? asUsual : planAgain(order, otherValuesOf(switched));
    };
    const asSent = await planIn('AS_SENT');
    return joined([asSent, ...await inOtherOrders(asSent, first.hasOrder, planIn)]);
  });
  return { plans, others };
}

async function inOtherOrders(asSent: RacedPlans, hasOrder: boolean, planIn: PlanIn): Promise<readonly OrderedPlans[]> {
  if (!hasOrder) return [];
  const others: OrderedPlans[] = [];
  for (const order of OTHER_ORDERS) others.push(await inOrder(order, planIn));
  return [...others, ...await withRivalsAhead([asSent, ...others], planIn)];
}

function joined(all: readonly RacedPlans[]): readonly StackPlan[] {
  return joinedPlans(all.map(({ plans }) => plans));
}

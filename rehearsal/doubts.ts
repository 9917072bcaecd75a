import type { SeededSwitches } from '../sandbox/seed/seed';
import { EventOrder, OTHER_ORDERS } from './functions/event-order';
import { joinedPlans } from './orders';
import type { StackPlan } from './plan';
import { OrderedPlans, withRivalsAhead } from './rivals';
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
  const others = first.hasOrder
    ? await inOtherOrders(first.plans, async (order) => {
        const planned = await planAgain(order);
        usual.set(order, planned);
        return planned.plans;
      })
    : [];
  const plans = await withOtherwise(joined(first.plans, others), [...usual.values()], async (switched) => {
    const planIn = async (order: EventOrder): Promise<readonly StackPlan[]> => {
      const asUsual = usual.get(order);
      // Up to the first time that a switch is read everything goes the same way, and without one to the end.
      return asUsual && switchesReadIn([asUsual], switched).length === 0 ? asUsual.plans : (await planAgain(order, otherValuesOf(switched))).plans;
    };
    const asSent = await planIn('AS_SENT');
    return joined(asSent, first.hasOrder ? await inOtherOrders(asSent, planIn) : []);
  });
  return { plans, others };
}

async function inOtherOrders(asSent: readonly StackPlan[], planIn: (order: EventOrder) => Promise<readonly StackPlan[]>): Promise<readonly OrderedPlans[]> {
  const others: OrderedPlans[] = [];
  for (const order of OTHER_ORDERS) others.push({ order, plans: await planIn(order) });
  return [...others, ...await withRivalsAhead([asSent, ...others.map(({ plans }) => plans)], planIn)];
}

function joined(asSent: readonly StackPlan[], others: readonly OrderedPlans[]): readonly StackPlan[] {
  return joinedPlans([asSent, ...others.map(({ plans }) => plans)]);
}

import type { SeededSwitches } from '../sandbox/seed/seed';
import { EventOrder, OTHER_ORDERS } from './functions/event-order';
import { areSame, joinedPlans } from './orders';
import type { StackPlan } from './plan';
import { OrderedPlans, withRivalsAhead } from './rivals';
import { ALL_UNCONFIRMED, hangsOnUnconfirmed, Planned, withOtherwise } from './unconfirmed';

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
  if (first.hasOrder) return doubtsInOrders(first, planAgain);
  const planWith = (switches: SeededSwitches): Promise<Planned> => planAgain('AS_SENT', switches);
  return { plans: await withOtherwise(first.plans, first, { planWith, inAllOrders: async (plans) => plans }), others: [] };
}

async function doubtsInOrders({ plans: asSent }: FirstPlans, planAgain: PlanAgain): Promise<Doubts> {
  // With an order and all switches changed at once nearly always nothing does, which saves a rehearsal.
  const [order] = OTHER_ORDERS;
  const changed = await planAgain(order, ALL_UNCONFIRMED);
  const isOfOrder = areSame(asSent, changed.plans) || !hangsOnUnconfirmed(changed);
  const inOrder = isOfOrder ? changed : await planAgain(order);
  const others = await inOtherOrders(asSent, [{ order, plans: inOrder.plans }], planAgain);
  const plans = inAll(asSent, others);
  if (isOfOrder) return { plans, others };
  const told = await withOtherwise(plans, inOrder, {
    changed,
    planWith: (switches) => planAgain(order, switches),
    inAllOrders: async (known, switches) => {
      const { plans: first } = await planAgain('AS_SENT', switches);
      return inAll(first, await inOtherOrders(first, [{ order, plans: known }], (other) => planAgain(other, switches)));
    },
  });
  return { plans: told, others };
}

/** @param known those that were made already */
async function inOtherOrders(asSent: readonly StackPlan[], known: readonly OrderedPlans[], planAgain: PlanAgain): Promise<readonly OrderedPlans[]> {
  const planIn = async (order: EventOrder): Promise<readonly StackPlan[]> => (await planAgain(order)).plans;
  const others = [...known];
  for (const order of OTHER_ORDERS.slice(known.length)) others.push({ order, plans: await planIn(order) });
  return [...others, ...await withRivalsAhead([asSent, ...others.map(({ plans }) => plans)], planIn)];
}

function inAll(asSent: readonly StackPlan[], others: readonly OrderedPlans[]): readonly StackPlan[] {
  return joinedPlans([asSent, ...others.map(({ plans }) => plans)]);
}

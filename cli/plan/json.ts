import type { Plan } from '../../rehearsal/plan';
import { PLAN } from '../../rehearsal/plan-shape';
import type { Shape } from '../../sandbox/seed/shape';

/** A plan as `docs/schemas/plan.schema.json` describes it. Equal plans are equal texts, however they were put together. */
export function planJson(plan: Plan): string {
  return `${JSON.stringify(inOrder(plan, PLAN), undefined, 2)}\n`;
}

/** With the members of each object in the order of its shape. */
function inOrder(value: unknown, shape: Shape): unknown {
  if (value === undefined) return undefined;
  if (shape.kind === 'LIST') return (value as readonly unknown[]).map((item) => inOrder(item, shape.of));
  if (shape.kind !== 'MEMBERS') return value;
  const members = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(shape.of).map(([name, of]) => [name, inOrder(members[name], of)]));
}

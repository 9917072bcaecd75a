import { idsIn } from './held-elsewhere';
import type { ResourcePlan, StackPlan } from './plan';
import { unknownAfter, withReached } from './unknown-after';

/** Whoever is refused because of something of which nobody knows what becomes of it may get its way: what is in the way may give that up before. */
export function withUnknownHolders(stacks: readonly StackPlan[]): StackPlan[] {
  const unknown = new Map(stacks.flatMap(({ resources }) => resources).filter(({ verb }) => verb === 'unknown').map((each) => [each.entity.id, each]));
  if (unknown.size === 0) return [...stacks];
  return stacks.map((stack) => ({ ...stack, resources: withReached(stack.resources.map((resource) => withUnknownHolder(resource, unknown))) }));
}

function withUnknownHolder(resource: ResourcePlan, unknown: ReadonlyMap<string | undefined, ResourcePlan>): ResourcePlan {
  const { verb, reason } = resource;
  if (verb !== 'refused' || !reason) return resource;
  const holder = idsIn(reason).map((id) => unknown.get(id)).find((each) => each !== undefined);
  return holder ? { ...unknownAfter(resource, holder.unknown ?? []), mayBeRefused: reason } : resource;
}

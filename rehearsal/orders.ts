import { isDeepStrictEqual } from 'node:util';
import type { ContentsPlan } from './contents/contents-plan';
import { ResourcePlan, StackPlan, Verb, VERBS } from './plan';

/** Joins plans of the same stacks that were made with events in different orders: what isn't the same in all of them says so, and the worst of it counts. */
export function joinedPlans([first = [], ...others]: readonly (readonly StackPlan[])[]): StackPlan[] {
  return first.map((stack, index) => {
    const resources = others.map((plans) => keyed(plans[index]?.resources ?? []));
    const all = [keyed(stack.resources), ...resources];
    const keys = [...new Set(all.flatMap((each) => [...each.keys()]))];
    return { ...stack, resources: keys.map((key) => joined(all.map((each) => each.get(key)))) };
  });
}

/** Of a replaced one comes what becomes of the old one after what becomes of the new one. */
function keyed(resources: readonly ResourcePlan[]): Map<string, ResourcePlan> {
  const counts = new Map<string, number>();
  return new Map(resources.map((resource) => {
    const name = `${resource.path} ${resource.logicalId}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return [`${name} ${count}`, resource];
  }));
}

function joined(outcomes: readonly (ResourcePlan | undefined)[]): ResourcePlan {
  const known = outcomes.filter((each) => each !== undefined);
  const [worst] = known.toSorted((one, other) => VERBS.indexOf(one.verb) - VERBS.indexOf(other.verb)) as [ResourcePlan];
  const isSame = known.length === outcomes.length && known.every((each) => isDeepStrictEqual(essenceOf(each), essenceOf(worst)));
  if (isSame) return known[0] as ResourcePlan;
  const verbs = [...new Set(outcomes.map((each): Verb => each?.verb ?? 'keeps'))].filter((verb) => verb !== worst.verb);
  const { otherwise } = known.find((each) => each.otherwise !== undefined) ?? {};
  return { ...worst, inAnotherOrder: verbs.length > 0 ? verbs : [worst.verb], ...(otherwise && { otherwise }) };
}

/** Messages have ids of the copy. */
function essenceOfContents({ refused, ...others }: ContentsPlan): unknown {
  return [others, refused.byCode];
}

/** What people read of it. Ids in messages are of the copy. */
function essenceOf({ verb, entity, changes, reason, movedFrom, unknown, contents, campaign }: ResourcePlan): unknown {
  return [verb, entity.name, verb === 'refused' ? undefined : entity.id, changes, reason?.code, movedFrom, unknown, contents && essenceOfContents(contents), campaign];
}

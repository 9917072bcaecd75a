import type { ResourcePlan } from './plan';

/** What only depends on what may not be refused may be reached: nobody knows. */
export function withReached(resources: readonly ResourcePlan[]): ResourcePlan[] {
  const reasons = new Map(resources.filter(({ verb }) => verb === 'unknown').map(({ logicalId, unknown = [] }) => [logicalId, unknown]));
  const reached = resources.map((resource): ResourcePlan => {
    const { verb, dependsOn = [] } = resource;
    const isOpenYet = verb === 'not reached' && dependsOn.length > 0 && dependsOn.every((logicalId) => reasons.has(logicalId));
    return isOpenYet ? unknownAfter(resource, [...new Set(dependsOn.flatMap((logicalId) => reasons.get(logicalId) ?? []))]) : resource;
  });
  // What depends on them in turn may come before them.
  return reached.every((resource, index) => resource === resources[index]) ? reached : withReached(reached);
}

/** Nothing is known of it any more. */
export function unknownAfter({ path, logicalId, type, movedFrom, entity }: ResourcePlan, unknown: readonly string[]): ResourcePlan {
  return { path, logicalId, type, entity, verb: 'unknown', changes: [], unknown, ...(movedFrom !== undefined && { movedFrom }) };
}

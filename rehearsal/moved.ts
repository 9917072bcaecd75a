import type { ResourcePlan } from './plan';

/**
 * Joins what leaves one construct and comes to another one of its stack: the entity stays as it is.
 *
 * @param hadBefore whether a resource had its entity before, so that nothing comes to it: several can have the same
 */
export function withMoves(resources: readonly ResourcePlan[], hadBefore: (resource: ResourcePlan) => boolean): ResourcePlan[] {
  const leaving = new Map(resources.filter(({ verb, entity }) => verb === 'leaves' && entity.id !== undefined).map((resource) => [keyOf(resource), resource]));
  const moved = new Set<ResourcePlan>();
  const joined = resources.map((resource): ResourcePlan => {
    const from = resource.verb === 'leaves' ? undefined : leaving.get(keyOf(resource));
    if (!from || from.logicalId === resource.logicalId || hadBefore(resource)) return resource;
    moved.add(from);
    const { access: _given, ...others } = resource;
    // It was under management before.
    return resource.verb === 'adopts' ? { ...others, verb: resource.changes.length > 0 ? 'changes' : 'keeps', movedFrom: from.path } : { ...resource, movedFrom: from.path };
  });
  return joined.filter((resource) => !moved.has(resource));
}

function keyOf({ type, entity: { id } }: ResourcePlan): string {
  return `${type} ${id}`;
}

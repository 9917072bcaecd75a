import { KNOWN_LATER, ResourcePlan } from './plan';

/** What is known of the resources of a stack. */
export interface BeforeAndAfter {
  /** Whether a resource had its entity before, so that nothing comes to it: several can have the same. */
  readonly hadBefore: (resource: ResourcePlan) => boolean;
  /** Whether the stack is to have a resource. */
  readonly isDeclared: (logicalId: string) => boolean;
}

export interface Moves {
  readonly resources: readonly ResourcePlan[];
  /** What is joined with where it comes to. */
  readonly joined: readonly ResourcePlan[];
}

/**
 * Joins what leaves one construct and comes to another one of its stack: the entity stays as it is. If it isn't known what becomes of the one that is left,
 * that stays in the plan.
 */
export function withMoves(resources: readonly ResourcePlan[], { hadBefore, isDeclared }: BeforeAndAfter): Moves {
  const isLeft = ({ verb, logicalId, entity: { id } }: ResourcePlan): boolean =>
    id !== undefined && (verb === 'leaves' || (verb === 'unknown' && id !== KNOWN_LATER && !isDeclared(logicalId)));
  const leaving = new Map(resources.filter(isLeft).map((resource) => [keyOf(resource), resource]));
  const moved = new Set<ResourcePlan>();
  const told = resources.map((resource): ResourcePlan => {
    const from = isLeft(resource) ? undefined : leaving.get(keyOf(resource));
    if (!from || from.logicalId === resource.logicalId || hadBefore(resource)) return resource;
    if (from.verb === 'leaves') moved.add(from);
    const { access: _given, ...others } = resource;
    // It was under management before.
    return resource.verb === 'adopts' ? { ...others, verb: resource.changes.length > 0 ? 'changes' : 'keeps', movedFrom: from.path } : { ...resource, movedFrom: from.path };
  });
  return { resources: told.filter((resource) => !moved.has(resource)), joined: [...moved] };
}

function keyOf({ type, entity: { id } }: ResourcePlan): string {
  return `${type} ${id}`;
}

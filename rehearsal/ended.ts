import { ACCOUNT_INVITATION_RESOURCE_TYPE, ACCOUNT_MEMBERSHIP_RESOURCE_TYPE } from '../lib/contract/organizations';
import { KNOWN_LATER, ResourcePlan, StackPlan } from './plan';

/**
 * Takes invitations that a rehearsal has sent anew for what they are where only drift is looked for: ended. No deployment sends one again before it is
 * declared with another generation.
 */
export function withEnded(stack: StackPlan): StackPlan {
  const sent = stack.resources.filter(({ type, verb, entity: { id } }) => type === ACCOUNT_INVITATION_RESOURCE_TYPE && verb === 'replaces' && id === KNOWN_LATER);
  const isOf = (one: ResourcePlan, other: ResourcePlan): boolean => one.path === other.path && one.logicalId === other.logicalId;
  const invited = sent.map(({ entity: { name } }) => name);
  return {
    ...stack,
    resources: stack.resources.flatMap((resource): ResourcePlan[] => {
      if (sent.includes(resource)) {
        const { id } = stack.resources.find((each) => each !== resource && isOf(each, resource))?.entity ?? {};
        return [ended(resource, id)];
      }
      if (sent.some((each) => isOf(each, resource))) return [];
      const isOfEnded = resource.type === ACCOUNT_MEMBERSHIP_RESOURCE_TYPE && resource.verb !== 'keeps' && invited.includes(resource.entity.name);
      return [isOfEnded ? ended(resource) : resource];
    }),
  };
}

/** Nothing else is known of it: what came of it in the rehearsal came of another invitation. */
function ended({ path, logicalId, type, entity: { kind, name } }: ResourcePlan, id?: string): ResourcePlan {
  return { path, logicalId, type, entity: { kind, name, ...(id !== undefined && { id }) }, verb: 'ended', changes: [] };
}

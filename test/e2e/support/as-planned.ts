import type { SandboxState } from '../../../lib/testing';
import type { Plan, ResourcePlan, StackPlan } from '../../../rehearsal/plan';

type Deployed = SandboxState['stacks'][number];
type Store = SandboxState['identityStores'][number];

/** A line for each resource that is refused, as `IDENTITY_UNPROVEN user jane`. */
export function refusalsIn({ stacks }: Plan): string[] {
  return stacks.flatMap(({ resources }) => resources.filter(({ verb }) => verb === 'refused'))
    .map(({ reason, entity: { kind, name } }) => `${reason?.code} ${kind} ${name}`);
}

/** What isn't as a plan without refusals says, once its stacks are deployed, a line each. */
export function differencesFrom({ stacks }: Plan, { stacks: all, identityStores: [store] }: SandboxState): string[] {
  return stacks.flatMap((stack) => {
    const deployed = all.find(({ name }) => name === stack.stackName);
    if (deployed?.status !== 'CREATE_COMPLETE') return [`${stack.stackName} is ${deployed?.status ?? 'not there'}`];
    const declared = deployed.resources.filter(({ type }) => type.startsWith('Custom::'));
    const planned = new Set(stack.resources.map(({ logicalId }) => logicalId));
    return [
      ...stack.resources.flatMap((resource) => differenceOf(resource, deployed, store as Store)),
      ...declared.filter(({ logicalId }) => !planned.has(logicalId)).map(({ logicalId }) => `${stack.stackName}: ${logicalId} was not planned`),
    ];
  });
}

/** How stacks ended that were deployed with their refusals, beside how the plan says so. */
export function endsOf({ stacks }: Plan, { stacks: all }: SandboxState): { readonly planned: string[]; readonly real: string[] } {
  const planned = stacks.map(({ stackName, asItIs }: StackPlan) => `${stackName} ${asItIs?.status ?? 'is not there'}`);
  return { planned, real: stacks.map(({ stackName }) => `${stackName} ${all.find(({ name }) => name === stackName)?.status ?? 'is not there'}`) };
}

/** The stores as the plan says that a deployment with its refusals leaves them, if only descriptions of groups are otherwise. */
export function leftBehindIn({ identityStores }: SandboxState, { stacks }: Plan): readonly Store[] {
  const left = new Map(stacks.flatMap(({ asItIs }) => asItIs?.leftBehind ?? []).map(({ entity: { id }, changes }) => [id, changes.find(({ attribute }) => attribute === 'Description')]));
  return identityStores.map((store) => ({
    ...store,
    groups: store.groups.map((group) => ({ ...group, ...(left.has(group.groupId) && { description: left.get(group.groupId)?.after as string }) })),
  }));
}

function differenceOf({ logicalId, verb, entity: { id, kind }, changes }: ResourcePlan, { name, resources }: Deployed, store: Store): string[] {
  const [, ownership, real] = /^(\w+):([^;]+)/.exec(resources.find((each) => each.logicalId === logicalId)?.physicalId ?? '') ?? [];
  if (verb !== 'adopts' && verb !== 'keeps') return [`${name}: ${logicalId} was planned as ${verb}`];
  if (!['adopted', 'member'].includes(ownership ?? '') || real !== id) return [`${name}: ${logicalId} was to have ${id} and has ${ownership} ${real}`];
  const group = kind === 'group' ? store.groups.find(({ groupId }) => groupId === id) : undefined;
  return changes.filter(({ attribute, after }) => attribute !== 'Description' || group?.description !== after)
    .map(({ attribute }) => `${name}: ${attribute} of ${logicalId} is not as planned`);
}

import type { Run } from '../run';
import { Guarded, guardedIn, heldBy, settledStacks } from './holdings';
import type { Invariant } from './invariant';
import { isMistakenForOwn } from './mistaken';

/**
 * No entity is owned (`created:`) by two live resources, except a membership that one of them overwrote, also if others gave it
 * the name of another declaration. Two constructs of one name, which is known only at deployment, may own it until either changes (0029).
 */
export const singleOwner: Invariant = {
  name: 'single owner',
  holds: 'no entity is owned by two live resources, except a membership that one of them overwrote.',
  afterOperation: (run) => doublesIn(run),
  afterAll: (run) => doublesIn(run),
};

function doublesIn(run: Run): string[] {
  const all = settledStacks(run).filter(({ status }) => status.endsWith('_COMPLETE')).flatMap((stack) => guardedIn(run, stack));
  const owners = new Map<string, Guarded[]>();
  for (const guarded of all) {
    const { holding } = guarded;
    if (holding?.ownership === 'created') owners.set(holding.id, [...owners.get(holding.id) ?? [], guarded]);
  }
  return [...owners]
    .filter(([id, guarded]) => guarded.length > 1 && !guarded.some((each) => wasOverwrittenBy(run, each)) && !isOfHandedOver(all, guarded)
      && !guarded.some(({ stack }) => isMistakenForOwn(run, id, stack.id)) && !areTakenAtOnce(run, guarded)
      && !isTakenInUnfinishedUpdate(run, guarded)
      && !guarded.some((each) => hasBecomeLate(run, each) || hasGoneBackTooFar(run, each)))
    .map(([id, guarded]) => `${id} is owned by ${guarded.map(({ stack, resource }) => `${stack.name} ${resource.logicalId}`).join(' and ')}`);
}

/**
 * Whether a name that is known only at deployment turned out to be another one's, and both got the entity at the same time, from a third resource or
 * through a create without an answer: no list shows yet what the other one is about to get. The next update of either is refused.
 */
function areTakenAtOnce({ deliveries }: Run, guarded: readonly Guarded[]): boolean {
  if (!guarded.some(({ resource: { properties } }) => String(properties.NamedAtDeployment) === 'true')) return false;
  const taking = guarded.map(({ stack, resource, holding }) => deliveries.find(({ event, bodies }) => event.StackId === stack.id
    && event.LogicalResourceId === resource.logicalId && event.RequestType === 'Create' && bodies.some((body) => heldBy(body)?.id === holding?.id)));
  const lastStart = Math.max(...taking.map((delivery) => delivery?.started ?? Infinity));
  const firstEnd = Math.min(...taking.map((delivery) => delivery?.ended ?? Infinity));
  return lastStart <= firstEnd;
}

/**
 * Whether one whose name is known only at deployment took it over from one that left, in an update that failed and wasn't rolled back, and the next
 * template has both: neither has changed then, so that nobody hears of it.
 */
function isTakenInUnfinishedUpdate({ deliveries, operations }: Run, guarded: readonly Guarded[]): boolean {
  return guarded.some(({ stack, resource, holding }) => String(resource.properties.NamedAtDeployment) === 'true' && deliveries.some(({ event, bodies, started }) => {
    const operation = operations.findLast((each) => each.stack.id === stack.id && each.started <= started);
    return event.StackId === stack.id && event.LogicalResourceId === resource.logicalId && event.RequestType === 'Create' && operation?.status === 'UPDATE_FAILED'
      && bodies.some((body) => heldBy(body)?.id === holding?.id);
  }));
}

/**
 * Whether its name was a text and has become one that is known only at deployment: the template from before still has the text, by which another
 * construct is taken for its successor. The next update is refused.
 */
function hasBecomeLate({ deliveries, plan }: Run, { stack, resource }: Guarded): boolean {
  return plan.switches.templateDuringUpdate === 'OLD' && deliveries.some(({ event }) => event.RequestType === 'Update' && event.StackId === stack.id
    && event.LogicalResourceId === resource.logicalId && event.ResourceProperties.NamedAtDeployment === 'true' && event.OldResourceProperties.NamedAtDeployment !== 'true');
}

/**
 * Whether a rollback that asks for a pair which is gone for good has given the resource the membership from before that. Where CloudFormation sends the
 * id from before the update, that one looks like what the update has made. The first of the two that is removed is kept for the other.
 */
function hasGoneBackTooFar({ deliveries, plan }: Run, { stack, resource, holding }: Guarded): boolean {
  return plan.switches.rollbackPhysicalId === 'OLD' && resource.type.endsWith('GroupMembership') && deliveries.some(({ event, bodies, stackStatus }) =>
    event.RequestType === 'Update' && event.StackId === stack.id && event.LogicalResourceId === resource.logicalId && stackStatus.startsWith('UPDATE_ROLLBACK_')
    && event.PhysicalResourceId.includes(`;replaces=created:${holding?.id}`) && bodies.some((body) => heldBy(body)?.id === holding?.id));
}

/** Whether the resource has ever overwritten the membership, now or before its policy changed. */
function wasOverwrittenBy({ deliveries }: Run, { stack, resource, holding }: Guarded): boolean {
  return resource.type.endsWith('GroupMembership') && deliveries.some(({ event, bodies }) => event.StackId === stack.id
    && event.LogicalResourceId === resource.logicalId && event.ResourceProperties.ConflictPolicy === 'OVERWRITE'
    && bodies.some((body) => heldBy(body)?.id === holding?.id));
}

/** Whether they are memberships of a group or user that was handed over itself, which is why two declarations are about the same pair. */
function isOfHandedOver(all: readonly Guarded[], guarded: readonly Guarded[]): boolean {
  return guarded.every(({ stack, resource: { properties: { GroupId, UserId } } }) => [GroupId, UserId].some((party) =>
    all.filter(({ stack: other, holding }) => other === stack && holding && holding.id === party).length > 1));
}

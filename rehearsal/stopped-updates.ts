import { graphOf } from '../sandbox/cloudformation/graph';
import { NESTED_STACK } from '../sandbox/cloudformation/nested-stacks';
import type { AttributesOf } from '../sandbox/cloudformation/plant-stack';
import type { Stack } from '../sandbox/cloudformation/stack';
import type { Properties } from '../sandbox/cloudformation/template';
import { reasonsIn, unknown } from '../sandbox/cloudformation/unknown';
import type { StackSnapshot } from '../sandbox/seed/snapshot';
import { idIn } from './planned-entity';
import { isInAStore, isRehearsed } from './rehearsed-types';

/** Why nothing is known of what is declared of a resource. */
const NOT_READ = 'what the update that failed and was not rolled back made of it';

/** The same after a rollback. */
export const ROLLED_BACK = 'what the last rollback has made of it and of what it refers to';

/** A member that no resource has, beside those of its template. */
function marked(properties: Properties | undefined, why: string): Properties {
  return { ...properties, 'not as read': unknown(why) };
}

/** The status of a resource that an update has either made or not been at. */
const CREATED = 'CREATE_COMPLETE';

/**
 * Takes down what an update that failed and was not rolled back may have made or changed: the template that can be read of such a stack is the one before.
 * What couldn't be created is created in any case.
 */
export function plantStopped(stack: Stack, { status: stackStatus, lastChangedAt: begun, resources }: StackSnapshot, attributesOf: AttributesOf): void {
  if (stackStatus !== 'UPDATE_FAILED') return;
  for (const { logicalId, type, physicalId, status, lastChangedAt = '' } of resources) {
    const read = stack.resources.get(logicalId);
    // What couldn't be created before is in the template that can be read, and was created by another one.
    const isUntouched = status === CREATED && lastChangedAt < begun;
    const isAsRead = read !== undefined && (isUntouched || type === NESTED_STACK);
    if (isAsRead || physicalId === '' || status === 'CREATE_FAILED' || !isRehearsed(type)) continue;
    const properties = marked(read?.properties, NOT_READ);
    stack.resources.set(logicalId, {
      logicalId, type, physicalId, status, properties,
      definition: read?.definition ?? { Type: type }, attributes: attributesOf({ type, physicalId, properties }), updatedAt: stack.lastUpdatedTime ?? 0,
    });
  }
}

/**
 * Takes down what a rollback may have left otherwise than the template says. It declares a membership with the group and the user of before, and they may have
 * got other ids in the same rollback, since somebody had deleted them. Then the membership is gone, too.
 *
 * @param isThere whether there is still an entity with this id
 */
export function plantRolledBack(stack: Stack, { status: stackStatus }: StackSnapshot, isThere: (id: string) => boolean): void {
  if (stackStatus !== 'UPDATE_ROLLBACK_COMPLETE') return;
  const graph = graphOf(new Map([...stack.resources].map(([logicalId, { definition }]) => [logicalId, definition])));
  const isTouched = (logicalId: string): boolean => stack.resources.get(logicalId)?.status === 'UPDATE_COMPLETE';
  for (const [logicalId, resource] of stack.resources) {
    const { type, physicalId, properties } = resource;
    const isGone = isInAStore(type) && !isThere(idIn(type, physicalId) ?? '');
    if (!isGone || !isTouched(logicalId) || ![...graph.dependenciesOf(logicalId)].some(isTouched)) continue;
    stack.resources.set(logicalId, { ...resource, properties: marked(properties, ROLLED_BACK) });
  }
}

/** Why it isn't known what was declared of a resource before: with such an update, or with none. */
export function reasonsOfStopped(properties: Properties): string[] {
  return reasonsIn(properties).filter((reason) => [NOT_READ, ROLLED_BACK].includes(reason));
}

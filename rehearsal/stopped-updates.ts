import { NESTED_STACK } from '../sandbox/cloudformation/nested-stacks';
import type { AttributesOf } from '../sandbox/cloudformation/plant-stack';
import type { Stack } from '../sandbox/cloudformation/stack';
import type { Properties } from '../sandbox/cloudformation/template';
import { reasonsIn, unknown } from '../sandbox/cloudformation/unknown';
import type { StackSnapshot } from '../sandbox/seed/snapshot';
import { isRehearsed } from './rehearsed-types';

/** Why nothing is known of what is declared of a resource. */
const NOT_READ = 'what the update that failed and was not rolled back made of it';

/** A member that no resource has, beside those of its template. */
const MARK: Properties = { 'not as read': unknown(NOT_READ) };

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
    const properties = { ...read?.properties, ...MARK };
    stack.resources.set(logicalId, {
      logicalId, type, physicalId, status, properties,
      definition: read?.definition ?? { Type: type }, attributes: attributesOf({ type, physicalId, properties }), updatedAt: stack.lastUpdatedTime ?? 0,
    });
  }
}

/** Why it isn't known what was declared of a resource before: with such an update, or with none. */
export function reasonsOfStopped(properties: Properties): string[] {
  return reasonsIn(properties).filter((reason) => reason === NOT_READ);
}

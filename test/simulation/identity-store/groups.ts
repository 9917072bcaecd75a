import fc from 'fast-check';
import { GROUP_RESOURCE_TYPE } from '../../../lib/private/contract';
import type { Properties } from '../../../sandbox/cloudformation/template';
import type { Entity, Kind } from '../domain';
import { differencesOf, idIn, isManagedExternally, objectionTo, ofEntity, STORE } from './store';

export const groupName = fc.constantFrom('admins', 'operators', 'Finance', 'admins', 'ADMINS');
export const description = fc.constantFrom('Platform team', 'made by hand', 'both');

export const groupValues = fc.record({ DisplayName: groupName, Description: description }, { requiredKeys: ['DisplayName'] });

export const GROUP: Kind = {
  resourceType: GROUP_RESOURCE_TYPE,
  properties: ({ values, policy }) => ({ IdentityStoreId: STORE, DisplayName: 'admins', ...values, ConflictPolicy: policy }) as Properties,
  keyOf: ({ DisplayName }) => String(DisplayName).toLowerCase(),
  // What an identity provider owns is left as it is when its declaration goes.
  differences: ofEntity((entity, properties, before) =>
    differencesOf(textsOf(properties), textsOf(entity.value), isManagedExternally(entity) ? undefined : before && textsOf(before))),
  isTakenOver: isManagedExternally,
  namesOf: ({ DisplayName }, physicalId) => [JSON.stringify(DisplayName), ...idIn(physicalId)],
};

/** Why somebody else's group may not be changed in this way, in words. */
export function objectionToGroup(before: Entity, after: Entity, properties: Properties, past: readonly Entity[]): string | undefined {
  if (past.every(isManagedExternally)) return 'an identity provider owns it';
  return objectionTo(textsOf(before.value), textsOf(after.value), textsOf(properties));
}

function textsOf(group: { readonly DisplayName?: unknown; readonly Description?: unknown }): Record<string, string> {
  const { DisplayName, Description } = group;
  return { DisplayName: String(DisplayName), ...(Description !== undefined && { Description: String(Description) }) };
}

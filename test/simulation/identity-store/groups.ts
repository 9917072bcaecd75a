import fc from 'fast-check';
import { GROUP_RESOURCE_TYPE } from '../../../lib/contract/identity-store';
import type { Properties } from '../../../sandbox/cloudformation/template';
import type { Entity, Kind } from '../domain';
import { differencesOf, idIn, isKnownLate, keyOfName, namedLate, nameIn, isManagedExternally, objectionTo, ofEntity, STORE } from './store';

export const groupName = fc.constantFrom('admins', 'operators', 'Finance', 'admins', 'ADMINS', 'caf\u00e9', 'cafe\u0301');
export const description = fc.constantFrom('Platform team', 'made by hand', 'both');

export const groupValues = fc.record({ DisplayName: groupName, Description: description }, { requiredKeys: ['DisplayName'] });

/** In a declaration, the name may be known only at deployment. */
export const declaredGroupValues = fc.tuple(groupValues, isKnownLate).map(([values, isLate]) => ({ ...values, ...(isLate && { isLate }) }));

export const GROUP: Kind = {
  resourceType: GROUP_RESOURCE_TYPE,
  properties({ values: { isLate, DisplayName = 'admins', ...values }, policy }) {
    return { IdentityStoreId: STORE, ...values, DisplayName: nameIn(String(DisplayName), isLate), ...namedLate(isLate), ConflictPolicy: policy } as Properties;
  },
  keyOf: ({ DisplayName }) => keyOfName(DisplayName),
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

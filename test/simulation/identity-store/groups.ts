import fc from 'fast-check';
import { GROUP_RESOURCE_TYPE } from '../../../lib/contract/identity-store';
import type { Properties } from '../../../sandbox/cloudformation/template';
import type { Group } from '../../../sandbox/identity-store/entities';
import type { Entity, Kind } from '../domain';
import { STORE } from '../../support/ids';
import { idIn, isKnownLate, keyOfName, namedLate, nameIn, isManagedExternally, objectionTo, ofTexts } from './store';

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
  differences: ofTexts(textsOf),
  isTakenOver: isManagedExternally,
  namesOf: ({ DisplayName }, physicalId) => [JSON.stringify(DisplayName), ...idIn(physicalId)],
};

/** Why somebody else's group may not be changed in this way, in words. */
export function objectionToGroup(before: Entity, after: Entity, properties: Properties, past: readonly Entity[]): string | undefined {
  if (past.every(isManagedExternally)) return 'an identity provider owns it';
  return objectionTo(textsOf(before.value), textsOf(after.value), textsOf(properties));
}

function textsOf(group: object): Record<string, string> {
  const { DisplayName, Description } = group as Partial<Group>;
  return { DisplayName: String(DisplayName), ...(Description !== undefined && { Description: String(Description) }) };
}

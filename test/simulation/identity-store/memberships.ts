import fc from 'fast-check';
import { GROUP_MEMBERSHIP_RESOURCE_TYPE } from '../../../lib/contract/identity-store';
import type { Json } from '../../../sandbox/cloudformation/template';
import type { Membership } from '../../../sandbox/identity-store/entities';
import type { Kind, Surroundings } from '../domain';
import { idIn, ofEntity } from './store';
import { STORE } from '../../support/ids';

/** Which of the groups and users of the template, or else of the store. */
export const membershipValues = fc.record({ group: fc.nat(5), user: fc.nat(5) });

export const MEMBERSHIP: Kind = {
  resourceType: GROUP_MEMBERSHIP_RESOURCE_TYPE,
  properties({ values, policy }, surroundings) {
    const GroupId = partyOf('Group', Number(values.group ?? 0), surroundings);
    const UserId = partyOf('User', Number(values.user ?? 0), surroundings);
    return GroupId === undefined || UserId === undefined ? undefined : { IdentityStoreId: STORE, GroupId, UserId, ConflictPolicy: policy };
  },
  keyOf: ({ GroupId, UserId }) => JSON.stringify([GroupId, UserId]),
  differences: ofEntity(({ value }, { GroupId, UserId }) => {
    const live = value as Membership;
    const isDeclared = live.GroupId === GroupId && live.MemberId.UserId === UserId;
    return isDeclared ? [] : [{ what: `it is of user ${live.MemberId.UserId} in group ${live.GroupId}`, excuses: [] }];
  }),
  namesOf: ({ GroupId, UserId }, physicalId) => [`user "${UserId}" in group "${GroupId}"`, ...idIn(physicalId)],
};

/** One that is declared, by its attribute; or else one that somebody else made, by its id. */
function partyOf(kind: 'Group' | 'User', which: number, { declared, sandbox, isOthers }: Surroundings): Json | undefined {
  const logicalIds = declared(kind);
  if (logicalIds.length > 0) return { 'Fn::GetAtt': [logicalIds[which % logicalIds.length] as string, `${kind}Id`] };
  const store = sandbox.identityStores.store(STORE);
  const ids = [...(kind === 'Group' ? store.groups : store.users).values()]
    .map((entity) => ('GroupId' in entity ? entity.GroupId : entity.UserId))
    .filter(isOthers);
  return ids[which % ids.length];
}

import { ACCOUNT_MEMBERSHIP_RESOURCE_TYPE } from '../../../lib/contract/organizations';
import type { Properties } from '../../../sandbox/cloudformation/template';
import type { Claim, Kind } from '../domain';
import type { Membership } from './entities';
import { objectionToAccount } from './invitations';
import { missingTags } from './tags';
import { accountOf, targetOf } from './world';

/** What follows an invitation: it is declared with one, never by itself. */
export const MEMBERSHIP: Kind = {
  resourceType: ACCOUNT_MEMBERSHIP_RESOURCE_TYPE,
  properties: () => undefined,
  keyOf: targetOf,
  concerns: (_holding, properties) => [accountOf(targetOf(properties))],

  differences({ properties, live, isRollback, looked }: Claim) {
    const member = live(accountOf(targetOf(properties)))?.value as Membership | undefined;
    const isNotAwaited = isRollback || mayBePending(properties);
    if (targetOf(properties).includes('@') && isNotAwaited && live(String(properties.HandshakeId))?.kind === 'Handshake') return [];
    if (!member) return isNotAwaited ? [] : ['the account is no member'];
    if (member.joinedAt >= looked && isNotAwaited) return [];
    const { OrganizationalUnitId: unit } = properties;
    return [
      ...(unit === undefined || member.parentId === unit ? [] : [`the account is in ${member.parentId} and not in ${String(unit)}`]),
      ...missingTags(properties, member),
    ];
  },

  objectionToAnswer: objectionToAccount,

  namesOf: (properties) => [targetOf(properties), accountOf(targetOf(properties))],
};

/** Whether it counts as successful when the account hasn't joined. */
function mayBePending({ RoleArn, TimeoutMinutes, OnTimeout }: Properties): boolean {
  return RoleArn === undefined && (TimeoutMinutes === undefined || OnTimeout === 'CONTINUE');
}

import { ACCOUNT_MEMBERSHIP_RESOURCE_TYPE } from '../../../lib/contract/organizations';
import type { Properties } from '../../../sandbox/cloudformation/template';
import type { Claim, Difference, Kind } from '../domain';
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

  differences({ properties, live }: Claim): Difference[] {
    const member = live(accountOf(targetOf(properties)))?.value as Membership | undefined;
    if (!member) return mayBePending(properties) ? [] : [{ what: 'the account is no member', excuses: ['not sent by a rollback'] }];
    const { OrganizationalUnitId: unit } = properties;
    return [
      ...(unit === undefined || member.parentId === unit ? [] : [`the account is in ${member.parentId} and not in ${String(unit)}`]),
      ...missingTags(properties, member),
    ].map((what) => ({ what, excuses: ['joined while its address is invited', 'joined after the look'] }));
  },

  objectionToAnswer: objectionToAccount,

  namesOf: (properties) => [targetOf(properties), accountOf(targetOf(properties))],
};

/** Whether it counts as successful when the account hasn't joined. */
export function mayBePending({ RoleArn, TimeoutMinutes, OnTimeout }: Properties): boolean {
  return RoleArn === undefined && (TimeoutMinutes === undefined || OnTimeout === 'CONTINUE');
}

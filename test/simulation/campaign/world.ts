import type { Sandbox, SandboxOptions } from '../../../sandbox/sandbox';
import { joinRole, OTHER_UNIT, UNIT } from '../../support/declared-invitations';
import { MANAGEMENT } from '../../support/ids';
import { organizationIn } from './acts';
import { accountIdOf, addressOf } from './declared';
import type { CampaignPlan } from './plan';
import { ROLE_NAME } from './templates';

const OTHER_MANAGEMENT = '555555555555';

/** What there is of organizations before the campaign. */
export function seedOf({ organization, accounts }: CampaignPlan): NonNullable<SandboxOptions['seed']> {
  const { featureSet, accountQuota, dailyInvitations } = organization;
  const those = (begins: CampaignPlan['accounts'][number]['begins']): number[] => accounts.flatMap((each, index) => (each.begins === begins ? [index] : []));
  const named = (index: number) => ({ id: accountIdOf(index), email: addressOf(index) });
  return {
    organizations: [
      {
        managementAccount: MANAGEMENT, organizationalUnits: { Workloads: UNIT, Other: OTHER_UNIT }, featureSet, accountQuota,
        ...(dailyInvitations !== null && { dailyInvitations }), accounts: those('MEMBER').map(named),
      },
      { managementAccount: OTHER_MANAGEMENT, accountQuota: 1000, allowsTransfers: false, accounts: those('ELSEWHERE').map(named) },
    ],
    accounts: [
      ...(['FREE', 'INVITED', 'DECLINED', 'WITHOUT_ROLE'] as const).flatMap(those).map(named),
      ...those('OTHER_SELLER').map((index) => ({ ...named(index), sellerOfRecord: 'AWS India' })),
    ],
    roles: accounts.flatMap(({ begins }, index) => (begins === 'WITHOUT_ROLE' ? [] : [joinRole({ account: accountIdOf(index), roleName: ROLE_NAME })])),
  };
}

/** What others have done before. */
export function prepare({ accounts }: CampaignPlan, sandbox: Sandbox): void {
  const { handshakes } = sandbox.organizations;
  for (const [index, { begins }] of accounts.entries()) {
    if (begins !== 'INVITED' && begins !== 'DECLINED') continue;
    const recipient = { type: 'ACCOUNT' as const, id: accountIdOf(index) };
    const handshake = handshakes.add({ action: 'INVITE', organizationId: organizationIn(sandbox).id, recipient });
    if (begins === 'DECLINED') handshakes.end(handshake, 'DECLINED');
  }
}

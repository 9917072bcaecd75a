import type { Plan } from '../../rehearsal/plan';
import type { Seed } from '../../sandbox/seed/seed';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import { deployExample, planOfExample } from '../../test/support/examples';
import { MANAGEMENT, PAYMENTS, STORE } from '../../test/support/ids';
import { InProcess } from '../../test/support/in-process';
import { snapshotOf } from '../../test/support/planned';
import { joinRole } from '../demo/join-role';

/** What there is before the examples are deployed: some of what they declare, and some that they don't. */
const SEED: Seed = {
  identityStores: {
    [STORE]: {
      groups: [{ displayName: 'everyone' }, { displayName: 'auditors', description: 'Made by hand' }, { displayName: 'contractors' }, { displayName: 'former-project' }],
      users: [person('ada', 'berg'), person('barbara', 'novak'), person('margaret', 'dubois'), person('dennis', 'lindqvist'), { ...person('tim', 'nguyen'), email: 'tim@contractor.example' }],
      memberships: [
        { user: 'ada.berg', group: 'everyone' }, { user: 'barbara.novak', group: 'everyone' }, { user: 'barbara.novak', group: 'auditors' },
        { user: 'margaret.dubois', group: 'everyone' }, { user: 'dennis.lindqvist', group: 'contractors' }, { user: 'tim.nguyen', group: 'contractors' },
        { user: 'margaret.dubois', group: 'auditors' },
      ],
    },
  },
  organizations: [{
    managementAccount: { id: MANAGEMENT, name: 'management', email: 'aws@example.com' },
    organizationalUnits: {
      Workloads: 'ou-ab12-12345678', 'Workloads/Production': 'ou-ab12-production', 'Workloads/Test': 'ou-ab12-testaccounts', Security: 'ou-ab12-security', Suspended: 'ou-ab12-suspended',
    },
    accounts: [
      { id: '222233334444', name: 'search-production', email: 'search@example.com', organizationalUnit: 'Workloads/Production' },
      { id: '222233335555', name: 'search-test', email: 'search-test@example.com', organizationalUnit: 'Workloads/Test' },
      { id: '222233336666', name: 'mobile-production', email: 'mobile@example.com', organizationalUnit: 'Workloads/Production' },
      { id: '333344445555', name: 'log-archive', email: 'logs@example.com', organizationalUnit: 'Security' },
      { id: '333344446666', name: 'audit', email: 'audit@example.com', organizationalUnit: 'Security' },
      { id: '666677778888', name: 'former-shop', email: 'shop@example.com', organizationalUnit: 'Suspended', state: 'SUSPENDED' },
    ],
    handshakes: [{ email: 'research@example.com', requestedDaysAgo: 6 }, { account: '444455556666', requestedDaysAgo: 13 }],
  }],
  accounts: [{ id: PAYMENTS, email: 'payments@example.com', name: 'payments' }],
  roles: [joinRole(PAYMENTS)],
};

/** What there is once the examples are deployed, and what the next deployment of one of them would do. The same each time, but for changes of the code. */
export async function deployedExamples(): Promise<{ readonly snapshot: Snapshot; readonly plan: Plan }> {
  const world = new InProcess({ seed: SEED });
  await deployExample(world, 'organization/app');
  await deployExample(world, 'directory/app');
  return { snapshot: await snapshotOf(world), plan: await planOfExample(world, 'directory/month-later') };
}

function person(first: string, last: string): { userName: string; displayName: string; name: object; email: string } {
  const [givenName, familyName] = [capitalized(first), capitalized(last)];
  return { userName: `${first}.${last}`, displayName: `${givenName} ${familyName}`, name: { givenName, familyName }, email: `${first}.${last}@example.com` };
}

function capitalized(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

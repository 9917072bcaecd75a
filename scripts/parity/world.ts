import { STORE } from './foreign-client';

/** The sandbox's own account, which manages the organization. */
export const MANAGEMENT = '123456789012';
export const MEMBER = '222222222222';
export const ADMINISTRATOR = '333333333333';
/** In no organization, until it is invited. */
export const ALONE = '111122223333';
export const ANOTHER = '444444444444';
export const JOIN_ROLE = `arn:aws:iam::${ALONE}:role/OrganizationJoinRole`;
export const INSTANCE_ARN = 'arn:aws:sso:::instance/ssoins-1234567890abcdef';
export const PERMISSION_SET_ARN = 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1111111111111111';

const policyOf = (statement: object): object => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });

/** An organization with an Identity Center, and an account that may join. Rates aren't what parity is about. */
export const SEED = {
  account: MANAGEMENT,
  organizations: [{
    id: 'o-a1b2c3d4e5',
    managementAccount: MANAGEMENT,
    accountQuota: 20,
    policyTypes: ['SERVICE_CONTROL_POLICY'],
    organizationalUnits: ['Workloads'],
    accounts: [{ id: MEMBER, tags: { team: 'data' } }, { id: ADMINISTRATOR, isDelegatedAdministrator: true, delegatedServices: ['sso.amazonaws.com'] }],
  }],
  accounts: [{ id: ALONE, email: 'payments@example.com' }],
  roles: [{
    account: ALONE,
    roleName: 'OrganizationJoinRole',
    trustPolicy: policyOf({ Principal: { AWS: MANAGEMENT }, Action: 'sts:AssumeRole' }),
    policies: [policyOf({ Action: ['organizations:AcceptHandshake', 'iam:CreateServiceLinkedRole'], Resource: '*' })],
  }],
  identityStores: {
    [STORE]: {
      groups: [{ displayName: 'admins' }],
      users: [{ userName: 'ada', displayName: 'Ada', name: { givenName: 'Ada', familyName: 'Lovelace' } }],
      memberships: [{ group: 'admins', user: 'ada' }],
      instanceArn: INSTANCE_ARN,
      permissionSets: [
        {
          name: 'ReadOnly', id: 'ps-1111111111111111', description: 'To look', relayState: 'https://example.com', inlinePolicy: '{"Version":"2012-10-17","Statement":[]}',
          managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'], tags: { team: 'platform' },
          assignments: [{ account: MEMBER, group: 'admins' }, { account: MANAGEMENT, user: 'ada' }],
        },
        { name: 'Audit', id: 'ps-2222222222222222' },
      ],
    },
  },
  switches: { organizations: { throttling: false, membershipChangePause: 0, accountCreationTime: 0, accountClosureTime: 0, accountStatus: true } },
};

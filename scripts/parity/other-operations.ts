import { Callers, Calls } from './calls';
import { STORE } from './foreign-client';
import type { Steps } from './steps';
import { ALONE, ANOTHER, INSTANCE_ARN, MEMBER, PERMISSION_SET_ARN } from './world';

const OF_SET = { PermissionSetArn: PERMISSION_SET_ARN };

/** The emulated operations that no other step has, so that every one is checked. */
export async function driveOtherOperations(callers: Callers, steps: Steps): Promise<void> {
  await steps.take('does what is left of Organizations', () => driveOrganizations(callers));
  await steps.take('does what is left of IAM Identity Center', () => driveSsoAdmin(callers));
  await steps.take('reads and changes an Identity Store as such', () => driveIdentityStores(callers));
}

async function driveOrganizations(callers: Callers): Promise<void> {
  const as = (account: string): Calls => new Calls(callers.of('organizations', { AccessKeyId: `SANDBOX${account}`, SecretAccessKey: 'sandbox' }));
  const management = new Calls(callers.of('organizations'));
  const { OrganizationalUnits: [{ Id }] } = await management.make('ListOrganizationalUnitsForParent', { ParentId: (await management.make('ListRoots')).Roots[0].Id });
  await management.make('DescribeOrganizationalUnit', { OrganizationalUnitId: Id });
  await management.make('ListCreateAccountStatus');
  await management.refused('DescribeResourcePolicy', {}, 'ResourcePolicyNotFoundException');
  await management.make('RemoveAccountFromOrganization', { AccountId: MEMBER });
  await as(ALONE).refused('DescribeOrganization', {}, 'AWSOrganizationsNotInUseException');
  await as(ANOTHER).make('CreateOrganization', { FeatureSet: 'CONSOLIDATED_BILLING' });
  await as(ANOTHER).make('EnableAllFeatures');
}

async function driveIdentityStores(callers: Callers): Promise<void> {
  const calls = new Calls(callers.of('identitystore'));
  await calls.list('ListIdentityStores');
  await calls.make('DescribeIdentityStore', { IdentityStoreId: STORE });
  await calls.make('UpdateIdentityStore', { IdentityStoreId: STORE });
}

async function driveSsoAdmin(callers: Callers): Promise<void> {
  const calls = new Calls(callers.of('sso-admin'), { InstanceArn: INSTANCE_ARN });
  for (const operation of ['ListManagedPoliciesInPermissionSet', 'ListCustomerManagedPolicyReferencesInPermissionSet', 'GetInlinePolicyForPermissionSet']) {
    await calls.make(operation, OF_SET);
  }
  await calls.refused('GetPermissionsBoundaryForPermissionSet', OF_SET, 'ResourceNotFoundException');
  await calls.refused('DescribeInstanceAccessControlAttributeConfiguration', {}, 'ResourceNotFoundException');
  for (const operation of ['ListRegions', 'ListApplications', 'ListTrustedTokenIssuers']) await calls.make(operation);
  const { Users: [{ UserId: PrincipalId }] } = await new Calls(callers.of('identitystore')).make('ListUsers', { IdentityStoreId: STORE });
  await calls.make('ListAccountAssignmentsForPrincipal', { PrincipalId, PrincipalType: 'USER' });
}

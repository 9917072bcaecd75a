import { deepStrictEqual } from 'node:assert/strict';
import { Callers, Calls, expectMembers } from './calls';
import { STORE } from './foreign-client';
import type { Steps } from './steps';
import { INSTANCE_ARN, MANAGEMENT, MEMBER, PERMISSION_SET_ARN } from './world';

const NOWHERE = PERMISSION_SET_ARN.replace(/1+$/, '0000000000000000');
const OF_SET = { PermissionSetArn: PERMISSION_SET_ARN };

/** Lets a client read what is in an Identity Center. */
export async function driveSsoAdmin(callers: Callers, steps: Steps): Promise<void> {
  const instances = new Calls(callers.of('sso-admin'));
  const calls = new Calls(callers.of('sso-admin'), { InstanceArn: INSTANCE_ARN });
  await steps.take('finds the instance and its store', async () => {
    const { Instances: [instance] } = await instances.list('ListInstances');
    expectMembers(instance, { InstanceArn: INSTANCE_ARN, IdentityStoreId: STORE, OwnerAccountId: MANAGEMENT, Status: 'ACTIVE' });
    expectMembers(await calls.make('DescribeInstance'), { IdentityStoreId: STORE, OwnerAccountId: MANAGEMENT });
  });
  await steps.take('reads the permission sets, page by page', async () => {
    deepStrictEqual((await calls.list('ListPermissionSets')).PermissionSets.length, 2);
    const { PermissionSet } = await calls.make('DescribePermissionSet', OF_SET);
    expectMembers(PermissionSet, { Name: 'ReadOnly', Description: 'To look', SessionDuration: 'PT1H', PermissionSetArn: PERMISSION_SET_ARN });
    deepStrictEqual((await calls.make('ListTagsForResource', { ResourceArn: PERMISSION_SET_ARN })).Tags, [{ Key: 'team', Value: 'platform' }]);
  });
  await steps.take('reads who has one where', async () => {
    const { AccountAssignments: [assignment] } = await calls.list('ListAccountAssignments', { ...OF_SET, AccountId: MEMBER });
    expectMembers(assignment, { AccountId: MEMBER, PermissionSetArn: PERMISSION_SET_ARN, PrincipalType: 'GROUP' });
    deepStrictEqual((await calls.list('ListAccountsForProvisionedPermissionSet', OF_SET)).AccountIds, [MEMBER, MANAGEMENT]);
    deepStrictEqual((await calls.list('ListPermissionSetsProvisionedToAccount', { AccountId: MEMBER })).PermissionSets, [PERMISSION_SET_ARN]);
  });
  await steps.take('is refused a permission set that isn\'t there', () => calls.refused('DescribePermissionSet', { PermissionSetArn: NOWHERE }, 'ResourceNotFoundException'));
}

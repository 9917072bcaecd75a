import type { Operation } from '../protocol/operations';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import { ACCOUNT_ID, checkInput, INSTANCE_ARN, PERMISSION_SET_ARN, PRINCIPAL_ID, PRINCIPAL_TYPE, PROVISIONING_STATUS, pageOf } from './constraints';
import type { Instance } from './instance';
import type { Instances } from './instances';
import type { AccountAssignment } from './permission-set';

const NOT_PROVISIONED = 'LATEST_PERMISSION_SET_NOT_PROVISIONED';

/** The reading operations on assignments. A permission set is provisioned in the accounts in which anybody is assigned with it, and there always the latest. */
export function assignmentOperations(instances: Instances): Record<string, Operation> {
  return {
    ListAccountAssignments(input, caller: Caller) {
      checkInput('ListAccountAssignments', input, { InstanceArn: INSTANCE_ARN, AccountId: ACCOUNT_ID, PermissionSetArn: PERMISSION_SET_ARN }, true);
      const instance = instances.administeredBy(caller, 'ListAccountAssignments', input.InstanceArn);
      const { arn } = instance.permissionSet(input.PermissionSetArn);
      const found = instance.assignments.filter(({ accountId, permissionSetArn }) => accountId === input.AccountId && permissionSetArn === arn);
      return pageOf('AccountAssignments', found.map(describeAssignment), input);
    },

    ListAccountAssignmentsForPrincipal(input, caller: Caller) {
      const { Filter: filter = {}, ...rest } = input as { readonly Filter?: { readonly AccountId?: string } };
      checkInput('ListAccountAssignmentsForPrincipal', rest, { InstanceArn: INSTANCE_ARN, PrincipalId: PRINCIPAL_ID, PrincipalType: PRINCIPAL_TYPE }, true);
      const unknown = Object.keys(filter).find((name) => name !== 'AccountId');
      if (unknown !== undefined) throw new NotEmulated(`the filter ${unknown} of sso:ListAccountAssignmentsForPrincipal`);
      const instance = instances.administeredBy(caller, 'ListAccountAssignmentsForPrincipal', input.InstanceArn);
      const principals = principalsOf(instance, input.PrincipalType, input.PrincipalId);
      const found = instance.assignments
        .filter(({ principalId, accountId }) => principals.includes(principalId) && accountId === (filter.AccountId ?? accountId));
      return pageOf('AccountAssignments', found.map(describeAssignment), input);
    },

    ListAccountsForProvisionedPermissionSet(input, caller: Caller) {
      const members = { InstanceArn: INSTANCE_ARN, PermissionSetArn: PERMISSION_SET_ARN, ProvisioningStatus: PROVISIONING_STATUS };
      checkInput('ListAccountsForProvisionedPermissionSet', input, members, true);
      const instance = instances.administeredBy(caller, 'ListAccountsForProvisionedPermissionSet', input.InstanceArn);
      const { arn } = instance.permissionSet(input.PermissionSetArn);
      const accounts = instance.assignments.filter(({ permissionSetArn }) => permissionSetArn === arn).map(({ accountId }) => accountId);
      return pageOf('AccountIds', provisioned(accounts, input), input);
    },

    ListPermissionSetsProvisionedToAccount(input, caller: Caller) {
      const members = { InstanceArn: INSTANCE_ARN, AccountId: ACCOUNT_ID, ProvisioningStatus: PROVISIONING_STATUS };
      checkInput('ListPermissionSetsProvisionedToAccount', input, members, true);
      const { assignments } = instances.administeredBy(caller, 'ListPermissionSetsProvisionedToAccount', input.InstanceArn);
      const arns = assignments.filter(({ accountId }) => accountId === input.AccountId).map(({ permissionSetArn }) => permissionSetArn);
      const page = pageOf('PermissionSets', provisioned(arns, input), input);
      // Of an account without any, the service leaves the member out.
      return arns.length > 0 ? page : {};
    },
  };
}

function provisioned(items: readonly string[], { ProvisioningStatus: status }: { readonly ProvisioningStatus?: string }): string[] {
  return status === NOT_PROVISIONED ? [] : [...new Set(items)];
}

/** Whose assignments count as those of a principal: a user has those of its groups. */
function principalsOf({ store }: Instance, type: AccountAssignment['principalType'], id: string): readonly string[] {
  if (type === 'GROUP') return [id];
  if (!store?.users.has(id)) throw new ServiceError('ResourceNotFoundException', `Could not find principal ${id}`);
  return [id, ...store.memberships.find('user', id).map(({ GroupId }) => GroupId)];
}

function describeAssignment({ accountId, permissionSetArn, principalType, principalId }: AccountAssignment): object {
  return { AccountId: accountId, PermissionSetArn: permissionSetArn, PrincipalType: principalType, PrincipalId: principalId };
}

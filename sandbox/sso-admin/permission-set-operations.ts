import type { Operation } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import { checkInput, INSTANCE_ARN, PERMISSION_SET_ARN, pageOf } from './constraints';
import { lastPart } from './instance';
import type { Instances } from './instances';
import type { PermissionSet } from './permission-set';

const USUAL_SESSION = 'PT1H';

/** The reading operations on permission sets. */
export function permissionSetOperations(instances: Instances): Record<string, Operation> {
  /** Refuses the input of an operation on one permission set, or finds that. */
  const permissionSetFor = (operation: string, input: any, caller: Caller, isPaged = false): PermissionSet => {
    checkInput(operation, input, { InstanceArn: INSTANCE_ARN, PermissionSetArn: PERMISSION_SET_ARN }, isPaged);
    return instances.administeredBy(caller, operation, input.InstanceArn).permissionSet(input.PermissionSetArn);
  };
  return {
    ListPermissionSets(input, caller: Caller) {
      checkInput('ListPermissionSets', input, { InstanceArn: INSTANCE_ARN }, true);
      return pageOf('PermissionSets', [...instances.administeredBy(caller, 'ListPermissionSets', input.InstanceArn).permissionSets.keys()], input);
    },

    DescribePermissionSet(input, caller: Caller) {
      return { PermissionSet: describePermissionSet(permissionSetFor('DescribePermissionSet', input, caller)) };
    },

    ListManagedPoliciesInPermissionSet(input, caller: Caller) {
      const { managedPolicies } = permissionSetFor('ListManagedPoliciesInPermissionSet', input, caller, true);
      return pageOf('AttachedManagedPolicies', managedPolicies.map((Arn) => ({ Name: lastPart(Arn), Arn })), input);
    },

    ListCustomerManagedPolicyReferencesInPermissionSet(input, caller: Caller) {
      const { customerManagedPolicies } = permissionSetFor('ListCustomerManagedPolicyReferencesInPermissionSet', input, caller, true);
      return pageOf('CustomerManagedPolicyReferences', customerManagedPolicies.map(({ Name, Path = '/' }) => ({ Name, Path })), input);
    },

    GetInlinePolicyForPermissionSet(input, caller: Caller) {
      const { inlinePolicy } = permissionSetFor('GetInlinePolicyForPermissionSet', input, caller);
      return inlinePolicy === undefined ? {} : { InlinePolicy: inlinePolicy };
    },

    GetPermissionsBoundaryForPermissionSet(input, caller: Caller) {
      const { permissionsBoundary, arn } = permissionSetFor('GetPermissionsBoundaryForPermissionSet', input, caller);
      if (!permissionsBoundary) throw new ServiceError('ResourceNotFoundException', `Could not find PermissionsBoundary of PermissionSet with id ${lastPart(arn)}`);
      return { PermissionsBoundary: permissionsBoundary };
    },
  };
}

function describePermissionSet({ arn, name, description, createdAt, sessionDuration = USUAL_SESSION, relayState }: PermissionSet): object {
  return {
    Name: name,
    PermissionSetArn: arn,
    ...(description !== undefined && { Description: description }),
    CreatedDate: createdAt,
    SessionDuration: sessionDuration,
    ...(relayState !== undefined && { RelayState: relayState }),
  };
}

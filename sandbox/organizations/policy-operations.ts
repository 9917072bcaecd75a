import type {
  DescribePolicyRequest, DescribeResourcePolicyCommandInput, ListPoliciesForTargetRequest, ListPoliciesRequest, ListTargetsForPolicyRequest,
} from '@aws-sdk/client-organizations';
import { PAGE_MEMBERS } from '../page';
import type { Operation } from '../protocol/operations';
import type { Caller } from '../security/callers';
import { checkEnum, checkMembers, checkPolicyId, checkResourceId, pageOf } from './constraints';
import { MANAGED_POLICIES, ManagedPolicy, POLICY_TYPES } from './managed-policies';
import type { Organization } from './organization';
import type { Organizations } from './organizations';
import { refusal } from './refusals';
import { readBy } from './standing';

/** The reading operations on policies: those of AWS, which are attached everywhere once their type is enabled. */
export function policyOperations(world: Organizations): Record<string, Operation> {
  return {
    ListPolicies(input: ListPoliciesRequest, caller: Caller) {
      checkMembers('ListPolicies', input, ['Filter', ...PAGE_MEMBERS]);
      const organization = readBy(world, caller);
      const filter = checkEnum(input.Filter, POLICY_TYPES);
      return pageOf('Policies', policiesOf(organization).filter(({ type }) => type === filter), input, (policy) => describePolicy(world, policy));
    },

    ListPoliciesForTarget(input: ListPoliciesForTargetRequest, caller: Caller) {
      checkMembers('ListPoliciesForTarget', input, ['TargetId', 'Filter', ...PAGE_MEMBERS]);
      const organization = readBy(world, caller);
      const [target, filter] = [checkResourceId(input.TargetId), checkEnum(input.Filter, POLICY_TYPES)];
      if (!organization.hasParent(target) && !organization.members.has(target)) throw refusal('TargetNotFoundException');
      const attached = policiesOf(organization).filter(({ type }) => type === filter && organization.policyTypes.has(type));
      return pageOf('Policies', attached, input, (policy) => describePolicy(world, policy));
    },

    ListTargetsForPolicy(input: ListTargetsForPolicyRequest, caller: Caller) {
      checkMembers('ListTargetsForPolicy', input, ['PolicyId', ...PAGE_MEMBERS]);
      const organization = readBy(world, caller);
      const { type } = existingPolicy(organization, input.PolicyId);
      return pageOf('Targets', organization.policyTypes.has(type) ? targetsOf(world, organization) : [], input);
    },

    DescribePolicy(input: DescribePolicyRequest, caller: Caller) {
      checkMembers('DescribePolicy', input, ['PolicyId']);
      const policy = existingPolicy(readBy(world, caller), input.PolicyId);
      return { Policy: { PolicySummary: describePolicy(world, policy), Content: policy.content } };
    },

    DescribeResourcePolicy(input: DescribeResourcePolicyCommandInput, caller: Caller) {
      checkMembers('DescribeResourcePolicy', input, []);
      readBy(world, caller);
      throw refusal('ResourcePolicyNotFoundException');
    },
  };
}

function policiesOf({ featureSet }: Organization): readonly ManagedPolicy[] {
  return featureSet === 'ALL' ? MANAGED_POLICIES : [];
}

function existingPolicy(organization: Organization, value: unknown): ManagedPolicy {
  const policyId = checkPolicyId(value);
  const policy = policiesOf(organization).find(({ id }) => id === policyId);
  if (!policy) throw refusal('PolicyNotFoundException');
  return policy;
}

function describePolicy(world: Organizations, { id, name, description, type }: ManagedPolicy): object {
  return { Id: id, Arn: world.managedArn('policy', type.toLowerCase(), id), Name: name, Description: description, Type: type, AwsManaged: true };
}

/** Everything that a policy can be attached to. */
function targetsOf(world: Organizations, organization: Organization): object[] {
  const { rootId, units } = organization;
  return [
    { TargetId: rootId, Arn: world.arn(organization, 'root', rootId), Name: 'Root', Type: 'ROOT' },
    ...[...units.values()].map(({ id, name }) => ({ TargetId: id, Arn: world.arn(organization, 'ou', id), Name: name, Type: 'ORGANIZATIONAL_UNIT' })),
    ...world.visibleMembers(organization).map(({ accountId }) => ({
      TargetId: accountId, Arn: world.arn(organization, 'account', accountId), Name: world.accounts.get(accountId).name, Type: 'ACCOUNT',
    })),
  ];
}

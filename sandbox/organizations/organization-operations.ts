import type { CreateOrganizationRequest, DescribeOrganizationCommandInput, EnableAllFeaturesRequest } from '@aws-sdk/client-organizations';
import type { Operation } from '../protocol/operations';
import type { Caller } from '../security/callers';
import { beginEnablingAllFeatures } from './all-features';
import { checkEnum, checkMembers } from './constraints';
import { describeHandshake, describeOrganization } from './describe';
import { finalizationOf } from './invitation-rules';
import type { Organizations } from './organizations';
import { refusal } from './refusals';
import { managedBy, organizationOf } from './standing';

/** The operations on organizations as such. */
export function organizationOperations(world: Organizations): Record<string, Operation> {
  return {
    CreateOrganization(input: CreateOrganizationRequest, { account }: Caller) {
      checkMembers('CreateOrganization', input, ['FeatureSet']);
      const featureSet = checkEnum(input.FeatureSet ?? 'ALL', ['ALL', 'CONSOLIDATED_BILLING']);
      if (world.of(account)) throw refusal('AlreadyInOrganizationException');
      const organization = world.create({ managementAccountId: account, featureSet });
      organization.finalizedAt = finalizationOf(organization.createdAt);
      return { Organization: describeOrganization(world, organization) };
    },

    DescribeOrganization(input: DescribeOrganizationCommandInput, caller: Caller) {
      checkMembers('DescribeOrganization', input, []);
      return { Organization: describeOrganization(world, organizationOf(world, caller)) };
    },

    EnableAllFeatures(input: EnableAllFeaturesRequest, caller: Caller) {
      checkMembers('EnableAllFeatures', input, []);
      return { Handshake: describeHandshake(world, beginEnablingAllFeatures(world, managedBy(world, caller))) };
    },
  };
}

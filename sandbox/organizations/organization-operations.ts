import type { CreateOrganizationRequest, DescribeOrganizationCommandInput, EnableAllFeaturesRequest } from '@aws-sdk/client-organizations';
import type { Operation } from '../protocol/operations';
import type { Caller } from '../security/callers';
import { checkEnum, checkMembers } from './constraints';
import { describeHandshake, describeOrganization } from './describe';
import type { Handshake } from './handshakes';
import { finalizationOf } from './invitation-rules';
import type { Organization } from './organization';
import type { Organizations } from './organizations';
import { handshakeConstraint, refusal } from './refusals';
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

/**
 * Asks every invited account to approve, and every created one that has lost its service-linked role to get it again.
 * Pending invitations are canceled.
 */
function beginEnablingAllFeatures(world: Organizations, organization: Organization): Handshake {
  const { handshakes, accounts } = world;
  const { id: organizationId, featureSet, members, managementAccountId } = organization;
  if (featureSet === 'ALL') throw handshakeConstraint('ORGANIZATION_ALREADY_HAS_ALL_FEATURES');
  if (handshakes.pending(organizationId, 'ENABLE_ALL_FEATURES').length > 0) {
    throw handshakeConstraint('ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION');
  }
  for (const invitation of handshakes.pending(organizationId, 'INVITE')) handshakes.end(invitation, 'CANCELED');
  const whole = handshakes.add({ action: 'ENABLE_ALL_FEATURES', organizationId });
  for (const { accountId, joinedMethod } of members.values()) {
    const isAsked = accountId !== managementAccountId && (joinedMethod === 'INVITED' || !accounts.get(accountId).hasServiceLinkedRole);
    const action = joinedMethod === 'INVITED' ? 'APPROVE_ALL_FEATURES' : 'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE';
    if (isAsked) handshakes.add({ action, organizationId, parentId: whole.id, recipient: { type: 'ACCOUNT', id: accountId } });
  }
  return whole;
}

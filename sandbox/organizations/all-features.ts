import type { Handshake } from './handshakes';
import type { Organization } from './organization';
import type { Organizations } from './organizations';
import { handshakeConstraint } from './refusals';

/**
 * Asks every invited account to approve, and every created one that has lost its service-linked role to get it again.
 * Pending invitations are canceled.
 */
export function beginEnablingAllFeatures(world: Organizations, organization: Organization): Handshake {
  const { handshakes, accounts } = world;
  const { id: organizationId, featureSet, members, managementAccountId } = organization;
  if (featureSet === 'ALL') throw handshakeConstraint('ORGANIZATION_ALREADY_HAS_ALL_FEATURES');
  if (handshakes.pending(organizationId, 'ENABLE_ALL_FEATURES').length > 0) {
    throw handshakeConstraint('ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION');
  }
  for (const invitation of handshakes.pending(organizationId, 'INVITE')) handshakes.end(invitation, 'CANCELED');
  const whole = handshakes.add({ action: 'ENABLE_ALL_FEATURES', organizationId });
  const approval = world.switches.finalAction === 'ENABLE_ALL_FEATURES' ? 'APPROVE_ALL_FEATURES' : 'ENABLE_ALL_FEATURES';
  for (const { accountId, joinedMethod } of members.values()) {
    const isAsked = accountId !== managementAccountId && (joinedMethod === 'INVITED' || !accounts.get(accountId).hasServiceLinkedRole);
    const action = joinedMethod === 'INVITED' ? approval : 'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE';
    if (isAsked) handshakes.add({ action, organizationId, parentId: whole.id, recipient: { type: 'ACCOUNT', id: accountId } });
  }
  handshakes.askToConfirm(whole);
  return whole;
}

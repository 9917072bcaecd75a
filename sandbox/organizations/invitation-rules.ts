import type { ServiceError } from '../protocol/service-error';
import type { Account } from './accounts';
import type { Recipient } from './handshakes';
import type { Organization } from './organization';
import type { Organizations } from './organizations';
import { handshakeConstraint, refusal, withReason } from './refusals';

const HOUR = 3_600_000;

/** Everything that is in the way of an invitation, in the order in which it is looked at. */
export function checkInvitation(world: Organizations, organization: Organization, recipient: Recipient): void {
  const account = world.recipientOf({ recipient });
  checkInviter(world, organization);
  if (account) checkFit(world, organization, account);
  checkNoDuplicate(world, organization, recipient);
  const places = organization.members.size + world.handshakes.pending(organization.id, 'INVITE').length;
  if (places >= organization.accountQuota) throw limit(world, 'ACCOUNT_NUMBER_LIMIT_EXCEEDED');
  if (world.handshakes.invitationsOfTheDay(organization.id) >= organization.dailyInvitations) throw limit(world, 'HANDSHAKE_RATE_LIMIT_EXCEEDED');
}

/** What the organization and an account that joins it have to be, both when it is invited and when it accepts. */
export function checkFit(world: Organizations, organization: Organization, account: Account): void {
  const { accounts, switches } = world;
  const management = accounts.get(organization.managementAccountId);
  if (!management.hasPaymentInstrument) throw handshakeConstraint('PAYMENT_INSTRUMENT_REQUIRED');
  const present = world.of(account.id);
  if (present && (present === organization || !present.allowsTransfers)) throw handshakeConstraint('ALREADY_IN_AN_ORGANIZATION');
  if (switches.paymentInstrumentOf === 'BOTH' && !account.hasPaymentInstrument) throw handshakeConstraint('PAYMENT_INSTRUMENT_REQUIRED');
  if (account.sellerOfRecord !== management.sellerOfRecord) throw handshakeConstraint('ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD');
  const { membershipChangedAt = -Infinity } = account;
  if (world.now() < membershipChangedAt + switches.membershipChangePause) {
    throw handshakeConstraint('ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED');
  }
}

function checkInviter(world: Organizations, organization: Organization): void {
  const { accounts, switches, handshakes } = world;
  const management = accounts.get(organization.managementAccountId);
  if (world.now() < organization.finalizedAt) {
    throw switches.newOrganization === 'FinalizingOrganizationException'
      ? refusal('FinalizingOrganizationException')
      : limit(world, 'ACCOUNT_NUMBER_LIMIT_EXCEEDED');
  }
  if (!management.isEmailVerified) {
    throw switches.unverifiedEmail === 'AccountOwnerNotVerifiedException'
      ? refusal('AccountOwnerNotVerifiedException')
      : handshakeConstraint('MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED');
  }
  if (!management.hasPaymentInstrument) throw handshakeConstraint('PAYMENT_INSTRUMENT_REQUIRED');
  if (!switches.invitesDuringEnableAllFeatures && handshakes.pending(organization.id, 'ENABLE_ALL_FEATURES').length > 0) {
    throw handshakeConstraint('INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES');
  }
}

function checkNoDuplicate(world: Organizations, organization: Organization, recipient: Recipient): void {
  const account = world.recipientOf({ recipient });
  const duplicate = world.handshakes.pending(organization.id, 'INVITE').some((handshake) => {
    const other = handshake.recipient as Recipient;
    if (other.type === recipient.type) return other.id.toLowerCase() === recipient.id.toLowerCase();
    return account !== undefined && world.recipientOf(handshake) === account && world.switches.duplicatesAcrossTargetTypes;
  });
  if (duplicate) throw refusal('DuplicateHandshakeException');
}

function limit({ switches }: Organizations, reason: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED' | 'HANDSHAKE_RATE_LIMIT_EXCEEDED'): ServiceError {
  return withReason(switches.limitException, reason);
}

/** When an organization that is created now is finished. */
export function finalizationOf(createdAt: number): number {
  return createdAt + HOUR;
}

import type { MissingToLeave } from './accounts';
import type { Organization } from './organization';
import type { Organizations } from './organizations';
import { constraint, refusal } from './refusals';

const DAY = 86_400_000;
const LEAST_AGE_OF_CREATED_ACCOUNT = 4 * DAY;
const LEAST_AGE_OF_ORGANIZATION = 7 * DAY;

const REASON_WITHOUT = {
  EULA: 'ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA',
  PAYMENT_INSTRUMENT: 'MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED',
  PHONE_VERIFICATION: 'ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION',
} as const satisfies Record<MissingToLeave, string>;

/** Everything that keeps an account in its organization. */
export function checkLeaving(world: Organizations, organization: Organization, accountId: string): void {
  const member = organization.members.get(accountId);
  if (!member) throw refusal('AccountNotFoundException');
  if (organization.managementAccountId === accountId) throw refusal('MasterCannotLeaveOrganizationException');
  if (member.isDelegatedAdministrator) throw constraint('CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG');
  if (member.joinedMethod === 'CREATED' && world.now() < member.joinedAt + LEAST_AGE_OF_CREATED_ACCOUNT) throw constraint('WAIT_PERIOD_ACTIVE');
  const { missingToLeave } = world.accounts.get(accountId);
  if (missingToLeave) throw constraint(REASON_WITHOUT[missingToLeave]);
}

/** Further rules for an account that moves to another organization directly. */
export function checkTransfer(world: Organizations, from: Organization, to: Organization, accountId: string): void {
  checkLeaving(world, from, accountId);
  if (world.now() < to.createdAt + LEAST_AGE_OF_ORGANIZATION) throw constraint('WAIT_PERIOD_ACTIVE');
}

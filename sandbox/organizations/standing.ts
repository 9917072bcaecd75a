import type { Caller } from '../security/callers';
import type { Organization } from './organization';
import type { Organizations } from './organizations';
import { refusal } from './refusals';

/** What a caller is to an organization. Each of these refuses callers who are less. */

/** @throws ServiceError `AWSOrganizationsNotInUseException` unless the caller's account is in an organization */
export function organizationOf(world: Organizations, { account }: Caller): Organization {
  const organization = world.of(account);
  if (!organization) throw refusal('AWSOrganizationsNotInUseException');
  return organization;
}

/** @throws ServiceError `AccessDeniedException` too, unless it is the management account */
export function managedBy(world: Organizations, caller: Caller): Organization {
  const organization = organizationOf(world, caller);
  if (organization.managementAccountId !== caller.account) throw refusal('AccessDeniedException');
  return organization;
}

/** @throws ServiceError `AccessDeniedException` too, unless it is the management account or a delegated administrator */
export function readBy(world: Organizations, caller: Caller): Organization {
  const organization = organizationOf(world, caller);
  const mayRead = organization.managementAccountId === caller.account || organization.members.get(caller.account)?.isDelegatedAdministrator;
  if (!mayRead) throw refusal('AccessDeniedException');
  return organization;
}

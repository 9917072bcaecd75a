import type { Environment } from '../environment';
import type { AccountRoles } from '../security/account-roles';
import type { Account } from './accounts';
import { beginEnablingAllFeatures } from './all-features';
import type { Handshake } from './handshakes';
import { finalizationOf } from './invitation-rules';
import type { Organization } from './organization';
import type { Organizations } from './organizations';

/** What there is of organizations, accounts and their roles from the beginning. Ages are in days. */
export interface OrganizationsSeed {
  /** The sandbox's own account, in which its stacks are. Without this it is the management account of the first organization. */
  readonly account?: string;
  /** Without this there is one, which the sandbox's own account manages. */
  readonly organizations?: readonly SeededOrganization[];
  /** Accounts that are in no organization. Any other account id is such an account too. */
  readonly accounts?: readonly SeededAccount[];
  /** Roles that can be assumed. */
  readonly roles?: readonly SeededRole[];
}

export interface SeededAccount extends Partial<Omit<Account, 'id' | 'membershipChangedAt'>> {
  readonly id: string;
  readonly changedMembershipDaysAgo?: number;
}

export interface SeededMember extends Omit<SeededAccount, 'changedMembershipDaysAgo'> {
  /** The path of the organizational unit it is in, for example `Workloads/Production`; the root without one. */
  readonly organizationalUnit?: string;
  readonly joinedMethod?: 'INVITED' | 'CREATED';
  readonly joinedDaysAgo?: number;
  readonly isDelegatedAdministrator?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface SeededOrganization {
  readonly id?: string;
  readonly managementAccount: string | SeededMember;
  readonly featureSet?: 'ALL' | 'CONSOLIDATED_BILLING';
  readonly createdDaysAgo?: number;
  /** Whether it isn't finished initializing, which takes an hour. */
  readonly isFinalizing?: boolean;
  /** Whether it has asked its accounts to approve all features, and not finished. */
  readonly isEnablingAllFeatures?: boolean;
  readonly accountQuota?: number;
  readonly dailyInvitations?: number;
  readonly allowsTransfers?: boolean;
  /** Paths of organizational units, or their ids by their paths. */
  readonly organizationalUnits?: readonly string[] | Readonly<Record<string, string>>;
  readonly accounts?: readonly SeededMember[];
  readonly handshakes?: readonly SeededHandshake[];
}

export interface SeededHandshake {
  readonly action?: 'INVITE' | 'TRANSFER_RESPONSIBILITY';
  readonly account?: string;
  readonly email?: string;
  readonly notes?: string;
  readonly requestedDaysAgo?: number;
  readonly state?: 'ACCEPTED' | 'DECLINED' | 'CANCELED';
}

export interface SeededRole {
  readonly account: string;
  readonly roleName: string;
  readonly trustPolicy: object;
  readonly policies?: readonly object[];
}

const DAY = 86_400_000;
const USUAL_AGE = 365;

/** The account in which the stacks of a sandbox with this seed are. */
export function ownAccount({ account, organizations: [first] = [] }: OrganizationsSeed): string | undefined {
  return account ?? (first && managementOf(first).id);
}

/**
 * Makes what the seed says.
 *
 * @throws when it contradicts itself or has a malformed policy
 */
export function plantOrganizations(seed: OrganizationsSeed, world: Organizations, roles: AccountRoles, { account: own }: Pick<Environment, 'account'>): void {
  for (const { changedMembershipDaysAgo, ...account } of seed.accounts ?? []) {
    world.accounts.add({ ...account, ...(changedMembershipDaysAgo !== undefined && { membershipChangedAt: daysAgo(world, changedMembershipDaysAgo) }) });
  }
  for (const organization of seed.organizations ?? [{ managementAccount: own }]) plantOrganization(organization, world);
  for (const { account, roleName, trustPolicy, policies = [] } of seed.roles ?? []) {
    const ofAccount = roles.in(account);
    ofAccount.create(roleName, trustPolicy);
    policies.forEach((policy, index) => ofAccount.putPolicy(roleName, `policy${index}`, policy, 0));
  }
}

function plantOrganization(seed: SeededOrganization, world: Organizations): void {
  const { id, featureSet, createdDaysAgo = USUAL_AGE, isFinalizing = false, accountQuota, dailyInvitations, allowsTransfers } = seed;
  const management = managementOf(seed);
  world.accounts.add(accountOf(management));
  const organization = world.create({
    managementAccountId: management.id,
    createdAt: isFinalizing ? world.now() : daysAgo(world, createdDaysAgo),
    ...(id !== undefined && { id }),
    ...(featureSet && { featureSet }),
  });
  if (isFinalizing) organization.finalizedAt = finalizationOf(organization.createdAt);
  if (accountQuota !== undefined) organization.accountQuota = accountQuota;
  if (dailyInvitations !== undefined) organization.dailyInvitations = dailyInvitations;
  if (allowsTransfers !== undefined) organization.allowsTransfers = allowsTransfers;
  const units = plantUnits(seed.organizationalUnits ?? [], organization, world);
  for (const member of seed.accounts ?? []) plantMember(member, organization, units, world);
  if (seed.isEnablingAllFeatures) beginEnablingAllFeatures(world, organization);
  for (const handshake of seed.handshakes ?? []) plantHandshake(handshake, organization, world);
}

function managementOf({ managementAccount }: SeededOrganization): SeededMember {
  return typeof managementAccount === 'string' ? { id: managementAccount } : managementAccount;
}

function accountOf(member: SeededMember): SeededAccount {
  const { organizationalUnit: _unit, joinedMethod: _method, joinedDaysAgo: _joined, isDelegatedAdministrator: _is, tags: _tags, ...account } = member;
  return account;
}

/** A path makes what it begins with, too. */
function plantUnits(declared: readonly string[] | Readonly<Record<string, string>>, organization: Organization, world: Organizations): Map<string, string> {
  const ids = new Map([['', organization.rootId]]);
  const paths: readonly (readonly [string, string?])[] = Array.isArray(declared) ? declared.map((path: string) => [path]) : Object.entries(declared);
  for (const [path, id] of paths) {
    const names = path.split('/');
    names.forEach((name, index) => {
      const [above, here] = [names.slice(0, index).join('/'), names.slice(0, index + 1).join('/')];
      if (ids.has(here)) return;
      ids.set(here, world.addUnit(organization, name, ids.get(above) as string, here === path ? id : undefined).id);
    });
  }
  return ids;
}

function plantMember(member: SeededMember, organization: Organization, units: Map<string, string>, world: Organizations): void {
  const { id, organizationalUnit = '', joinedMethod = 'INVITED', joinedDaysAgo = USUAL_AGE, isDelegatedAdministrator = false, tags = {} } = member;
  const parentId = units.get(organizationalUnit);
  if (parentId === undefined) throw new Error(`the account ${id} is in the organizational unit ${organizationalUnit}, which isn't declared`);
  const other = world.of(id);
  if (other) throw new Error(`the account ${id} can't be in two organizations`);
  const { hasServiceLinkedRole = organization.featureSet === 'ALL' || joinedMethod === 'CREATED' } = member;
  world.accounts.add(accountOf(member));
  world.join(organization, id, { parentId, joinedMethod, joinedAt: daysAgo(world, joinedDaysAgo), isDelegatedAdministrator });
  world.accounts.get(id).hasServiceLinkedRole = hasServiceLinkedRole;
  for (const [key, value] of Object.entries(tags)) organization.tagsOf(id).set(key, value);
}

function plantHandshake(seed: SeededHandshake, { id: organizationId }: Organization, world: Organizations): void {
  const { action = 'INVITE', account, email, notes, requestedDaysAgo = 0, state } = seed;
  const recipient: Handshake['recipient'] = account !== undefined ? { type: 'ACCOUNT', id: account } : { type: 'EMAIL', id: email ?? '' };
  if ((account === undefined) === (email === undefined)) throw new Error('a handshake of the seed must be for either an account or an e-mail');
  const handshake = world.handshakes.add({
    action, organizationId, recipient, requestedAt: daysAgo(world, requestedDaysAgo), ...(notes !== undefined && { notes }),
  });
  if (state) world.handshakes.end(handshake, state, state === 'ACCEPTED' ? account : undefined);
}

function daysAgo(world: Organizations, days: number): number {
  return world.now() - days * DAY;
}

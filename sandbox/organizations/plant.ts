import type { Environment } from '../environment';
import { at } from '../seed/place';
import type { AccountRoles } from '../security/account-roles';
import { beginEnablingAllFeatures } from './all-features';
import type { Handshake } from './handshakes';
import { finalizationOf } from './invitation-rules';
import type { Organization } from './organization';
import type { Organizations } from './organizations';
import { managementOf, OrganizationsSeed, SeededAccount, SeededHandshake, SeededMember, SeededOrganization, USUAL_AGE } from './seed';

const DAY = 86_400_000;
/** Every sandbox has an Identity Center. */
const USUAL_SERVICE = 'sso.amazonaws.com';

/**
 * Makes what the seed says.
 *
 * @throws when it contradicts itself or has a malformed policy
 */
export function plantOrganizations(seed: OrganizationsSeed, world: Organizations, roles: AccountRoles, { account: own, partition }: Pick<Environment, 'account' | 'partition'>): void {
  for (const { changedMembershipDaysAgo, ...account } of seed.accounts ?? []) {
    world.accounts.add({ ...account, ...(changedMembershipDaysAgo !== undefined && { membershipChangedAt: daysAgo(world, changedMembershipDaysAgo) }) });
  }
  for (const organization of seed.organizations ?? [{ managementAccount: own }]) plantOrganization(organization, world);
  seed.managedPolicies?.forEach(({ account, policyName, path = '/', document }, policy) => {
    const arn = `arn:${partition}:iam::${account}:policy${path}${policyName}`;
    at(`managedPolicies[${policy}].document`, () => roles.in(account).putManagedPolicy(arn, document, 0));
  });
  seed.roles?.forEach(({ account, roleName, path, trustPolicy, policies = [], permissionsBoundary }, role) => {
    const ofAccount = roles.in(account);
    at(`roles[${role}].trustPolicy`, () => ofAccount.create(roleName, trustPolicy, path));
    policies.forEach((policy, index) => at(`roles[${role}].policies[${index}]`, () => ofAccount.putPolicy(roleName, `policy${index}`, policy, 0)));
    at(`roles[${role}].permissionsBoundary`, () => ofAccount.setBoundary(roleName, permissionsBoundary, 0));
  });
}

function plantOrganization(seed: SeededOrganization, world: Organizations): void {
  const { id, featureSet, createdDaysAgo = USUAL_AGE, isFinalizing = false, accountQuota, dailyInvitations, allowsTransfers } = seed;
  const management = managementOf(seed);
  world.accounts.add(accountOf(management));
  const organization = world.create({
    managementAccountId: management.id,
    createdAt: isFinalizing ? world.now() : daysAgo(world, createdDaysAgo),
    ...(id !== undefined && { id }),
    ...rootOf(seed),
    ...(featureSet && { featureSet }),
  });
  if (isFinalizing) organization.finalizedAt = finalizationOf(organization.createdAt);
  if (accountQuota !== undefined) organization.accountQuota = accountQuota;
  if (dailyInvitations !== undefined) organization.dailyInvitations = dailyInvitations;
  if (allowsTransfers !== undefined) organization.allowsTransfers = allowsTransfers;
  const units = plantUnits(seed.organizationalUnits ?? [], organization, world);
  for (const member of seed.accounts ?? []) plantMember(member, organization, units, world);
  for (const service of serviceAccessOf(seed, organization)) organization.serviceAccess.set(service, organization.createdAt);
  for (const type of seed.policyTypes ?? []) organization.policyTypes.add(type);
  if (seed.isEnablingAllFeatures) beginEnablingAllFeatures(world, organization);
  for (const handshake of seed.handshakes ?? []) plantHandshake(handshake, organization, world);
}

/** The ids of units begin with that of their root. */
function rootOf({ organizationalUnits = [] }: SeededOrganization): { readonly rootId?: string } {
  const [, root] = Array.isArray(organizationalUnits) ? [] : /^ou-([0-9a-z]+)-/.exec(Object.values(organizationalUnits)[0] ?? '') ?? [];
  return root === undefined ? {} : { rootId: `r-${root}` };
}

/** A service that members administer has access, too. */
function serviceAccessOf({ serviceAccess, accounts = [] }: SeededOrganization, { featureSet, members }: Organization): readonly string[] {
  const usual = featureSet === 'ALL' ? [USUAL_SERVICE] : [];
  return [...serviceAccess ?? usual, ...accounts.flatMap(({ id }) => [...members.get(id)?.delegatedServices.keys() ?? []])];
}

function accountOf(member: SeededMember): SeededAccount {
  const {
    organizationalUnit: _unit, joinedMethod: _method, joinedDaysAgo: _joined, isDelegatedAdministrator: _is, delegatedServices: _services, tags: _tags,
    ...account
  } = member;
  return account;
}

/** A path makes what it begins with, too. */
function plantUnits(declared: readonly string[] | Readonly<Record<string, string>>, organization: Organization, world: Organizations): Map<string, string> {
  const ids = new Map([['', organization.rootId]]);
  const paths: readonly (readonly [string, string | undefined])[] = Array.isArray(declared)
    ? declared.map((path: string) => [path, undefined])
    : Object.entries(declared);
  const idsByPath = new Map(paths);
  for (const [path, id] of paths) {
    const names = path.split('/');
    names.forEach((name, index) => {
      const [above, here] = [names.slice(0, index).join('/'), names.slice(0, index + 1).join('/')];
      if (ids.has(here)) return;
      ids.set(here, world.addUnit(organization, name, ids.get(above) as string, here === path ? id : idsByPath.get(here)).id);
    });
  }
  return ids;
}

function plantMember(member: SeededMember, organization: Organization, units: Map<string, string>, world: Organizations): void {
  const { id, organizationalUnit = '', joinedMethod = 'INVITED', joinedDaysAgo = USUAL_AGE, tags = {} } = member;
  const { isDelegatedAdministrator = false, delegatedServices = isDelegatedAdministrator ? [USUAL_SERVICE] : [] } = member;
  const parentId = units.get(organizationalUnit);
  if (parentId === undefined) throw new Error(`the account ${id} is in the organizational unit ${organizationalUnit}, which isn't declared`);
  const other = world.of(id);
  if (other) throw new Error(`the account ${id} can't be in two organizations`);
  const { hasServiceLinkedRole = organization.featureSet === 'ALL' || joinedMethod === 'CREATED' } = member;
  world.accounts.add(accountOf(member));
  const joinedAt = daysAgo(world, joinedDaysAgo);
  world.join(organization, id, {
    parentId, joinedMethod, joinedAt,
    isDelegatedAdministrator: delegatedServices.length > 0,
    delegatedServices: new Map(delegatedServices.map((service) => [service, joinedAt])),
  });
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

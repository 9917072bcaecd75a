import type { Environment } from '../environment';
import type { AccountRoles } from '../security/account-roles';
import { beginEnablingAllFeatures } from './all-features';
import type { Handshake } from './handshakes';
import { finalizationOf } from './invitation-rules';
import type { Organization } from './organization';
import type { Organizations } from './organizations';
import { managementOf, OrganizationsSeed, SeededAccount, SeededHandshake, SeededMember, SeededOrganization } from './seed';

const DAY = 86_400_000;
const USUAL_AGE = 365;

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
  for (const { account, policyName, path = '/', document } of seed.managedPolicies ?? []) {
    roles.in(account).putManagedPolicy(`arn:${partition}:iam::${account}:policy${path}${policyName}`, document, 0);
  }
  for (const { account, roleName, path, trustPolicy, policies = [], permissionsBoundary } of seed.roles ?? []) {
    const ofAccount = roles.in(account);
    ofAccount.create(roleName, trustPolicy, path);
    policies.forEach((policy, index) => ofAccount.putPolicy(roleName, `policy${index}`, policy, 0));
    ofAccount.setBoundary(roleName, permissionsBoundary, 0);
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

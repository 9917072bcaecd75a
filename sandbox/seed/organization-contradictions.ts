import { checkTags } from '../organizations/constraints';
import { managementOf, OrganizationsSeed, SeededHandshake, SeededMember, SeededOrganization, USUAL_AGE } from '../organizations/seed';
import { ServiceError } from '../protocol/service-error';
import { Distinct } from './distinct';
import { SeedError } from './shape';

const HOUR_IN_DAYS = 1 / 24;
const DEEPEST_UNIT = 5;
const LONGEST_UNIT_NAME = 128;
const MOST_TAGS = 50;
/** After so many days nobody can answer an invitation. */
const INVITATION_DAYS = 15;

/** What there is once among all organizations, with its places. */
interface World {
  readonly organizationIds: Distinct;
  readonly accountIds: Distinct;
  readonly emails: Distinct;
  readonly unitIds: Distinct;
}

/** @throws SeedError with the first thing that can't be together with the others */
export function checkOrganizations({ account, organizations, accounts = [], roles = [] }: OrganizationsSeed): void {
  const world: World = { organizationIds: new Distinct(), accountIds: new Distinct(), emails: new Distinct(), unitIds: new Distinct() };
  // Without organizations, the sandbox's own account manages one.
  if (account !== undefined && !organizations) world.accountIds.add(account, 'account, which manages the organization');
  accounts.forEach(({ id, email }, index) => addAccount(world, { id, email }, `accounts[${index}]`));
  organizations?.forEach((organization, index) => checkOrganization(`organizations[${index}]`, organization, world));
  const roleNames = new Distinct();
  roles.forEach((role, index) => roleNames.add(`${role.account} ${role.roleName.toLowerCase()}`, `roles[${index}].roleName`));
}

function checkOrganization(place: string, organization: SeededOrganization, world: World): void {
  const { id, managementAccount, featureSet, isEnablingAllFeatures, isFinalizing, accounts = [], handshakes = [] } = organization;
  if (id !== undefined) world.organizationIds.add(id, `${place}.id`);
  if (isEnablingAllFeatures && featureSet !== 'CONSOLIDATED_BILLING') throw new SeedError(`${place}.isEnablingAllFeatures must be false where featureSet isn't CONSOLIDATED_BILLING`);
  const age = isFinalizing ? HOUR_IN_DAYS : USUAL_AGE;
  const { createdDaysAgo = age } = organization;
  if (isFinalizing && createdDaysAgo > age) throw new SeedError(`${place}.isFinalizing must be false for an organization that is older than an hour`);

  const units = checkUnits(`${place}.organizationalUnits`, organization, world);
  const management = managementOf(organization);
  const ofManagement = `${place}.managementAccount`;
  if (management.isDelegatedAdministrator) throw new SeedError(`${ofManagement}.isDelegatedAdministrator must be false for a management account`);
  if (typeof managementAccount === 'string') world.accountIds.add(managementAccount, ofManagement);
  else checkMember(ofManagement, management, { units, createdDaysAgo, world });
  accounts.forEach((member, index) => checkMember(`${place}.accounts[${index}]`, member, { units, createdDaysAgo, world }));

  const members = [management, ...accounts];
  const waiting = new Distinct();
  handshakes.forEach((handshake, index) => checkHandshake(`${place}.handshakes[${index}]`, handshake, { members, createdDaysAgo, waiting }));
}

function addAccount({ accountIds, emails }: World, { id, email }: Pick<SeededMember, 'id'> & { readonly email: string | undefined }, place: string): void {
  accountIds.add(id, `${place}.id`);
  if (email !== undefined) emails.add(email.toLowerCase(), `${place}.email`);
}

/** All paths of units. A path makes what it begins with, too. */
function checkUnits(place: string, { organizationalUnits: declared = [] }: SeededOrganization, { unitIds }: World): ReadonlySet<string> {
  const isList = Array.isArray(declared);
  const paths = new Distinct();
  const all = new Set(['']);
  for (const [name, value] of Object.entries(declared) as [string, string][]) {
    const [path, ofPath] = isList ? [value, `${place}[${name}]`] : [name, `${place}.${name}`];
    const names = path.split('/');
    if (names.some(({ length }) => length < 1 || length > LONGEST_UNIT_NAME)) {
      throw new SeedError(`${ofPath} must be a path of names of 1 to ${LONGEST_UNIT_NAME} characters, with / between them`);
    }
    if (names.length > DEEPEST_UNIT) throw new SeedError(`${ofPath} must be at most ${DEEPEST_UNIT} units deep`);
    paths.add(path, ofPath);
    names.forEach((_, index) => all.add(names.slice(0, index + 1).join('/')));
    if (!isList) unitIds.add(value, ofPath);
  }
  if (!isList) checkRoot(place, declared as Readonly<Record<string, string>>);
  return all;
}

/** The ids of units begin with that of their root. */
function checkRoot(place: string, ids: Readonly<Record<string, string>>): void {
  const [first, ...others] = Object.entries(ids).map(([path, id]) => ({ place: `${place}.${path}`, root: id.slice(0, id.lastIndexOf('-') + 1) }));
  const other = others.find(({ root }) => root !== first?.root);
  if (other) throw new SeedError(`${other.place} must begin with ${first?.root}, as ${first?.place} does`);
}

interface Surroundings {
  readonly units: ReadonlySet<string>;
  readonly createdDaysAgo: number;
  readonly world: World;
}

function checkMember(place: string, member: SeededMember, { units, createdDaysAgo, world }: Surroundings): void {
  const { id, email, organizationalUnit = '', joinedDaysAgo = 0, tags = {} } = member;
  addAccount(world, { id, email }, place);
  if (!units.has(organizationalUnit)) throw new SeedError(`${place}.organizationalUnit must be the path of a unit of the organization, not ${JSON.stringify(organizationalUnit)}`);
  if (joinedDaysAgo > createdDaysAgo) throw new SeedError(`${place}.joinedDaysAgo must not be more than the age of the organization, which is ${daysIn(createdDaysAgo)}`);
  checkTagsOf(`${place}.tags`, tags);
}

function checkTagsOf(place: string, tags: Readonly<Record<string, string>>): void {
  const entries = Object.entries(tags);
  if (entries.length > MOST_TAGS) throw new SeedError(`${place} must have at most ${MOST_TAGS} members`);
  for (const [Key, Value] of entries) {
    try {
      checkTags([{ Key, Value }]);
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown;
      throw new SeedError(`${place}.${Key} is refused: ${[thrown.fields.Reason, thrown.message].filter(Boolean).join(': ')}`);
    }
  }
}

interface Inviter {
  readonly members: readonly SeededMember[];
  readonly createdDaysAgo: number;
  /** Whom pending invitations are for. */
  readonly waiting: Distinct;
}

function checkHandshake(place: string, handshake: SeededHandshake, { members, createdDaysAgo, waiting }: Inviter): void {
  const { action = 'INVITE', account, email, requestedDaysAgo = 0, state } = handshake;
  const recipient = account ?? email?.toLowerCase();
  if (recipient === undefined || (account !== undefined && email !== undefined)) throw new SeedError(`${place} must have either account or email`);
  if (requestedDaysAgo > createdDaysAgo) throw new SeedError(`${place}.requestedDaysAgo must not be more than the age of the organization, which is ${daysIn(createdDaysAgo)}`);
  if (action !== 'INVITE' || state !== undefined || requestedDaysAgo >= INVITATION_DAYS) return;
  const isMember = members.some((member) => member.id === recipient || member.email?.toLowerCase() === recipient);
  if (isMember) throw new SeedError(`${place} must not wait for an account of the organization`);
  waiting.add(recipient, place);
}

function daysIn(days: number): string {
  if (days === HOUR_IN_DAYS) return 'an hour';
  return days === 1 ? '1 day' : `${days} days`;
}

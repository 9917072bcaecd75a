import { DEFAULT_SWITCHES } from '../cloudformation/switches';
import { KEY_STATES } from '../identity-store/encryption';
import { DEFAULT_IDENTITY_STORE_SWITCHES } from '../identity-store/switches';
import { USER_ATTRIBUTES } from '../identity-store/user-attributes';
import { Seed, SeedError } from './seed';

/** The switches there are, by their defaults, and the values of those that are neither numbers nor true or false. */
const SWITCHES: Readonly<Record<string, object>> = { cloudFormation: DEFAULT_SWITCHES, identityStore: DEFAULT_IDENTITY_STORE_SWITCHES };
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  rollbackPhysicalId: ['NEW', 'OLD'],
  missingDeletes: ['REFUSED', 'SUCCEED'],
  documentKeys: ['camelCase', 'PascalCase', 'ANY'],
};

const ATTRIBUTES = USER_ATTRIBUTES.map((name) => name.charAt(0).toLowerCase() + name.slice(1));

/** @throws SeedError with the place of the first thing that isn't a seed's */
export function parseSeed(text: string): Seed {
  const seed = parseJson(text);
  const { identityStores = {}, switches = {} } = members('the seed', seed, ['identityStores', 'switches']);
  for (const [id, store] of Object.entries(object('identityStores', identityStores))) checkStore(`identityStores.${id}`, store);
  for (const [service, chosen] of Object.entries(members('switches', switches, Object.keys(SWITCHES)))) {
    checkSwitches(`switches.${service}`, chosen, SWITCHES[service] ?? {});
  }
  return seed as Seed;
}

function checkStore(place: string, value: unknown): void {
  const store = members(place, value, ['groups', 'users', 'memberships', 'ownerAccount', 'encryptionKey']);
  list(`${place}.groups`, store.groups).forEach((group, index) => checkGroup(`${place}.groups[${index}]`, group));
  list(`${place}.users`, store.users).forEach((user, index) => checkUser(`${place}.users[${index}]`, user));
  list(`${place}.memberships`, store.memberships).forEach((membership, index) => {
    const { group, user } = members(`${place}.memberships[${index}]`, membership, ['group', 'user']);
    checkText(`${place}.memberships[${index}].group`, group);
    checkText(`${place}.memberships[${index}].user`, user);
  });
  const { ownerAccount: owner } = store;
  if (owner !== undefined && !(typeof owner === 'string' && /^\d{12}$/.test(owner))) throw new SeedError(`${place}.ownerAccount must be a text of 12 digits`);
  if (store.encryptionKey !== undefined) checkKey(`${place}.encryptionKey`, store.encryptionKey);
}

function checkGroup(place: string, value: unknown): void {
  const { displayName, description, externalIds } = members(place, value, ['displayName', 'description', 'externalIds']);
  checkText(`${place}.displayName`, displayName);
  if (description !== undefined) checkText(`${place}.description`, description);
  checkExternalIds(place, externalIds);
}

/** What the attributes hold is for the Identity Store to check. */
function checkUser(place: string, value: unknown): void {
  const { userName, email, emails, externalIds } = members(place, value, ['userName', 'email', ...ATTRIBUTES, 'externalIds']);
  checkText(`${place}.userName`, userName);
  if (email !== undefined) checkText(`${place}.email`, email);
  if (email !== undefined && emails !== undefined) throw new SeedError(`${place} must have either email or emails`);
  checkExternalIds(place, externalIds);
}

function checkExternalIds(place: string, externalIds: unknown): void {
  list(`${place}.externalIds`, externalIds).forEach((externalId, index) => {
    const { issuer, id } = members(`${place}.externalIds[${index}]`, externalId, ['issuer', 'id']);
    if (typeof issuer !== 'string' || typeof id !== 'string') throw new SeedError(`${place}.externalIds[${index}] must have the texts issuer and id`);
  });
}

function checkKey(place: string, value: unknown): void {
  const { arn, state = 'ENABLED' } = members(place, value, ['arn', 'state']);
  if (typeof arn !== 'string' || !/^arn:[^:]+:kms:/.test(arn)) throw new SeedError(`${place}.arn must be the ARN of a KMS key`);
  checkChoice(`${place}.state`, state, KEY_STATES);
}

function checkSwitches(place: string, value: unknown, defaults: object): void {
  for (const [name, chosen] of Object.entries(members(place, value, Object.keys(defaults)))) {
    const kind = typeof (defaults as Record<string, unknown>)[name];
    const choices = CHOICES[name];
    if (choices) checkChoice(`${place}.${name}`, chosen, choices);
    else if (kind === 'number' && !(typeof chosen === 'number' && chosen >= 0)) throw new SeedError(`${place}.${name} must be a number that isn't negative`);
    else if (kind === 'boolean' && typeof chosen !== 'boolean') throw new SeedError(`${place}.${name} must be true or false`);
  }
}

function checkChoice(place: string, value: unknown, choices: readonly string[]): void {
  if (!choices.includes(value as string)) throw new SeedError(`${place} must be one of ${choices.join(', ')}`);
}

function checkText(place: string, value: unknown): void {
  if (typeof value !== 'string') throw new SeedError(`${place} must be a text`);
}

function list(place: string, value: unknown = []): readonly unknown[] {
  if (!Array.isArray(value)) throw new SeedError(`${place} must be a list`);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new SeedError(`it is not JSON: ${(thrown as Error).message}`);
  }
}

function object(place: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SeedError(`${place} must be an object`);
  return value as Record<string, unknown>;
}

function members(place: string, value: unknown, known: readonly string[]): Record<string, unknown> {
  const checked = object(place, value);
  const unknown = Object.keys(checked).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new SeedError(`${place} has no member ${unknown}, only ${known.join(', ')}`);
  return checked;
}

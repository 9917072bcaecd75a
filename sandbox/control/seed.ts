import type { IdentityStores } from '../identity-store/identity-stores';
import { groupOperations } from '../identity-store/groups';
import type { OrganizationsSeed } from '../organizations/seed';
import { ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import { checkOrganizationsSeed, ORGANIZATIONS_MEMBERS } from './seed-organizations';
import { SeedError } from './seed-shape';

/** What is in the sandbox when it starts. */
export interface Seed extends OrganizationsSeed {
  readonly identityStores?: Readonly<Record<string, SeededStore>>;
}

interface SeededStore {
  readonly groups?: readonly SeededGroup[];
}

interface SeededGroup {
  readonly displayName: string;
  readonly description?: string;
  /** Makes it a group that an external identity provider owns. */
  readonly externalIds?: readonly { readonly issuer: string; readonly id: string }[];
}

/** @throws SeedError with the place of the first thing that isn't a seed's */
export function parseSeed(text: string): Seed {
  const seed = parseJson(text);
  const { identityStores: stores = {}, ...others } = members('the seed', seed, ['identityStores', ...ORGANIZATIONS_MEMBERS]);
  checkOrganizationsSeed(others);
  for (const [id, store] of Object.entries(object('identityStores', stores))) {
    const place = `identityStores.${id}`;
    const { groups = [] } = members(place, store, ['groups']);
    if (!Array.isArray(groups)) throw new SeedError(`${place}.groups must be a list`);
    groups.forEach((group, index) => checkGroup(`${place}.groups[${index}]`, group));
  }
  return seed as Seed;
}

/** @throws SeedError when the Identity Store refuses a seeded group */
export function plant(seed: Seed, stores: IdentityStores, caller: Caller): void {
  const { CreateGroup: createGroup } = groupOperations(stores);
  for (const [identityStoreId, { groups = [] }] of Object.entries(seed.identityStores ?? {})) {
    for (const { displayName, description, externalIds } of groups) {
      try {
        const input = { IdentityStoreId: identityStoreId, DisplayName: displayName, ...(description !== undefined && { Description: description }) };
        const { GroupId } = createGroup?.(input, caller) as { GroupId: string };
        const group = stores.store(identityStoreId).groups.get(GroupId);
        if (group && externalIds) group.ExternalIds = externalIds.map(({ issuer, id }) => ({ Issuer: issuer, Id: id }));
      } catch (thrown) {
        if (!(thrown instanceof ServiceError)) throw thrown;
        throw new SeedError(`the group ${JSON.stringify(displayName)} of ${identityStoreId}: ${thrown.message}`);
      }
    }
  }
}

function checkGroup(place: string, value: unknown): void {
  const { displayName, description, externalIds = [] } = members(place, value, ['displayName', 'description', 'externalIds']);
  if (typeof displayName !== 'string') throw new SeedError(`${place}.displayName must be a text`);
  if (description !== undefined && typeof description !== 'string') throw new SeedError(`${place}.description must be a text`);
  if (!Array.isArray(externalIds)) throw new SeedError(`${place}.externalIds must be a list`);
  externalIds.forEach((externalId, index) => {
    const { issuer, id } = members(`${place}.externalIds[${index}]`, externalId, ['issuer', 'id']);
    if (typeof issuer !== 'string' || typeof id !== 'string') throw new SeedError(`${place}.externalIds[${index}] must have the texts issuer and id`);
  });
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

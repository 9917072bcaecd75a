import { IDENTITY_STORES } from './identity-stores';
import { ORGANIZATIONS } from './organizations';
import { PARAMETER_TYPES } from '../ssm/parameters';
import { checkOrganizations } from './organization-contradictions';
import { isSnapshot, seedOfSnapshot } from './parse-snapshot';
import { refuseRepeatedMembers } from './repeated-members';
import type { Seed } from './seed';
import { ANY_OBJECT, BOOLEAN, checkShape, either, members, oneOf, record, SeedError, TEXT, WHOLE_SEED } from './shape';
import { checkStore } from './store-contradictions';
import { SWITCHES } from './switches';

const SEED = members({
  identityStores: IDENTITY_STORES,
  parameters: record(either(TEXT, members({ value: TEXT, type: oneOf(...PARAMETER_TYPES) }, 'value'))),
  secrets: record(either(TEXT, ANY_OBJECT)),
  buckets: record(members({ region: TEXT, versioned: BOOLEAN, objects: record(either(TEXT, ANY_OBJECT)) })),
  ...ORGANIZATIONS,
  switches: SWITCHES,
});

/** @throws SeedError with the place of the first thing that isn't a seed's, or that can't be with the others */
export function parseSeed(text: string): Seed {
  const parsed = parseJson(text);
  if (isSnapshot(parsed)) return seedOfSnapshot(parsed);
  checkShape(WHOLE_SEED, parsed, SEED);
  const seed = parsed as Seed;
  for (const [id, store] of Object.entries(seed.identityStores ?? {})) checkStore(`identityStores.${id}`, store);
  checkOrganizations(seed);
  return seed;
}

function parseJson(text: string): unknown {
  const parsed = valueOf(text);
  refuseRepeatedMembers(text);
  return parsed;
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new SeedError(`it is not JSON: ${(thrown as Error).message}`);
  }
}

import { STORE } from './identity-stores';
import { ORGANIZATIONS } from './organizations';
import type { Seed } from './seed';
import { checkShape, members, record, SeedError, WHOLE_SEED } from './shape';
import { SWITCHES } from './switches';

const SEED = members({ identityStores: record(STORE), ...ORGANIZATIONS, switches: SWITCHES });

/** @throws SeedError with the place of the first thing that isn't a seed's */
export function parseSeed(text: string): Seed {
  const parsed = parseJson(text);
  checkShape(WHOLE_SEED, parsed, SEED);
  const seed = parsed as Seed;
  for (const [id, { users = [] }] of Object.entries(seed.identityStores ?? {})) {
    const both = users.findIndex(({ email, emails }) => email !== undefined && emails !== undefined);
    if (both >= 0) throw new SeedError(`identityStores.${id}.users[${both}] must have either email or emails`);
  }
  return seed;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new SeedError(`it is not JSON: ${(thrown as Error).message}`);
  }
}

import type { Environment } from '../environment';
import type { IdentityStores } from '../identity-store/identity-stores';
import { plantIdentityStores } from '../identity-store/plant';
import { plantStore } from '../identity-store/plant-snapshot';
import type { Organizations } from '../organizations/organizations';
import { plantOrganizations } from '../organizations/plant';
import { plantOrganization } from '../organizations/plant-snapshot';
import type { Random } from '../randomness';
import type { Buckets } from '../s3/buckets';
import { plantBuckets, plantLedgers } from '../s3/plant';
import type { AccountRoles } from '../security/account-roles';
import type { Caller } from '../security/callers';
import type { Instances } from '../sso-admin/instances';
import { plantInstances } from '../sso-admin/plant';
import type { Secrets } from '../secrets-manager/secrets';
import type { Parameters } from '../ssm/parameters';
import type { Seed } from './seed';
import type { Snapshot } from './snapshot';

/** Where what a seed has is put. */
export interface Ground {
  readonly organizations: Organizations;
  readonly identityStores: IdentityStores;
  readonly instances: Instances;
  readonly buckets: Buckets;
  readonly random: Random;
  readonly roles: AccountRoles;
  readonly environment: Environment;
  /** Who plants. */
  readonly person: Caller;
}

/**
 * Makes what the seed says.
 *
 * @throws SeedError when the Identity Store refuses something of it; when it contradicts itself or has a malformed policy
 */
export function plant(seed: Omit<Seed, 'switches'>, ground: Ground): void {
  const { organizations, identityStores, instances, buckets, random, roles, environment, person } = ground;
  if (seed.snapshot) return plantSnapshot(seed.snapshot, ground);
  plantOrganizations(seed, organizations, roles, environment);
  plantIdentityStores(seed.identityStores ?? {}, identityStores, person);
  plantInstances(seed.identityStores ?? {}, instances, random);
  plantBuckets(seed.buckets ?? {}, buckets, environment);
}

/** Of what wasn't read there is nothing: no organization, if that is it. */
function plantSnapshot(snapshot: Snapshot, { organizations, identityStores, buckets }: Ground): void {
  if (snapshot.organization) plantOrganization(snapshot.organization, organizations);
  for (const store of snapshot.identityStores) plantStore(store, identityStores);
  if ((snapshot.missingStores ?? []).length > 0) identityStores.nameNoMore();
  plantLedgers([...snapshot.ledgers ?? [], ...(snapshot.campaigns ?? []).flatMap(({ ledger }) => ledger ?? [])], buckets);
}

/** Puts down the parameters and the secrets that the seed has for the sandbox's own account and Region. */
export function plantValues(seed: Pick<Seed, 'parameters' | 'secrets'>, parameters: Parameters, secrets: Secrets): void {
  for (const [name, seeded] of Object.entries(seed.parameters ?? {})) {
    const { value, type } = typeof seeded === 'string' ? { value: seeded, type: undefined } : seeded;
    parameters.put(name, value, type);
  }
  for (const [name, seeded] of Object.entries(seed.secrets ?? {})) secrets.create(name, typeof seeded === 'string' ? seeded : JSON.stringify(seeded));
}

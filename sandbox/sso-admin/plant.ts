import { nameKey } from '../identity-store/entities';
import type { IdentityStore } from '../identity-store/identity-stores';
import type { Random } from '../randomness';
import { SeedError } from '../seed/shape';
import type { Instance } from './instance';
import type { Instances } from './instances';
import type { PrincipalType } from './permission-set';
import type { SeededAssignment, SeededInstance, SeededPermissionSet } from './seed';

/**
 * Makes what the seed says of the instances of stores that are planted.
 *
 * @throws SeedError when a permission set is there already, or somebody isn't there
 */
export function plantInstances(seeds: Readonly<Record<string, SeededInstance>>, instances: Instances, random: Random): void {
  for (const [identityStoreId, { instanceArn, permissionSets }] of Object.entries(seeds)) {
    const instance = instances.all.find(({ store }) => store?.identityStoreId === identityStoreId) as Instance;
    if (instanceArn !== undefined) Object.assign(instance, { arn: instanceArn, hasGivenArn: true });
    instance.hasDeclaredPermissionSets = permissionSets !== undefined;
    for (const permissionSet of permissionSets ?? []) plantPermissionSet(permissionSet, instance, random);
  }
}

function plantPermissionSet(seed: SeededPermissionSet, instance: Instance, random: Random): void {
  const { id, assignments = [], managedPolicies = [], tags = {}, ...rest } = seed;
  const arn = instance.permissionSetArn(random, id);
  if ([...instance.permissionSets.values()].some(({ name }) => name === seed.name)) throw new SeedError(`permission set ${seed.name} is there twice`);
  instance.addPermissionSet({
    ...rest,
    arn,
    createdAt: instance.createdAt,
    managedPolicies,
    customerManagedPolicies: [],
    tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  });
  for (const assignment of assignments) {
    const { account, group, user } = assignment;
    const [principalType, name]: [PrincipalType, string | undefined] = group === undefined ? ['USER', user] : ['GROUP', group];
    const principalId = idOf(instance.store as IdentityStore, assignment);
    if (principalId === undefined) throw new SeedError(`permission set ${seed.name}: there is no ${principalType.toLowerCase()} ${name} for the account ${account}`);
    instance.assign({ permissionSetArn: arn, accountId: account, principalType, principalId });
  }
}

function idOf({ groups, users }: IdentityStore, { group, user = '' }: SeededAssignment): string | undefined {
  return group === undefined ? users.find('userName', nameKey(user))[0]?.UserId : groups.find('displayName', nameKey(group))[0]?.GroupId;
}

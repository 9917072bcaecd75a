import type { Operation } from '../protocol/operations';
import { groupOperations } from './groups';
import type { IdentityStores } from './identity-stores';
import { membershipOperations } from './memberships';
import { userOperations } from './users';

/** Every operation of the Identity Store that the sandbox has. */
export function identityStoreOperations(stores: IdentityStores): Record<string, Operation> {
  return { ...groupOperations(stores), ...userOperations(stores), ...membershipOperations(stores) };
}

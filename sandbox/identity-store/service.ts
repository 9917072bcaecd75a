import type { Operation, Service } from '../protocol/operations';
import { Time } from '../time/time';
import { groupOperations } from './groups';
import type { IdentityStores } from './identity-stores';
import { membershipOperations } from './memberships';
import { RequestRate } from './request-rate';
import { userOperations } from './users';

/** Every operation of the Identity Store that the sandbox has. */
export function identityStoreOperations(stores: IdentityStores): Record<string, Operation> {
  return { ...groupOperations(stores), ...userOperations(stores), ...membershipOperations(stores) };
}

/** The Identity Store as it is reached by requests, which may not come faster than it accepts them. */
export function identityStoreService(stores: IdentityStores, time: Time): Service {
  const rate = new RequestRate(time);
  const operations = Object.entries(identityStoreOperations(stores)).map(([name, operation]): [string, Operation] => [name, (input, caller) => {
    const { identityStoreId, switches } = stores.store(input.IdentityStoreId);
    rate.take(identityStoreId, name, switches.requestsPerSecond);
    return operation(input, caller);
  }]);
  return { name: 'identitystore', operations: Object.fromEntries(operations) };
}

import type { Operation, Service } from '../protocol/operations';
import type { Authorizer } from '../security/authorizer';
import { Time } from '../time/time';
import { withEncryption } from './encryption';
import { groupOperations } from './groups';
import type { IdentityStores } from './identity-stores';
import { membershipOperations } from './memberships';
import { RequestRate } from './request-rate';
import { userOperations } from './users';

/** Every operation of the Identity Store that the sandbox has. */
export function identityStoreOperations(stores: IdentityStores, authorizer: Authorizer): Record<string, Operation> {
  return withEncryption({ ...groupOperations(stores), ...userOperations(stores), ...membershipOperations(stores) }, stores, authorizer);
}

/** The Identity Store as it is reached by requests, which may not come faster than it accepts them. */
export function identityStoreService(stores: IdentityStores, authorizer: Authorizer, time: Time): Service {
  const rate = new RequestRate(time);
  const operations = Object.entries(identityStoreOperations(stores, authorizer))
    .map(([name, operation]): [string, Operation] => [name, (input, caller) => {
      const { identityStoreId, switches } = stores.store(input.IdentityStoreId);
      rate.take(identityStoreId, name, switches.requestsPerSecond);
      return operation(input, caller);
    }]);
  return { name: 'identitystore', operations: Object.fromEntries(operations) };
}

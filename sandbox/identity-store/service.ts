import type { Operation, Service } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import type { Authorizer } from '../security/authorizer';
import { Time } from '../time/time';
import { TokenBuckets } from '../time/token-buckets';
import { withEncryption } from './encryption';
import { groupOperations } from './groups';
import type { IdentityStores } from './identity-stores';
import { membershipOperations } from './memberships';
import { userOperations } from './users';

/** Every operation of the Identity Store that the sandbox has. */
export function identityStoreOperations(stores: IdentityStores, authorizer: Authorizer): Record<string, Operation> {
  return withEncryption({ ...groupOperations(stores), ...userOperations(stores), ...membershipOperations(stores) }, stores, authorizer);
}

/** The Identity Store as it is reached by requests, which may not come faster than it accepts them. */
export function identityStoreService(stores: IdentityStores, authorizer: Authorizer, time: Time): Service {
  const buckets = new TokenBuckets(time);
  const operations = Object.entries(identityStoreOperations(stores, authorizer))
    .map(([name, operation]): [string, Operation] => [name, (input, caller) => {
      const { identityStoreId, switches: { requestsPerSecond } } = stores.store(input.IdentityStoreId, caller.region);
      const isAdmitted = buckets.take({ [`${identityStoreId} ${name}`]: { perSecond: requestsPerSecond, burst: Math.max(requestsPerSecond, 1) } });
      if (!isAdmitted) throw new ServiceError('ThrottlingException', 'Rate exceeded');
      return operation(input, caller);
    }]);
  return { name: 'identitystore', operations: Object.fromEntries(operations) };
}

import type { Operation, Service } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import type { Authorizer } from '../security/authorizer';
import { Time } from '../time/time';
import { TokenBuckets } from '../time/token-buckets';
import { withAccess } from './access';
import { withEncryption } from './encryption';
import { groupOperations } from './groups';
import type { IdentityStores } from './identity-stores';
import { membershipOperations } from './memberships';
import { listOperations, storeOperations } from './stores';
import { userOperations } from './users';

/** Every operation of the Identity Store that the sandbox has. */
export function identityStoreOperations(stores: IdentityStores, authorizer: Authorizer): Record<string, Operation> {
  const encrypted = withEncryption({ ...groupOperations(stores), ...userOperations(stores), ...membershipOperations(stores) }, stores, authorizer);
  return { ...withAccess({ ...encrypted, ...storeOperations(stores) }, stores), ...listOperations(stores) };
}

/** The Identity Store as it is reached by requests, which may not come faster than it accepts them. */
export function identityStoreService(stores: IdentityStores, authorizer: Authorizer, time: Time): Service {
  const buckets = new TokenBuckets(time);
  const lists = listOperations(stores);
  const operations = Object.entries(identityStoreOperations(stores, authorizer))
    .map(([name, operation]): [string, Operation] => [name, (input, caller) => {
      const { requestsPerSecond } = stores.switches;
      const asked = Object.hasOwn(lists, name) ? caller.account : stores.store(input.IdentityStoreId, caller.region).identityStoreId;
      const isAdmitted = buckets.take({ [`${asked} ${name}`]: { perSecond: requestsPerSecond, burst: Math.max(requestsPerSecond, 1) } });
      if (!isAdmitted) throw new ServiceError('ThrottlingException', 'Rate exceeded');
      return operation(input, caller);
    }]);
  return { name: 'identitystore', operations: Object.fromEntries(operations) };
}

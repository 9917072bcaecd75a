import type { Operation } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import { withIds } from './arns';
import type { IdentityStores } from './identity-stores';
import { isReachable } from './network-configuration';

/** The same operations for requests to stores that are in their Region and let them in. */
export function withAccess(operations: Readonly<Record<string, Operation>>, stores: IdentityStores): Record<string, Operation> {
  return Object.fromEntries(Object.entries(operations).map(([name, operation]): [string, Operation] => [name, (input, caller) => {
    const { arn, networkConfiguration } = stores.store(input.IdentityStoreId, caller.region);
    if (networkConfiguration && !isReachable(networkConfiguration)) {
      throw new ServiceError('AccessDeniedException', `User: ${caller.arn} is not authorized to perform: identitystore:${name} on resource: ${arn} `
        + 'because the network configuration of the identity store allows it only through a VPC endpoint');
    }
    return operation(withIds(input), caller);
  }]));
}

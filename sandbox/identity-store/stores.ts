import { PAGE_MEMBERS, type PageInput } from '../page';
import type { Operation } from '../protocol/operations';
import type { Caller } from '../security/callers';
import { checkMembers, pageOf } from './constraints';
import type { IdentityStore, IdentityStores } from './identity-stores';
import { checkNetworkConfiguration } from './network-configuration';

/** The operations on one store. */
export function storeOperations(stores: IdentityStores): Record<string, Operation> {
  return {
    DescribeIdentityStore(input: StoreInput) {
      checkMembers('DescribeIdentityStore', input, ['IdentityStoreId']);
      const store = stores.store(input.IdentityStoreId);
      const { networkConfiguration } = store;
      return { ...identifiersOf(store), ...(networkConfiguration && { NetworkConfiguration: networkConfiguration }) };
    },

    UpdateIdentityStore(input: StoreInput & { readonly NetworkConfiguration?: unknown }) {
      checkMembers('UpdateIdentityStore', input, ['IdentityStoreId', 'NetworkConfiguration']);
      const store = stores.store(input.IdentityStoreId);
      const { NetworkConfiguration: configuration } = input;
      if (configuration !== undefined && configuration !== null) store.networkConfiguration = checkNetworkConfiguration(configuration);
      return identifiersOf(store);
    },
  };
}

/** The operations that name no store. */
export function listOperations(stores: IdentityStores): Record<string, Operation> {
  return {
    ListIdentityStores(input: PageInput, { region }: Caller) {
      checkMembers('ListIdentityStores', input, PAGE_MEMBERS);
      return pageOf('IdentityStores', stores.in(region), input, identifiersOf);
    },
  };
}

interface StoreInput {
  readonly IdentityStoreId?: unknown;
}

function identifiersOf({ identityStoreId, arn }: IdentityStore): object {
  return { IdentityStoreId: identityStoreId, IdentityStoreArn: arn };
}

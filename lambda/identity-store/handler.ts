import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { identityStoreCalls, stackCalls } from './clients';
import { GroupResource } from './group';
import { GROUP_RESOURCE_TYPE } from '../../lib/private/contract';
import { customResourceHandler, HandlerDependencies } from '../custom-resource/handler';
import { OwnStack } from '../guard/own-stack';

export interface IdentityStoreDependencies extends HandlerDependencies {
  /** Must not retry by itself. */
  readonly identityStore: IdentitystoreClient;
  /** Must not retry by itself. */
  readonly cloudFormation: () => CloudFormationClient;
}

/** The function for users, groups and memberships, with everything it takes from outside. */
export function identityStoreHandler(dependencies: IdentityStoreDependencies): ReturnType<typeof customResourceHandler> {
  const ownStack = new OwnStack(stackCalls(dependencies.cloudFormation));
  const calls = identityStoreCalls(dependencies.identityStore);
  return customResourceHandler({ [GROUP_RESOURCE_TYPE]: new GroupResource(calls, ownStack) }, dependencies);
}

import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { identityStoreCallsIn } from './clients';
import { EntityResource } from './entity-resource';
import { GroupKind } from './group';
import { GroupMembershipResource } from './group-membership';
import { groupLookUp, userLookUp } from './look-up-resource';
import { UserKind } from './user';
import {
  GROUP_LOOKUP_RESOURCE_TYPE, GROUP_MEMBERSHIP_RESOURCE_TYPE, GROUP_RESOURCE_TYPE, GroupProperties, USER_LOOKUP_RESOURCE_TYPE,
  USER_RESOURCE_TYPE, UserProperties,
} from '../../lib/contract/identity-store';
import type { HandlerDependencies } from '../custom-resource/event-handler';
import { customResourceHandler } from '../custom-resource/handler';
import { OwnStack } from '../guard/own-stack';
import { stackCalls } from '../sdk/stack-calls';

export interface IdentityStoreDependencies extends HandlerDependencies {
  /** A client for a Region, or for that of the function. It must not retry by itself. */
  readonly identityStore: (region: string | undefined) => IdentitystoreClient;
  /** Must not retry by itself. */
  readonly cloudFormation: () => CloudFormationClient;
  /** Of the function's own role. @default what a Create leaves behind that never answered can't be proven to be the stack's */
  readonly roleName?: string | undefined;
}

/** The function for users, groups and memberships, with everything it takes from outside. */
export function identityStoreHandler(dependencies: IdentityStoreDependencies): ReturnType<typeof customResourceHandler> {
  const { roleName } = dependencies;
  const ownStack = new OwnStack(stackCalls(dependencies.cloudFormation));
  const callsIn = identityStoreCallsIn(dependencies.identityStore, dependencies.surroundings.now);
  return customResourceHandler({
    [USER_RESOURCE_TYPE]: new EntityResource<UserProperties>(new UserKind(callsIn), ownStack, roleName),
    [GROUP_RESOURCE_TYPE]: new EntityResource<GroupProperties>(new GroupKind(callsIn), ownStack, roleName),
    [GROUP_MEMBERSHIP_RESOURCE_TYPE]: new GroupMembershipResource(callsIn, ownStack, roleName),
    [USER_LOOKUP_RESOURCE_TYPE]: userLookUp(callsIn, ownStack),
    [GROUP_LOOKUP_RESOURCE_TYPE]: groupLookUp(callsIn, ownStack),
  }, dependencies);
}

import type {
  CreateGroupMembershipRequest, CreateGroupRequest, CreateUserRequest, DeleteGroupMembershipRequest, DeleteGroupRequest, DeleteUserRequest,
  DescribeGroupMembershipRequest, DescribeGroupMembershipResponse, DescribeGroupRequest, DescribeGroupResponse, DescribeUserRequest,
  DescribeUserResponse, GetGroupIdRequest, GetGroupMembershipIdRequest, GetUserIdRequest, UpdateGroupRequest, UpdateUserRequest,
} from '@aws-sdk/client-identitystore';
import type { ServiceClock } from '../guard/service-clock';

/** The calls to the Identity Store that the resources need. Creates and look-ups tell an id. Each throws what the SDK throws, or that no id came. */
export interface IdentityStoreCalls {
  /** What the answers told of the service's clock. */
  readonly clock: ServiceClock;

  createUser(input: CreateUserRequest): Promise<string>;
  describeUser(input: DescribeUserRequest): Promise<DescribeUserResponse>;
  getUserId(input: GetUserIdRequest): Promise<string>;
  updateUser(input: UpdateUserRequest): Promise<unknown>;
  deleteUser(input: DeleteUserRequest): Promise<unknown>;

  createGroup(input: CreateGroupRequest): Promise<string>;
  describeGroup(input: DescribeGroupRequest): Promise<DescribeGroupResponse>;
  getGroupId(input: GetGroupIdRequest): Promise<string>;
  updateGroup(input: UpdateGroupRequest): Promise<unknown>;
  deleteGroup(input: DeleteGroupRequest): Promise<unknown>;

  createGroupMembership(input: CreateGroupMembershipRequest): Promise<string>;
  describeGroupMembership(input: DescribeGroupMembershipRequest): Promise<DescribeGroupMembershipResponse>;
  getGroupMembershipId(input: GetGroupMembershipIdRequest): Promise<string>;
  deleteGroupMembership(input: DeleteGroupMembershipRequest): Promise<unknown>;
}

/** The calls to the Identity Store of a Region, by default that of the function. */
export type CallsIn = (region: string | undefined) => IdentityStoreCalls;

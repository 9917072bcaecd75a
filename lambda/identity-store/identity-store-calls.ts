import type {
  CreateGroupMembershipRequest, CreateGroupMembershipResponse, CreateGroupRequest, CreateGroupResponse, CreateUserRequest,
  CreateUserResponse, DeleteGroupMembershipRequest, DeleteGroupRequest, DeleteUserRequest, DescribeGroupMembershipRequest,
  DescribeGroupMembershipResponse, DescribeGroupRequest, DescribeGroupResponse, DescribeUserRequest, DescribeUserResponse, GetGroupIdRequest,
  GetGroupIdResponse, GetGroupMembershipIdRequest, GetGroupMembershipIdResponse, GetUserIdRequest, GetUserIdResponse, UpdateGroupRequest,
  UpdateUserRequest,
} from '@aws-sdk/client-identitystore';

/** The calls to the Identity Store that the resources need. Each throws what the SDK throws. */
export interface IdentityStoreCalls {
  createUser(input: CreateUserRequest): Promise<CreateUserResponse>;
  describeUser(input: DescribeUserRequest): Promise<DescribeUserResponse>;
  getUserId(input: GetUserIdRequest): Promise<GetUserIdResponse>;
  updateUser(input: UpdateUserRequest): Promise<unknown>;
  deleteUser(input: DeleteUserRequest): Promise<unknown>;

  createGroup(input: CreateGroupRequest): Promise<CreateGroupResponse>;
  describeGroup(input: DescribeGroupRequest): Promise<DescribeGroupResponse>;
  getGroupId(input: GetGroupIdRequest): Promise<GetGroupIdResponse>;
  updateGroup(input: UpdateGroupRequest): Promise<unknown>;
  deleteGroup(input: DeleteGroupRequest): Promise<unknown>;

  createGroupMembership(input: CreateGroupMembershipRequest): Promise<CreateGroupMembershipResponse>;
  describeGroupMembership(input: DescribeGroupMembershipRequest): Promise<DescribeGroupMembershipResponse>;
  getGroupMembershipId(input: GetGroupMembershipIdRequest): Promise<GetGroupMembershipIdResponse>;
  deleteGroupMembership(input: DeleteGroupMembershipRequest): Promise<unknown>;
}

/** The calls to the Identity Store of a Region, by default that of the function. */
export type CallsIn = (region: string | undefined) => IdentityStoreCalls;

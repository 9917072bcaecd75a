import type {
  AttributeOperation, CreateGroupRequest, CreateGroupResponse, DeleteGroupRequest, DescribeGroupRequest, DescribeGroupResponse,
  GetGroupIdRequest, GetGroupIdResponse, UpdateGroupRequest,
} from '@aws-sdk/client-identitystore';

/** The calls to the Identity Store that groups need. Each throws what the SDK throws. */
export interface GroupCalls {
  createGroup(input: CreateGroupRequest): Promise<CreateGroupResponse>;
  describeGroup(input: DescribeGroupRequest): Promise<DescribeGroupResponse>;
  getGroupId(input: GetGroupIdRequest): Promise<GetGroupIdResponse>;
  updateGroup(input: UpdateGroupRequest): Promise<unknown>;
  deleteGroup(input: DeleteGroupRequest): Promise<unknown>;
}

export type { AttributeOperation, DescribeGroupResponse as LiveGroup };

import {
  CreateGroupCommand, CreateGroupMembershipCommand, CreateUserCommand, DeleteGroupCommand, DeleteGroupMembershipCommand, DeleteUserCommand,
  DescribeGroupCommand, DescribeGroupMembershipCommand, DescribeUserCommand, GetGroupIdCommand, GetGroupMembershipIdCommand, GetUserIdCommand,
  IdentitystoreClient, UpdateGroupCommand, UpdateUserCommand,
} from '@aws-sdk/client-identitystore';
import { ServiceClock } from '../guard/service-clock';
import { acknowledged, completeId, completeWithId } from '../sdk/complete';
import { dated } from '../sdk/dated';
import { limited } from '../sdk/limited';
import type { CallsIn, IdentityStoreCalls } from './identity-store-calls';

/**
 * The calls of the Identity Store's clients, of which there is one for each Region that is needed.
 *
 * @param now the function's clock, in milliseconds since 1970
 */
export function identityStoreCallsIn(makeClient: (region: string | undefined) => IdentitystoreClient, now: () => number): CallsIn {
  const calls = new Map<string | undefined, IdentityStoreCalls>();
  return (region) => {
    const known = calls.get(region) ?? identityStoreCalls(limited(makeClient(region)), now);
    calls.set(region, known);
    return known;
  };
}

function identityStoreCalls(undated: IdentitystoreClient, now: () => number): IdentityStoreCalls {
  const clock = new ServiceClock();
  const client = dated(undated, clock, now);
  return {
    clock,

    createUser: async (input) => completeId((await client.send(new CreateUserCommand(input))).UserId, 'UserId'),
    describeUser: async (input) => completeWithId(await client.send(new DescribeUserCommand(input)), 'UserId'),
    getUserId: async (input) => completeId((await client.send(new GetUserIdCommand(input))).UserId, 'UserId'),
    updateUser: async (input) => acknowledged(await client.send(new UpdateUserCommand(input))),
    deleteUser: async (input) => acknowledged(await client.send(new DeleteUserCommand(input))),

    createGroup: async (input) => completeId((await client.send(new CreateGroupCommand(input))).GroupId, 'GroupId'),
    describeGroup: async (input) => completeWithId(await client.send(new DescribeGroupCommand(input)), 'GroupId'),
    getGroupId: async (input) => completeId((await client.send(new GetGroupIdCommand(input))).GroupId, 'GroupId'),
    updateGroup: async (input) => acknowledged(await client.send(new UpdateGroupCommand(input))),
    deleteGroup: async (input) => acknowledged(await client.send(new DeleteGroupCommand(input))),

    createGroupMembership: async (input) => completeId((await client.send(new CreateGroupMembershipCommand(input))).MembershipId, 'MembershipId'),
    describeGroupMembership: async (input) => completeWithId(await client.send(new DescribeGroupMembershipCommand(input)), 'MembershipId'),
    getGroupMembershipId: async (input) => completeId((await client.send(new GetGroupMembershipIdCommand(input))).MembershipId, 'MembershipId'),
    deleteGroupMembership: async (input) => acknowledged(await client.send(new DeleteGroupMembershipCommand(input))),
  };
}

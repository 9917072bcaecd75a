import {
  CreateGroupCommand, CreateGroupMembershipCommand, CreateUserCommand, DeleteGroupCommand, DeleteGroupMembershipCommand, DeleteUserCommand,
  DescribeGroupCommand, DescribeGroupMembershipCommand, DescribeUserCommand, GetGroupIdCommand, GetGroupMembershipIdCommand, GetUserIdCommand,
  IdentitystoreClient, UpdateGroupCommand, UpdateUserCommand,
} from '@aws-sdk/client-identitystore';
import type { CallsIn, IdentityStoreCalls } from './identity-store-calls';

/** The calls of the Identity Store's clients, of which there is one for each Region that is needed. */
export function identityStoreCallsIn(makeClient: (region: string | undefined) => IdentitystoreClient): CallsIn {
  const calls = new Map<string | undefined, IdentityStoreCalls>();
  return (region) => {
    const known = calls.get(region) ?? identityStoreCalls(makeClient(region));
    calls.set(region, known);
    return known;
  };
}

function identityStoreCalls(client: IdentitystoreClient): IdentityStoreCalls {
  return {
    createUser: (input) => client.send(new CreateUserCommand(input)),
    describeUser: (input) => client.send(new DescribeUserCommand(input)),
    getUserId: (input) => client.send(new GetUserIdCommand(input)),
    updateUser: (input) => client.send(new UpdateUserCommand(input)),
    deleteUser: (input) => client.send(new DeleteUserCommand(input)),

    createGroup: (input) => client.send(new CreateGroupCommand(input)),
    describeGroup: (input) => client.send(new DescribeGroupCommand(input)),
    getGroupId: (input) => client.send(new GetGroupIdCommand(input)),
    updateGroup: (input) => client.send(new UpdateGroupCommand(input)),
    deleteGroup: (input) => client.send(new DeleteGroupCommand(input)),

    createGroupMembership: (input) => client.send(new CreateGroupMembershipCommand(input)),
    describeGroupMembership: (input) => client.send(new DescribeGroupMembershipCommand(input)),
    getGroupMembershipId: (input) => client.send(new GetGroupMembershipIdCommand(input)),
    deleteGroupMembership: (input) => client.send(new DeleteGroupMembershipCommand(input)),
  };
}

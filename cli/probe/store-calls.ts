import {
  AttributeOperation, CreateGroupCommand, CreateGroupMembershipCommand, CreateUserCommand, DeleteGroupCommand, DeleteGroupMembershipCommand, DeleteUserCommand,
  DescribeGroupCommand, DescribeGroupResponse, DescribeUserCommand, DescribeUserResponse, GetGroupIdCommand, GetUserIdCommand, Group, GroupMembership,
  IdentitystoreClient, IsMemberInGroupsCommand, ListGroupMembershipsCommand, ListGroupsCommand, ListUsersCommand, User,
  UpdateUserCommand,
} from '@aws-sdk/client-identitystore';
import type { Calls, EndedCall } from './ended-call';

/** A user as a probe makes one. */
export interface MadeUser {
  readonly userName: string;
  readonly displayName: string;
  readonly email: string;
}

export interface MadeGroup {
  readonly displayName: string;
  readonly description: string;
}

/** A page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | undefined;
}

/** The largest page there is. */
const PAGE = 100;

/** The operations of one identity store, each of which ends with an answer or a refusal. */
export class StoreCalls {
  private lastWrite = -Infinity;

  constructor(public readonly identityStoreId: string, private readonly client: IdentitystoreClient, private readonly calls: Calls) {}

  public createUser({ userName, displayName, email }: MadeUser): Promise<EndedCall<string>> {
    const Name = { GivenName: 'Probe', FamilyName: 'Throw-away' };
    return this.write('CreateUser', async () => (await this.client.send(new CreateUserCommand({
      ...this.store, UserName: userName, DisplayName: displayName, Name, Emails: [{ Value: email, Type: 'work', Primary: true }],
    }))).UserId as string);
  }

  public describeUser(UserId: string): Promise<EndedCall<DescribeUserResponse>> {
    return this.calls.call('DescribeUser', () => this.client.send(new DescribeUserCommand({ ...this.store, UserId })));
  }

  /** The id of the user with a unique attribute. */
  public findUser(AttributePath: string, AttributeValue: string): Promise<EndedCall<string>> {
    const AlternateIdentifier = { UniqueAttribute: { AttributePath, AttributeValue } };
    return this.calls.call('GetUserId', async () => (await this.client.send(new GetUserIdCommand({ ...this.store, AlternateIdentifier }))).UserId as string);
  }

  /** The documents of an update may be spelled in any way, so that their type is none of the model. */
  public updateUser(UserId: string, operations: readonly { readonly path: string; readonly value: unknown }[]): Promise<EndedCall<unknown>> {
    const Operations = operations.map(({ path, value }): AttributeOperation => ({ AttributePath: path, AttributeValue: value as never }));
    return this.write('UpdateUser', () => this.client.send(new UpdateUserCommand({ ...this.store, UserId, Operations })));
  }

  public deleteUser(UserId: string): Promise<EndedCall<unknown>> {
    return this.write('DeleteUser', () => this.client.send(new DeleteUserCommand({ ...this.store, UserId })));
  }

  public createGroup({ displayName, description }: MadeGroup): Promise<EndedCall<string>> {
    return this.write('CreateGroup', async () =>
      (await this.client.send(new CreateGroupCommand({ ...this.store, DisplayName: displayName, Description: description }))).GroupId as string);
  }

  public describeGroup(GroupId: string): Promise<EndedCall<DescribeGroupResponse>> {
    return this.calls.call('DescribeGroup', () => this.client.send(new DescribeGroupCommand({ ...this.store, GroupId })));
  }

  /** The id of the group with a name. */
  public findGroup(AttributeValue: string): Promise<EndedCall<string>> {
    const AlternateIdentifier = { UniqueAttribute: { AttributePath: 'displayName', AttributeValue } };
    return this.calls.call('GetGroupId', async () => (await this.client.send(new GetGroupIdCommand({ ...this.store, AlternateIdentifier }))).GroupId as string);
  }

  public deleteGroup(GroupId: string): Promise<EndedCall<unknown>> {
    return this.write('DeleteGroup', () => this.client.send(new DeleteGroupCommand({ ...this.store, GroupId })));
  }

  public createMembership(GroupId: string, UserId: string): Promise<EndedCall<string>> {
    return this.write('CreateGroupMembership', async () =>
      (await this.client.send(new CreateGroupMembershipCommand({ ...this.store, GroupId, MemberId: { UserId } }))).MembershipId as string);
  }

  public deleteMembership(MembershipId: string): Promise<EndedCall<unknown>> {
    return this.write('DeleteGroupMembership', () => this.client.send(new DeleteGroupMembershipCommand({ ...this.store, MembershipId })));
  }

  public membershipsOf(GroupId: string): Promise<EndedCall<readonly GroupMembership[]>> {
    return this.calls.call('ListGroupMemberships', async () =>
      (await this.client.send(new ListGroupMembershipsCommand({ ...this.store, GroupId }))).GroupMemberships ?? []);
  }

  public isMember(UserId: string, GroupId: string): Promise<EndedCall<boolean>> {
    return this.calls.call('IsMemberInGroups', async () => {
      const { Results } = await this.client.send(new IsMemberInGroupsCommand({ ...this.store, MemberId: { UserId }, GroupIds: [GroupId] }));
      return Results?.[0]?.MembershipExists === true;
    });
  }

  /** A page of the users, or those who are called so. */
  public users({ next, userName }: { readonly next?: string; readonly userName?: string } = {}): Promise<EndedCall<Page<User>>> {
    const Filters = userName === undefined ? {} : { Filters: [{ AttributePath: 'UserName', AttributeValue: userName }] };
    return this.calls.call('ListUsers', async () => {
      const { Users, NextToken } = await this.client.send(new ListUsersCommand({ ...this.store, ...Filters, MaxResults: PAGE, NextToken: next }));
      return { items: Users ?? [], next: NextToken };
    });
  }

  public groups({ next }: { readonly next?: string } = {}): Promise<EndedCall<Page<Group>>> {
    return this.calls.call('ListGroups', async () => {
      const { Groups, NextToken } = await this.client.send(new ListGroupsCommand({ ...this.store, MaxResults: PAGE, NextToken: next }));
      return { items: Groups ?? [], next: NextToken };
    });
  }

  /** When something was last written, by this computer's clock. */
  public get lastWriteAt(): number {
    return this.lastWrite;
  }

  private async write<Answer>(operation: string, send: () => Promise<Answer>): Promise<EndedCall<Answer>> {
    const ended = await this.calls.call(operation, send);
    if (!ended.refusal) this.lastWrite = ended.answeredAt;
    return ended;
  }

  private get store(): { readonly IdentityStoreId: string } {
    return { IdentityStoreId: this.identityStoreId };
  }
}

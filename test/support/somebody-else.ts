import {
  CreateGroupCommand, CreateGroupMembershipCommand, CreateUserCommand, CreateUserCommandInput, DeleteGroupMembershipCommand, DeleteUserCommand,
  UpdateGroupCommand, UpdateUserCommand,
} from '@aws-sdk/client-identitystore';
import type { User } from '../../sandbox/identity-store/entities';
import { ADA, Operations } from './directory';
import { STORE } from './ids';
import { InProcess } from './in-process';

/** Whoever changes an Identity Store besides the functions. Each change is over when its promise is; time passes for it. */
export class SomebodyElse {
  constructor(private readonly world: InProcess) {}

  /** Creates Ada, or somebody who differs from her. */
  public async createsUser(changes: Partial<CreateUserCommandInput> = {}): Promise<string> {
    const { UserId } = await this.send(new CreateUserCommand({ ...ADA, ...changes }));
    return UserId as string;
  }

  public async updatesUser(UserId: string, operations: Operations): Promise<void> {
    await this.send(new UpdateUserCommand({ IdentityStoreId: STORE, UserId, Operations: operations as never }));
  }

  public async deletesUser(UserId: string): Promise<void> {
    await this.send(new DeleteUserCommand({ IdentityStoreId: STORE, UserId }));
  }

  public async createsGroup(DisplayName = 'admins'): Promise<string> {
    const { GroupId } = await this.send(new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName }));
    return GroupId as string;
  }

  public async renamesGroup(GroupId: string, AttributeValue: string): Promise<void> {
    await this.send(new UpdateGroupCommand({ IdentityStoreId: STORE, GroupId, Operations: [{ AttributePath: 'displayName', AttributeValue }] }));
  }

  public async createsMembership(GroupId: string, UserId: string): Promise<string> {
    const { MembershipId } = await this.send(new CreateGroupMembershipCommand({ IdentityStoreId: STORE, GroupId, MemberId: { UserId } }));
    return MembershipId as string;
  }

  public async deletesMembership(MembershipId: string): Promise<void> {
    await this.send(new DeleteGroupMembershipCommand({ IdentityStoreId: STORE, MembershipId }));
  }

  /** Changes what the API of the service doesn't let anybody change. */
  public changes(userId: string, change: Partial<User>): void {
    const { users } = this.world.sandbox.identityStores.store(STORE);
    users.set(userId, { ...users.get(userId) as User, ...change });
  }

  public provisions(id: string): void {
    this.world.sandbox.identityStores.store(STORE).provisionExternally(id, [{ Issuer: 'https://scim.example.com', Id: '42' }]);
  }

  /** The client's types of input and output go together in too many ways to be named here. */
  private send(command: any): Promise<any> {
    return this.world.time.run(this.world.identityStore.send(command) as Promise<any>);
  }
}

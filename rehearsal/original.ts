import type { Entity, Snapshot } from '../sandbox/seed/snapshot';
import type { Names } from './planned-entity';

/** The users, groups and memberships that there are before anything is deployed. */
export class Original implements Names {
  private readonly entities: ReadonlyMap<string, Entity>;

  constructor({ identityStores }: Pick<Snapshot, 'identityStores'>) {
    this.entities = new Map(identityStores.flatMap(({ users, groups, memberships }) => [
      ...users.map((user): [string, Entity] => [String(user.UserId), user]),
      ...groups.map((group): [string, Entity] => [String(group.GroupId), group]),
      ...memberships.map((membership): [string, Entity] => [String(membership.MembershipId), membership]),
    ]));
  }

  public has(id: string): boolean {
    return this.entities.has(id);
  }

  public userName(_identityStoreId: string, userId: string): string | undefined {
    return textOf(this.entities.get(userId)?.UserName);
  }

  public groupName(_identityStoreId: string, groupId: string): string | undefined {
    return textOf(this.entities.get(groupId)?.DisplayName);
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

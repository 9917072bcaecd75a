import type { Entity, Snapshot } from '../sandbox/seed/snapshot';
import type { Names } from './planned-entity';

/** The users, groups, memberships and invitations that there are before anything is deployed. */
export class Original implements Names {
  private readonly entities: ReadonlyMap<string, Entity>;

  constructor({ identityStores, organization }: Pick<Snapshot, 'identityStores' | 'organization'>) {
    const by = (member: string) => (entity: Entity): [string, Entity] => [String(entity[member]), entity];
    this.entities = new Map([
      ...identityStores.flatMap(({ users, groups, memberships }) => [...users.map(by('UserId')), ...groups.map(by('GroupId')), ...memberships.map(by('MembershipId'))]),
      ...(organization?.handshakes ?? []).map(by('Id')),
    ]);
  }

  public has(id: string): boolean {
    return this.entities.has(id);
  }

  /** Whether it is an invitation that nobody has answered. */
  public isPending(id: string): boolean {
    return ['OPEN', 'REQUESTED'].includes(textOf(this.entities.get(id)?.State) ?? '');
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

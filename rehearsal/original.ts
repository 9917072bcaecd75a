import type { Entity, Snapshot } from '../sandbox/seed/snapshot';
import type { Names } from './planned-entity';

/** The ids of a user and of a group that it is in. */
export interface Parties {
  readonly groupId: string;
  readonly userId: string;
}

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

  /** Whose membership it is, and in which group. */
  public partiesOf(membershipId: string): Parties | undefined {
    const { GroupId: groupId, MemberId: member } = this.entities.get(membershipId) ?? {};
    const userId = (member as { readonly UserId?: unknown } | undefined)?.UserId;
    return typeof groupId === 'string' && typeof userId === 'string' ? { groupId, userId } : undefined;
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

import type { Entity, Snapshot, StackSnapshot } from '../../../sandbox/seed/snapshot';
import { groupOf, personOf } from './access';
import type { Holders, Holding } from './holders';
import { byName } from './order';

/** Something that is there. */
export interface Thing {
  readonly id: string;
  readonly name: string;
}

/** How many things of a kind the stacks have made, have adopted, and don't know of. */
export interface ManagedKind {
  /** In the plural, for example `groups`. */
  readonly title: string;
  readonly made: readonly Thing[];
  readonly adopted: readonly Thing[];
  readonly unmanaged: readonly Thing[];
}

/** What a stack holds of a kind. */
export interface ManagedStack {
  readonly stack: StackSnapshot;
  readonly holdings: readonly Holding[];
}

export interface Management {
  readonly kinds: readonly ManagedKind[];
  readonly stacks: readonly ManagedStack[];
}

/** What the stacks of a snapshot hold, and what no stack that was read does. */
export function managementOf({ identityStores, organization, stacks }: Snapshot, holders: Holders): Management {
  const users = identityStores.flatMap((store) => store.users.map((user) => ({ id: String(user.UserId), name: personOf(user).name })));
  const groups = identityStores.flatMap((store) => store.groups.map((group) => ({ id: String(group.GroupId), name: groupOf(group).name })));
  const names = new Map([...users, ...groups].map(({ id, name }) => [id, name]));
  const memberships = identityStores.flatMap((store) => store.memberships.map(({ MembershipId, MemberId, GroupId }) => {
    const userId = String((MemberId as { readonly UserId?: string } | undefined)?.UserId);
    return { id: String(MembershipId), name: `${names.get(userId) ?? userId} in ${names.get(String(GroupId)) ?? String(GroupId)}` };
  }));
  return {
    kinds: [
      kindOf('users', users, (id) => holders.of('user', id)),
      kindOf('groups', groups, (id) => holders.of('group', id)),
      kindOf('memberships', memberships, (id) => holders.of('membership', id)),
      ...(organization ? [kindOf('accounts', organization.accounts.map(({ Id, Name }) => ({ id: String(Id), name: String(Name ?? Id) })), accountHolder(organization.handshakes, holders))] : []),
    ].filter((kind) => kind.made.length + kind.adopted.length + kind.unmanaged.length > 0),
    stacks: stacks.map((stack) => ({ stack, holdings: holders.all.filter((holding) => holding.stack === stack) })),
  };
}

/** An invitation has the id of its handshake, which says whose account it was for as long as it can be read. */
function accountHolder(handshakes: readonly Entity[], holders: Holders): (id: string) => Holding | undefined {
  // There may be several for an account, such as one that was declined; most are held by no stack.
  const byAccount = new Map((handshakes as readonly { readonly Id?: string; readonly Parties?: readonly { readonly Id?: string; readonly Type?: string }[] }[])
    .flatMap(({ Id = '', Parties = [] }) => {
      const holding = holders.of('invitation', Id);
      return holding ? Parties.filter(({ Type }) => Type === 'ACCOUNT').map((party) => [party.Id, holding] as const) : [];
    }));
  return (id) => holders.of('invitation', id) ?? byAccount.get(id);
}

function kindOf(title: string, things: readonly Thing[], holder: (id: string) => Holding | undefined): ManagedKind {
  const having = (ownership: Holding['ownership'] | undefined): Thing[] =>
    things.filter(({ id }) => holder(id)?.ownership === ownership).sort(byName);
  return { title, made: having('made'), adopted: having('adopted'), unmanaged: having(undefined) };
}

import type { Sandbox } from '../sandbox/sandbox';

/** Whether there is a user, a group, a membership or an invitation with this id. */
export function isThere(id: string, { identityStores, organizations }: Pick<Sandbox, 'identityStores' | 'organizations'>): boolean {
  return organizations.handshakes.find(id) !== undefined
    || identityStores.all.some((store) => [store.users, store.groups, store.memberships].some((table) => table.get(id) !== undefined));
}

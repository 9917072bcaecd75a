import { nameKey } from './entities';
import { groupOperations } from './groups';
import type { IdentityStore, IdentityStores } from './identity-stores';
import { membershipOperations } from './memberships';
import { checkNetworkConfiguration } from './network-configuration';
import { userOperations } from './users';
import type { Operation } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import type { SeededExternalId, SeededGroup, SeededMembership, SeededStore, SeededUser } from './seed';
import { at } from '../seed/place';

/**
 * Puts into the Identity Stores what a seed has, through their own operations.
 *
 * @throws SeedError when the Identity Store refuses something of it
 */
export function plantIdentityStores(seeds: Readonly<Record<string, SeededStore>>, stores: IdentityStores, caller: Caller): void {
  const operations = { ...groupOperations(stores), ...userOperations(stores), ...membershipOperations(stores) };
  for (const [identityStoreId, seeded] of Object.entries(seeds)) {
    new Planting(stores, operations, identityStoreId, caller).plant(seeded);
  }
}

class Planting {
  constructor(
    private readonly stores: IdentityStores,
    private readonly operations: Readonly<Record<string, Operation>>,
    private readonly identityStoreId: string,
    private readonly caller: Caller,
  ) {}

  public plant({ groups = [], users = [], memberships = [], region, ownerAccount, networkConfiguration, encryptionKey }: SeededStore): void {
    const place = `identityStores.${this.identityStoreId}`;
    const store = at(place, () => this.stores.name(this.identityStoreId, region));
    groups.forEach((group, index) => at(`${place}.groups[${index}]`, () => this.plantGroup(group)));
    users.forEach((user, index) => at(`${place}.users[${index}]`, () => this.plantUser(user)));
    // Reads may lag in this sandbox, but not behind its beginning.
    store.settle();
    memberships.forEach((membership, index) => at(`${place}.memberships[${index}]`, () => this.plantMembership(store, membership)));
    store.settle();
    if (ownerAccount !== undefined) store.ownerAccount = ownerAccount;
    if (networkConfiguration) {
      store.networkConfiguration = at(`${place}.networkConfiguration`, () => checkNetworkConfiguration(capitalized(networkConfiguration)));
    }
    // Last, because nothing could be planted with a key that can't be used.
    if (encryptionKey) store.encryptionKey = { state: 'ENABLED', ...encryptionKey };
  }

  private get store(): IdentityStore {
    return this.stores.store(this.identityStoreId);
  }

  private plantGroup({ displayName, description, externalIds }: SeededGroup): void {
    const { GroupId } = this.call('CreateGroup', { DisplayName: displayName, ...(description !== undefined && { Description: description }) });
    this.provision(GroupId, externalIds);
  }

  private plantUser({ email, extensions, externalIds, userStatus, ...attributes }: SeededUser): void {
    const { UserId } = this.call('CreateUser', {
      ...capitalized(attributes) as object,
      ...(email !== undefined && { Emails: [{ Value: email, Primary: true }] }),
      ...(extensions !== undefined && { Extensions: extensions }),
    });
    this.provision(UserId, externalIds);
    if (userStatus === 'DISABLED') this.store.disable(UserId as string);
  }

  private plantMembership({ groups, users }: IdentityStore, { group, user }: SeededMembership): void {
    const [GroupId, UserId] = [groups.find('displayName', nameKey(group))[0]?.GroupId, users.find('userName', nameKey(user))[0]?.UserId];
    if (GroupId === undefined) throw new ServiceError('ResourceNotFoundException', `there is no group ${quoted(group)}`);
    if (UserId === undefined) throw new ServiceError('ResourceNotFoundException', `there is no user ${quoted(user)}`);
    this.call('CreateGroupMembership', { GroupId, MemberId: { UserId } });
  }

  private provision(id: string | undefined, externalIds: readonly SeededExternalId[] = []): void {
    if (externalIds.length > 0) this.store.provisionExternally(id as string, externalIds.map(({ issuer, id: Id }) => ({ Issuer: issuer, Id })));
  }

  private call(name: string, input: object): { readonly GroupId?: string; readonly UserId?: string } {
    return this.operations[name]?.({ IdentityStoreId: this.identityStoreId, ...input }, this.caller) as object;
  }
}

/** The same with the names of all members as the service writes them. */
function capitalized(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalized);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.charAt(0).toUpperCase() + name.slice(1), capitalized(member)]));
}

function quoted(name: string): string {
  return JSON.stringify(name);
}

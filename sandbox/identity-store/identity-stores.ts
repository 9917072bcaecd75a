import { Environment } from '../environment';
import { ServiceError } from '../protocol/service-error';
import { Random, uuid } from '../randomness';
import type { Caller } from '../security/callers';
import { Time } from '../time/time';
import { ExternalId, Group, GROUP_KEYS, LastChange, Membership, MEMBERSHIP_KEYS, Provenance, User, USER_KEYS } from './entities';
import type { EncryptionKey } from './encryption';
import type { NetworkConfiguration } from './network-configuration';
import { revised } from './revision';
import { IdentityStoreSwitches } from './switches';
import { Table } from './table';

/** What every store of the sandbox has in common. */
export interface StoreSurroundings {
  readonly time: Time;
  readonly random: Random;
  readonly environment: Environment;
  readonly switches: IdentityStoreSwitches;
  /** Is told of a store that no seed names, when its first use makes it up. */
  readonly madeUp?: (store: IdentityStore) => void;
}

/** One Identity Store. */
export class IdentityStore {
  public readonly groups;
  public readonly users;
  public readonly memberships;
  public readonly switches: IdentityStoreSwitches;
  /** The account of the Identity Center instance, which isn't that of a delegated administrator. */
  public ownerAccount: string;
  /** None for a key of AWS, of which nobody notices anything. */
  public encryptionKey: EncryptionKey | undefined;
  /** Without any, the operations can be called from everywhere. */
  public networkConfiguration: NetworkConfiguration | undefined;

  constructor(
    public readonly identityStoreId: string,
    /** The only one in which it is there. */
    public readonly region: string,
    private readonly surroundings: StoreSurroundings,
    /** Whether no seed names it. */
    public readonly isMadeUp = false,
  ) {
    const { time, switches } = surroundings;
    const lag = switches.readLagMilliseconds;
    this.switches = switches;
    this.ownerAccount = surroundings.environment.account;
    this.groups = new Table<Group, keyof typeof GROUP_KEYS>(GROUP_KEYS, time, lag);
    this.users = new Table<User, keyof typeof USER_KEYS>(USER_KEYS, time, lag);
    this.memberships = new Table<Membership, keyof typeof MEMBERSHIP_KEYS>(MEMBERSHIP_KEYS, time, lag);
  }

  public get environment(): Environment {
    return this.surroundings.environment;
  }

  public get arn(): string {
    return `arn:${this.environment.partition}:identitystore::${this.ownerAccount}:identitystore/${this.identityStoreId}`;
  }

  /** The service's ids begin with the store's own, where it has the newer form. */
  public newId(): string {
    const [, prefix] = /^d-([0-9a-f]{10})$/.exec(this.identityStoreId) ?? [];
    const { random } = this.surroundings;
    return prefix ? `${prefix}-${uuid(random)}` : uuid(random);
  }

  /** Removes a group with its memberships. */
  public removeGroup(groupId: string): void {
    this.groups.delete(groupId);
    this.remove(this.memberships.find('group', groupId));
  }

  /** Removes a user with its memberships. */
  public removeUser(userId: string): void {
    this.users.delete(userId);
    this.remove(this.memberships.find('user', userId));
  }

  /** Makes it a group or user that an external identity provider owns; the API can't. */
  public provisionExternally(id: string, externalIds: readonly ExternalId[]): void {
    const [group, user] = [this.groups.get(id), this.users.get(id)];
    if (group) this.groups.set(id, revised({ ...group, ExternalIds: externalIds }));
    if (user) this.users.set(id, revised({ ...user, ExternalIds: externalIds }));
  }

  /** Disables a user, who then can't sign in; the API can't. */
  public disable(userId: string): void {
    const user = this.users.get(userId);
    if (user) this.users.set(userId, revised({ ...user, UserStatus: 'DISABLED' }));
  }

  /** Lets reads see everything that is there by now. */
  public settle(): void {
    for (const table of [this.groups, this.users, this.memberships]) table.settle();
  }

  /** What is said about something that a caller makes now. */
  public madeBy(caller: Caller): Provenance {
    const change = this.changedBy(caller);
    const { UpdatedAt: CreatedAt, UpdatedBy: CreatedBy } = change;
    return { CreatedAt, ...(CreatedBy !== undefined && { CreatedBy }), ...change };
  }

  /** What is said about something that a caller changes now. */
  public changedBy({ arn, account }: Caller): LastChange {
    const UpdatedAt = this.now();
    switch (this.switches.createdBy) {
      case 'ROLE': return { UpdatedAt, UpdatedBy: arn };
      case 'ACCOUNT': return { UpdatedAt, UpdatedBy: account };
      case 'ABSENT': return { UpdatedAt };
    }
  }

  private now(): Date {
    const { wholeSeconds, clockOffsetMilliseconds } = this.switches;
    const now = this.surroundings.time.now() + clockOffsetMilliseconds;
    return new Date(wholeSeconds ? now - now % 1_000 : now);
  }

  private remove(memberships: readonly Membership[]): void {
    for (const { MembershipId } of memberships) this.memberships.delete(MembershipId);
  }
}

/** The Identity Stores of the sandbox: those that its seed names, or else one for each well-formed id that is used. */
export class IdentityStores {
  private readonly stores = new Map<string, IdentityStore>();
  private areNamed = false;

  constructor(private readonly surroundings: StoreSurroundings) {}

  public get switches(): IdentityStoreSwitches {
    return this.surroundings.switches;
  }

  /**
   * Names a store. From now on there are only those that are named.
   *
   * @throws ServiceError `ValidationException` if the id is malformed
   */
  public name(identityStoreId: unknown, region = this.surroundings.environment.region): IdentityStore {
    this.areNamed = true;
    const store = new IdentityStore(partsOf(identityStoreId).id, region, this.surroundings);
    this.stores.set(store.identityStoreId, store);
    return store;
  }

  /** From now on there are only those that were named, if any. */
  public nameNoMore(): void {
    this.areNamed = true;
  }

  /**
   * The store with an id, or an ARN.
   *
   * @param region from where it is asked for, if that matters
   * @throws ServiceError `ValidationException` if the id is malformed, `ResourceNotFoundException` if there is no such store in the Region
   */
  public store(identityStoreId: unknown, region?: string): IdentityStore {
    const { id, account } = partsOf(identityStoreId);
    const store = this.stores.get(id) ?? this.madeUp(id, region);
    if (!store || (region ?? store.region) !== store.region || (account ?? store.ownerAccount) !== store.ownerAccount) {
      throw new ServiceError('ResourceNotFoundException', `IdentityStore not present for IdentityStoreId: ${id}`, { ResourceType: 'IDENTITY_STORE', ResourceId: id });
    }
    return store;
  }

  /** The account that owns a store, if there is such a store. */
  public ownerOf(identityStoreId: unknown): string | undefined {
    return this.stores.get(String(identityStoreId).split('/').at(-1) as string)?.ownerAccount;
  }

  /** Those of a Region. */
  public in(region = this.surroundings.environment.region): readonly IdentityStore[] {
    return this.all.filter((store) => store.region === region);
  }

  public get all(): readonly IdentityStore[] {
    return [...this.stores.values()];
  }

  private madeUp(id: string, region = this.surroundings.environment.region): IdentityStore | undefined {
    if (this.areNamed) return undefined;
    const store = new IdentityStore(id, region, this.surroundings, true);
    this.stores.set(id, store);
    this.surroundings.madeUp?.(store);
    return store;
  }
}

const IDENTITY_STORE_ID = String.raw`(arn:aws[a-z-]*:identitystore::\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})`;

/** The id of a store and, if an ARN names it, its account. */
function partsOf(identityStoreId: unknown): { readonly id: string; readonly account: string | undefined } {
  const [, arn, id] = new RegExp(`^${IDENTITY_STORE_ID}$`).exec(typeof identityStoreId === 'string' ? identityStoreId : '') ?? [];
  if (id === undefined) {
    throw new ServiceError('ValidationException', `1 validation error detected: Value '${String(identityStoreId)}' at 'identityStoreId' failed to `
      + `satisfy constraint: Member must satisfy regular expression pattern: ${IDENTITY_STORE_ID}`);
  }
  return { id, account: arn?.split(':')[4] };
}

import { hexadecimal, Random, uuid } from '../randomness';
import { Time } from '../time/time';
import { ServiceError } from '../protocol/service-error';

/** A group as the store holds it. */
export interface Group {
  readonly GroupId: string;
  readonly IdentityStoreId: string;
  DisplayName: string;
  Description?: string;
  ExternalIds?: { Issuer: string; Id: string }[];
  readonly CreatedAt: Date;
  readonly CreatedBy: string;
  UpdatedAt: Date;
  UpdatedBy: string;
}

/** A user as the store holds it. Lists and structures have the members of the service's model. */
export interface User {
  readonly UserId: string;
  readonly IdentityStoreId: string;
  readonly UserName: string;
  readonly UserStatus: 'ENABLED' | 'DISABLED';
  readonly Emails?: readonly { readonly Value?: string; readonly Type?: string; readonly Primary?: boolean }[];
  readonly CreatedAt: Date;
  readonly CreatedBy: string;
  readonly UpdatedAt: Date;
  readonly UpdatedBy: string;
}

/** That a user is in a group. */
export interface Membership {
  readonly MembershipId: string;
  readonly IdentityStoreId: string;
  readonly GroupId: string;
  readonly MemberId: { readonly UserId: string };
  readonly CreatedAt: Date;
  readonly CreatedBy: string;
  readonly UpdatedAt: Date;
  readonly UpdatedBy: string;
}

/** One Identity Store. */
export class IdentityStore {
  public readonly groups = new Map<string, Group>();
  public readonly users = new Map<string, User>();
  public readonly memberships = new Map<string, Membership>();

  constructor(public readonly identityStoreId: string, private readonly time: Time, private readonly random: Random) {}

  /** The service's ids begin with the store's own, where it has the newer form. */
  public newId(): string {
    const [, prefix] = /^d-([0-9a-f]{10})$/.exec(this.identityStoreId) ?? [];
    return prefix ? `${prefix}-${uuid(this.random)}` : uuid(this.random);
  }

  /** Removes a group with its memberships. */
  public removeGroup(groupId: string): void {
    this.groups.delete(groupId);
    this.removeMemberships(({ GroupId }) => GroupId === groupId);
  }

  /** Removes a user with its memberships. */
  public removeUser(userId: string): void {
    this.users.delete(userId);
    this.removeMemberships(({ MemberId }) => MemberId.UserId === userId);
  }

  private removeMemberships(matches: (membership: Membership) => boolean): void {
    for (const membership of [...this.memberships.values()].filter(matches)) this.memberships.delete(membership.MembershipId);
  }

  public now(): Date {
    return new Date(this.time.now());
  }
}

/** The Identity Stores of the sandbox. The first use of a well-formed id makes a store. */
export class IdentityStores {
  private readonly stores = new Map<string, IdentityStore>();

  constructor(private readonly time: Time, private readonly random: Random) {}

  /** @throws ServiceError `ValidationException` if the id is malformed */
  public store(identityStoreId: unknown): IdentityStore {
    if (typeof identityStoreId !== 'string' || !/^(d-[0-9a-f]{10}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(identityStoreId)) {
      throw new ServiceError('ValidationException', `1 validation error detected: Value '${String(identityStoreId)}' at 'identityStoreId' failed to `
        + 'satisfy constraint: Member must satisfy regular expression pattern: d-[0-9a-f]{10}$|^[0-9a-f]{8}\\b-[0-9a-f]{4}\\b-[0-9a-f]{4}\\b-[0-9a-f]{4}\\b-[0-9a-f]{12}');
    }
    const store = this.stores.get(identityStoreId) ?? new IdentityStore(identityStoreId, this.time, this.random);
    this.stores.set(identityStoreId, store);
    return store;
  }

  public get all(): readonly IdentityStore[] {
    return [...this.stores.values()];
  }

  /** An id that no store has yet. */
  public newStoreId(): string {
    return `d-${hexadecimal(this.random, 10)}`;
  }
}

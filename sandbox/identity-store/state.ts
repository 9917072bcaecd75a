import type { EncryptionKey } from './encryption';
import type { IdentityStore } from './identity-stores';

/** What there is in an Identity Store, for people and programs to read. */
export interface StoreState {
  readonly identityStoreId: string;
  readonly region: string;
  /** Whether its first use made it up, since no seed names stores. */
  readonly madeUp: boolean;
  readonly ownerAccount: string;
  readonly encryptionKey?: EncryptionKey;
  readonly groups: readonly { readonly groupId: string; readonly displayName: string; readonly description?: string; readonly external: boolean }[];
  readonly users: readonly {
    readonly userId: string;
    readonly userName: string;
    readonly displayName?: string;
    readonly email?: string;
    readonly external: boolean;
  }[];
  readonly memberships: readonly { readonly membershipId: string; readonly group: string; readonly user: string }[];
}

export function stateOfStore({ identityStoreId, region, isMadeUp, ownerAccount, encryptionKey, groups, users, memberships }: IdentityStore): StoreState {
  return {
    identityStoreId,
    region,
    madeUp: isMadeUp,
    ownerAccount,
    ...(encryptionKey && { encryptionKey }),
    groups: [...groups.values()].map(({ GroupId, DisplayName, Description, ExternalIds = [] }) => ({
      groupId: GroupId,
      displayName: DisplayName,
      ...(Description !== undefined && { description: Description }),
      external: ExternalIds.length > 0,
    })),
    users: [...users.values()].map(({ UserId, UserName, DisplayName, Emails = [], ExternalIds = [] }) => ({
      userId: UserId,
      userName: UserName,
      ...(DisplayName !== undefined && { displayName: DisplayName }),
      ...(Emails[0]?.Value !== undefined && { email: Emails[0].Value }),
      external: ExternalIds.length > 0,
    })),
    memberships: [...memberships.values()].map(({ MembershipId, GroupId, MemberId }) => ({
      membershipId: MembershipId,
      group: groups.get(GroupId)?.DisplayName ?? GroupId,
      user: users.get(MemberId.UserId)?.UserName ?? MemberId.UserId,
    })),
  };
}

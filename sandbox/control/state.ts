import type { EncryptionKey } from '../identity-store/encryption';
import type { IdentityStore } from '../identity-store/identity-stores';
import type { Sandbox } from '../sandbox';
import { OrganizationsState, organizationsStateOf } from './state-organizations';

/** What is in a sandbox, for people and programs to read. */
export interface State extends OrganizationsState {
  readonly stacks: readonly {
    readonly name: string;
    readonly status: string;
    readonly statusReason?: string;
    readonly outputs: Readonly<Record<string, string>>;
    readonly resources: readonly { readonly logicalId: string; readonly type: string; readonly physicalId: string; readonly status: string }[];
  }[];
  readonly identityStores: readonly StoreState[];
}

interface StoreState {
  readonly identityStoreId: string;
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

export function stateOf({ cloudFormation, identityStores, organizations }: Sandbox): State {
  return {
    stacks: cloudFormation.all.filter(({ status }) => status !== 'DELETE_COMPLETE').map((stack) => ({
      name: stack.name,
      status: stack.status,
      ...(stack.statusReason !== undefined && { statusReason: stack.statusReason }),
      outputs: Object.fromEntries(stack.outputs.map(({ key, value }) => [key, value])),
      resources: [...stack.resources.values()].map(({ logicalId, type, physicalId, status }) => ({ logicalId, type, physicalId, status })),
    })),
    ...organizationsStateOf(organizations),
    identityStores: identityStores.all.map(stateOfStore),
  };
}

function stateOfStore({ identityStoreId, ownerAccount, encryptionKey, groups, users, memberships }: IdentityStore): StoreState {
  return {
    identityStoreId,
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

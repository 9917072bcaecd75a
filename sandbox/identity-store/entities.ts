import type { Address, Email, Name, PhoneNumber, Photo, Role } from '@aws-sdk/client-identitystore';
import type { Keys } from './table';

/** Under which id an external identity provider knows a group or user. */
export interface ExternalId {
  readonly Issuer: string;
  readonly Id: string;
}

/** Who changed it last. */
export interface LastChange {
  readonly UpdatedAt: Date;
  readonly UpdatedBy?: string;
}

/** Who made it and who changed it last. */
export interface Provenance extends LastChange {
  readonly CreatedAt: Date;
  readonly CreatedBy?: string;
}

/** A group as the store holds it. */
export interface Group extends Provenance {
  readonly GroupId: string;
  readonly GroupArn: string;
  readonly IdentityStoreId: string;
  readonly Revision: string;
  readonly DisplayName: string;
  readonly Description?: string;
  ExternalIds?: readonly ExternalId[];
}

/** A user as the store holds it. Lists and structures have the members of the service's model. */
export interface User extends Provenance {
  readonly UserId: string;
  readonly UserArn: string;
  readonly IdentityStoreId: string;
  readonly Revision: string;
  readonly UserName: string;
  readonly UserStatus: 'ENABLED' | 'DISABLED';
  readonly Name?: Readonly<Name>;
  readonly DisplayName?: string;
  readonly NickName?: string;
  readonly ProfileUrl?: string;
  readonly Emails?: readonly Readonly<Email>[];
  readonly Addresses?: readonly Readonly<Address>[];
  readonly PhoneNumbers?: readonly Readonly<PhoneNumber>[];
  readonly UserType?: string;
  readonly Title?: string;
  readonly PreferredLanguage?: string;
  readonly Locale?: string;
  readonly Timezone?: string;
  readonly Photos?: readonly Readonly<Photo>[];
  readonly Website?: string;
  readonly Birthdate?: string;
  readonly Roles?: readonly Readonly<Role>[];
  /** Documents by the name of the extension. */
  readonly Extensions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  ExternalIds?: readonly ExternalId[];
}

/** That a user is in a group. */
export interface Membership extends Provenance {
  readonly MembershipId: string;
  readonly MembershipArn: string;
  readonly IdentityStoreId: string;
  readonly GroupId: string;
  readonly MemberId: { readonly UserId: string };
}

/** Names and e-mails are the same in every case. */
export const nameKey = (name: string): string => name.toLowerCase();
export const externalIdKey = ({ Issuer, Id }: ExternalId): string => JSON.stringify([Issuer, Id]);
export const pairKey = (groupId: string, userId: string): string => `${groupId} ${userId}`;

export const GROUP_KEYS = {
  displayName: ({ DisplayName }) => [nameKey(DisplayName)],
  externalId: ({ ExternalIds = [] }) => ExternalIds.map(externalIdKey),
} as const satisfies Keys<Group, string>;

export const USER_KEYS = {
  userName: ({ UserName }) => [nameKey(UserName)],
  email: ({ Emails = [] }) => Emails.flatMap(({ Value }) => (Value === undefined ? [] : [nameKey(Value)])),
  externalId: ({ ExternalIds = [] }) => ExternalIds.map(externalIdKey),
} as const satisfies Keys<User, string>;

export const MEMBERSHIP_KEYS = {
  pair: ({ GroupId, MemberId }) => [pairKey(GroupId, MemberId.UserId)],
  group: ({ GroupId }) => [GroupId],
  user: ({ MemberId }) => [MemberId.UserId],
} as const satisfies Keys<Membership, string>;

export { ConflictPolicy } from './identity-store/conflict-policy';
export { Group, GroupProps, IGroup } from './identity-store/group';
export { GroupMembership, GroupMembershipOptions, GroupMembershipProps } from './identity-store/group-membership';
export { IdentityStore, IdentityStoreAttributes, IIdentityStore } from './identity-store/identity-store';
export { LookupOptions } from './identity-store/lookup-options';
export { IUser, User } from './identity-store/user';
export { Address, EnterpriseExtension, Name, Photo } from './identity-store/user-attributes';
export { UserProps } from './identity-store/user-props';

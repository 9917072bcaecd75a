export { ConflictPolicy } from './identity-store/conflict-policy';
export { Group, GroupProps, IGroup } from './identity-store/group';
export { IdentityStore, IIdentityStore } from './identity-store/identity-store';

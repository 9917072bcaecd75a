import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Group, GroupMembership, GroupMembershipOptions, IdentityStore, User, UserProps } from '../../lib';
import { group } from './declared-groups';
import { STORE } from './ids';

/** `undefined` takes away what is declared by default. */
export type DeclaredUser = { readonly [Name in keyof Omit<UserProps, 'identityStore'>]?: UserProps[Name] | undefined } & { readonly storeId?: string };

export const ADA = {
  userName: 'ada', displayName: 'Ada Lovelace', name: { givenName: 'Ada', familyName: 'Lovelace' }, email: 'ada@example.com',
} as const;

/** Declares one user, with `DESTROY` so that what is kept is kept by the guard and not by CloudFormation. */
export function user(id: string, { storeId = STORE, ...props }: DeclaredUser = {}): (scope: Stack) => User {
  return (scope) => {
    const identityStore = IdentityStore.fromIdentityStoreId(scope, `${id}Directory`, storeId);
    return new User(scope, id, { identityStore, ...ADA, removalPolicy: RemovalPolicy.DESTROY, ...props as Partial<UserProps> });
  };
}

/** Another user, of whom only the name is given. */
export function somebody(userName: string): DeclaredUser {
  return { userName, email: `${userName}@example.com` };
}

/** Declares a group and a user that is in it. */
export function team(options: GroupMembershipOptions = {}, props: DeclaredUser = {}): (scope: Stack) => void {
  return (scope) => { group('Admins')(scope).addMember('Ada', user('Ada', props)(scope), options); };
}

type DeclaredMembership = GroupMembershipOptions & { readonly storeId?: string };

/** Declares a membership of a group and a user that somebody else manages. */
export function membership(groupId: string, userId: string, { storeId = STORE, ...options }: DeclaredMembership = {}): (scope: Stack) => GroupMembership {
  return (scope) => {
    const identityStore = IdentityStore.fromIdentityStoreId(scope, 'Directory', storeId);
    const member = User.fromUserId(scope, 'Member', identityStore, userId);
    return Group.fromGroupId(scope, 'Group', identityStore, groupId).addMember('Member', member, options);
  };
}

/** Declares several things at once. */
export function together(...declarations: ((scope: Stack) => unknown)[]): (scope: Stack) => void {
  return (scope) => declarations.forEach((declare) => declare(scope));
}

import type { AlternateIdentifier } from '@aws-sdk/client-identitystore';
import type { StoreCalls } from './paced-calls';
import type { StoreLists } from './store-lists';

/** What the service would answer to a create whose name, address or pair the lists have. */
class ListedConflict extends Error {
  public override readonly name = 'ConflictException';
  public readonly Reason = 'UNIQUENESS_CONSTRAINT_VIOLATION';
  public readonly $fault = 'client';

  constructor() {
    super('it is in the list that was read before');
  }
}

/**
 * The same calls, answered from the lists as far as these tell. So an entity is decided on in the same way, whether it was listed or looked up. What isn't in a
 * list may have come since, so only what is there is answered.
 */
export function listed(calls: StoreCalls, lists: StoreLists): StoreCalls {
  return {
    ...calls,

    createUser: async (input) => {
      const email = input.Emails?.[0]?.Value;
      const isTaken = lists.userNamed(input.UserName ?? '') !== undefined || (email !== undefined && lists.userWithEmail(email) !== undefined);
      if (isTaken) throw new ListedConflict();
      return calls.createUser(input);
    },
    getUserId: async (input) => {
      const [path, value] = attributeOf(input.AlternateIdentifier);
      const id = path === 'userName' ? lists.userNamed(value) : path === 'emails.value' ? lists.userWithEmail(value) : undefined;
      return id ?? calls.getUserId(input);
    },
    describeUser: async (input) => {
      const user = lists.user(input.UserId ?? '');
      return user?.UserId === undefined ? calls.describeUser(input) : { ...user, IdentityStoreId: input.IdentityStoreId, UserId: user.UserId };
    },
    updateUser: async (input) => {
      lists.forgetUser(input.UserId ?? '');
      return calls.updateUser(input);
    },
    deleteUser: async (input) => {
      lists.forgetUser(input.UserId ?? '');
      return calls.deleteUser(input);
    },

    createGroup: async (input) => {
      if (lists.groupNamed(input.DisplayName ?? '') !== undefined) throw new ListedConflict();
      return calls.createGroup(input);
    },
    getGroupId: async (input) => {
      const [path, value] = attributeOf(input.AlternateIdentifier);
      return (path === 'displayName' ? lists.groupNamed(value) : undefined) ?? calls.getGroupId(input);
    },
    describeGroup: async (input) => {
      const group = lists.group(input.GroupId ?? '');
      return group?.GroupId === undefined ? calls.describeGroup(input) : { ...group, IdentityStoreId: input.IdentityStoreId, GroupId: group.GroupId };
    },
    updateGroup: async (input) => {
      lists.forgetGroup(input.GroupId ?? '');
      return calls.updateGroup(input);
    },
    deleteGroup: async (input) => {
      lists.forgetGroup(input.GroupId ?? '');
      return calls.deleteGroup(input);
    },

    createGroupMembership: async (input) => {
      if (lists.membersOf(input.GroupId ?? '')?.has(input.MemberId?.UserId ?? '')) throw new ListedConflict();
      return calls.createGroupMembership(input);
    },
    getGroupMembershipId: async (input) =>
      lists.membersOf(input.GroupId ?? '')?.get(input.MemberId?.UserId ?? '') ?? calls.getGroupMembershipId(input),
    deleteGroupMembership: async (input) => {
      lists.forgetMembership(input.MembershipId ?? '');
      return calls.deleteGroupMembership(input);
    },
  };
}

function attributeOf(identifier: AlternateIdentifier | undefined): readonly [path: string, value: string] {
  const { AttributePath = '', AttributeValue } = identifier?.UniqueAttribute ?? {};
  return [AttributePath, typeof AttributeValue === 'string' ? AttributeValue : ''];
}

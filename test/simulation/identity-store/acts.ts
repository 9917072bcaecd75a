import fc from 'fast-check';
import type { IdentityStore } from '../../../sandbox/identity-store/identity-stores';
import { groupOperations } from '../../../sandbox/identity-store/groups';
import { membershipOperations } from '../../../sandbox/identity-store/memberships';
import { userOperations } from '../../../sandbox/identity-store/users';
import { ServiceError } from '../../../sandbox/protocol/service-error';
import type { Sandbox } from '../../../sandbox/sandbox';
import type { Act } from '../domain';
import { description, groupName, groupValues } from './groups';
import { email, shapeOf, title, userName, userValues } from './users';
import { STORE } from '../../support/ids';

const which = fc.nat(5);

function act(does: string, values: fc.Arbitrary<Act['values']> = fc.constant({})): fc.Arbitrary<Act> {
  return fc.record({ does: fc.constant(does), which, values });
}

/** What administrators, scripts and directory syncs do. */
export const acts: fc.Arbitrary<Act> = fc.oneof(
  act('CREATE_GROUP', groupValues),
  act('CREATE_USER', userValues),
  act('CREATE_MEMBERSHIP', fc.record({ user: which })),
  act('CHANGE_GROUP', fc.oneof(fc.record({ displayName: groupName }), fc.record({ description }))),
  act('CHANGE_USER', fc.oneof(fc.record({ userName }), fc.record({ title }), fc.record({ email }))),
  act('DELETE_GROUP'),
  act('DELETE_USER'),
  act('DELETE_MEMBERSHIP'),
  act('PROVISION_EXTERNALLY'),
  ...['TAKE_GROUP_NAME', 'TAKE_USER_NAME', 'TAKE_EMAIL', 'TAKE_EMAIL', 'DISABLE_USER'].map((does) => act(does)),
);

/** Does it, if there is something to do it to and the service doesn't refuse. */
export function performAct({ does, which: index, values }: Act, { identityStores, person }: Sandbox): void {
  const store = identityStores.store(STORE);
  const operations = { ...groupOperations(identityStores), ...userOperations(identityStores), ...membershipOperations(identityStores) };
  const nth = (ids: Iterable<string>, number = index): string | undefined => [...ids][number % Math.max([...ids].length, 1)];
  const [GroupId, UserId, MembershipId] = [nth(store.groups.keys()), nth(store.users.keys(), Number(values.user ?? index)), nth(store.memberships.keys())];
  const call = (operation: string, input: object): void => void operations[operation]?.({ IdentityStoreId: STORE, ...input }, person);
  try {
    switch (does) {
      case 'CREATE_GROUP': return call('CreateGroup', values);
      case 'CREATE_USER': return call('CreateUser', shapeOf(values));
      case 'CREATE_MEMBERSHIP': return call('CreateGroupMembership', { GroupId, MemberId: { UserId } });
      case 'CHANGE_GROUP': return call('UpdateGroup', { GroupId, Operations: operationsOf(values) });
      case 'CHANGE_USER': return call('UpdateUser', { UserId, Operations: operationsOf(values) });
      case 'DELETE_GROUP': return GroupId === undefined ? undefined : call('DeleteGroup', { GroupId });
      case 'DELETE_USER': return UserId === undefined ? undefined : call('DeleteUser', { UserId });
      case 'DELETE_MEMBERSHIP': return MembershipId === undefined ? undefined : call('DeleteGroupMembership', { MembershipId });
      case 'CREATE_CROWD': return createCrowd(Number(values.size), values.areMembers === true, store, call);
      case 'TAKE_GROUP_NAME': {
        const DisplayName = store.groups.get(GroupId ?? '')?.DisplayName;
        if (DisplayName === undefined) return;
        call('UpdateGroup', { GroupId, Operations: operationsOf({ displayName: `former ${DisplayName}` }) });
        return call('CreateGroup', { DisplayName });
      }
      case 'TAKE_USER_NAME': {
        const user = store.users.get(UserId ?? '');
        if (!user) return;
        call('UpdateUser', { UserId, Operations: operationsOf({ userName: `former.${user.UserName}` }) });
        return call('CreateUser', shapeOf({ userName: user.UserName }));
      }
      case 'TAKE_EMAIL': {
        const address = store.users.get(UserId ?? '')?.Emails?.[0]?.Value;
        if (address === undefined) return;
        call('UpdateUser', { UserId, Operations: operationsOf({ email: `former.${address}` }) });
        return call('CreateUser', shapeOf({ userName: `holder-of-${address}`, email: address }));
      }
      case 'DISABLE_USER': return UserId === undefined ? undefined : store.disable(UserId);
      case 'PROVISION_EXTERNALLY': {
        const id = index % 2 === 0 ? GroupId : UserId;
        if (id !== undefined) store.provisionExternally(id, [{ Issuer: 'https://scim.example.com', Id: `${id}` }]);
      }
    }
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
  }
}

/** Many users, and a group for them. */
function createCrowd(size: number, areMembers: boolean, store: IdentityStore, call: (operation: string, input: object) => void): void {
  call('CreateGroup', { DisplayName: 'crowd' });
  for (let number = 0; number < size; number++) call('CreateUser', shapeOf({ userName: `member${number}` }));
  if (!areMembers) return;
  const GroupId = [...store.groups.keys()].at(-1);
  for (const UserId of store.users.keys()) call('CreateGroupMembership', { GroupId, MemberId: { UserId } });
}

function operationsOf(values: Act['values']): object[] {
  return Object.entries(values).map(([path, value]) => (path === 'email'
    ? { AttributePath: 'emails', AttributeValue: [{ value, primary: true }] }
    : { AttributePath: path, AttributeValue: value }));
}

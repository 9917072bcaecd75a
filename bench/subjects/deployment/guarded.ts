import { Stack } from 'aws-cdk-lib';
import { Group, IdentityStore, User } from '../../../lib';
import { People } from './people';
import { STORE } from '../../../test/support/ids';

/** Declared with this library. */
export function declareGuarded(stack: Stack, { groups, users, memberships }: People): void {
  const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE);
  const groupOf = new Map(groups.map((displayName) => [displayName, new Group(stack, displayName, { identityStore, displayName })]));
  const userOf = new Map(users.map((userName) => [userName, new User(stack, userName, {
    identityStore, userName, displayName: userName, name: { givenName: userName, familyName: 'Example' }, email: `${userName}@example.com`,
  })]));
  for (const { user, group } of memberships) groupOf.get(group)?.addMember(user, userOf.get(user) as User);
}

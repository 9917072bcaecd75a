import { listed } from '../../../lambda/contents/pass/listed-calls';
import type { StoreCalls } from '../../../lambda/contents/pass/paced-calls';
import { StoreLists } from '../../../lambda/contents/pass/store-lists';
import { Session } from '../../../lambda/guard/session';
import { STORE } from '../../support/ids';

const MEMBERSHIP = { IdentityStoreId: STORE, GroupId: 'group-1', MembershipId: 'membership-1', MemberId: { UserId: 'user-1' } };

test('a membership that was listed and then deleted can be created again', async () => {
  const created: unknown[] = [];
  const calls = {
    listGroupMemberships: async () => ({ GroupMemberships: [MEMBERSHIP] }),
    deleteGroupMembership: async () => ({}),
    createGroupMembership: async (input: unknown) => { created.push(input); return { MembershipId: 'membership-2' }; },
  } as unknown as StoreCalls;
  const lists = new StoreLists(calls, { IdentityStoreId: STORE });
  await lists.readMemberships(new Session({ now: () => 0, sleep: async () => undefined, random: () => 0 }, 60_000), 'group-1');
  const pair = { IdentityStoreId: STORE, GroupId: 'group-1', MemberId: { UserId: 'user-1' } };
  await listed(calls, lists).deleteGroupMembership({ IdentityStoreId: STORE, MembershipId: 'membership-1' });
  await expect(listed(calls, lists).createGroupMembership(pair)).resolves.toEqual({ MembershipId: 'membership-2' });
  expect(created).toEqual([pair]);
});

import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Group, IdentityStore, IIdentityStore, User } from '../../../lib';
import { OTHER_STORE, STORE } from '../../support/ids';
import { InProcess } from '../../support/in-process';
import { link, messageOf } from '../../support/messages';

const ELSEWHERE = 'eu-central-1';
const ID = '1234567890-00000000-0000-4000-8000-000000000000';

type Declare = (scope: Stack, identityStore: IIdentityStore) => void;

const group: Declare = (scope, identityStore) => void new Group(scope, 'Admins', { identityStore, displayName: 'admins', removalPolicy: RemovalPolicy.DESTROY });

const DECLARED: Readonly<Record<string, Declare>> = {
  'creating group "admins"': group,
  'creating user "ada"': (scope, identityStore) => void new User(scope, 'Ada', {
    identityStore, userName: 'ada', displayName: 'Ada', name: { givenName: 'Ada', familyName: 'Lovelace' },
  }),
  [`creating membership of user "${ID}" in group "${ID}"`]: (scope, identityStore) => void Group.fromGroupId(scope, 'Group', identityStore, ID)
    .addMember('Membership', User.fromUserId(scope, 'User', identityStore, ID)),
};

const OPERATIONS = ['CreateGroup', 'CreateUser', 'CreateGroupMembership'];
const CASES = Object.entries(DECLARED).map(([doing, declare], index) => ({ doing, declare, operation: OPERATIONS[index] as string }));

function notFound(doing: string, operation: string): string {
  return `IDENTITY_STORE_NOT_FOUND: ${doing} failed because there is no such identity store in this Region. Compare identityStoreId and the Region of the stack `
    + 'with the Settings page of IAM Identity Center, correct them, then deploy again. '
    + `[ResourceNotFoundException, identitystore:${operation}, request …] ${link('identity_store_not_found')}`;
}

function inStore(declare: Declare, region?: string): (scope: Stack) => void {
  return (scope) => declare(scope, IdentityStore.fromIdentityStoreAttributes(scope, 'Directory', { identityStoreId: STORE, ...(region !== undefined && { region }) }));
}

test.each(CASES)('$doing in a store that isn\'t there ends in IDENTITY_STORE_NOT_FOUND', async ({ doing, declare, operation }) => {
  const world = new InProcess({ seed: { identityStores: { [OTHER_STORE]: {} } } });
  const stack = await world.deploy('A', inStore(declare));
  expect(messageOf(stack)).toBe(notFound(doing, operation));
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
});

test.each(CASES)('$doing in a store of another Region ends in IDENTITY_STORE_NOT_FOUND', async ({ doing, declare, operation }) => {
  const world = new InProcess({ seed: { identityStores: { [STORE]: { region: ELSEWHERE } } } });
  expect(messageOf(await world.deploy('A', inStore(declare)))).toBe(notFound(doing, operation));
});

test('a store of another Region is there if its Region is declared', async () => {
  const world = new InProcess({ seed: { identityStores: { [STORE]: { region: ELSEWHERE } } } });
  expect((await world.deploy('A', inStore(group, ELSEWHERE))).status).toBe('CREATE_COMPLETE');
  expect(world.groups).toMatchObject([{ displayName: 'admins' }]);
});

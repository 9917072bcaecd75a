import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Group, IdentityStore, IIdentityStore, User } from '../../../lib';
import { ADA } from '../../support/declared-users';
import { STORE } from '../../support/ids';

let stack: Stack;
beforeEach(() => { stack = new Stack(new App(), 'People'); });

function declare(identityStore: IIdentityStore, options: { readonly generation?: string } = {}): void {
  const group = new Group(stack, 'Admins', { identityStore, displayName: 'admins', ...options });
  group.addMember('Ada', new User(stack, 'Ada', { identityStore, ...ADA, ...options }), options);
  Group.fromDisplayName(stack, 'Auditors', identityStore, 'auditors', options);
  User.fromUserName(stack, 'Grace', identityStore, 'grace', options);
}

/** Of each guarded resource. */
function generations(): unknown[] {
  const resources = Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string; Properties: { Generation?: string } }>;
  return Object.values(resources).filter(({ Type }) => Type.startsWith('Custom::')).map(({ Properties: { Generation } }) => Generation);
}

test('the generation of a store is that of everything in it', () => {
  declare(IdentityStore.fromIdentityStoreAttributes(stack, 'Directory', { identityStoreId: STORE, generation: '2' }));
  expect(generations()).toEqual(Array(5).fill('2'));
});

test('what says its own generation has that', () => {
  declare(IdentityStore.fromIdentityStoreAttributes(stack, 'Directory', { identityStoreId: STORE, generation: '2' }), { generation: '3' });
  expect(generations()).toEqual(Array(5).fill('3'));
});

test('nothing has a generation unless it is said', () => {
  declare(IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE));
  expect(generations()).toEqual(Array(5).fill(undefined));
});

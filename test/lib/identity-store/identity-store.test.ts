import { App, CfnParameter, Stack, Token } from 'aws-cdk-lib';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { ConflictPolicy, IdentityStore, IdentityStoreAttributes, IIdentityStore } from '../../../lib';
import { STORE } from '../../support/ids';

const OLD_STORE = '9067b2c4-1a2b-3c4d-5e6f-0123456789ab';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'People');
});

function storeOf(attributes: Partial<IdentityStoreAttributes> = {}): IIdentityStore {
  return IdentityStore.fromIdentityStoreAttributes(stack, 'Directory', { identityStoreId: STORE, ...attributes });
}

function arn(account: unknown, id: unknown): unknown {
  const texts = [':identitystore::', account, ':identitystore/', id];
  const joined: unknown[] = ['arn:', { Ref: 'AWS::Partition' }];
  let literal = '';
  for (const text of texts) {
    if (typeof text === 'string') {
      literal += text;
    } else {
      joined.push(literal, text);
      literal = '';
    }
  }
  return { 'Fn::Join': ['', literal === '' ? joined : [...joined, literal]] };
}

test.each([
  { given: 'an id', identityStoreId: STORE, id: STORE, account: '*' },
  { given: 'a UUID', identityStoreId: OLD_STORE, id: OLD_STORE, account: '*' },
  { given: 'an ARN', identityStoreId: `arn:aws:identitystore::111122223333:identitystore/${STORE}`, id: STORE, account: '111122223333' },
  { given: 'the ARN of another partition', identityStoreId: `arn:aws-us-gov:identitystore::111122223333:identitystore/${OLD_STORE}`, id: OLD_STORE, account: '111122223333' },
])('$given names a store, whose ARN has the account if it is known', ({ identityStoreId, id, account }) => {
  const store = IdentityStore.fromIdentityStoreId(stack, 'Directory', identityStoreId);
  expect(store.identityStoreId).toBe(id);
  expect(stack.resolve(store.identityStoreArn)).toEqual(arn(account, id));
  expect(store.conflictPolicy).toBe(ConflictPolicy.ADOPT);
});

test('a token names a store', () => {
  const parameter = new CfnParameter(stack, 'StoreId');
  const store = IdentityStore.fromIdentityStoreId(stack, 'Directory', parameter.valueAsString);
  expect(stack.resolve(store.identityStoreArn)).toEqual(arn('*', { Ref: 'StoreId' }));
});

test('the attributes are those of the store', () => {
  const encryptionKey = new Key(stack, 'Key');
  const store = storeOf({ ownerAccount: '111122223333', region: 'eu-central-1', encryptionKey, conflictPolicy: ConflictPolicy.FAIL });
  expect(store).toMatchObject({ identityStoreId: STORE, region: 'eu-central-1', encryptionKey, conflictPolicy: ConflictPolicy.FAIL });
  expect(stack.resolve(store.identityStoreArn)).toEqual(arn('111122223333', STORE));
});

test.each<{ what: string; attributes: Partial<IdentityStoreAttributes>; account: unknown }>([
  { what: 'a token', attributes: { ownerAccount: Token.asString({ Ref: 'AWS::AccountId' }) }, account: { Ref: 'AWS::AccountId' } },
  {
    what: 'that of the ARN', account: '111122223333',
    attributes: { identityStoreId: `arn:aws:identitystore::111122223333:identitystore/${STORE}`, ownerAccount: '111122223333' },
  },
])('the owner account can be $what', ({ attributes, account }) => {
  expect(stack.resolve(storeOf(attributes).identityStoreArn)).toEqual(arn(account, STORE));
});

test.each(['eu-central-1', 'us-gov-west-1', 'ap-southeast-5', 'eusc-de-east-1', Token.asString({ Ref: 'AWS::Region' })])('the Region %s may be declared', (region) => {
  expect(storeOf({ region }).region).toBe(region);
});

const STORE_ALLOWED = '"d-" and ten lower-case hexadecimal digits, or a UUID, or the ARN of a store';

test.each<{ problem: string; attributes: Partial<IdentityStoreAttributes>; message: string }>([
  ...['', 'd-12345', 'D-1234567890', 'd-123456789G', `${STORE} `, OLD_STORE.toUpperCase(), `arn:aws:identitystore::1:identitystore/${STORE}`].map((identityStoreId) => ({
    problem: `the store id "${identityStoreId}"`, attributes: { identityStoreId }, message: `identityStoreId "${identityStoreId}" is not allowed: it must be ${STORE_ALLOWED}`,
  })),
  {
    problem: 'an ARN with a malformed id', attributes: { identityStoreId: 'arn:aws:identitystore::111122223333:identitystore/d-12345' },
    message: `identityStoreId "d-12345" is not allowed: it must be ${STORE_ALLOWED}`,
  },
  {
    problem: 'a missing store id', attributes: { identityStoreId: undefined as unknown as string },
    message: 'identityStoreId undefined is not allowed: it must be given',
  },
  ...['', '1111', '1111-2222-3333', '*'].map((ownerAccount) => ({
    problem: `the owner account "${ownerAccount}"`, attributes: { ownerAccount }, message: `ownerAccount "${ownerAccount}" is not allowed: it must be 12 digits`,
  })),
  {
    problem: 'an owner account that is not that of the ARN',
    attributes: { identityStoreId: `arn:aws:identitystore::111122223333:identitystore/${STORE}`, ownerAccount: '444455556666' },
    message: 'ownerAccount "444455556666" is not allowed: it must be left out or 111122223333, the account in the ARN of the store',
  },
  ...['', 'Frankfurt', 'eu-central', 'eu-central-1a', 'EU-CENTRAL-1'].map((region) => ({
    problem: `the Region "${region}"`, attributes: { region }, message: `region "${region}" is not allowed: it must be a Region, for example "eu-central-1"`,
  })),
  {
    problem: 'a misspelt conflict policy', attributes: { conflictPolicy: 'ADOBT' as ConflictPolicy },
    message: 'conflictPolicy "ADOBT" is not allowed: it must be ADOPT, OVERWRITE or FAIL',
  },
])('$problem is refused with the construct path and what is allowed', ({ attributes, message }) => {
  expect(() => storeOf(attributes)).toThrow(new Error(`People/Directory: ${message}`));
});

test('an alias is refused as encryption key, since a policy for an alias allows nothing', () => {
  const encryptionKey = Alias.fromAliasName(stack, 'Alias', 'alias/directory');
  expect(() => storeOf({ encryptionKey })).toThrow(new Error(
    'People/Directory: encryptionKey "alias/directory" is not allowed: it must be the key itself, not an alias of it'));
});

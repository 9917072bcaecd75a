import {
  CreateGroupCommand, DescribeUserCommand, GetUserIdCommand, IdentitystoreClient, IsMemberInGroupsCommand, ListGroupsCommand,
} from '@aws-sdk/client-identitystore';
import type { KeyState } from '../../../sandbox/identity-store/encryption';
import { Directory } from '../../support/directory';
import { NOBODY, STORE } from '../../support/ids';
import { exception } from '../../support/refusals';

const KEY = 'arn:aws:kms:us-east-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef';
const CONTEXT_KEY = 'kms:EncryptionContext:aws:identitystore:identitystore-arn';
const STORE_ARN = `arn:aws:identitystore::123456789012:identitystore/${STORE}`;
const IDENTITY_STORE = { Effect: 'Allow', Action: 'identitystore:*', Resource: '*' };
const READ = ['kms:Decrypt'];
const WRITE = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKeyWithoutPlaintext'];

let world: Directory;
beforeEach(() => { world = new Directory(); });

function encryptedWith(state: KeyState, ownerAccount = '123456789012'): void {
  Object.assign(world.sandbox.identityStores.store(STORE), { encryptionKey: { arn: KEY, state }, ownerAccount });
}

function key(Action: string[], changes: object = {}): object {
  return { Effect: 'Allow', Action, Resource: KEY, ...changes };
}

const read = (client: IdentitystoreClient) => client.send(new ListGroupsCommand({ IdentityStoreId: STORE }));
const write = (client: IdentitystoreClient) => client.send(new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName: 'admins' }));

function denied(action: string, because = `because no identity-based policy allows the ${action} action`): Error {
  return exception('AccessDeniedException',
    `User: arn:aws:iam::123456789012:role/role-0 is not authorized to perform: ${action} on resource: ${KEY} ${because}`, { Reason: 'KMS_ACCESS_DENIED' });
}

describe('a store with a key of its own', () => {
  test('lets a role read that may decrypt with it', async () => {
    const client = await world.clientOfRole([IDENTITY_STORE, key(READ)]);
    encryptedWith('ENABLED');
    expect((await read(client)).Groups).toEqual([]);
    await expect(write(client)).rejects.toThrow(denied('kms:Encrypt'));
  });

  test('lets a role write that may encrypt with it as well', async () => {
    const client = await world.clientOfRole([IDENTITY_STORE, key(WRITE)]);
    encryptedWith('ENABLED');
    expect((await write(client)).GroupId).toBeDefined();
  });

  test.each([
    ['looking up', (client: IdentitystoreClient) => client.send(new GetUserIdCommand({
      IdentityStoreId: STORE, AlternateIdentifier: { UniqueAttribute: { AttributePath: 'userName', AttributeValue: 'a' } },
    }))],
    ['describing', (client: IdentitystoreClient) => client.send(new DescribeUserCommand({ IdentityStoreId: STORE, UserId: NOBODY }))],
    ['asking for membership', (client: IdentitystoreClient) => client.send(new IsMemberInGroupsCommand({ IdentityStoreId: STORE, MemberId: { UserId: NOBODY }, GroupIds: [NOBODY] }))],
    ['listing', read],
    ['writing', write],
  ])('refuses a role without permission for it: %s', async (_what, call) => {
    const client = await world.clientOfRole([IDENTITY_STORE]);
    encryptedWith('ENABLED');
    await expect(call(client)).rejects.toThrow(denied('kms:Decrypt'));
  });

  test.each<[string, object, boolean]>([
    ['the service', { StringEquals: { 'kms:ViaService': 'identitystore.us-east-1.amazonaws.com' } }, true],
    ['the service in any Region', { StringLike: { 'kms:ViaService': 'identitystore.*.amazonaws.com' } }, true],
    ['another service', { StringEquals: { 'kms:ViaService': 'sso.us-east-1.amazonaws.com' } }, false],
    ['the store', { StringEquals: { [CONTEXT_KEY]: STORE_ARN } }, true],
    ['the store in any account', { StringLike: { [CONTEXT_KEY]: `arn:aws:identitystore::*:identitystore/${STORE}` } }, true],
    ['another store', { StringEquals: { [CONTEXT_KEY]: STORE_ARN.replace(STORE, 'd-0987654321') } }, false],
    ['another encryption context', { StringEquals: { 'kms:EncryptionContext:aws:sso:instance-arn': 'arn:aws:sso:::instance/ssoins-1' } }, false],
    ['the keys of the encryption context', { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['aws:identitystore:identitystore-arn'] } }, true],
    ['the account', { StringEquals: { 'kms:CallerAccount': '123456789012' } }, true],
  ])('looks at conditions on %s', async (_what, Condition, allowed) => {
    const client = await world.clientOfRole([IDENTITY_STORE, key(WRITE, { Condition })]);
    encryptedWith('ENABLED');
    const [result] = await Promise.allSettled([write(client)]);
    expect(result).toMatchObject(allowed ? { status: 'fulfilled' } : { status: 'rejected', reason: denied('kms:Decrypt') });
  });

  test('refuses a role with permission for another key, or an explicit deny', async () => {
    const other = await world.clientOfRole([IDENTITY_STORE, key(WRITE, { Resource: KEY.replace('0123', '3210') })]);
    const refused = await world.clientOfRole([IDENTITY_STORE, key(WRITE), key(['kms:Encrypt'], { Effect: 'Deny' })]);
    encryptedWith('ENABLED');
    await expect(read(other)).rejects.toThrow(denied('kms:Decrypt'));
    await expect(write(refused)).rejects.toMatchObject({ message: expect.stringMatching(/perform: kms:Encrypt on .* with an explicit deny in an identity-based policy$/) });
  });

  test('has the account of its owner in the encryption context, and in its own ARN', async () => {
    const [owners, own] = await Promise.all(['999999999999', '123456789012'].map((account) => {
      const arn = STORE_ARN.replace('123456789012', account);
      return world.clientOfRole([
        { Effect: 'Allow', Action: 'identitystore:*', Resource: [arn, 'arn:aws:identitystore:::group/*'] },
        key(WRITE, { Condition: { StringEquals: { [CONTEXT_KEY]: arn } } }),
      ]);
    })) as [IdentitystoreClient, IdentitystoreClient];
    encryptedWith('ENABLED', '999999999999');
    expect((await write(owners)).GroupId).toBeDefined();
    await expect(write(own)).rejects.toMatchObject({ name: 'AccessDeniedException', message: expect.stringContaining(`identitystore::999999999999:identitystore/${STORE}`) });
  });

  test('lets a person read and write', async () => {
    encryptedWith('ENABLED');
    expect((await write(world.client)).GroupId).toBeDefined();
  });

  test.each<[KeyState, Error]>([
    ['DISABLED', exception('ValidationException', 'The KMS key of the identity store is disabled', { Reason: 'KMS_DISABLED' })],
    ['PENDING_DELETION', exception('ValidationException', 'The KMS key of the identity store is pending deletion', { Reason: 'KMS_INVALID_STATE' })],
    ['UNAVAILABLE', exception('ValidationException', 'The KMS key of the identity store is unavailable', { Reason: 'KMS_INVALID_STATE' })],
    ['DELETED', exception('ResourceNotFoundException', 'The KMS key of the identity store doesn\'t exist', { Reason: 'KMS_KEY_NOT_FOUND' })],
  ])('whose key is %s refuses everybody', async (state, refusal) => {
    const client = await world.clientOfRole([IDENTITY_STORE, key(WRITE)]);
    encryptedWith(state);
    for (const call of [read, write]) {
      await expect(call(client)).rejects.toThrow(refusal);
      await expect(call(world.client)).rejects.toThrow(refusal);
    }
  });
});

test('a store without a key of its own asks nobody for permission to use one', async () => {
  const client = await world.clientOfRole([IDENTITY_STORE]);
  expect((await write(client)).GroupId).toBeDefined();
});

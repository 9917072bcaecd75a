import type { Operation } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import type { Authorizer } from '../security/authorizer';
import type { Caller } from '../security/callers';
import type { IdentityStore, IdentityStores } from './identity-stores';

/** A customer's own KMS key, with which a store is encrypted. */
export interface EncryptionKey {
  readonly arn: string;
  readonly state: KeyState;
}

export type KeyState = keyof typeof REFUSALS | 'ENABLED';

/** What the Identity Store says of a key that it can't use. */
const REFUSALS = {
  DISABLED: () => new ServiceError('ValidationException', 'The KMS key of the identity store is disabled', { Reason: 'KMS_DISABLED' }),
  PENDING_DELETION: () => new ServiceError('ValidationException', 'The KMS key of the identity store is pending deletion', { Reason: 'KMS_INVALID_STATE' }),
  UNAVAILABLE: () => new ServiceError('ValidationException', 'The KMS key of the identity store is unavailable', { Reason: 'KMS_INVALID_STATE' }),
  DELETED: () => new ServiceError('ResourceNotFoundException', 'The KMS key of the identity store doesn\'t exist', { Reason: 'KMS_KEY_NOT_FOUND' }),
};

export const KEY_STATES: readonly string[] = ['ENABLED', ...Object.keys(REFUSALS)];

/** The context with which a store encrypts and decrypts. */
const ENCRYPTION_CONTEXT = 'aws:identitystore:identitystore-arn';

const READS = /^(Describe|Get|List|IsMember)/;
const TO_READ = ['kms:Decrypt'];
const TO_WRITE = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKeyWithoutPlaintext'];

/** The same operations for callers who may use the key of the store, while it can be used. */
export function withEncryption(operations: Readonly<Record<string, Operation>>, stores: IdentityStores, authorizer: Authorizer): Record<string, Operation> {
  return Object.fromEntries(Object.entries(operations).map(([name, operation]): [string, Operation] => [name, (input, caller) => {
    checkKey(stores.store(input.IdentityStoreId, caller.region), READS.test(name) ? TO_READ : TO_WRITE, caller, authorizer);
    return operation(input, caller);
  }]));
}

function checkKey(store: IdentityStore, actions: readonly string[], caller: Caller, authorizer: Authorizer): void {
  const key = store.encryptionKey;
  if (!key) return;
  // KMS knows no key and no policy any more, so there is nothing to be allowed.
  if (key.state === 'DELETED') throw REFUSALS.DELETED();
  const context = {
    'kms:CallerAccount': caller.account,
    'kms:EncryptionContextKeys': [ENCRYPTION_CONTEXT],
    [`kms:EncryptionContext:${ENCRYPTION_CONTEXT}`]: store.arn,
    'kms:ViaService': `identitystore.${store.region}.amazonaws.com`,
  };
  for (const action of actions) {
    const refusal = authorizer.refusalOf({ action, resources: [key.arn], context }, caller);
    if (refusal !== undefined) throw new ServiceError('AccessDeniedException', refusal, { Reason: 'KMS_ACCESS_DENIED' });
  }
  if (key.state !== 'ENABLED') throw REFUSALS[key.state]();
}

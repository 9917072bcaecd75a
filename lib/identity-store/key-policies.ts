import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IKeyRef } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { PermissionPolicies, Subject } from '../functions/permission-policies';
import { IIdentityStore } from './identity-store';

/** What a stack's constructs may need of the key that encrypts a store. */
export type KeyPermission = 'READING' | 'WRITING';

const NEEDED: Readonly<Record<KeyPermission, string[]>> = {
  READING: ['kms:Decrypt'],
  WRITING: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKeyWithoutPlaintext'],
};

/** An Identity Store that is encrypted with a customer managed key. */
export type EncryptedStore = IIdentityStore & { readonly encryptionKey: IKeyRef };

export function isEncrypted(identityStore: IIdentityStore): identityStore is EncryptedStore {
  return identityStore.encryptionKey !== undefined;
}

/**
 * The permissions of a stack's function for the key of one Identity Store. They are kept apart from those for the store. So a change of the key leaves the old
 * key to the Deletes of that deployment.
 */
export class KeyPolicies extends PermissionPolicies<KeyPermission> {
  public static subjectOf({ identityStoreId, identityStoreArn, region, encryptionKey }: EncryptedStore): Subject {
    return [identityStoreId, identityStoreArn, region, encryptionKey.keyRef.keyArn];
  }

  constructor(scope: Construct, id: string, role: iam.Role, private readonly identityStore: EncryptedStore) {
    super(scope, id, role);
  }

  public allow(permission: KeyPermission): iam.Policy {
    const { encryptionKey, identityStoreArn, region = Stack.of(this).region } = this.identityStore;
    // In a partition with a suffix of its own the key may be asked for by either name.
    const services = ['amazonaws.com', Stack.of(this).urlSuffix].map((suffix) => `identitystore.${region}.${suffix}`);
    return this.policyOf(permission, () => [new iam.PolicyStatement({
      actions: NEEDED[permission],
      resources: [encryptionKey.keyRef.keyArn],
      conditions: {
        StringEquals: { 'kms:ViaService': services },
        // The account in the ARN may be unknown.
        StringLike: { 'kms:EncryptionContext:aws:identitystore:identitystore-arn': identityStoreArn },
      },
    })]);
  }
}

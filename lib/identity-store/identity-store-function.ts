import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { GuardLambda } from '../functions/guard-lambda';
import { GuardFunction } from '../custom-resource/guarded-resource';
import { isEncrypted, KeyPolicies } from './key-policies';
import { PoliciesBySubject } from '../functions/permission-policies';
import { StorePermission, StorePolicies } from './store-policies';
import { IIdentityStore } from './identity-store';

const CONSTRUCT_ID = 'CdkOrgGuardIdentityStore';

/**
 * The function of a stack that creates, updates and deletes what its guarded constructs declare in Identity Stores.
 * There is one in a stack, made when the first construct needs it.
 */
export class IdentityStoreFunction extends GuardLambda {
  public static of(scope: Construct): IdentityStoreFunction {
    const stack = Stack.of(scope);
    const existing = stack.node.tryFindChild(CONSTRUCT_ID) as IdentityStoreFunction | undefined;
    return existing ?? new IdentityStoreFunction(stack);
  }

  private readonly storePolicies = new PoliciesBySubject<StorePolicies>(this, 'Store');
  private readonly keyPolicies = new PoliciesBySubject<KeyPolicies>(this, 'Key');

  private constructor(stack: Stack) {
    super(stack, CONSTRUCT_ID, {
      asset: 'identity-store', description: 'cdk-org-guard: users, groups and memberships of IAM Identity Center', knowsRole: true,
    });
  }

  /** The function, with a permission in a store. */
  public allowed(permission: StorePermission, identityStore: IIdentityStore): GuardFunction {
    const inStore = this.storePolicies.of(StorePolicies.subjectOf(identityStore), (id) => new StorePolicies(this, id, this.role, identityStore));
    const policies: iam.Policy[] = [inStore.allow(permission)];
    if (isEncrypted(identityStore)) {
      const ofKey = this.keyPolicies.of(KeyPolicies.subjectOf(identityStore), (id) => new KeyPolicies(this, id, this.role, identityStore));
      policies.push(ofKey.allow(permission.endsWith('LOOKUP') ? 'READING' : 'WRITING'));
    }
    return { functionArn: this.functionArn, ready: [this.eventInvokeConfig, ...policies] };
  }
}

import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { GuardLambda } from './guard-lambda';
import { GuardFunction } from './guarded-resource';
import { StorePermission, StorePolicy } from './store-policy';
import { IIdentityStore } from '../identity-store/identity-store';

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

  private readonly policies: StorePolicy[] = [];

  private constructor(stack: Stack) {
    super(stack, CONSTRUCT_ID, { asset: 'identity-store', description: 'cdk-org-guard: users, groups and memberships of IAM Identity Center' });
  }

  /** The function, with a permission in a store. */
  public allowed(permission: StorePermission, identityStore: IIdentityStore): GuardFunction {
    const policy = this.policyFor(identityStore);
    policy.allow(permission);
    return { functionArn: this.functionArn, ready: [this.eventInvokeConfig, policy] };
  }

  private policyFor(identityStore: IIdentityStore): StorePolicy {
    const existing = this.policies.find((policy) => policy.isFor(identityStore));
    if (existing) return existing;
    const policy = new StorePolicy(this, this.role, identityStore);
    this.policies.push(policy);
    return policy;
  }
}

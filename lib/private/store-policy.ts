import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allow } from './guard-lambda';
import { hashOf, PermissionPolicy } from './permission-policy';
import { IIdentityStore } from '../identity-store/identity-store';

/** What a stack's constructs may need of an Identity Store. */
export type StorePermission = 'USERS' | 'GROUPS' | 'MEMBERSHIPS' | 'USER_LOOKUP' | 'GROUP_LOOKUP';

interface Needed {
  readonly actions: readonly string[];
  /** The kinds of entities that the actions are evaluated for, besides the store. */
  readonly kinds: readonly string[];
}

const NEEDED: Readonly<Record<StorePermission, Needed>> = {
  USERS: { actions: ['CreateUser', 'DeleteUser', 'DescribeUser', 'GetUserId', 'UpdateUser'], kinds: ['user'] },
  GROUPS: { actions: ['CreateGroup', 'DeleteGroup', 'DescribeGroup', 'GetGroupId', 'UpdateGroup'], kinds: ['group'] },
  MEMBERSHIPS: {
    actions: ['CreateGroupMembership', 'DeleteGroupMembership', 'DescribeGroupMembership', 'GetGroupMembershipId'],
    kinds: ['group', 'membership', 'user'],
  },
  USER_LOOKUP: { actions: ['GetUserId'], kinds: ['user'] },
  GROUP_LOOKUP: { actions: ['GetGroupId'], kinds: ['group'] },
};

/** What is needed of the key that encrypts a store. */
const KEY_ACTIONS_FOR_READING = ['kms:Decrypt'];
const KEY_ACTIONS = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKeyWithoutPlaintext'];

/** What the function of a stack may do in one Identity Store: exactly what the stack's constructs need there. */
export class StorePolicy extends PermissionPolicy<StorePermission> {
  constructor(scope: Construct, role: iam.Role, private readonly identityStore: IIdentityStore) {
    super(scope, idFor(scope, identityStore), role);
  }

  public isFor(identityStore: IIdentityStore): boolean {
    return JSON.stringify(identityOf(identityStore)) === JSON.stringify(identityOf(this.identityStore));
  }

  public allow(permission: StorePermission): void {
    const { actions, kinds } = NEEDED[permission];
    this.give(permission, () => [
      allow(actions.map((action) => `identitystore:${action}`), [this.identityStore.identityStoreArn, ...kinds.map((kind) => this.every(kind))]),
      ...this.useOfKey(permission.endsWith('LOOKUP') ? KEY_ACTIONS_FOR_READING : KEY_ACTIONS),
    ]);
  }

  private useOfKey(actions: string[]): iam.PolicyStatement[] {
    const { encryptionKey, identityStoreArn, region = Stack.of(this).region } = this.identityStore;
    if (!encryptionKey) return [];
    return [new iam.PolicyStatement({
      actions,
      resources: [encryptionKey.keyRef.keyArn],
      conditions: {
        StringEquals: { 'kms:ViaService': `identitystore.${region}.amazonaws.com` },
        // The account in the ARN may be unknown.
        StringLike: { 'kms:EncryptionContext:aws:identitystore:identitystore-arn': identityStoreArn },
      },
    })];
  }

  /** The service gives users, groups and memberships ARNs without Region and account. */
  private every(kind: string): string {
    return Arn.format({
      service: 'identitystore',
      region: '',
      account: '',
      resource: kind,
      resourceName: '*',
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    }, Stack.of(this));
  }
}

/** Equal for two references to the same store. Tokens stay what they are: those of two stacks can resolve to the same thing here. */
function identityOf({ identityStoreId, identityStoreArn, region, encryptionKey }: IIdentityStore): (string | undefined)[] {
  return [identityStoreId, identityStoreArn, region, encryptionKey?.keyRef.keyArn];
}

/** The same in every synthesis, which tokens are not until they are resolved. */
function idFor(scope: Construct, identityStore: IIdentityStore): string {
  const id = `Policy${hashOf(JSON.stringify(Stack.of(scope).resolve(identityOf(identityStore))))}`;
  const alike = scope.node.children.filter((sibling) => sibling.node.id.startsWith(id)).length;
  return alike === 0 ? id : `${id}No${alike + 1}`;
}

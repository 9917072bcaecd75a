import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allow } from '../functions/guard-lambda';
import { PermissionPolicies, Subject } from '../functions/permission-policies';
import { IIdentityStore } from './identity-store';

/** What a stack's constructs may need of an Identity Store. */
export type StorePermission = 'USERS' | 'GROUPS' | 'MEMBERSHIPS' | 'USER_LOOKUP' | 'GROUP_LOOKUP' | 'CONTENTS';

interface Needed {
  readonly actions: readonly string[];
  /** The kinds of entities that the actions are evaluated for, besides the store. */
  readonly kinds: readonly string[];
}

const OF_USERS = ['CreateUser', 'DeleteUser', 'DescribeUser', 'GetUserId', 'UpdateUser'];
const OF_GROUPS = ['CreateGroup', 'DeleteGroup', 'DescribeGroup', 'GetGroupId', 'UpdateGroup'];
const OF_MEMBERSHIPS = ['CreateGroupMembership', 'DeleteGroupMembership', 'DescribeGroupMembership', 'GetGroupMembershipId'];

const NEEDED: Readonly<Record<StorePermission, Needed>> = {
  USERS: { actions: OF_USERS, kinds: ['user'] },
  GROUPS: { actions: OF_GROUPS, kinds: ['group'] },
  MEMBERSHIPS: { actions: OF_MEMBERSHIPS, kinds: ['group', 'membership', 'user'] },
  CONTENTS: {
    actions: [...OF_USERS, ...OF_GROUPS, ...OF_MEMBERSHIPS, 'ListGroupMemberships', 'ListGroups', 'ListUsers'], kinds: ['group', 'membership', 'user'],
  },
  USER_LOOKUP: { actions: ['GetUserId'], kinds: ['user'] },
  GROUP_LOOKUP: { actions: ['GetGroupId'], kinds: ['group'] },
};

/** What the function of a stack may do in one Identity Store: exactly what the stack's constructs need there. */
export class StorePolicies extends PermissionPolicies<StorePermission> {
  public static subjectOf({ identityStoreId, identityStoreArn }: IIdentityStore): Subject {
    return [identityStoreId, identityStoreArn];
  }

  constructor(scope: Construct, id: string, role: iam.Role, private readonly identityStore: IIdentityStore) {
    super(scope, id, role);
  }

  public allow(permission: StorePermission): iam.Policy {
    const { actions, kinds } = NEEDED[permission];
    return this.policyOf(permission, () => [
      allow(actions.map((action) => `identitystore:${action}`), [this.identityStore.identityStoreArn, ...kinds.map((kind) => this.every(kind))]),
    ]);
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

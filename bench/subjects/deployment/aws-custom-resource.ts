import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId, PhysicalResourceIdReference } from 'aws-cdk-lib/custom-resources';
import { People } from './people';
import { STORE } from '../../../test/support/ids';

const STORE_ID = { IdentityStoreId: STORE };

/** Declared with the CDK's `AwsCustomResource`, without any care for conflicts. */
export function declareAwsCustomResources(stack: Stack, { groups, users, memberships }: People): void {
  const groupIds = new Map(groups.map((name) => [name, declareAwsCustomResource(stack, name, 'Group', 'GroupId', { DisplayName: name }).getResponseField('GroupId')]));
  const userIds = new Map(users.map((name) => [name, declareAwsCustomResource(stack, name, 'User', 'UserId', {
    UserName: name, DisplayName: name, Name: { GivenName: name, FamilyName: 'Example' }, Emails: [{ Value: `${name}@example.com`, Primary: true }],
  }).getResponseField('UserId')]));
  for (const { user, group } of memberships) {
    declareAwsCustomResource(stack, `${user}-in-${group}`, 'GroupMembership', 'MembershipId', { GroupId: groupIds.get(group), MemberId: { UserId: userIds.get(user) } });
  }
}

/** @param role has all permissions; without it each resource has a policy of its own for the role of the function, which takes 10,240 characters of them */
export function declareAwsCustomResource(
  stack: Stack, id: string, entity: 'User' | 'Group' | 'GroupMembership', idName: string, parameters: object, role?: iam.IRole,
): AwsCustomResource {
  const existing = { ...STORE_ID, [idName]: new PhysicalResourceIdReference() };
  return new AwsCustomResource(stack, id, {
    resourceType: `Custom::${entity}`,
    onCreate: {
      service: 'identitystore', action: `Create${entity}`, parameters: { ...STORE_ID, ...parameters }, physicalResourceId: PhysicalResourceId.fromResponse(idName),
    },
    onDelete: { service: 'identitystore', action: `Delete${entity}`, parameters: existing },
    ...(role ? { role } : { policy: AwsCustomResourcePolicy.fromStatements([permission(entity)]) }),
    // Otherwise each new execution environment installs the SDK from the registry of npm.
    installLatestAwsSdk: false,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}

export function permission(entity: string): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: [`identitystore:Create${entity}`, `identitystore:Delete${entity}`], resources: ['*'] });
}

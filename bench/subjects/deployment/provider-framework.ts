import * as path from 'node:path';
import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { People } from './people';
import { STORE } from '../../../test/support/ids';

/** Declared behind the CDK's provider framework, with the least handler that makes the same calls, without any care for conflicts. */
export function declareBehindProvider(stack: Stack, { groups, users, memberships }: People): void {
  const onEventHandler = new lambda.Function(stack, 'OnEvent', {
    code: lambda.Code.fromAsset(path.join(__dirname, '..', 'provider-handler')), handler: 'index.onEvent', runtime: lambda.Runtime.NODEJS_24_X, memorySize: 512,
    // On a busy computer three seconds, which is the default, aren't enough for a cold start.
    timeout: Duration.minutes(1),
  });
  onEventHandler.addToRolePolicy(new iam.PolicyStatement({ actions: ['identitystore:Create*', 'identitystore:Delete*'], resources: ['*'] }));
  const { serviceToken } = new Provider(stack, 'Provider', { onEventHandler });
  const declare = (id: string, entity: string, parameters: object): CustomResource => {
    const resource = new CustomResource(stack, id, {
      serviceToken, resourceType: `Custom::${entity}`, properties: { Entity: entity, Parameters: { IdentityStoreId: STORE, ...parameters } },
    });
    // The policy of the handler: nothing else makes the framework wait for it.
    resource.node.addDependency(onEventHandler);
    return resource;
  };
  const groupIds = new Map(groups.map((name) => [name, declare(name, 'Group', { DisplayName: name }).ref]));
  const userIds = new Map(users.map((name) => [name, declare(name, 'User', {
    UserName: name, DisplayName: name, Name: { GivenName: name, FamilyName: 'Example' }, Emails: [{ Value: `${name}@example.com`, Primary: 'true' }],
  }).ref]));
  for (const { user, group } of memberships) {
    declare(`${user}-in-${group}`, 'GroupMembership', { GroupId: groupIds.get(group), MemberId: { UserId: userIds.get(user) } });
  }
}

import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Group, IdentityStore } from 'cdk-org-guard';

// Another team's app, which declares the same group and so adopts it.
const app = new App();
const stack = new Stack(app, 'Adopting');

const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', 'd-1234567890');
const admins = new Group(stack, 'Admins', {
  identityStore,
  displayName: 'admins',
  removalPolicy: RemovalPolicy.DESTROY, // an adopted group is kept all the same
});

new CfnOutput(stack, 'GroupId', { value: admins.groupId });
new CfnOutput(stack, 'Outcome', { value: admins.outcome });

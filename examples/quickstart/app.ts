import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Group, IdentityStore } from 'cdk-org-guard';

const app = new App();
const stack = new Stack(app, 'Quickstart');

const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', 'd-1234567890');
const admins = new Group(stack, 'Admins', {
  identityStore,
  displayName: 'admins',
  description: 'Platform team',
  removalPolicy: RemovalPolicy.DESTROY, // by default cdk destroy would keep the group
});

new CfnOutput(stack, 'GroupId', { value: admins.groupId });
new CfnOutput(stack, 'Outcome', { value: admins.outcome });

import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Group, IdentityStore } from 'cdk-org-guard';

// The stack of app.ts with another construct id. To CloudFormation that is a new resource, and the old one goes.
const app = new App();
const stack = new Stack(app, 'Quickstart');

const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', 'd-1234567890');
const admins = new Group(stack, 'Administrators', {
  identityStore,
  displayName: 'admins',
  description: 'Platform team',
  removalPolicy: RemovalPolicy.DESTROY,
});

new CfnOutput(stack, 'GroupId', { value: admins.groupId });
new CfnOutput(stack, 'Outcome', { value: admins.outcome });

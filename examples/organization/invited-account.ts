import { App, Stack } from 'aws-cdk-lib';
import { ArnPrincipal, Effect, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';

const MANAGEMENT_ACCOUNT = '123456789012';

// For the account that is to join: the role that accepts the invitation in its name. It trusts exactly the acceptorRole of the
// invitation, which needn't exist yet: a principal would have to, a condition on it doesn't.
const app = new App();
export const invitedAccount = new Stack(app, 'InvitedAccount');

new Role(invitedAccount, 'OrganizationJoinRole', {
  roleName: 'OrganizationJoinRole',
  assumedBy: new ArnPrincipal(`arn:aws:iam::${MANAGEMENT_ACCOUNT}:root`).withConditions({
    ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${MANAGEMENT_ACCOUNT}:role/OrganizationAcceptor` },
    StringEquals: { 'sts:ExternalId': 'joins-the-platform' },
  }),
  inlinePolicies: {
    Join: new PolicyDocument({
      statements: [
        new PolicyStatement({
          effect: Effect.ALLOW,
          actions: ['organizations:AcceptHandshake'],
          resources: [`arn:aws:organizations::${MANAGEMENT_ACCOUNT}:handshake/o-*/invite/h-*`],
        }),
        new PolicyStatement({
          effect: Effect.ALLOW,
          actions: ['iam:CreateServiceLinkedRole'], // the role of AWS Organizations in each account of an organization with all features
          resources: ['arn:aws:iam::*:role/aws-service-role/organizations.amazonaws.com/*'],
          conditions: { StringEquals: { 'iam:AWSServiceName': 'organizations.amazonaws.com' } },
        }),
      ],
    }),
  },
});

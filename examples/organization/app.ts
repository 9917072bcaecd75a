import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Acceptance, AccountInvitation, FunctionConfig, InvitationTarget } from 'cdk-org-guard';

// For the management account: an account is invited, accepts by a role of its own (invited-account.ts), and gets its place.
const app = new App();
const stack = new Stack(app, 'Organization');
// A name that the invited account can trust before this stack exists.
FunctionConfig.of(stack).configure({ acceptorRoleName: 'OrganizationAcceptor' });

const payments = new AccountInvitation(stack, 'Payments', {
  target: InvitationTarget.account('111122223333'),
  notes: 'Joins the platform organization',
  tags: { team: 'payments' },
  organizationalUnitId: 'ou-ab12-12345678',
  acceptance: Acceptance.assumeRole({ roleName: 'OrganizationJoinRole', externalId: 'joins-the-platform' }),
});

new CfnOutput(stack, 'AccountId', { value: payments.accountId });
new CfnOutput(stack, 'Outcome', { value: payments.outcome });
new CfnOutput(stack, 'State', { value: payments.state });

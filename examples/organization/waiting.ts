import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Acceptance, AccountInvitation, InvitationTarget } from 'cdk-org-guard';

// The owner of an account is invited by e-mail, and the deployment waits until somebody there accepts.
const app = new App();
const stack = new Stack(app, 'Waiting');

const data = new AccountInvitation(stack, 'Data', {
  target: InvitationTarget.email('data@example.com'),
  organizationalUnitId: 'ou-ab12-12345678',
  acceptance: Acceptance.waitFor({ timeout: Duration.minutes(10) }),
});

new CfnOutput(stack, 'AccountId', { value: data.accountId }); // known, because it has joined
new CfnOutput(stack, 'Outcome', { value: data.outcome });
new CfnOutput(stack, 'State', { value: data.state });

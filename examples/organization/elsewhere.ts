import { App, Stack } from 'aws-cdk-lib';
import { AccountInvitation, InvitationTarget } from 'cdk-org-guard';

// An account that another organization doesn't let go.
const app = new App();
const stack = new Stack(app, 'Elsewhere');

new AccountInvitation(stack, 'Research', { target: InvitationTarget.account('444455556666') });

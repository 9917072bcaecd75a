import { App, CfnOutput, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { AccountInvitation, AllFeatures, InvitationTarget } from '../../../lib';

/** CloudFormation refuses exports that are empty: a stack could be deployed until its account had joined. */

const REFUSED = 'CloudFormation refuses empty exports. Use it in this stack only, or export a text around it, for example Fn.join with a prefix';

let app: App;
let stack: Stack;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Accounts');
});

const invitation = (scope = stack): AccountInvitation => new AccountInvitation(scope, 'Payments', { target: InvitationTarget.account('111122223333') });

const ATTRIBUTES = [
  { attribute: 'HandshakeId', of: 'Payments', value: () => invitation().handshakeId, when: 'if the account was a member when it was to be invited' },
  { attribute: 'HandshakeArn', of: 'Payments', value: () => invitation().handshakeArn, when: 'once the account is a member' },
  { attribute: 'ExpiresAt', of: 'Payments', value: () => invitation().expiresAt, when: 'when no invitation is pending' },
  { attribute: 'HandshakeId', of: 'AllFeatures', value: () => new AllFeatures(stack, 'AllFeatures').handshakeId, when: 'if all features were enabled before, and after a rollback' },
];

describe.each(ATTRIBUTES)('$attribute of $of', ({ attribute, of, value, when }) => {
  test('is not exported', () => {
    new CfnOutput(stack, 'Handed', { value: value(), exportName: 'handed' });
    expect(() => app.synth()).toThrow(`[Accounts/${of}] Accounts/Handed exports the attribute ${attribute}, which is empty ${when}: ${REFUSED}`);
  });

  test('is not passed to another stack', () => {
    new StringParameter(new Stack(app, 'Elsewhere'), 'Handed', { stringValue: value() });
    expect(() => app.synth()).toThrow(new RegExp(`\\[Accounts/${of}\\] Accounts/Exports/Output.*${attribute}.* exports the attribute ${attribute}, which is empty ${when}: `));
  });

  test('may be an output', () => {
    new CfnOutput(stack, 'Shown', { value: value() });
    expect(() => app.synth()).not.toThrow();
  });
});

test('a text around it may be exported, and a nested stack may have it', () => {
  const { handshakeId } = invitation();
  new CfnOutput(stack, 'Handed', { value: Fn.join('', ['handshake ', handshakeId]), exportName: 'handed' });
  new StringParameter(new NestedStack(stack, 'Nested'), 'Handed', { stringValue: handshakeId });
  expect(() => app.synth()).not.toThrow();
});

test('what is never empty may be exported', () => {
  const { accountId, state, outcome } = invitation();
  Object.entries({ accountId, state, outcome }).forEach(([name, value]) => new CfnOutput(stack, name, { value, exportName: name }));
  expect(() => app.synth()).not.toThrow();
});

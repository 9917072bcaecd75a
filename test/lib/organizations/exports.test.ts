import { App, CfnElement, CfnOutput, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Acceptance, AccountInvitation, AllFeatures, InvitationTarget } from '../../../lib';

/** CloudFormation refuses exports that are empty: a stack could be deployed until its account had joined. */

const REFUSED = 'CloudFormation refuses empty exports. Use it in this stack only, or export a text around it, for example Fn.join with a prefix';

let app: App;
let stack: Stack;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Accounts');
});

const invitation = (scope = stack): AccountInvitation => new AccountInvitation(scope, 'Payments', { target: InvitationTarget.account('111122223333') });

/** The id of its account is known once it is accepted. */
const byEmail = (acceptance: Acceptance): AccountInvitation =>
  new AccountInvitation(stack, 'Payments', { target: InvitationTarget.email('payments@example.com'), acceptance });

const ATTRIBUTES = [
  { attribute: 'HandshakeId', of: 'Payments', value: () => invitation().handshakeId, when: 'if the account was a member when it was to be invited' },
  { attribute: 'HandshakeArn', of: 'Payments', value: () => invitation().handshakeArn, when: 'once the account is a member' },
  { attribute: 'ExpiresAt', of: 'Payments', value: () => invitation().expiresAt, when: 'when no invitation is pending' },
  { attribute: 'HandshakeId', of: 'AllFeatures', value: () => new AllFeatures(stack, 'AllFeatures').handshakeId, when: 'if all features were enabled before, and after a rollback' },
  { attribute: 'AccountId', of: 'Payments', value: () => byEmail(Acceptance.waitFor()).accountId, when: 'as long as the account isn\'t known, and after it has left' },
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

test('a resource whose logical id somebody has set is recognized', () => {
  const of = invitation();
  (of.node.defaultChild as CfnElement).overrideLogicalId('Handshake');
  new CfnOutput(stack, 'Handed', { value: of.handshakeArn, exportName: 'handed' });
  expect(failures()).toEqual([`[Accounts/Payments] Accounts/Handed exports the attribute HandshakeArn, which is empty once the account is a member: ${REFUSED}`]);
});

test('what is never empty may be exported', () => {
  const { accountId, state, outcome } = invitation();
  Object.entries({ accountId, state, outcome }).forEach(([name, value]) => new CfnOutput(stack, name, { value, exportName: name }));
  expect(() => app.synth()).not.toThrow();
});

describe('what is in a nested stack', () => {
  let nested: NestedStack;
  beforeEach(() => { nested = new NestedStack(stack, 'Nested'); });
  const EMPTY = `exports the attribute HandshakeArn, which is empty once the account is a member: ${REFUSED}`;

  test('is not passed to another stack', () => {
    new StringParameter(new Stack(app, 'Elsewhere'), 'Handed', { stringValue: invitation(nested).handshakeArn });
    expect(failures()).toEqual([expect.stringMatching(`^\\[Accounts/Nested/Payments\\] Accounts/Exports/Output{.*} ${EMPTY}$`)]);
  });

  test('is not exported by the stack around it, whichever output hands it there', () => {
    const inner = new NestedStack(nested, 'Inner');
    const output = new CfnOutput(inner, 'Handed', { value: invitation(inner).handshakeArn });
    new CfnOutput(stack, 'Handed', { value: inner.nestedStackResource?.getAtt(`Outputs.${inner.getLogicalId(output)}`).toString() ?? '', exportName: 'handed' });
    expect(failures()).toEqual([`[Accounts/Nested/Inner/Payments] Accounts/Handed ${EMPTY}`]);
  });

  test('is not exported by the nested stack, even if it comes from the stack around it', () => {
    new CfnOutput(nested, 'Own', { value: invitation(nested).handshakeArn, exportName: 'own' });
    const around = new AccountInvitation(stack, 'Around', { target: InvitationTarget.account('444455556666') });
    new CfnOutput(nested, 'Handed', { value: around.handshakeArn, exportName: 'handed' });
    expect(failures()).toEqual([`[Accounts/Nested/Payments] Accounts/Nested/Own ${EMPTY}`, `[Accounts/Around] Accounts/Nested/Handed ${EMPTY}`]);
  });

  test('may be exported with a text around it, and what is never empty as it is', () => {
    const { handshakeArn, state } = invitation(nested);
    const elsewhere = new Stack(app, 'Elsewhere');
    new CfnOutput(stack, 'Handed', { value: `handshake ${handshakeArn}`, exportName: 'handed' });
    new StringParameter(elsewhere, 'State', { stringValue: state });
    expect(failures()).toEqual([]);
  });
});

describe('attributes that are joined with nothing else', () => {
  const BOTH = 'exports the attribute HandshakeId, which is empty if the account was a member when it was to be invited, '
    + `and the attribute ExpiresAt, which is empty when no invitation is pending: ${REFUSED}`;

  test.each<{ how: string; joined: (of: AccountInvitation, logicalId: string) => string }>([
    { how: 'one after the other', joined: ({ handshakeId, expiresAt }) => `${handshakeId}${expiresAt}` },
    { how: 'by Fn::Sub and its variables', joined: ({ handshakeId, expiresAt }) => Fn.sub('${Id}${At}', { Id: handshakeId, At: expiresAt }) },
    { how: 'by Fn::Sub and names of attributes', joined: (_of, logicalId) => Fn.sub(`\${${logicalId}.HandshakeId}\${${logicalId}.ExpiresAt}`) },
    { how: 'in either case of a condition', joined: ({ handshakeId, expiresAt }) => Fn.join('', [Fn.conditionIf('Always', `${handshakeId}${expiresAt}`, 'none').toString(), '']) },
  ])('$how aren\'t exported', ({ joined }) => {
    const of = invitation();
    new CfnOutput(stack, 'Handed', { value: joined(of, stack.resolve((of.node.defaultChild as CfnElement).logicalId) as string), exportName: 'handed' });
    expect(failures()).toEqual([`[Accounts/Payments] Accounts/Handed ${BOTH}`]);
  });

  test('are named once if they are of two invitations', () => {
    const other = new AccountInvitation(stack, 'Other', { target: InvitationTarget.account('444455556666') });
    new CfnOutput(stack, 'Handed', { value: `${invitation().expiresAt}${other.expiresAt}`, exportName: 'handed' });
    expect(failures()).toEqual([`[Accounts/Payments] Accounts/Handed exports the attribute ExpiresAt, which is empty when no invitation is pending: ${REFUSED}`]);
  });

  test('may be exported if one of them is never empty, or with anything between them', () => {
    const { handshakeId, expiresAt, state } = invitation();
    const values = [`${handshakeId}${state}`, `${handshakeId}/${expiresAt}`, Fn.join('/', [handshakeId, expiresAt]), Fn.sub('${!Id}${At}', { At: expiresAt })];
    values.forEach((value, index) => new CfnOutput(stack, `Handed${index}`, { value, exportName: `handed${index}` }));
    expect(failures()).toEqual([]);
  });
});

test('an attribute is not passed to another Region, where it would be a parameter', () => {
  const [one, other] = ['eu-central-1', 'eu-west-1'].map((region) => new Stack(app, region, { env: { account: '123456789012', region }, crossRegionReferences: true })) as [Stack, Stack];
  new StringParameter(other, 'Handed', { stringValue: invitation(one).handshakeArn });
  expect(failures()).toEqual([expect.stringMatching(/^\[eu-central-1\/Payments\] eu-central-1\/ExportsWritereuwest1.*\/Resource\/Default exports the attribute HandshakeArn, which is empty once the account is a member: the Parameter Store of the other Region refuses empty parameters\. Use it in this stack only, or export a text around it, for example Fn\.join with a prefix$/)]);
});

test('the account id of a target by id is exported, and that of an e-mail address whose role accepts is not', () => {
  new CfnOutput(stack, 'Handed', { value: byEmail(Acceptance.assumeRole({ roleArn: 'arn:aws:iam::111122223333:role/Join' })).accountId, exportName: 'handed' });
  const known = new AccountInvitation(stack, 'Known', { target: InvitationTarget.account('444455556666'), acceptance: Acceptance.waitFor() });
  new CfnOutput(stack, 'Known account', { value: known.accountId, exportName: 'known' });
  expect(failures()).toEqual([`[Accounts/Payments] Accounts/Handed exports the attribute AccountId, which is empty as long as the account isn't known, and after it has left: ${REFUSED}`]);
});

/** Why the synthesis fails. */
function failures(): string[] {
  try {
    app.synth();
  } catch (error) {
    const [, ...reasons] = (error as Error).message.split('\n').map((line) => line.trim());
    return reasons;
  }
  return [];
}

import { App, CfnParameter, CfnResource, Lazy, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Acceptance, AccountInvitation, AccountInvitationProps, InvitationTarget, OnTimeout } from '../../../lib';
import { withoutAssetHashes } from '../../../lib/testing';
import { PAYMENTS } from '../../support/ids';
import { warningsIn } from '../../support/warnings';

const UNIT = 'ou-ab12-cdefghij';

let app: App;
let stack: Stack;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Accounts');
});

function invitation(id: string, props: Partial<AccountInvitationProps> = {}, scope = stack): AccountInvitation {
  return new AccountInvitation(scope, id, { target: InvitationTarget.account(PAYMENTS), ...props });
}

function byEmail(email: string, props: Partial<AccountInvitationProps> = {}): AccountInvitation {
  return invitation('Payments', { target: InvitationTarget.email(email), ...props });
}

/** What the types don't allow, but JavaScript and `process.env` do. */
function missing<Value>(): Value {
  return undefined as Value;
}

function propertiesOf(type: string): Record<string, unknown> {
  const [resource] = Object.values(Template.fromStack(stack).findResources(type));
  return (resource as { Properties: Record<string, unknown> }).Properties;
}

function countOfResources(): number {
  return Object.keys(Template.fromStack(stack).toJSON().Resources as object).length;
}

test('a stack with one invitation with tags has seven resources', () => {
  invitation('Payments', { notes: 'Joins the platform organization', tags: { team: 'payments' }, generation: '2' });
  expect(countOfResources()).toBe(7);
  expect(withoutAssetHashes(stack)).toMatchSnapshot();
});

test('a placement is one resource more, and the policy for it', () => {
  invitation('Payments', { organizationalUnitId: UNIT, tags: { team: 'payments' }, generation: '2' });
  expect(countOfResources()).toBe(9);
  expect(withoutAssetHashes(stack)).toMatchSnapshot();
});

test.each([
  { each: {}, resources: 5 + 3 },
  { each: { organizationalUnitId: UNIT }, resources: 6 + 2 * 3 },
])('each further invitation with $each: $resources resources for three', ({ each, resources }) => {
  for (const account of ['111111111111', '222222222222', '333333333333']) invitation(`Of${account}`, { target: InvitationTarget.account(account), ...each });
  expect(countOfResources()).toBe(resources);
});

test('the properties that the function gets are those that are declared', () => {
  byEmail('payments@example.com', {
    notes: 'Join us', tags: { team: 'payments', empty: '' }, generation: '2', organizationalUnitId: 'r-ab12', removalPolicy: RemovalPolicy.RETAIN,
  });
  const declared = { Target: { Email: 'payments@example.com' }, Tags: [{ Key: 'team', Value: 'payments' }, { Key: 'empty', Value: '' }], Generation: '2' };
  expect(propertiesOf('Custom::OrganizationsAccountInvitation')).toEqual({
    ...declared, Notes: 'Join us', ServiceToken: expect.anything(), ServiceTimeout: '900',
  });
  const handshake = (name: string): unknown => ({ 'Fn::GetAtt': [expect.stringMatching(/^Payments[0-9A-F]{8}$/), name] });
  expect(propertiesOf('Custom::OrganizationsAccountMembership')).toEqual({
    ...declared, HandshakeId: handshake('HandshakeId'), HandshakeArn: handshake('HandshakeArn'), AccountId: handshake('AccountId'),
    OrganizationalUnitId: 'r-ab12',
    ServiceToken: expect.anything(), ServiceTimeout: '900',
  });
});

describe('its removal policy', () => {
  test.each([
    { removalPolicy: undefined, deletion: 'Delete' },
    { removalPolicy: RemovalPolicy.DESTROY, deletion: 'Delete' },
    { removalPolicy: RemovalPolicy.RETAIN, deletion: 'Retain' },
    { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, deletion: 'RetainExceptOnCreate' },
  ])('$removalPolicy is $deletion', ({ removalPolicy, deletion }) => {
    invitation('Payments', removalPolicy ? { removalPolicy } : {});
    Template.fromStack(stack).hasResource('Custom::OrganizationsAccountInvitation', { DeletionPolicy: deletion });
  });

  test('can be applied afterwards, to the invitation and not to the membership, of which nothing is deleted', () => {
    invitation('Payments', { organizationalUnitId: UNIT }).applyRemovalPolicy(RemovalPolicy.RETAIN);
    Template.fromStack(stack).hasResource('Custom::OrganizationsAccountInvitation', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    Template.fromStack(stack).hasResource('Custom::OrganizationsAccountMembership', { DeletionPolicy: 'Delete' });
  });
});

describe('its attributes', () => {
  test('are those of the invitation', () => {
    const { handshakeId, handshakeArn, expiresAt, outcome, state, accountId } = invitation('Payments');
    const resolved = stack.resolve({ handshakeId, handshakeArn, expiresAt, outcome, state, accountId }) as Record<string, unknown>;
    const names = { handshakeId: 'HandshakeId', handshakeArn: 'HandshakeArn', expiresAt: 'ExpiresAt', outcome: 'Outcome', state: 'State', accountId: 'AccountId' };
    expect(resolved).toEqual(Object.fromEntries(Object.entries(names).map(([attribute, name]) => [
      attribute, { 'Fn::GetAtt': [expect.stringMatching(/^Payments[0-9A-F]{8}$/), name] }])));
  });

  test('are, of what follows an invitation, those of the membership', () => {
    const { state, accountId, outcome } = invitation('Payments', { organizationalUnitId: UNIT });
    const ofMembership = (name: string): unknown => ({ 'Fn::GetAtt': [expect.stringMatching(/^PaymentsPlacement/), name] });
    expect(stack.resolve({ state, accountId })).toEqual({ state: ofMembership('State'), accountId: ofMembership('AccountId') });
    expect(stack.resolve(outcome)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Payments[0-9A-F]{8}$/), 'Outcome'] });
  });

  test.each([
    { acceptance: Acceptance.waitFor(), id: 'Waiting' },
    { acceptance: Acceptance.assumeRole({ roleArn: `arn:aws:iam::${PAYMENTS}:role/Join` }), id: 'Acceptance' },
  ])('have the account id for an e-mail address that is waited for ($id)', ({ acceptance, id }) => {
    const { accountId } = byEmail('payments@example.com', { acceptance });
    expect(stack.resolve(accountId)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(new RegExp(`^Payments${id}`)), 'AccountId'] });
  });

  test.each([
    { mode: 'none', acceptance: Acceptance.none() },
    { mode: 'wait that goes on', acceptance: Acceptance.waitFor({ onTimeout: OnTimeout.CONTINUE }) },
  ])('don\'t have it for one that isn\'t: acceptance by $mode', ({ acceptance }) => {
    const pending = byEmail('payments@example.com', { acceptance, organizationalUnitId: UNIT });
    expect(() => pending.accountId).toThrow('Accounts/Payments: accountId isn\'t known for an invitation by e-mail unless the deployment waits for its acceptance: '
      + 'use Acceptance.waitFor() without OnTimeout.CONTINUE, Acceptance.assumeRole(), or InvitationTarget.account()');
  });

  test('include the role that a role in the invited account can trust', () => {
    const { acceptorRole } = invitation('Payments');
    new iam.Role(stack, 'Join', { assumedBy: new iam.ArnPrincipal(acceptorRole.roleArn), externalIds: ['secret'] });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: [{
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'secret' } },
        Effect: 'Allow',
        Principal: { AWS: { 'Fn::GetAtt': [logicalIdOfRole(), 'Arn'] } },
      }] },
    });
  });
});

/** The logical id of the function's role. */
function logicalIdOfRole(): string {
  const [role = ''] = Object.keys(Template.fromStack(stack).findResources('AWS::IAM::Role', { Properties: { Description: 'The cdk-org-guard function of this stack' } }));
  return role;
}

test('the role can have a name that is known before the deployment', () => {
  (invitation('Payments').acceptorRole.node.defaultChild as iam.CfnRole).roleName = 'OrganizationAcceptor';
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', { RoleName: 'OrganizationAcceptor' });
});

describe('refused at synthesis', () => {
  const TARGET = 'Accounts/Payments: target';
  const TAG_KEYS = 'keys of 1 to 128 letters, numbers, blanks and _ . : / = + - @, not beginning with aws:';
  const UNIT_ALLOWED = 'is not allowed: it must be the id of an OU such as "ou-ab12-cdefghij", or of the root such as "r-ab12"';

  test.each<{ what: string; props: Partial<AccountInvitationProps>; message: string }>([
    { what: 'no account', props: { target: InvitationTarget.account(missing()) }, message: `${TARGET} undefined is not allowed: it must be given` },
    { what: 'no e-mail address', props: { target: InvitationTarget.email(missing()) }, message: `${TARGET} undefined is not allowed: it must be given` },
    { what: '11 digits', props: { target: InvitationTarget.account('11112222333') }, message: `${TARGET} "11112222333" is not allowed: it must be an account id of 12 digits` },
    {
      what: 'digits in groups', props: { target: InvitationTarget.account('1111-2222-3333') },
      message: `${TARGET} "1111-2222-3333" is not allowed: it must be an account id of 12 digits`,
    },
    { what: 'no address', props: { target: InvitationTarget.email('payments') }, message: `${TARGET} "payments" is not allowed: it must be an e-mail address of 6 to 64 characters` },
    { what: 'a short address', props: { target: InvitationTarget.email('a@b.c') }, message: `${TARGET} "a@b.c" is not allowed: it must be an e-mail address of 6 to 64 characters` },
    {
      what: 'a long address', props: { target: InvitationTarget.email(`${'a'.repeat(53)}@example.com`) },
      message: `${TARGET} "${'a'.repeat(53)}@example.com" is not allowed: it must be an e-mail address of 6 to 64 characters`,
    },
    { what: 'empty notes', props: { notes: '' }, message: 'Accounts/Payments: notes "" is not allowed: it must be 1 to 1024 characters long' },
    {
      what: 'long notes', props: { notes: 'n'.repeat(1025) },
      message: `Accounts/Payments: notes "${'n'.repeat(99)}… is not allowed: it must be 1 to 1024 characters long`,
    },
    { what: 'the name of an OU', props: { organizationalUnitId: 'Workloads' }, message: `Accounts/Payments: organizationalUnitId "Workloads" ${UNIT_ALLOWED}` },
    { what: 'an empty OU', props: { organizationalUnitId: '' }, message: `Accounts/Payments: organizationalUnitId "" ${UNIT_ALLOWED}` },
    { what: 'an empty tag key', props: { tags: { '': 'x' } }, message: `Accounts/Payments: tags "" is not allowed: it must be ${TAG_KEYS}` },
    { what: 'a sign in a tag key', props: { tags: { 'cost#center': 'x' } }, message: `Accounts/Payments: tags "cost#center" is not allowed: it must be ${TAG_KEYS}` },
    { what: 'a tag key of AWS', props: { tags: { 'AWS:team': 'x' } }, message: `Accounts/Payments: tags "AWS:team" is not allowed: it must be ${TAG_KEYS}` },
    { what: 'a sign in a tag value', props: { tags: { team: 'r&d' } }, message: 'Accounts/Payments: tags.team "r&d" is not allowed: it must be at most 256 letters, numbers, blanks and _ . : / = + - @' },
    {
      what: 'a long tag key', props: { tags: { ['k'.repeat(129)]: 'x' } },
      message: `Accounts/Payments: tags "${'k'.repeat(99)}… is not allowed: it must be ${TAG_KEYS}`,
    },
    {
      what: 'a long tag value', props: { tags: { team: 'v'.repeat(257) } },
      message: `Accounts/Payments: tags.team "${'v'.repeat(99)}… is not allowed: it must be at most 256 letters, numbers, blanks and _ . : / = + - @`,
    },
    {
      what: 'no tag value', props: { tags: { team: missing() } },
      message: 'Accounts/Payments: tags.team undefined is not allowed: it must be given',
    },
    {
      what: '51 tags', props: { tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 'x'])) },
      message: `Accounts/Payments: tags ${JSON.stringify(Array.from({ length: 51 }, (_, index) => `k${index}`)).slice(0, 100)}… is not allowed: it must be at most 50, not 51`,
    },
    {
      what: 'a snapshot', props: { removalPolicy: RemovalPolicy.SNAPSHOT },
      message: 'Accounts/Payments: removalPolicy "snapshot" is not allowed: it must be RETAIN_ON_UPDATE_OR_DELETE, RETAIN or DESTROY',
    },
  ])('$what', ({ props, message }) => {
    expect(() => invitation('Payments', props)).toThrow(new Error(message));
  });
});

describe('passes', () => {
  test.each<{ what: string; props: Partial<AccountInvitationProps> }>([
    { what: 'the shortest address', props: { target: InvitationTarget.email('a@b.cd') } },
    { what: 'the longest address', props: { target: InvitationTarget.email(`${'a'.repeat(52)}@example.com`) } },
    { what: '1,024 characters of notes that are two UTF-16 units each', props: { notes: '\u{1F600}'.repeat(1024) } },
    { what: 'notes of two lines', props: { notes: 'Join us\nplease' } },
    { what: 'the root', props: { organizationalUnitId: 'r-ab12' } },
    { what: 'fifty tags', props: { tags: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, ''])) } },
    { what: 'an account that is a token', props: { target: InvitationTarget.account(Token.asString({ Ref: 'Account' })) } },
    { what: 'an address that is a token', props: { target: InvitationTarget.email(Lazy.string({ produce: () => 'late' })) } },
    { what: 'an OU that is a token', props: { organizationalUnitId: Token.asString({ Ref: 'Unit' }) } },
    { what: 'texts that are tokens', props: { notes: Token.asString({ Ref: 'Notes' }), generation: Token.asString({ Ref: 'Generation' }), tags: { team: Token.asString({ Ref: 'Team' }) } } },
  ])('$what', ({ props }) => {
    expect(() => invitation('Payments', props)).not.toThrow();
  });

  test('the id of an account and an OU of the same app', () => {
    const account = new CfnResource(stack, 'Account', { type: 'AWS::Organizations::Account' });
    const unit = new CfnResource(stack, 'Unit', { type: 'AWS::Organizations::OrganizationalUnit' });
    invitation('Payments', { target: InvitationTarget.account(account.getAtt('AccountId').toString()), organizationalUnitId: unit.ref });
    expect(propertiesOf('Custom::OrganizationsAccountInvitation').Target).toEqual({ AccountId: { 'Fn::GetAtt': ['Account', 'AccountId'] } });
    expect(propertiesOf('Custom::OrganizationsAccountMembership').OrganizationalUnitId).toEqual({ Ref: 'Unit' });
  });
});

describe('the same target twice', () => {
  test('in a stack is refused', () => {
    invitation('Payments');
    expect(() => invitation('Again')).toThrow(new Error('Accounts/Again: invitation of "111122223333" is already declared in this stack, by Accounts/Payments: '
      + 'declare it once and pass that construct on (upper and lower case count as the same)'));
  });

  test('in a stack is refused for e-mail addresses ignoring case', () => {
    byEmail('payments@example.com');
    expect(() => invitation('Again', { target: InvitationTarget.email('Payments@Example.com') })).toThrow('Accounts/Again: invitation of "Payments@Example.com" is already declared in this stack');
  });

  test('in two stacks is a warning', () => {
    invitation('Payments');
    const other = new Stack(app, 'Other');
    invitation('Payments', {}, other);
    expect(warningsIn(stack)).toEqual([]);
    expect(warningsIn(other)).toEqual(['/Other/Payments: invitation of "111122223333" is also declared by Accounts/Payments: if both stacks are deployed to the same '
      + 'organization, the second one reuses the invitation of the first one [ack: cdk-org-guard:declaredInAnotherStack]']);
  });

  test('can\'t be seen if it is a token', () => {
    const account = new CfnParameter(stack, 'Account').valueAsString;
    invitation('One', { target: InvitationTarget.account(account) });
    expect(() => invitation('Other', { target: InvitationTarget.account(account) })).not.toThrow();
  });
});

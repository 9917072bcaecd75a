import { App, Duration, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  Acceptance, AccountInvitation, AccountInvitationProps, AssumeRoleOptions, InvitationTarget, OnTimeout, WaitOptions,
} from '../../../lib';
import { withoutAssetHashes } from '../../../lib/testing';
import { PAYMENTS } from '../../support/ids';

const MEMBERSHIP = 'Custom::OrganizationsAccountMembership';

interface CustomResource {
  readonly Properties: { readonly ServiceToken: unknown; readonly ServiceTimeout: string } & Record<string, unknown>;
  readonly DependsOn: readonly string[];
}

let stack: Stack;
beforeEach(() => { stack = new Stack(new App(), 'Accounts'); });

function invitation(props: Partial<AccountInvitationProps> = {}, id = 'Payments', scope = stack): AccountInvitation {
  return new AccountInvitation(scope, id, { target: InvitationTarget.account(PAYMENTS), ...props });
}

function customResources(type: string, of = stack): Record<string, CustomResource> {
  return Template.fromStack(of).findResources(type) as Record<string, CustomResource>;
}

function membership(): CustomResource {
  return Object.values(customResources(MEMBERSHIP))[0] as CustomResource;
}

function types(): string[] {
  return Object.values(Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type);
}

describe('Acceptance.none', () => {
  test('is the default', () => {
    invitation();
    const byDefault = Template.fromStack(stack).toJSON();
    stack = new Stack(new App(), 'Accounts');
    invitation({ acceptance: Acceptance.none() });
    expect(Template.fromStack(stack).toJSON()).toEqual(byDefault);
  });

  test('without an organizational unit nothing follows the invitation', () => {
    invitation();
    expect(customResources(MEMBERSHIP)).toEqual({});
  });
});

describe('Acceptance.assumeRole', () => {
  function role(options: AssumeRoleOptions, target = InvitationTarget.account(PAYMENTS)): void {
    invitation({ target, acceptance: Acceptance.assumeRole(options) });
  }

  test('is one resource more, and the policies for it, without the provider framework', () => {
    invitation({ acceptance: Acceptance.assumeRole({ roleName: 'OrganizationJoinRole', externalId: 'secret' }), organizationalUnitId: 'ou-ab12-cdefghij' });
    expect(types()).toHaveLength(9);
    expect(withoutAssetHashes(stack)).toMatchSnapshot();
  });

  test('makes the ARN of the account and the name, in the partition of the stack', () => {
    role({ roleName: 'Join' });
    expect(membership().Properties).toMatchObject({ RoleArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${PAYMENTS}:role/Join`]] } });
    expect(membership().Properties).not.toHaveProperty('ExternalId');
  });

  test('makes the ARN of an account that is a token', () => {
    role({ roleName: 'Join' }, InvitationTarget.account(Token.asString({ Ref: 'Account' })));
    expect(membership().Properties).toMatchObject({ RoleArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'Account' }, ':role/Join']] } });
  });

  test.each<AssumeRoleOptions>([
    { roleArn: `arn:aws:iam::${PAYMENTS}:role/teams/platform/Join` },
    { roleArn: `arn:aws-us-gov:iam::${PAYMENTS}:role/Join`, externalId: 'a1' },
    { roleArn: Token.asString({ Ref: 'RoleArn' }), externalId: Token.asString({ Ref: 'ExternalId' }) },
    { roleArn: `arn:aws:iam::${Token.asString({ Ref: 'Account' })}:role/Join` },
    { roleName: 'n'.repeat(64), externalId: 'e'.repeat(1224) },
    { roleName: Token.asString({ Ref: 'RoleName' }), externalId: 'a_+=,.@:/-' },
  ])('takes %p', (options) => {
    expect(() => role(options)).not.toThrow();
  });

  test('takes the ARN of a role for an e-mail address', () => {
    role({ roleArn: `arn:aws:iam::${PAYMENTS}:role/Join` }, InvitationTarget.email('payments@example.com'));
    expect(membership().Properties).toMatchObject({ Target: { Email: 'payments@example.com' }, RoleArn: `arn:aws:iam::${PAYMENTS}:role/Join` });
  });

  const NAME_ALLOWED = 'is not allowed: it must be 1 to 64 letters, digits and + = , . @ - _, without a path';
  const ARN_ALLOWED = 'is not allowed: it must be the ARN of a role such as "arn:aws:iam::111122223333:role/Join"';
  const EXTERNAL_ID_ALLOWED = 'is not allowed: it must be 2 to 1224 letters, digits and + = , . @ : / - _';

  test.each<{ options: AssumeRoleOptions; message: string }>([
    { options: {}, message: 'acceptance {} is not allowed: it must be assumeRole with either a roleName or a roleArn' },
    {
      options: { roleName: 'Join', roleArn: `arn:aws:iam::${PAYMENTS}:role/Join` },
      message: `acceptance {"roleName":"Join","roleArn":"arn:aws:iam::${PAYMENTS}:role/Join"} is not allowed: it must be assumeRole with either a roleName or a roleArn`,
    },
    { options: { roleName: '' }, message: `acceptance.roleName "" ${NAME_ALLOWED}` },
    { options: { roleName: 'teams/Join' }, message: `acceptance.roleName "teams/Join" ${NAME_ALLOWED}` },
    { options: { roleName: 'n'.repeat(65) }, message: `acceptance.roleName "${'n'.repeat(65)}" ${NAME_ALLOWED}` },
    { options: { roleArn: 'Join' }, message: `acceptance.roleArn "Join" ${ARN_ALLOWED}` },
    { options: { roleArn: `arn:aws:iam::${PAYMENTS}:user/Ada` }, message: `acceptance.roleArn "arn:aws:iam::${PAYMENTS}:user/Ada" ${ARN_ALLOWED}` },
    {
      options: { roleArn: 'arn:aws:iam::444455556666:role/Join' },
      message: `acceptance.roleArn "arn:aws:iam::444455556666:role/Join" is not allowed: it must be a role of the invited account ${PAYMENTS}`,
    },
    { options: { roleName: 'Join', externalId: 'x' }, message: `acceptance.externalId "x" ${EXTERNAL_ID_ALLOWED}` },
    { options: { roleName: 'Join', externalId: 'two words' }, message: `acceptance.externalId "two words" ${EXTERNAL_ID_ALLOWED}` },
  ])('refuses $options', ({ options, message }) => {
    expect(() => role(options)).toThrow(new Error(`Accounts/Payments: ${message}`));
  });

  test('refuses the name of a role for an e-mail address', () => {
    expect(() => role({ roleName: 'Join' }, InvitationTarget.email('payments@example.com'))).toThrow(new Error(
      'Accounts/Payments: acceptance.roleName "Join" is not allowed: it must be left out for an invitation by e-mail, whose account id isn\'t known: use roleArn'));
  });
});

describe('Acceptance.wait', () => {
  function wait(options?: WaitOptions): void {
    invitation({ acceptance: Acceptance.waitFor(options) });
  }

  test('adds eleven resources, as the README says, and the one that waits', () => {
    invitation();
    const without = types().length;
    stack = new Stack(new App(), 'Accounts');
    wait();
    expect(types().length - without).toBe(11 + 1);
  });

  test('brings the provider framework along, and its second function', () => {
    invitation({ acceptance: Acceptance.waitFor({ timeout: Duration.minutes(10) }), organizationalUnitId: 'ou-ab12-cdefghij' });
    expect(types().filter((type) => !/^AWS::IAM/.test(type)).sort()).toEqual([
      'AWS::Lambda::EventInvokeConfig', ...Array<string>(5).fill('AWS::Lambda::Function'), 'AWS::Logs::LogGroup', 'AWS::StepFunctions::StateMachine',
      'Custom::OrganizationsAccountInvitation', MEMBERSHIP,
    ]);
    expect(withoutAssetHashes(stack)).toMatchSnapshot();
  });

  test('each further invitation that is waited for is two resources more', () => {
    const countFor = (accounts: string[]): number => {
      stack = new Stack(new App(), 'Accounts');
      for (const account of accounts) invitation({ target: InvitationTarget.account(account), acceptance: Acceptance.waitFor() }, `Of${account}`);
      return types().length;
    };
    expect(countFor(['111111111111', '222222222222'])).toBe(countFor(['111111111111']) + 2);
  });

  test('logs nothing of what the function throws, nor of what the framework passes on', () => {
    wait();
    const functions = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function')) as { Properties: Record<string, any> }[];
    expect(functions.map(({ Properties: { Handler, LoggingConfig } }) => [Handler, LoggingConfig.ApplicationLogLevel])).toEqual([
      ['index.handler', 'INFO'], ['index.awaiting', 'FATAL'], ['framework.onEvent', 'FATAL'], ['framework.isComplete', 'FATAL'], ['framework.onTimeout', 'FATAL'],
    ]);
    const [machine] = Object.values(Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine')) as { Properties: object }[];
    expect(machine?.Properties).not.toHaveProperty('LoggingConfiguration');
  });

  test.each<{ options: WaitOptions | undefined; properties: object }>([
    { options: undefined, properties: { TimeoutMinutes: '30', OnTimeout: 'FAIL', ServiceTimeout: '2100' } },
    { options: { timeout: Duration.minutes(1) }, properties: { TimeoutMinutes: '1', OnTimeout: 'FAIL', ServiceTimeout: '360' } },
    { options: { timeout: Duration.seconds(120), onTimeout: OnTimeout.CONTINUE }, properties: { TimeoutMinutes: '2', OnTimeout: 'CONTINUE', ServiceTimeout: '420' } },
    { options: { timeout: Duration.minutes(50) }, properties: { TimeoutMinutes: '50', OnTimeout: 'FAIL', ServiceTimeout: '3300' } },
  ])('$options is declared as $properties', ({ options, properties }) => {
    wait(options);
    expect(membership().Properties).toMatchObject(properties);
    Template.fromStack(stack).hasResourceProperties('Custom::OrganizationsAccountInvitation', { ServiceTimeout: '900' });
  });

  test('the framework polls for longer than the function waits', () => {
    wait();
    const [machine] = Object.values(Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine')) as { Properties: unknown }[];
    const [, interval, attempts] = /\\"IntervalSeconds\\":(\d+),\\"MaxAttempts\\":(\d+)/.exec(JSON.stringify(machine?.Properties)) ?? [];
    expect([Number(interval), Number(interval) * Number(attempts)]).toEqual([15, 55 * 60]);
  });

  const ALLOWED = 'is not allowed: it must be a whole number of minutes from 1 to 50, known at synthesis';

  test.each([
    { timeout: Duration.seconds(59), shown: '"59 seconds"' },
    { timeout: Duration.minutes(0), shown: '"0 minutes"' },
    { timeout: Duration.seconds(90), shown: '"1 minute 30 seconds"' },
    { timeout: Duration.minutes(51), shown: '"51 minutes"' },
    { timeout: Duration.hours(1), shown: '"1 hour"' },
    { timeout: Duration.minutes(Token.asNumber({ Ref: 'Minutes' })), shown: '"a token"' },
  ])('refuses $shown', ({ timeout, shown }) => {
    expect(() => wait({ timeout })).toThrow(new Error(`Accounts/Payments: acceptance.timeout ${shown} ${ALLOWED}`));
  });
});

describe('changing the mode', () => {
  const MODES = {
    'none with an OU': { organizationalUnitId: 'ou-ab12-cdefghij' },
    wait: { acceptance: Acceptance.waitFor() },
    'wait with an OU': { acceptance: Acceptance.waitFor(), organizationalUnitId: 'ou-ab12-cdefghij' },
    assumeRole: { acceptance: Acceptance.assumeRole({ roleName: 'Join' }) },
    'assumeRole with an OU': { acceptance: Acceptance.assumeRole({ roleName: 'Join' }), organizationalUnitId: 'ou-ab12-cdefghij' },
    none: {},
  } satisfies Record<string, Partial<AccountInvitationProps>>;

  function tokensByLogicalId(props: Partial<AccountInvitationProps>): Map<string, string> {
    const declared = new Stack(new App(), 'Accounts');
    invitation(props, 'Payments', declared);
    const all = { ...customResources('Custom::OrganizationsAccountInvitation', declared), ...customResources(MEMBERSHIP, declared) };
    return new Map(Object.entries(all).map(([logicalId, { Properties }]) => [logicalId, JSON.stringify(Properties.ServiceToken)]));
  }

  test('never sends a resource to another function', () => {
    const tokens = new Map<string, Set<string>>();
    for (const props of Object.values(MODES)) {
      for (const [logicalId, token] of tokensByLogicalId(props)) tokens.set(logicalId, (tokens.get(logicalId) ?? new Set()).add(token));
    }
    expect([...tokens.keys()].map((logicalId) => logicalId.replace(/[0-9A-F]{8}$/, '')).sort())
      .toEqual(['Payments', 'PaymentsAcceptance', 'PaymentsPlacement', 'PaymentsWaiting']);
    expect([...tokens.values()].map(({ size }) => size)).toEqual([1, 1, 1, 1]);
  });

  test.each(['wait', 'assumeRole'] as const)('to or from an OU is an update of the same resource with %s', (mode) => {
    expect(tokensByLogicalId(MODES[`${mode} with an OU`])).toEqual(tokensByLogicalId(MODES[mode]));
  });
});

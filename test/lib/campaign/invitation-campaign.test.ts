import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Acceptance, AccountInvitation, DailyInvitations, InvitationCampaign, InvitationCampaignProps, InvitationTarget, Roster } from '../../../lib';
import { CAMPAIGN_RESOURCE_TYPE } from '../../../lib/contract/campaign';
import { peopleStack, written } from '../../support/synthesized-contents';

const FIRST = '300000000001';
const SECOND = '300000000002';
const ROLE = { acceptance: Acceptance.assumeRole({ roleName: 'Join' }) };

let stack: Stack;
beforeEach(() => { stack = peopleStack(); });

function campaign(props: Partial<InvitationCampaignProps> = {}, id = 'Merger'): InvitationCampaign {
  return new InvitationCampaign(stack, id, { roster: Roster.inline([{ account: FIRST }]), ...props });
}

function fromCsv(text: string): string {
  const { paths: { accounts = '' } } = written({ 'accounts.csv': text });
  try {
    campaign({ roster: Roster.fromCsv(accounts) });
    return '';
  } catch (error) {
    return (error as Error).message.replaceAll(accounts, 'accounts.csv');
  }
}

describe('the schedule', () => {
  test('invokes the function every hour, once the campaign is there', () => {
    campaign();
    const template = Template.fromStack(stack);
    const [resource] = Object.keys(template.findResources(CAMPAIGN_RESOURCE_TYPE));
    template.hasResource('AWS::Scheduler::Schedule', {
      Properties: { ScheduleExpression: 'rate(1 hour)', FlexibleTimeWindow: { Mode: 'OFF' } },
      DependsOn: Match.arrayWith([resource]),
    });
  });
});

describe('the rows of a table', () => {
  test('have tags, units and priorities in columns', () => {
    expect(fromCsv(`account,organizationalUnitId,tags.Team,priority,generation\n${FIRST},ou-ab12-12345678,Payments,1,2\n${SECOND},,,,\n`)).toBe('');
  });

  test.each([
    ['account\n12345\n', 'People/Merger: accounts.csv:2: account "12345" is not allowed: it must be an account id of 12 digits'],
    ['email\nada\n', 'People/Merger: accounts.csv:2: email "ada" is not allowed: it must be an e-mail address of 6 to 64 characters'],
    [`account,email\n${FIRST},ada@example.com\n`, 'People/Merger: accounts.csv:2: email "ada@example.com" is not allowed: it must be left out where the account has its id'],
    ['account,priority\n,1\n', 'People/Merger: accounts.csv:2: account "" is not allowed: it must be given, or else email'],
    [`account\n${FIRST}\n${FIRST}\n`, `People/Merger: accounts.csv:3: account "${FIRST}" is not allowed: it must be another one than in accounts.csv:2`],
    [`account,priority\n${FIRST},first\n`, 'People/Merger: accounts.csv:2: priority "first" is not allowed: it must be a number, in YAML and JSON without quotation marks'],
    [`acount\n${FIRST}\n`, 'People/Merger: accounts.csv:1: column "acount" is not allowed: it must be left out, or be account if that is meant'],
  ])('%j is refused with its place', (text, message) => {
    expect(fromCsv(text)).toBe(message);
  });

  // A file that was cut off after its header would have canceled everything.
  test('may all be gone, but not if that cancels all invitations', () => {
    const roster = Roster.inline([]);
    expect(() => campaign({ roster })).not.toThrow();
    expect(() => campaign({ roster, cancelRemoved: true }, 'Other'))
      .toThrow('People/Other: cancelRemoved true is not allowed: it must be left out while the roster has no row, which would cancel all invitations of the campaign');
  });

  test('are all told at once, up to twenty of them', () => {
    const message = fromCsv(`account\n${Array.from({ length: 30 }, () => '1').join('\n')}\n`);
    expect(message.split('\n').at(0)).toBe('People/Merger: 30 problems in the roster:');
    expect(message.split('\n').at(-1)).toBe('  and 10 more');
  });
});

describe('an account', () => {
  test('that an AccountInvitation of the stack declares is refused, whichever comes first', () => {
    new AccountInvitation(stack, 'Alone', { target: InvitationTarget.account(FIRST) });
    expect(() => campaign()).toThrow(`accounts[0].account "${FIRST}" is not allowed: it must be declared once in a stack, and People/Alone declares it as well`);
    campaign({ roster: Roster.inline([{ account: SECOND }]) }, 'Other');
    expect(() => new AccountInvitation(stack, 'Second', { target: InvitationTarget.account(SECOND) })).toThrow('is already declared in this stack, by People/Other');
  });

  test('in another stack is warned of', () => {
    const other = new Stack(stack.node.root as never, 'OtherStack');
    new AccountInvitation(other, 'Alone', { target: InvitationTarget.account(FIRST) });
    campaign();
    expect(Annotations.fromStack(stack).findWarning('/People/Merger', Match.stringLikeRegexp('is also declared by OtherStack/Alone')).length).toBe(1);
  });

  test('by e-mail has no role that accepts', () => {
    expect(() => campaign({ ...ROLE, roster: Roster.inline([{ email: 'ada@example.com' }]) }))
      .toThrow('accounts[0].email "ada@example.com" is not allowed: it must be replaced by the id of the account, of which the ARN of the role that accepts is made');
  });
});

test.each([
  [{ invitationsPerDay: DailyInvitations.of(0) }, 'invitationsPerDay 0 is not allowed'],
  [{ reinvitations: 11 }, 'reinvitations 11 is not allowed: it must be a whole number from 0 to 10'],
  [{ stopAfterConsecutiveFailures: 0 }, 'stopAfterConsecutiveFailures 0 is not allowed'],
  [{ acceptance: Acceptance.waitFor() }, 'a campaign waits for everybody without a deployment'],
  [{ acceptance: Acceptance.assumeRole({ roleArn: `arn:aws:iam::${FIRST}:role/Join` }) }, 'it must be assumeRole with the roleName that the role has in every account'],
])('%j is refused', (props, message) => {
  expect(() => campaign(props)).toThrow(message);
});

describe('what is made of a campaign', () => {
  test('a rule tells each change of its accounts', () => {
    campaign().onStateChange('Notify');
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: ['cdk-org-guard'], 'detail-type': ['Invitation State Change'], detail: { stackId: [{ Ref: 'AWS::StackId' }] } },
    });
  });

  test('the metric is only written for whoever asks for it', () => {
    const asked = campaign();
    expect(asked.metricRemaining().metricName).toBe('Remaining');
    Template.fromStack(stack).hasResourceProperties(CAMPAIGN_RESOURCE_TYPE, { Metrics: true });
  });
});

describe('the function', () => {
  interface Policy {
    readonly Properties: { readonly PolicyDocument: { readonly Statement: readonly { readonly Action: string | readonly string[] }[] } };
  }
  const actions = (): unknown[] => (Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')) as Policy[])
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement.flatMap(({ Action }) => Action))
    .filter((action) => /^(organizations|sts):/.test(action)).sort();
  const ALWAYS = ['DescribeAccount', 'InviteAccountToOrganization', 'ListAccounts', 'ListHandshakesForOrganization'].map((action) => `organizations:${action}`);

  test('may list and invite', () => {
    campaign();
    expect(actions()).toEqual(ALWAYS);
  });

  test('may place, tag, cancel and enter roles only where that is declared', () => {
    campaign({
      ...ROLE, cancelRemoved: true, roster: Roster.inline([{ account: FIRST, organizationalUnitId: 'ou-ab12-12345678', tags: { Team: 'Payments' } }]),
    });
    expect(actions()).toEqual([
      ...ALWAYS, 'organizations:CancelHandshake', 'organizations:DescribeHandshake', 'organizations:ListParents', 'organizations:ListTagsForResource',
      'organizations:MoveAccount', 'organizations:TagResource', 'organizations:TagResource', 'sts:AssumeRole',
    ].sort());
  });
});

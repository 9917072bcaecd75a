import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Acceptance, AccountInvitation, AccountInvitationProps, AllFeatures, InvitationTarget } from '../../../lib';
import { PAYMENTS } from '../../support/ids';

const UNIT = 'ou-ab12-cdefghij';
const OWN_STACK = {
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudformation:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':stack/', { Ref: 'AWS::StackName' }, '/*']],
};

let stack: Stack;
beforeEach(startAnew);

function startAnew(): void {
  stack = new Stack(new App(), 'Accounts');
}

interface Policy {
  readonly Properties: { readonly PolicyName: string; readonly PolicyDocument: { readonly Statement: unknown[] } };
}

/** The policies of the function's role, without those of the provider framework. */
function policies(): Record<string, Policy> {
  const all = Template.fromStack(stack).findResources('AWS::IAM::Policy') as Record<string, Policy>;
  return Object.fromEntries(Object.entries(all).filter(([logicalId]) => !logicalId.includes('Provider')));
}

function statements(): unknown[] {
  return Object.values(policies()).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

function invitation(props: Partial<AccountInvitationProps> = {}, id = 'Payments'): AccountInvitation {
  return new AccountInvitation(stack, id, { target: InvitationTarget.account(PAYMENTS), ...props });
}

function policiesOf(declare: () => unknown): string[] {
  startAnew();
  declare();
  return Object.keys(policies());
}

interface Resource {
  readonly Type: string;
  readonly DependsOn?: string[];
}

function resources(): Record<string, Resource> {
  return Template.fromStack(stack).toJSON().Resources as Record<string, Resource>;
}

/** What the organization of the stack's account has of a kind. */
function arn(kind: string, rest = '*'): unknown {
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':organizations::', { Ref: 'AWS::AccountId' }, `:${kind}/o-*/${rest}`]] };
}

function allowed(actions: string[], ...resources: unknown[]): unknown {
  const names = actions.map((action) => action.includes(':') ? action : `organizations:${action}`);
  return { Effect: 'Allow', Action: names.length === 1 ? names[0] : names, Resource: resources.length === 1 ? resources[0] : resources };
}

/** Of the policies that the only resource of a type waits for, in the order of the template. */
function statementsBehind(type: string): unknown[] {
  const { DependsOn = [] } = Object.values(resources()).find(({ Type }) => Type === type) as Resource;
  return Object.entries(policies()).filter(([logicalId]) => DependsOn.includes(logicalId)).flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}

const INVITE = [
  allowed(['DescribeAccount', 'DescribeOrganization', 'InviteAccountToOrganization', 'ListHandshakesForOrganization'], '*'),
  allowed(['CancelHandshake', 'DescribeHandshake'], arn('handshake', 'invite/*')),
];
const FIND_BY_EMAIL = [allowed(['ListAccounts'], '*')];
const PLACE = [allowed(['ListParents'], arn('account')), allowed(['MoveAccount'], arn('account'), arn('ou'), arn('root'))];
const tag = (...keys: string[]): unknown[] => [
  allowed(['ListTagsForResource', 'TagResource'], arn('account')),
  { ...allowed(['TagResource'], '*') as object, Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': keys } } },
];
const TAG = tag('team');
const ROLE_IN_PARTITION = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${PAYMENTS}:role/Join`]] };
const REQUEST_ALL_FEATURES = [allowed(['DescribeOrganization', 'EnableAllFeatures', 'ListHandshakesForOrganization'], '*')];
const FINALIZE_ALL_FEATURES = [allowed(['AcceptHandshake'], arn('handshake', 'enable_all_features/*'), arn('handshake', 'approve_all_features/*'))];

const byEmail = { target: InvitationTarget.email('payments@example.com') };
const DECLARED: Record<string, { declare: () => unknown; needs: unknown[] }> = {
  'an invitation': { declare: () => invitation(), needs: INVITE },
  'an invitation by e-mail': { declare: () => invitation(byEmail), needs: [...INVITE, ...FIND_BY_EMAIL] },
  'an invitation with tags': { declare: () => invitation({ tags: { team: 'payments' } }), needs: [...INVITE, ...TAG] },
  'a placement': { declare: () => invitation({ organizationalUnitId: UNIT }), needs: [...INVITE, ...PLACE] },
  waiting: { declare: () => invitation({ acceptance: Acceptance.waitFor() }), needs: INVITE },
  'acceptance by a role': {
    declare: () => invitation({ acceptance: Acceptance.assumeRole({ roleName: 'Join' }) }),
    needs: [...INVITE, allowed(['sts:AssumeRole'], ROLE_IN_PARTITION)],
  },
  'everything for an invitation': {
    declare: () => invitation({
      ...byEmail, organizationalUnitId: UNIT, tags: { team: 'payments' }, acceptance: Acceptance.assumeRole({ roleArn: `arn:aws:iam::${PAYMENTS}:role/teams/Join` }),
    }),
    needs: [...INVITE, ...FIND_BY_EMAIL, ...TAG, ...PLACE, allowed(['sts:AssumeRole'], `arn:aws:iam::${PAYMENTS}:role/teams/Join`)],
  },
  'all features': { declare: () => new AllFeatures(stack, 'AllFeatures'), needs: REQUEST_ALL_FEATURES },
  'all features, finalized': { declare: () => new AllFeatures(stack, 'AllFeatures', { finalize: true }), needs: [...REQUEST_ALL_FEATURES, ...FINALIZE_ALL_FEATURES] },
};

describe('the function may do exactly what is needed', () => {
  test.each(Object.entries(DECLARED))('for %s', (_name, { declare, needs }) => {
    declare();
    expect(statements()).toEqual(needs);
  });

  test('for several invitations as for one, and for each role by its ARN', () => {
    const accounts = ['111111111111', '222222222222'];
    for (const account of accounts) {
      invitation({ target: InvitationTarget.account(account), acceptance: Acceptance.assumeRole({ roleArn: `arn:aws:iam::${account}:role/Join` }) }, `Of${account}`);
    }
    expect(statements()).toEqual([...INVITE, allowed(['sts:AssumeRole'], ...accounts.map((account) => `arn:aws:iam::${account}:role/Join`))]);
  });

  test('for one accepting role, once, although its ARN is named twice', () => {
    const acceptance = Acceptance.assumeRole({ roleArn: `arn:aws:iam::${PAYMENTS}:role/Join` });
    invitation({ acceptance });
    invitation({ ...byEmail, acceptance }, 'ByEmail');
    expect(statements()).toEqual([...INVITE, allowed(['sts:AssumeRole'], `arn:aws:iam::${PAYMENTS}:role/Join`), ...FIND_BY_EMAIL]);
  });

  test('and, of its own stack, read what it is doing and what is in it', () => {
    invitation();
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', { Policies: [{ PolicyDocument: { Statement: [
      { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': [Object.keys(Template.fromStack(stack).findResources('AWS::Logs::LogGroup'))[0], 'Arn'] } },
      { Effect: 'Allow', Action: ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources', 'cloudformation:GetTemplate'], Resource: OWN_STACK },
    ] } }] });
  });
});

describe('the policies', () => {
  test.each(Object.entries(DECLARED))('have the same logical ids beside any others: %s', (_name, { declare }) => {
    const own = policiesOf(declare);
    const together = policiesOf(() => {
      declare();
      invitation({ target: InvitationTarget.email('others@example.com'), tags: { team: 'data' }, organizationalUnitId: UNIT }, 'Others');
    });
    expect(together).toEqual(expect.arrayContaining(own));
  });

  test('allow the tags that some invitation declares', () => {
    invitation({ tags: { team: 'payments' } });
    invitation({ ...byEmail, tags: { team: 'data', stage: 'test' } }, 'ByEmail');
    expect(statements()).toEqual([...INVITE, ...tag('team', 'stage'), ...FIND_BY_EMAIL]);
  });

  test('have the same logical ids whoever is invited, with whatever role', () => {
    const role = (account: string): string[] => policiesOf(() => invitation({
      target: InvitationTarget.account(account), acceptance: Acceptance.assumeRole({ roleName: `Join${account}` }),
    }, `Of${account}`));
    expect(role('222222222222')).toEqual(role('111111111111'));
  });

  test('have their logical ids as names, so that an old and a new one can stand side by side', () => {
    DECLARED['everything for an invitation']?.declare();
    expect(Object.entries(policies()).map(([logicalId, { Properties }]) => Properties.PolicyName === logicalId)).toEqual([true, true, true, true, true]);
  });
});

test('the first invitation with tags changes nothing for those without', () => {
  invitation();
  const before = resources();
  startAnew();
  invitation();
  invitation({ target: InvitationTarget.account('222222222222'), tags: { team: 'data' } }, 'Data');
  expect(resources()).toMatchObject(before);
  const added = Object.entries(resources()).filter(([id]) => !(id in before)).map(([, { Type }]) => Type);
  expect(added.sort()).toEqual(['AWS::IAM::Policy', 'Custom::OrganizationsAccountInvitation']);
});

test.each([
  { type: 'Custom::OrganizationsAccountInvitation', needs: [...INVITE, ...FIND_BY_EMAIL, ...TAG] },
  { type: 'Custom::OrganizationsAccountMembership', needs: [...INVITE, ...FIND_BY_EMAIL, ...TAG, ...PLACE] },
  { type: 'Custom::OrganizationsAllFeatures', needs: REQUEST_ALL_FEATURES },
])('$type waits for the policies that it needs, and for no others', ({ type, needs }) => {
  invitation({ ...byEmail, tags: { team: 'payments' }, acceptance: Acceptance.waitFor(), organizationalUnitId: UNIT });
  new AllFeatures(stack, 'AllFeatures');
  expect(statementsBehind(type)).toEqual(needs);
});

test('acceptance by a role waits for the permission to enter it', () => {
  invitation({ acceptance: Acceptance.assumeRole({ roleName: 'Join' }) });
  expect(statementsBehind('Custom::OrganizationsAccountMembership')).toEqual([...INVITE, allowed(['sts:AssumeRole'], ROLE_IN_PARTITION)]);
});

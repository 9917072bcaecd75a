import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Acceptance, AccountInvitation, AccountInvitationProps, AllFeatures, InvitationTarget } from '../../../lib';

const PAYMENTS = '111122223333';
const UNIT = 'ou-ab12-cdefghij';

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
  const all = Object.values(policies());
  expect(all).toHaveLength(1);
  return all.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

function invitation(props: Partial<AccountInvitationProps> = {}, id = 'Payments'): AccountInvitation {
  return new AccountInvitation(stack, id, { target: InvitationTarget.account(PAYMENTS), ...props });
}

function logicalIdOfPolicy(declare: () => unknown): string {
  startAnew();
  declare();
  return Object.keys(policies()).join();
}

/** What the organization of the stack's account has of a kind. */
function arn(kind: string, rest = '*'): unknown {
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':organizations::', { Ref: 'AWS::AccountId' }, `:${kind}/o-*/${rest}`]] };
}

function allowed(actions: string[], ...resources: unknown[]): unknown {
  const names = actions.map((action) => action.includes(':') ? action : `organizations:${action}`);
  return { Effect: 'Allow', Action: names.length === 1 ? names[0] : names, Resource: resources.length === 1 ? resources[0] : resources };
}

const INVITE = [
  allowed(['DescribeOrganization', 'InviteAccountToOrganization', 'ListHandshakesForOrganization'], '*'),
  allowed(['DescribeAccount'], arn('account')),
  allowed(['CancelHandshake', 'DescribeHandshake'], arn('handshake', 'invite/*')),
];
const FIND_BY_EMAIL = [allowed(['ListAccounts'], '*')];
const PLACE = [allowed(['ListParents'], arn('account')), allowed(['MoveAccount'], arn('account'), arn('ou'), arn('root'))];
const TAG = [allowed(['ListTagsForResource', 'TagResource'], arn('account'))];
const ROLE_IN_PARTITION = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${PAYMENTS}:role/Join`]] };
const REQUEST_ALL_FEATURES = [allowed(['DescribeOrganization', 'EnableAllFeatures', 'ListHandshakesForOrganization'], '*')];
const FINALIZE_ALL_FEATURES = [allowed(['AcceptHandshake'], arn('handshake', 'enable_all_features/*'))];

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
    needs: [...INVITE, ...FIND_BY_EMAIL, ...TAG, allowed(['sts:AssumeRole'], `arn:aws:iam::${PAYMENTS}:role/teams/Join`), ...PLACE],
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

  test('for one role that accepts by its ARN and is named twice, once', () => {
    const acceptance = Acceptance.assumeRole({ roleArn: `arn:aws:iam::${PAYMENTS}:role/Join` });
    invitation({ acceptance });
    invitation({ ...byEmail, acceptance }, 'ByEmail');
    expect(statements()).toEqual([...INVITE, allowed(['sts:AssumeRole'], `arn:aws:iam::${PAYMENTS}:role/Join`), ...FIND_BY_EMAIL]);
  });

  test('and, of its own stack, read what it is doing and what is in it', () => {
    invitation();
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', { Policies: [{ PolicyDocument: { Statement: [
      { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': [Object.keys(Template.fromStack(stack).findResources('AWS::Logs::LogGroup'))[0], 'Arn'] } },
      { Effect: 'Allow', Action: ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'], Resource: { Ref: 'AWS::StackId' } },
    ] } }] });
  });
});

describe('the logical id of the policy', () => {
  const names = Object.keys(DECLARED).filter((name) => name !== 'waiting');

  test('is another one for each set of permissions, so that what is removed last can still be removed', () => {
    expect(new Set(names.map((name) => logicalIdOfPolicy(DECLARED[name]!.declare))).size).toBe(names.length);
  });

  test('is its name, so that the old and the new one can stand side by side', () => {
    invitation();
    expect(Object.entries(policies()).map(([logicalId, { Properties }]) => Properties.PolicyName === logicalId)).toEqual([true]);
  });

  test('is the same one whoever is invited, with whatever role', () => {
    const role = (account: string) => logicalIdOfPolicy(() => invitation({
      target: InvitationTarget.account(account), acceptance: Acceptance.assumeRole({ roleName: `Join${account}` }),
    }, `Of${account}`));
    expect(role('222222222222')).toBe(role('111111111111'));
  });
});

test('everything waits for the policy', () => {
  invitation({ acceptance: Acceptance.waitFor(), organizationalUnitId: UNIT });
  new AllFeatures(stack, 'AllFeatures');
  const [policy = ''] = Object.keys(policies());
  const resources = Object.values(Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string; DependsOn?: string[] }>);
  const guarded = resources.filter(({ Type }) => Type.startsWith('Custom::Organizations'));
  expect(guarded).toHaveLength(3);
  expect(guarded.every(({ DependsOn = [] }) => DependsOn.includes(policy))).toBe(true);
});

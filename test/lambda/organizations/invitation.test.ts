import type { Stack } from 'aws-cdk-lib';
import { Acceptance, AccountInvitation, AccountInvitationProps, InvitationTarget } from '../../../lib';
import { failuresOf, InProcess, physicalIdOf } from '../../support/in-process';

const PAYMENTS = '111122223333';

function invitation(props: Partial<AccountInvitationProps> = {}): (scope: Stack) => void {
  return (scope) => {
    new AccountInvitation(scope, 'Payments', { target: InvitationTarget.account(PAYMENTS), ...props });
  };
}

test('invites an account with two calls', async () => {
  const world = new InProcess();
  const stack = await world.deploy('A', invitation());
  expect(failuresOf(stack)).toEqual([]);
  expect(stack.status).toBe('CREATE_COMPLETE');
  expect(world.calls).toEqual(['organizations:DescribeAccount', 'organizations:InviteAccountToOrganization']);
  expect(physicalIdOf(stack)).toMatch(/^created:h-/);
});

test('accepts by a role in the invited account', async () => {
  const world = new InProcess({ organizations: { roles: [{
    account: PAYMENTS, roleName: 'Join',
    trustPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }] },
    policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['organizations:AcceptHandshake', 'iam:CreateServiceLinkedRole'], Resource: '*' }] }],
  }] } });
  const stack = await world.deploy('A', invitation({ acceptance: Acceptance.assumeRole({ roleName: 'Join' }) }));
  expect(failuresOf(stack)).toEqual([]);
  expect(stack.status).toBe('CREATE_COMPLETE');
  expect(world.calls).toEqual([
    'organizations:DescribeAccount', 'organizations:InviteAccountToOrganization',
    'organizations:DescribeAccount', 'sts:AssumeRole', 'organizations:AcceptHandshake', 'organizations:DescribeAccount',
  ]);
});

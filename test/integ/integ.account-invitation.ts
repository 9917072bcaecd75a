import { ExpectedResult, Match } from '@aws-cdk/integ-tests-alpha';
import { CfnOutput } from 'aws-cdk-lib';
import { AccountInvitation, InvitationTarget } from 'cdk-org-guard';
import { givenAccount, REMARK, testOf, throwAwayStack } from './given';

const stack = throwAwayStack('account-invitation');
const account = givenAccount();

const invitation = new AccountInvitation(stack, 'Invitation', { target: InvitationTarget.account(account), notes: REMARK });
// No other stack can have it by an export: it is the only output, so that it can be read from there.
new CfnOutput(stack, 'HandshakeId', { value: invitation.handshakeId });

const { assertions } = testOf(stack, { destroyed: ['no-invitation'] });
const described = assertions.awsApiCall('cloudformation', 'DescribeStacks', { StackName: stack.stackName });
assertions.awsApiCall('organizations', 'DescribeHandshake', { HandshakeId: described.getAttString('Stacks.0.Outputs.0.OutputValue') })
  .expect(ExpectedResult.objectLike({
    Handshake: Match.objectLike({
      Action: 'INVITE',
      State: Match.stringLikeRegexp('^(REQUESTED|OPEN)$'),
      Parties: Match.arrayWith([Match.objectLike({ Type: 'ACCOUNT', Id: account })]),
      Resources: Match.arrayWith([Match.objectLike({ Type: 'NOTES', Value: REMARK })]),
    }),
  }));

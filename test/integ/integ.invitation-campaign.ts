import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { Aws, CfnOutput, CfnResource, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { InvitationCampaign, Roster } from 'cdk-org-guard';
import { assertTold, givenAccount, REMARK, testOf, throwAwayLedger, throwAwayStack } from './given';

const stack = throwAwayStack('invitation-campaign');
const account = givenAccount();

const campaign = new InvitationCampaign(stack, 'Campaign', {
  roster: Roster.inline([{ account }]), notes: REMARK, ledger: throwAwayLedger(stack), removalPolicy: RemovalPolicy.DESTROY,
});
const parts = campaign.node.findAll().filter(CfnResource.isCfnResource);
const { target } = parts.find((part) => part instanceof CfnSchedule) as CfnSchedule;
const resource = parts.find(({ cfnResourceType }) => cfnResourceType === 'Custom::OrganizationsInvitationCampaign') as CfnResource;
const stackId = new CfnOutput(stack, 'StackId', { value: Aws.STACK_ID, exportName: 'cdk-org-guard-integ-invitation-campaign' });

// Of an organization that has many invitations the stack of the assertions would see one page.
const integ = testOf(stack, { deployed: ['invitation'], destroyed: ['no-invitation'] });
assertTold(integ, stack, [campaign.rows, campaign.placed], ['1', '0']);
// The run that a schedule would make an hour later.
integ.assertions.invokeFunction({
  functionName: Fn.select(6, Fn.split(':', (target as CfnSchedule.TargetProperty).arn)),
  payload: JSON.stringify({ stackId: stackId.importValue, logicalResourceId: stack.getLogicalId(resource), bucket: campaign.ledger.bucketName }),
}).expect(ExpectedResult.objectLike({ StatusCode: 200, Payload: 'null' }));

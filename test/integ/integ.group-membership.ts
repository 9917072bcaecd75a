import { ExpectedResult, Match } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { Group, GroupMembership, User } from 'cdk-org-guard';
import { assertTold, givenStore, REMARK, testOf, throwAwayStack } from './given';

const stack = throwAwayStack('group-membership');
const identityStore = givenStore(stack);

const group = new Group(stack, 'Group', {
  identityStore, displayName: 'cdk-org-guard-integ-with-member', description: REMARK, removalPolicy: RemovalPolicy.DESTROY,
});
const member = new User(stack, 'Member', {
  identityStore, userName: 'cdk-org-guard-integ-member', displayName: REMARK, name: { givenName: 'Integration', familyName: 'Test' }, removalPolicy: RemovalPolicy.DESTROY,
});
const membership = new GroupMembership(stack, 'Membership', { group, member });

const integ = testOf(stack, { destroyed: ['no-group cdk-org-guard-integ-with-member', 'no-user cdk-org-guard-integ-member'] });
assertTold(integ, stack, [membership.outcome], ['CREATED']);
integ.assertions.awsApiCall('identitystore', 'ListGroupMemberships', { IdentityStoreId: identityStore.identityStoreId, GroupId: group.groupId })
  .expect(ExpectedResult.objectLike({
    GroupMemberships: [Match.objectLike({ MembershipId: membership.membershipId, MemberId: Match.objectLike({ UserId: member.userId }) })],
  }));

import { ExpectedResult, Match } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { ContentsSource, IdentityStoreContents } from 'cdk-org-guard';
import { assertTold, givenStore, REMARK, testOf, throwAwayLedger, throwAwayStack } from './given';

const stack = throwAwayStack('identity-store-contents');
const identityStore = givenStore(stack);

const users = ['cdk-org-guard-integ-row-1', 'cdk-org-guard-integ-row-2'];
const contents = new IdentityStoreContents(stack, 'Contents', {
  identityStore,
  source: ContentsSource.inline({
    users: users.map((userName) => ({ userName, displayName: REMARK, name: { givenName: 'Integration', familyName: 'Test' } })),
    groups: [{ displayName: 'cdk-org-guard-integ-rows', description: REMARK }],
    memberships: users.map((userName) => ({ group: 'cdk-org-guard-integ-rows', userName })),
  }),
  ledger: throwAwayLedger(stack),
  removalPolicy: RemovalPolicy.DESTROY,
});
const [first, second] = users.map((userName) => contents.user(userName).userId);

const integ = testOf(stack);
assertTold(integ, stack, [contents.created, contents.failed], ['5', '0']);
const memberships = integ.assertions.awsApiCall('identitystore', 'ListGroupMemberships', {
  IdentityStoreId: identityStore.identityStoreId, GroupId: contents.group('cdk-org-guard-integ-rows').groupId,
});
// One after the other, since their order isn't known.
memberships.expect(ExpectedResult.objectLike({
  GroupMemberships: Match.arrayWith([Match.objectLike({ MemberId: Match.objectLike({ UserId: first }) })]),
}));
integ.assertions.awsApiCall('identitystore', 'DescribeUser', { IdentityStoreId: identityStore.identityStoreId, UserId: second })
  .expect(ExpectedResult.objectLike({ UserName: users[1], DisplayName: REMARK }));

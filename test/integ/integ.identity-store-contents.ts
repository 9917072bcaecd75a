import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
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

const integ = testOf(stack, { destroyed: [...users.map((userName) => `no-user ${userName}`), 'no-group cdk-org-guard-integ-rows'] });
assertTold(integ, stack, [contents.created, contents.failed], ['5', '0']);
const { identityStoreId: IdentityStoreId } = identityStore;
const { groupId: GroupId } = contents.group('cdk-org-guard-integ-rows');
integ.assertions.awsApiCall('identitystore', 'DescribeGroup', { IdentityStoreId, GroupId })
  .expect(ExpectedResult.objectLike({ DisplayName: 'cdk-org-guard-integ-rows', Description: REMARK }));
for (const UserName of users) {
  const { userId: UserId } = contents.user(UserName);
  integ.assertions.awsApiCall('identitystore', 'DescribeUser', { IdentityStoreId, UserId }).expect(ExpectedResult.objectLike({ UserName, DisplayName: REMARK }));
  integ.assertions.awsApiCall('identitystore', 'IsMemberInGroups', { IdentityStoreId, MemberId: { UserId }, GroupIds: [GroupId] })
    .expect(ExpectedResult.objectLike({ Results: [{ GroupId, MemberId: { UserId }, MembershipExists: true }] }));
}

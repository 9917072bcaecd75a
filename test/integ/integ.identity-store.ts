import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { Group, IdentityStore, User } from 'cdk-org-guard';
import { givenStore, givenStoreAttributes, REMARK, testOf, throwAwayStack } from './given';

const stack = throwAwayStack('identity-store');
const declaring = givenStore(stack);
const user = new User(stack, 'User', {
  identityStore: declaring, userName: 'cdk-org-guard-integ-looked-up', displayName: REMARK, name: { givenName: 'Integration', familyName: 'Test' },
  removalPolicy: RemovalPolicy.DESTROY,
});
const group = new Group(stack, 'Group', {
  identityStore: declaring, displayName: 'cdk-org-guard-integ-looked-up', description: REMARK, removalPolicy: RemovalPolicy.DESTROY,
});

// Who looks up has only the id of the store, and names.
const looking = IdentityStore.fromIdentityStoreAttributes(stack, 'Elsewhere', givenStoreAttributes());
const foundUser = User.fromUserName(stack, 'FoundUser', looking, 'cdk-org-guard-integ-looked-up');
const foundGroup = Group.fromDisplayName(stack, 'FoundGroup', looking, 'cdk-org-guard-integ-looked-up');
foundUser.node.addDependency(user);
foundGroup.node.addDependency(group);
foundGroup.addMember('FoundUser', foundUser);

const destroyed = ['no-user cdk-org-guard-integ-looked-up', 'no-group cdk-org-guard-integ-looked-up'];
testOf(stack, { destroyed }).assertions.awsApiCall('identitystore', 'IsMemberInGroups', {
  IdentityStoreId: declaring.identityStoreId, MemberId: { UserId: user.userId }, GroupIds: [group.groupId],
}).expect(ExpectedResult.objectLike({ Results: [{ GroupId: group.groupId, MemberId: { UserId: user.userId }, MembershipExists: true }] }));

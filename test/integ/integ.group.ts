import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnGroup } from 'aws-cdk-lib/aws-identitystore';
import { ConflictPolicy, Group } from 'cdk-org-guard';
import { assertTold, givenStore, REMARK, testOf, throwAwayStack } from './given';

const stack = throwAwayStack('group');
const identityStore = givenStore(stack);
const { identityStoreId } = identityStore;

const created = new Group(stack, 'Created', {
  identityStore, displayName: 'cdk-org-guard-integ-created', description: REMARK, removalPolicy: RemovalPolicy.DESTROY,
});

// Somebody else's, which is there before, and also after both stacks are gone.
const native = new CfnGroup(stack, 'Native', { identityStoreId, displayName: 'cdk-org-guard-integ-adopted', description: `${REMARK}, not adopted yet` });
native.applyRemovalPolicy(RemovalPolicy.RETAIN);
const adopted = new Group(stack, 'Adopted', {
  identityStore, displayName: native.displayName, description: REMARK, conflictPolicy: ConflictPolicy.ADOPT, removalPolicy: RemovalPolicy.DESTROY,
});
adopted.node.addDependency(native);

const integ = testOf(stack, { destroyed: ['no-group cdk-org-guard-integ-created', 'kept-group cdk-org-guard-integ-adopted'] });
assertTold(integ, stack, [created.outcome, adopted.outcome], ['CREATED', 'ADOPTED']);
const groups = { 'cdk-org-guard-integ-created': created.groupId, 'cdk-org-guard-integ-adopted': native.attrGroupId };
for (const [DisplayName, GroupId] of Object.entries(groups)) {
  integ.assertions.awsApiCall('identitystore', 'DescribeGroup', { IdentityStoreId: identityStoreId, GroupId })
    .expect(ExpectedResult.objectLike({ DisplayName, Description: REMARK }));
}

import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';
import { ConflictPolicy, IdentityStore, IIdentityStore } from 'cdk-org-guard';

/** The runner sets this where it makes a snapshot or compares one, and not where it deploys: a snapshot is the same whoever makes it. */
const isSnapshot = process.env.CDK_INTEG_REGION !== undefined;

/** What whoever deploys has to say, each in a variable. */
const DEPLOYED_WITH = {
  INTEG_IDENTITY_STORE: 'the id of an identity store in the Region of the deployment, in which users and groups are made and deleted again',
  INTEG_ACCOUNT: 'the id of an account in no organization, which is invited, and whose invitation is canceled again',
} as const;

/** What is told in each user, group and invitation, so that whoever comes across it knows what it is. */
export const REMARK = 'Made by a test of cdk-org-guard, to be deleted';

/** The id of the store to try out. */
export function givenStoreId(): string {
  return given('INTEG_IDENTITY_STORE', 'd-1234567890');
}

/** The store to try out. What is there already fails a test instead of being adopted, unless the test says otherwise. */
export function givenStore(stack: Stack): IIdentityStore {
  return IdentityStore.fromIdentityStoreAttributes(stack, 'Directory', { identityStoreId: givenStoreId(), conflictPolicy: ConflictPolicy.FAIL });
}

/** The account to invite. */
export function givenAccount(): string {
  return given('INTEG_ACCOUNT', '111122223333');
}

/** A stack for the test of a construct, which is deleted in the end. */
export function throwAwayStack(construct: string): Stack {
  return new Stack(new App({ treeMetadata: false, analyticsReporting: false, stackTraces: false, context: { [DISABLE_CREATION_STACK_TRACES]: true } }), `cdk-org-guard-integ-${construct}`, { description: REMARK });
}

/** A bucket for a ledger, which goes with its stack. */
export function throwAwayLedger(stack: Stack): IBucket {
  return new Bucket(stack, 'Ledger', { versioned: true, removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true }) as IBucket;
}

/** The test of a stack. The code of its functions changes with nearly every change of the library: it is neither compared nor kept for an update. */
export function testOf(stack: Stack, preDeploy: string[] = []): IntegTest {
  const app = App.of(stack) as App;
  const assertionStack = new Stack(app, `${stack.stackName}-assertions`, { description: REMARK });
  return new IntegTest(app, 'Test', {
    testCases: [stack], assertionStack, diffAssets: false, stackUpdateWorkflow: false, ...(preDeploy.length > 0 && { hooks: { preDeploy } }),
  });
}

/** Asserts what a stack tells of its constructs. It is one output, since nobody knows the order of several. */
export function assertTold({ assertions }: IntegTest, stack: Stack, values: readonly string[], expected: readonly string[]): void {
  new CfnOutput(stack, 'Told', { value: values.join(' ') });
  assertions.awsApiCall('cloudformation', 'DescribeStacks', { StackName: stack.stackName }).expect(ExpectedResult.objectLike({
    Stacks: [Match.objectLike({ Outputs: Match.arrayWith([Match.objectLike({ OutputKey: 'Told', OutputValue: expected.join(' ') })]) })],
  }));
}

function given(variable: keyof typeof DEPLOYED_WITH, inSnapshots: string): string {
  if (isSnapshot) return inSnapshots;
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} has to be set: ${DEPLOYED_WITH[variable]}. CONTRIBUTING.md says how integration tests are deployed`);
  return value;
}

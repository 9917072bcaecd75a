import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';
import { ConflictPolicy, IdentityStore, IdentityStoreAttributes, IIdentityStore } from 'cdk-org-guard';
import { REMARK } from './remark';

export { REMARK } from './remark';

/** The runner sets this where it makes a snapshot or compares one, and not where it deploys: a snapshot is the same whoever makes it. */
const isSnapshot = process.env.CDK_INTEG_REGION !== undefined;

/** What whoever deploys has to say, each in a variable. */
const DEPLOYED_WITH = {
  INTEG_IDENTITY_STORE: 'the id of an identity store in the Region of the deployment, in which users and groups are made and deleted again',
  INTEG_ACCOUNT: 'the id of an account in no organization, which is invited, and whose invitation is canceled again',
  AWS_REGION: 'the Region of the deployment, in which is looked at what is there afterwards',
} as const;

/** The store to try out, as somebody knows it who has only its id and, from an account that administers it for another one, the id of that. */
export function givenStoreAttributes(): IdentityStoreAttributes {
  const ownerAccount = isSnapshot ? undefined : process.env.INTEG_OWNER_ACCOUNT;
  return { identityStoreId: given('INTEG_IDENTITY_STORE', 'd-1234567890'), ...(ownerAccount && { ownerAccount }) };
}

/** The store to try out. What is there already fails a test instead of being adopted, unless the test says otherwise. */
export function givenStore(stack: Stack): IIdentityStore {
  return IdentityStore.fromIdentityStoreAttributes(stack, 'Directory', { ...givenStoreAttributes(), conflictPolicy: ConflictPolicy.FAIL });
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

/** What is looked at beside what the stack of the assertions looks at, by commands of `looks.ts`. */
interface Looks {
  /** Before anything is deployed. */
  readonly before?: readonly string[];
  /** After all is deployed. */
  readonly deployed?: readonly string[];
  /** After all is destroyed. */
  readonly destroyed?: readonly string[];
}

/** The test of a stack. The code of its functions changes with nearly every change of the library: it is neither compared nor kept for an update. */
export function testOf(stack: Stack, { before, deployed, destroyed }: Looks): IntegTest {
  given('AWS_REGION', 'us-east-1');
  const app = App.of(stack) as App;
  const assertionStack = new Stack(app, `${stack.stackName}-assertions`, { description: REMARK });
  return new IntegTest(app, 'Test', {
    testCases: [stack], assertionStack, diffAssets: false, stackUpdateWorkflow: false,
    hooks: {
      ...(before && { preDeploy: before.map(looking) }),
      ...(deployed && { postDeploy: deployed.map(looking) }),
      ...(destroyed && { postDestroy: destroyed.map(looking) }),
    },
  });
}

function looking(look: string): string {
  return `node --import tsx looks.ts ${look}`;
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

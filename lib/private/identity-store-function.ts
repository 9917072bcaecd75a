import * as path from 'node:path';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { SERVICE_TIMEOUT_SECONDS } from './contract';
import { GuardFunction } from './guarded-resource';
import { StorePermission, StorePolicy } from './store-policy';
import { IIdentityStore } from '../identity-store/identity-store';

/** The newest Lambda runtime that every partition has. The functions are compiled to the syntax of Node 22. */
const RUNTIME = lambda.Runtime.NODEJS_24_X;

/** Long enough for the retries of one event, short enough for two more deliveries before CloudFormation gives up. */
const TIMEOUT = Duration.seconds(120);

/** An event that is older than this can't be answered in time any more. */
const MAXIMUM_EVENT_AGE = Duration.seconds(SERVICE_TIMEOUT_SECONDS - 60);

const CONSTRUCT_ID = 'CdkOrgGuardIdentityStore';

/**
 * The function of a stack that creates, updates and deletes what its guarded constructs declare in Identity Stores.
 * There is one in a stack, made when the first construct needs it.
 */
export class IdentityStoreFunction extends Construct {
  public static of(scope: Construct): IdentityStoreFunction {
    const stack = Stack.of(scope);
    const existing = stack.node.tryFindChild(CONSTRUCT_ID) as IdentityStoreFunction | undefined;
    return existing ?? new IdentityStoreFunction(stack);
  }

  private readonly functionArn: string;
  private readonly role: iam.Role;
  /** Without it Lambda would redeliver an event for six hours. */
  private readonly eventInvokeConfig: lambda.EventInvokeConfig;
  private readonly policies: StorePolicy[] = [];

  private constructor(stack: Stack) {
    super(stack, CONSTRUCT_ID);
    const logGroup = new logs.LogGroup(this, 'LogGroup', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: 'The cdk-org-guard function of this stack',
      inlinePolicies: {
        Function: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] }),
            new iam.PolicyStatement({ actions: ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'], resources: [stack.stackId] }),
          ],
        }),
      },
    });
    const handler = new lambda.Function(this, 'Function', {
      description: 'cdk-org-guard: users, groups and memberships of IAM Identity Center',
      code: lambda.Code.fromAsset(path.join(__dirname, '..', '..', 'assets', 'identity-store')),
      handler: 'index.handler',
      runtime: RUNTIME,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 512,
      timeout: TIMEOUT,
      role: this.role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      applicationLogLevelV2: lambda.ApplicationLogLevel.INFO,
      systemLogLevelV2: lambda.SystemLogLevel.WARN,
    });
    this.eventInvokeConfig = new lambda.EventInvokeConfig(this, 'EventInvokeConfig', {
      function: handler,
      retryAttempts: 2,
      maxEventAge: MAXIMUM_EVENT_AGE,
    });
    this.functionArn = handler.functionArn;
  }

  /** The function, with a permission in a store. */
  public allowed(permission: StorePermission, identityStore: IIdentityStore): GuardFunction {
    const policy = this.policyFor(identityStore);
    policy.allow(permission);
    return { functionArn: this.functionArn, ready: [this.eventInvokeConfig, policy] };
  }

  private policyFor(identityStore: IIdentityStore): StorePolicy {
    const existing = this.policies.find((policy) => policy.isFor(identityStore));
    if (existing) return existing;
    const policy = new StorePolicy(this, this.role, identityStore);
    this.policies.push(policy);
    return policy;
  }
}

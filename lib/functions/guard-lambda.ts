import * as path from 'node:path';
import { Arn, ArnFormat, Aws, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { CUSTOM_RESOURCE_RUNTIME_FAMILY, CUSTOM_RESOURCE_SINGLETON_LOG_GROUP } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { ROLE_NAME, SERVICE_TIMEOUT_SECONDS } from '../contract/custom-resource';
import { functionOptionsOf, GUARD_LAMBDA } from './function-options';
import { limitInlinePolicies } from './inline-policies';
import { markAs } from '../construct/type-test';
import type { FunctionOptions } from './function-config';

/** The newest Lambda runtime that every partition has. The functions are compiled to the syntax of Node 22. */
const RUNTIME = lambda.Runtime.NODEJS_24_X;

/**
 * The lateness that a delivery may have, in seconds: the timeout of a function is as long as CloudFormation waits, less this. If many functions read the same
 * stack at once, the last of them gets its turn after minutes. For older events the function itself ends in time.
 */
const LATENESS_SECONDS = 120;

/** The longest timeout of any function. */
const LONGEST_TIMEOUT_SECONDS = 900;

/** How long before CloudFormation's time is up an event is too old to be answered. */
const ANSWER_SECONDS = 60;

const MEMORY_MEGABYTES = 512;

/** Actions of Lambda in a VPC, under the role of a function. The ids of the network interfaces aren't known beforehand. */
const IN_VPC = [
  'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface', 'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

export interface GuardLambdaProps {
  /** The directory in `assets`. */
  readonly asset: string;
  readonly description: string;
  /** Whether the functions are told the name of their own role. @default false */
  readonly knowsRole?: boolean;
  /** @default - made by CloudFormation */
  readonly roleName?: string;
  /** How long CloudFormation waits for an answer. @default - as long as it does for most guarded resources */
  readonly serviceTimeoutSeconds?: number;
  /** The memory, unless it is configured. @default 512 */
  readonly memorySize?: number;
}

/** In what the functions of a stack differ. */
type FunctionParticulars = Required<Pick<lambda.FunctionProps, 'handler' | 'applicationLogLevelV2' | 'timeout'>> & Pick<lambda.FunctionProps, 'reservedConcurrentExecutions'>;

/** A function that CloudFormation calls directly, with its role and its log: one for each service in a stack. */
export abstract class GuardLambda extends Construct {
  protected readonly functionArn: string;
  protected readonly role: iam.Role;
  protected readonly logGroup: logs.LogGroup;
  protected readonly options: FunctionOptions;
  private readonly functions: lambda.Function[] = [];
  private memoryMegabytes: number;
  /** Without it Lambda would redeliver an event for six hours. */
  protected readonly eventInvokeConfig: lambda.EventInvokeConfig;

  protected constructor(stack: Stack, id: string, private readonly props: GuardLambdaProps) {
    super(stack, id);
    markAs(GUARD_LAMBDA, this);
    this.options = functionOptionsOf(stack);
    this.memoryMegabytes = props.memorySize ?? MEMORY_MEGABYTES;
    const { logEncryptionKey } = this.options;
    this.logGroup = new logs.LogGroup(this, 'LogGroup', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(logEncryptionKey && { encryptionKey: logEncryptionKey }),
    });
    // What `CustomResourceConfig` applies to.
    this.logGroup.node.addMetadata(CUSTOM_RESOURCE_SINGLETON_LOG_GROUP, true);
    this.role = this.newRole('Role', { description: 'The cdk-org-guard function of this stack', ...(props.roleName !== undefined && { roleName: props.roleName }) },
      allow(['cloudformation:DescribeStacks', 'cloudformation:ListStackResources', 'cloudformation:GetTemplate'], [stackArn(stack, Aws.STACK_NAME)]));
    const { reservedConcurrentExecutions } = this.options;
    const { serviceTimeoutSeconds = SERVICE_TIMEOUT_SECONDS } = props;
    const timeout = Duration.seconds(Math.min(serviceTimeoutSeconds - LATENESS_SECONDS, LONGEST_TIMEOUT_SECONDS));
    const handler = this.newFunction('Function', {
      handler: 'index.handler', applicationLogLevelV2: lambda.ApplicationLogLevel.INFO, timeout,
      ...(reservedConcurrentExecutions !== undefined && { reservedConcurrentExecutions }),
    });
    this.eventInvokeConfig = new lambda.EventInvokeConfig(this, 'EventInvokeConfig', {
      function: handler,
      retryAttempts: 2,
      maxEventAge: Duration.seconds(serviceTimeoutSeconds - ANSWER_SECONDS),
    });
    this.functionArn = handler.functionArn;
  }

  /** A role for functions that write to this log and to no other. */
  protected newRole(id: string, props: Pick<iam.RoleProps, 'description' | 'roleName'>, ...statements: iam.PolicyStatement[]): iam.Role {
    const role = new iam.Role(this, id, {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      ...props,
      inlinePolicies: {
        Function: new iam.PolicyDocument({
          statements: [
            allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [this.logGroup.logGroupArn]),
            ...(this.options.vpc ? [allow(IN_VPC, ['*'])] : []),
            ...statements,
          ],
        }),
      },
    });
    limitInlinePolicies(role);
    return role;
  }

  /** Gives all functions at least so much memory, in megabytes, unless it is configured. */
  protected needMemory(megabytes: number): void {
    if (this.options.memorySize !== undefined) return;
    this.memoryMegabytes = Math.max(this.memoryMegabytes, megabytes);
    for (const { node } of this.functions) (node.defaultChild as lambda.CfnFunction).memorySize = this.memoryMegabytes;
  }

  /** A function of the same code, role and log, with another entry point. */
  protected newFunction(id: string, particulars: FunctionParticulars): lambda.Function {
    const { architecture = lambda.Architecture.ARM_64, memorySize = this.memoryMegabytes, environmentEncryption } = this.options;
    const made = new lambda.Function(this, id, {
      description: this.props.description,
      code: lambda.Code.fromAsset(path.join(__dirname, '..', '..', 'assets', this.props.asset)),
      runtime: RUNTIME,
      architecture,
      memorySize,
      ...this.network,
      ...(environmentEncryption && { environmentEncryption }),
      role: this.role,
      ...(this.props.knowsRole && { environment: { [ROLE_NAME]: this.role.roleName } }),
      logGroup: this.logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      ...particulars,
      systemLogLevelV2: lambda.SystemLogLevel.WARN,
    });
    this.functions.push(made);
    made.node.addMetadata(CUSTOM_RESOURCE_RUNTIME_FAMILY, lambda.RuntimeFamily.NODEJS);
    return made;
  }

  /** Where the functions run. */
  protected get network(): Pick<lambda.FunctionOptions, 'vpc' | 'vpcSubnets' | 'securityGroups'> {
    const { vpc, vpcSubnets, securityGroups } = this.options;
    return { ...(vpc && { vpc }), ...(vpcSubnets && { vpcSubnets }), ...(securityGroups && { securityGroups }) };
  }
}

/** A stack by its name: whether a request that names it by its id is authorized on that id, or on all stacks of the name, isn't documented. */
export function stackArn(stack: Stack, name: string): string {
  return Arn.format({ service: 'cloudformation', resource: 'stack', resourceName: `${name}/*`, arnFormat: ArnFormat.SLASH_RESOURCE_NAME }, stack);
}

/** The name in the id of a stack. */
export function stackNameIn(stackId: string): string {
  return Fn.select(1, Fn.split('/', stackId));
}

export function allow(actions: string[], resources: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources });
}

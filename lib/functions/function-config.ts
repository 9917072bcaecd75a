import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import { configureFunctions, requireScope } from './function-options';

/**
 * What can be set of the functions behind guarded resources.
 */
export interface FunctionOptions {
  /**
   * The VPC in which the functions run. They need a way from there to the endpoints of the services that they call (Identity Store, Organizations, STS,
   * CloudFormation) and of S3, to which they send their answers: without it a deployment waits until CloudFormation's time is up.
   *
   * @default - the functions run in no VPC
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets of the VPC.
   *
   * @default - its private subnets
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the functions in the VPC.
   *
   * @default - one for each function, which allows every connection from it and none to it
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The instruction set of the functions that CloudFormation calls.
   *
   * @default lambda.Architecture.ARM_64
   */
  readonly architecture?: lambda.Architecture;

  /**
   * The memory of the functions that CloudFormation calls, in megabytes: 256 to 10,240. The share of the processor grows with it.
   *
   * @default - 512, and 256 for the one of contents
   */
  readonly memorySize?: number;

  /**
   * How many invocations of each function that CloudFormation calls may run at a time, taken out of the account's concurrency: at least 1. With few of
   * them a large stack takes longer, and its events are delivered again while they wait.
   *
   * @default - as many as the account has left
   */
  readonly reservedConcurrentExecutions?: number;

  /**
   * The customer managed KMS key that encrypts the functions' log: the key itself, not an alias. Its policy has to allow that to `logs.<region>.amazonaws.com`.
   *
   * @default - the log is encrypted by CloudWatch Logs
   */
  readonly logEncryptionKey?: kms.IKeyRef;

  /**
   * The customer managed KMS key that encrypts the functions' environment variables. There is nothing secret in them.
   *
   * @default - they are encrypted with a key of AWS
   */
  readonly environmentEncryption?: kms.IKey;

  /**
   * The name of the role that enters roles of invited accounts (`AccountInvitation.acceptorRole`), so that their trust policies can name it before the
   * first deployment: 1 to 64 letters, digits and `+ = , . @ - _`. A name can be given to the role of one stack
   * of an account only.
   *
   * @default - made by CloudFormation
   */
  readonly acceptorRoleName?: string;
}

/**
 * The functions behind the guarded resources of a stack, a stage or an app. Each stack has one of them for users, groups and memberships, one for
 * accounts and one for contents, made with the first construct that needs it.
 *
 * The CDK's own means apply to them as well: `CustomResourceConfig.of(scope)` (retention and removal policy of their log, their Node.js runtime),
 * `PermissionsBoundary.of(scope)`, `Tags.of(scope)` and aspects.
 *
 * @example
 * import { App } from 'aws-cdk-lib';
 * import { FunctionConfig } from 'cdk-org-guard';
 *
 * declare const app: App;
 *
 * FunctionConfig.of(app).configure({ memorySize: 1024, reservedConcurrentExecutions: 20 });
 */
export class FunctionConfig {
  /**
   * The functions in a scope.
   *
   * @param scope a stack, a stage or an app
   * @throws at synthesis if it is none of them: the functions are those of a whole stack
   */
  public static of(scope: IConstruct): FunctionConfig {
    requireScope(scope);
    return new FunctionConfig(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Sets options of the functions that are made in the scope from now on. What an inner scope sets counts before what an outer one does.
   *
   * @throws at synthesis if a value isn't allowed, or the scope has guarded resources already, whose functions are made
   */
  public configure(options: FunctionOptions): void {
    configureFunctions(this.scope, options);
  }
}

import type { Environment } from '../../environment';
import type { FunctionCode, FunctionDefinition } from '../../lambda/function';
import type { Functions } from '../../lambda/functions';
import { checkExecutionRole, RoleNeeds } from '../../lambda/execution-role';
import { checkFunctionLimits } from '../../lambda/limits';
import { checkRuntime } from '../../lambda/runtimes';
import { NotEmulated, ServiceError } from '../../protocol/service-error';
import { Random } from '../../randomness';
import type { Authorizer } from '../../security/authorizer';
import { checkPassedRole, LAMBDA } from '../../security/passed-roles';
import { ExistingResourceRequest, ProvisioningFailure, Provisioned, ResourceProvider, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import type { Json, Properties } from '../template';
import { handlerFailure } from './handler-message';
import { RecordedType } from './recorded';

const DEFAULT_TIMEOUT = 3;
const DEFAULT_MEMORY = 128;

/** CloudFormation adds a module of its own to code in a template that asks for it. */
const OF_CLOUDFORMATION = /['"`]cfn-response['"`]/;

/** `AWS::Lambda::Function` with its code in a bucket or in the template. */
export class LambdaFunctionType extends RecordedType {
  constructor(random: Random, private readonly functions: Functions, private readonly authorizer: Authorizer, private readonly environment: Environment) {
    super(random, {
      nameProperty: 'FunctionName',
      longestName: 64,
      attributes: (name) => ({ Arn: functionArn(environment, name) }),
    });
  }

  public override async create(request: ResourceRequest): Promise<Provisioned> {
    return this.deploy(request, await super.create(request));
  }

  public override async update(request: UpdateResourceRequest): Promise<Provisioned> {
    return this.deploy(request, await super.update(request));
  }

  public override async delete({ physicalId }: ExistingResourceRequest): Promise<void> {
    await this.functions.delete(functionArn(this.environment, physicalId));
  }

  protected override isTaken(name: string): boolean {
    return this.functions.has(functionArn(this.environment, name));
  }

  private async deploy({ properties }: ResourceRequest, provisioned: Provisioned): Promise<Provisioned> {
    try {
      checkPassedRole(String(properties.Role), this.environment.account, LAMBDA, this.authorizer);
      checkExecutionRole(roleNeedsOf(properties), (action, resource) => this.authorizer.willAllow(action, resource, String(properties.Role)));
      const definition = definitionOf(provisioned.physicalId, properties, this.environment);
      checkFunctionLimits(definition);
      await this.functions.deploy(definition);
    } catch (thrown) {
      if (thrown instanceof ServiceError) throw handlerFailure(thrown, 'Lambda', this.random);
      throw new ProvisioningFailure(`Error occurred while deploying the function: ${(thrown as Error).message}`);
    }
    return provisioned;
  }
}

/** `AWS::Lambda::EventInvokeConfig`. That of another function is another resource. */
export class EventInvokeConfigurationType implements ResourceProvider {
  constructor(private readonly functions: Functions, private readonly environment: Environment) {}

  public async create(request: ResourceRequest): Promise<Provisioned> {
    return this.configure(request);
  }

  public async update(request: UpdateResourceRequest): Promise<Provisioned> {
    return this.configure(request);
  }

  public async delete({ properties }: ExistingResourceRequest): Promise<void> {
    this.functions.configureEventInvocation(this.functionOf(properties), undefined);
  }

  private configure({ properties, logicalId, stackName }: ResourceRequest): Provisioned {
    const { MaximumRetryAttempts: attempts = 2, MaximumEventAgeInSeconds: age = 21_600 } = properties;
    const arn = this.functionOf(properties);
    this.functions.configureEventInvocation(arn, { maximumRetryAttempts: Number(attempts), maximumEventAgeSeconds: Number(age) });
    return { physicalId: `${stackName}-${logicalId}-${arn.split(':').pop()}`, attributes: {} };
  }

  private functionOf({ FunctionName: name }: Properties): string {
    return functionArn(this.environment, String(name));
  }
}

/** The ARN of a function that is named by it already, or by its name. */
export function functionArn({ partition, region, account }: Environment, name: string): string {
  return name.startsWith('arn:') ? name : `arn:${partition}:lambda:${region}:${account}:function:${name}`;
}

function roleNeedsOf(properties: Properties): RoleNeeds {
  const vpc = (properties.VpcConfig ?? {}) as { SubnetIds?: string[] };
  const tracing = (properties.TracingConfig ?? {}) as { Mode?: string };
  const deadLetters = (properties.DeadLetterConfig ?? {}) as { TargetArn?: string };
  return {
    subnets: vpc.SubnetIds ?? [],
    isTraced: tracing.Mode === 'Active',
    ...(deadLetters.TargetArn !== undefined && { deadLetterTarget: deadLetters.TargetArn }),
  };
}

function definitionOf(name: string, properties: Properties, environment: Environment): FunctionDefinition {
  checkRuntime(String(properties.Runtime));
  const { Variables: variables = {} } = (properties.Environment ?? {}) as { Variables?: Record<string, string> };
  const logging = (properties.LoggingConfig ?? {}) as Record<string, string>;
  return {
    name,
    arn: functionArn(environment, name),
    roleArn: String(properties.Role),
    runtime: String(properties.Runtime),
    handler: String(properties.Handler),
    timeoutSeconds: Number(properties.Timeout ?? DEFAULT_TIMEOUT),
    memoryMegabytes: Number(properties.MemorySize ?? DEFAULT_MEMORY),
    environment: variables,
    ...(properties.ReservedConcurrentExecutions !== undefined && { reservedConcurrency: Number(properties.ReservedConcurrentExecutions) }),
    code: codeOf((properties.Code ?? {}) as Record<string, Json>),
    logging: {
      group: logging.LogGroup ?? `/aws/lambda/${name}`,
      format: logging.LogFormat === 'JSON' ? 'JSON' : 'Text',
      applicationLevel: logging.ApplicationLogLevel ?? 'INFO',
    },
  };
}

function codeOf({ S3Bucket: bucket, S3Key: key, ZipFile: inline }: Record<string, Json>): FunctionCode {
  if (typeof inline === 'string' && OF_CLOUDFORMATION.test(inline)) throw new NotEmulated('the module cfn-response in the code of a function');
  if (typeof inline === 'string') return { inline };
  if (typeof bucket !== 'string' || typeof key !== 'string') throw new NotEmulated('functions whose code is neither in a bucket nor in the template');
  return { bucket, key };
}

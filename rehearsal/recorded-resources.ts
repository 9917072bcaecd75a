import { isDeepStrictEqual } from 'node:util';
import type { Environment } from '../sandbox/environment';
import type { ExistingResourceRequest, Provisioned, ResourceProvider, ResourceRequest, UpdateResourceRequest } from '../sandbox/cloudformation/resource-provider';
import type { Json, Properties } from '../sandbox/cloudformation/template';
import { isUnknown, unknown } from '../sandbox/cloudformation/unknown';
import type { FunctionTable } from './functions/code';

const FUNCTION = 'AWS::Lambda::Function';

/** Types around the functions of this library that an update leaves in place, unless it changes one of these properties. */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  [FUNCTION]: ['FunctionName', 'PackageType'],
  'AWS::IAM::Role': ['RoleName', 'Path'],
  'AWS::IAM::Policy': [],
  'AWS::Lambda::EventInvokeConfig': ['FunctionName', 'Qualifier'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::StepFunctions::StateMachine': ['StateMachineName', 'StateMachineType'],
};

/** Resources that a rehearsal takes down without doing anything: what they will be like isn't known. */
export class RecordedResources implements ResourceProvider {
  constructor(private readonly environment: Environment, private readonly functions: FunctionTable) {}

  public async create({ logicalId, type, properties, stackName }: ResourceRequest): Promise<Provisioned> {
    return this.recorded(type, unknown(`the id of ${logicalId} in ${stackName}`), properties);
  }

  public async update({ logicalId, type, properties, oldProperties, physicalId, stackName }: UpdateResourceRequest): Promise<Provisioned> {
    const replacing = REPLACING[type];
    const isReplaced = replacing === undefined || replacing.some((name) => !isDeepStrictEqual(properties[name], oldProperties[name]));
    return this.recorded(type, isReplaced ? unknown(`the id of ${logicalId} in ${stackName}`) : physicalId, properties);
  }

  public async delete(_request: ExistingResourceRequest): Promise<void> {
    // It isn't there in the first place.
  }

  /** What can be said of a resource that is there. Whatever else is asked of it isn't known. */
  public recorded(type: string, physicalId: string, properties: Properties): Provisioned {
    const attributes: Readonly<Record<string, Json>> = type === FUNCTION ? { Arn: this.arnOf(physicalId) } : {};
    if (type === FUNCTION) this.functions.set(String(attributes.Arn), properties);
    return { physicalId, attributes };
  }

  private arnOf(functionName: string): string {
    const { partition, region, account } = this.environment;
    return isUnknown(functionName) ? unknown(`${functionName}, as an ARN`) : `arn:${partition}:lambda:${region}:${account}:function:${functionName}`;
  }
}

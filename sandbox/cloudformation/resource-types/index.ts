import type { Environment } from '../../environment';
import type { IdentityStores } from '../../identity-store/identity-stores';
import { identityStoreOperations } from '../../identity-store/service';
import type { Functions } from '../../lambda/functions';
import type { LogGroups } from '../../observability/log-groups';
import { NotEmulated } from '../../protocol/service-error';
import { Random } from '../../randomness';
import type { Buckets } from '../../s3/buckets';
import type { Schedules } from '../../scheduler/schedules';
import type { Authorizer } from '../../security/authorizer';
import type { Roles } from '../../security/roles';
import type { Instances } from '../../sso-admin/instances';
import type { Parameters } from '../../ssm/parameters';
import type { StateMachines } from '../../step-functions/state-machines';
import type { Time } from '../../time/time';
import type { Secrets } from '../../secrets-manager/secrets';
import type { EmulatedType } from '../properties/table';
import type { ResourceProvider } from '../resource-provider';
import type { NESTED_STACK } from '../nested-stacks';
import { KeyType, repositoryType } from './bootstrap';
import { BucketPolicyType, BucketType } from './bucket';
import { ManagedPolicyType, PolicyType, RoleType } from './iam';
import { NATIVE_KINDS, NativeIdentityStoreType } from './identity-store';
import { EventInvokeConfigurationType, LambdaFunctionType } from './lambda';
import { LogGroupType } from './log-group';
import { LOG_RETENTION, LogRetentionType } from './log-retention';
import { ParameterType } from './parameter';
import { PermissionType } from './permission';
import { RecordedType } from './recorded';
import { ScheduleType } from './schedule';
import { SecretType } from './secret';
import { AssignmentType, PermissionSetType } from './sso';
import { StateMachineType } from './state-machine';

export interface ResourceTypesDependencies {
  readonly environment: Environment;
  readonly random: Random;
  readonly time: Time;
  readonly functions: Functions;
  readonly logGroups: LogGroups;
  readonly roles: Roles;
  readonly authorizer: Authorizer;
  readonly stateMachines: StateMachines;
  readonly schedules: Schedules;
  readonly identityStores: IdentityStores;
  readonly instances: Instances;
  readonly parameters: Parameters;
  readonly secrets: Secrets;
  readonly buckets: Buckets;
  /** Further types of which only the record is kept. */
  readonly recordOnly: readonly string[];
  readonly customResources: ResourceProvider;
}

/** A type that is only recorded because somebody said so. What it is given is all that is known of what it would give. */
function onRequest(type: string, random: Random): RecordedType {
  return new RecordedType(random, {
    remark: `${type} is only recorded by the cdk-org-guard sandbox`,
    attributes: (_physicalId, properties) => properties,
    hidesDrift: type.startsWith('Custom::'),
  });
}

/** The resource types that stacks around this library hold. */
export class ResourceTypes {
  private readonly providers: Readonly<Record<string, ResourceProvider>>;

  constructor(private readonly dependencies: ResourceTypesDependencies) {
    const { environment, random, functions, logGroups, roles, authorizer, stateMachines, identityStores, parameters, customResources } = dependencies;
    const { account, region, partition } = environment;
    const caller = { account, region, arn: `arn:${partition}:iam::${account}:role/cloudformation` };
    const recorded = dependencies.recordOnly.map((type) => [type, onRequest(type, random)] as const);
    const sso = { instances: dependencies.instances, random, time: dependencies.time, caller };
    const operations = identityStoreOperations(identityStores, authorizer);
    const native = (type: keyof typeof NATIVE_KINDS): ResourceProvider => new NativeIdentityStoreType(type, NATIVE_KINDS[type], operations, caller);
    const emulated: Readonly<Record<Exclude<EmulatedType, typeof NESTED_STACK>, ResourceProvider>> = {
      'AWS::CDK::Metadata': new RecordedType(random),
      'AWS::CloudFormation::CustomResource': customResources,
      'AWS::CloudFormation::WaitConditionHandle': new RecordedType(random),
      'AWS::ECR::Repository': repositoryType(random, environment),
      'AWS::IAM::ManagedPolicy': new ManagedPolicyType(random, roles, environment),
      'AWS::IAM::Policy': new PolicyType(random, roles),
      'AWS::IAM::Role': new RoleType(random, roles, environment),
      'AWS::IdentityStore::Group': native('AWS::IdentityStore::Group'),
      'AWS::IdentityStore::GroupMembership': native('AWS::IdentityStore::GroupMembership'),
      'AWS::IdentityStore::User': native('AWS::IdentityStore::User'),
      'AWS::KMS::Alias': new RecordedType(random, { nameProperty: 'AliasName' }),
      'AWS::KMS::Key': new KeyType(random, environment),
      'AWS::Lambda::EventInvokeConfig': new EventInvokeConfigurationType(functions, environment),
      'AWS::Lambda::Function': new LambdaFunctionType(random, functions, authorizer, environment),
      'AWS::Lambda::Permission': new PermissionType(random, functions, environment),
      'AWS::Logs::LogGroup': new LogGroupType(random, logGroups, environment),
      'AWS::S3::Bucket': new BucketType(random, dependencies.buckets, environment),
      'AWS::S3::BucketPolicy': new BucketPolicyType(random, dependencies.buckets, environment),
      'AWS::SSM::Parameter': new ParameterType(random, parameters),
      'AWS::SSO::Assignment': new AssignmentType(sso),
      'AWS::SSO::PermissionSet': new PermissionSetType(sso),
      'AWS::Scheduler::Schedule': new ScheduleType(random, dependencies.schedules, authorizer, environment),
      'AWS::SecretsManager::Secret': new SecretType(random, dependencies.secrets),
      'AWS::StepFunctions::StateMachine': new StateMachineType(random, stateMachines, authorizer, environment),
    };
    for (const type of dependencies.recordOnly) if (Object.hasOwn(emulated, type)) throw new Error(`${type} is emulated, and can't be only recorded`);
    const logRetention = new LogRetentionType(random, logGroups, environment);
    this.providers = { ...emulated, [LOG_RETENTION]: logRetention, ...Object.fromEntries(recorded) };
  }

  public readonly has = (type: string): boolean => type.startsWith('Custom::') || Object.hasOwn(this.providers, type);

  /** @throws NotEmulated */
  public readonly providerOf = (type: string): ResourceProvider => {
    const own = Object.hasOwn(this.providers, type) ? this.providers[type] : undefined;
    const provider = own ?? (type.startsWith('Custom::') ? this.dependencies.customResources : undefined);
    if (!provider) throw new NotEmulated(`the resource type ${type}`);
    return provider;
  };
}

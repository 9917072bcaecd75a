import type { Answers } from './cloudformation/answers';
import { cloudFormationApi } from './cloudformation/api';
import { CloudFormation } from './cloudformation/cloudformation';
import { CustomResources, EventReceiver } from './cloudformation/custom-resources';
import type { Rehearsal } from './cloudformation/rehearsal';
import { ResourceTypes } from './cloudformation/resource-types';
import type { FindStack } from './cloudformation/stack-outputs';
import type { Switches } from './cloudformation/switches';
import type { Environment } from './environment';
import { Events } from './event-bridge/events';
import { eventBridgeService } from './event-bridge/service';
import type { Faults } from './faults/faults';
import type { IdentityStores } from './identity-store/identity-stores';
import type { FunctionRunner } from './lambda/function';
import { Functions, FunctionsOptions } from './lambda/functions';
import { cloudTrail } from './observability/cloudtrail';
import { LogGroups } from './observability/log-groups';
import type { Service } from './protocol/operations';
import type { Random } from './randomness';
import type { Buckets } from './s3/buckets';
import { Schedules } from './scheduler/schedules';
import type { AccountRoles } from './security/account-roles';
import type { RoleAuthorizer } from './security/authorizer';
import type { Callers } from './security/callers';
import { sts } from './security/sts';
import type { Instances } from './sso-admin/instances';
import { Secrets } from './secrets-manager/secrets';
import { secretsManagerService } from './secrets-manager/service';
import { Parameters } from './ssm/parameters';
import { ssmService } from './ssm/service';
import { stepFunctionsService } from './step-functions/service';
import { StateMachines } from './step-functions/state-machines';
import type { Time } from './time/time';

/** What a runner of functions may need of the rest of the sandbox. */
export interface RunnerSurroundings {
  readonly environment: Environment;
  readonly time: Time;
  readonly buckets: Buckets;
  readonly callers: Callers;
  readonly logGroups: LogGroups;
}

/** What all accounts and Regions of the sandbox have in common. */
export interface World {
  readonly time: Time;
  readonly random: Random;
  readonly runner: (surroundings: RunnerSurroundings) => FunctionRunner;
  readonly functions: FunctionsOptions;
  readonly switches: Switches;
  readonly faults: Faults;
  readonly buckets: Buckets;
  readonly callers: Callers;
  readonly roles: AccountRoles;
  readonly identityStores: IdentityStores;
  readonly instances: Instances;
  readonly recordOnly: readonly string[];
  /** Only if nothing is really deployed. */
  readonly rehearsal?: Rehearsal;
  readonly authorizerIn: (environment: Environment) => RoleAuthorizer;
  readonly answersIn: (region: string) => Answers;
  /** How the stacks of an account read those of other Regions and accounts. */
  readonly findStackFor: (reader: Environment) => FindStack;
}

/** One account in one Region, with the stacks, functions, logs and parameters that it has there. */
export class Place {
  public readonly cloudFormation: CloudFormation;
  public readonly functions: Functions;
  public readonly logGroups = new LogGroups();
  public readonly parameters: Parameters;
  public readonly secrets: Secrets;
  public readonly events: Events;
  public readonly schedules: Schedules;
  public readonly authorizer: RoleAuthorizer;
  /** Services of the JSON protocol, by the prefix of their targets. */
  public readonly jsonServices: Readonly<Record<string, Service>>;
  /** Services of the Query protocol, by their version. */
  public readonly queryServices: Readonly<Record<string, Service>>;
  private readonly runner: FunctionRunner;

  constructor(public readonly environment: Environment, world: World) {
    const { time, random, switches, faults, buckets, callers, roles, identityStores, instances, recordOnly, rehearsal } = world;
    const { logGroups } = this;
    const parameters = this.parameters = new Parameters(environment, time);
    const secrets = this.secrets = new Secrets(environment, time, random);
    this.events = new Events(time, random);
    this.authorizer = world.authorizerIn(environment);
    this.runner = world.runner({ environment, time, buckets, callers, logGroups });
    this.functions = new Functions(this.runner, time, random, faults, world.functions);
    const stateMachines = new StateMachines(time, {
      functions: this.functions, authorizer: this.authorizer, random, account: environment.account, region: environment.region,
    });
    this.schedules = new Schedules(time, this.functions, this.authorizer, environment.account);
    const customResources = (receiver: EventReceiver): CustomResources =>
      new CustomResources(receiver, world.answersIn(environment.region), time, random);
    const emulated = new ResourceTypes({
      environment, random, time, logGroups, authorizer: this.authorizer, functions: this.functions, roles: roles.in(environment.account), stateMachines,
      schedules: this.schedules,
      identityStores, instances, parameters, secrets, buckets, customResources: customResources(this.functions), recordOnly,
    });
    const resourceTypes = rehearsal?.resourceTypes({ environment, callers, emulated, customResources }) ?? emulated;
    this.cloudFormation = new CloudFormation({
      environment, time, random, resourceTypes, parameters, secrets, buckets, switches, findStack: world.findStackFor(environment),
      ...(rehearsal && { rehearsal }),
    });

    this.jsonServices = {
      AmazonSSM: ssmService(parameters),
      secretsmanager: secretsManagerService(secrets),
      AWSStepFunctions: stepFunctionsService(stateMachines),
      AWSEvents: eventBridgeService(this.events),
      Logs_20140328: logGroups.service,
      'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101': cloudTrail,
    };
    this.queryServices = {
      '2010-05-15': cloudFormationApi(this.cloudFormation, { environment, time, random, buckets, switches }),
      '2011-06-15': sts({ callers, roles, time, contextOf: (caller) => this.authorizer.contextOf(caller) }),
    };
  }

  public async close(): Promise<void> {
    await this.runner.close();
  }
}

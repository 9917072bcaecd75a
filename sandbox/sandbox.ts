import { cloudFormationApi } from './cloudformation/api';
import { Answers } from './cloudformation/answers';
import { CloudFormation } from './cloudformation/cloudformation';
import { CustomResources } from './cloudformation/custom-resources';
import { DEFAULT_SWITCHES } from './cloudformation/switches';
import { ResourceTypes } from './cloudformation/resource-types';
import { DEFAULT_ENVIRONMENT, Environment } from './environment';
import { AnsweredByAnother } from './faults/fault';
import { Faults } from './faults/faults';
import { Gate, performThrough } from './gate';
import { IdentityStores } from './identity-store/identity-stores';
import { identityStoreService } from './identity-store/service';
import { DEFAULT_IDENTITY_STORE_SWITCHES } from './identity-store/switches';
import { answerLambda } from './lambda/api';
import type { FunctionRunner } from './lambda/function';
import { DEFAULT_FUNCTIONS_OPTIONS, Functions, FunctionsOptions } from './lambda/functions';
import { Calls } from './observability/calls';
import { cloudTrail } from './observability/cloudtrail';
import { LogGroups } from './observability/log-groups';
import { HandshakeAnswers } from './organizations/handshake-answers';
import { Organizations } from './organizations/organizations';
import { organizationsService } from './organizations/service';
import { ServiceLinkedRoles } from './organizations/service-linked-roles';
import { answerJson } from './protocol/aws-json';
import { answerQuery } from './protocol/aws-query';
import { HttpRequest, HttpResponse, signedFor } from './protocol/http';
import type { Perform, Service } from './protocol/operations';
import { NotEmulated } from './protocol/service-error';
import { Random, uuid } from './randomness';
import { Buckets } from './s3/buckets';
import { AccountRoles } from './security/account-roles';
import { Authorized, RoleAuthorizer } from './security/authorizer';
import { Caller, Callers } from './security/callers';
import { sts } from './security/sts';
import { Parameters } from './ssm/parameters';
import { plant } from './seed/plant';
import type { Seed, SeededSwitches } from './seed/seed';
import { StateMachines } from './step-functions/state-machines';
import { Time } from './time/time';

/** What a runner of functions may need of the rest of the sandbox. */
export interface RunnerSurroundings {
  readonly environment: Environment;
  readonly time: Time;
  readonly buckets: Buckets;
  readonly callers: Callers;
  readonly logGroups: LogGroups;
}

/** What is different between a sandbox on a port and one inside a test. */
export interface SandboxOptions {
  readonly time: Time;
  readonly random: Random;
  readonly runner: (surroundings: RunnerSurroundings) => FunctionRunner;
  readonly environment?: Environment;
  readonly functions?: Partial<FunctionsOptions>;
  /** Milliseconds within which a changed policy becomes effective; 0 by default. */
  readonly longestPolicyDelay?: number;
  /** What is there from the beginning. Without any, one organization, which the environment's account manages. */
  readonly seed?: Omit<Seed, 'switches'>;
  /** Behaviour of AWS that isn't documented, or isn't always the same. */
  readonly switches?: SeededSwitches;
  /** Decides what goes wrong; by default only what is asked for on demand. */
  readonly faults?: Faults;
  /** Is told whatever a role is allowed to do. */
  readonly authorized?: (authorized: Authorized) => void;
  /** Resource types that are recorded, with a remark, instead of refused. */
  readonly recordOnly?: readonly string[];
}

/** A local AWS, reached by requests as they would go over the wire. */
export class Sandbox {
  public readonly environment: Environment;
  /** Who sends requests that are not a function's. */
  public readonly person: Caller;
  public readonly cloudFormation: CloudFormation;
  public readonly identityStores: IdentityStores;
  public readonly organizations: Organizations;
  /** What the two sides of a handshake can do with it. */
  public readonly handshakeAnswers: HandshakeAnswers;
  /** Whose the access keys are. */
  public readonly callers: Callers;
  public readonly logGroups = new LogGroups();
  public readonly faults: Faults;
  public readonly calls = new Calls();
  public readonly functions: Functions;

  private readonly time: Time;
  private readonly random: Random;
  private readonly runner: FunctionRunner;
  private readonly answers: Answers;
  private readonly buckets = new Buckets();
  private readonly gate: Gate;
  private readonly perform: Perform;
  private readonly jsonServices: Readonly<Record<string, Service>>;
  private readonly queryServices: Readonly<Record<string, Service>>;

  constructor(options: SandboxOptions) {
    const { time, random, environment = DEFAULT_ENVIRONMENT, seed = {} } = options;
    const switches = { ...DEFAULT_SWITCHES, ...options.switches?.cloudFormation };
    const { account, region, partition } = environment;
    const { buckets, logGroups } = this;
    this.environment = environment;
    this.faults = options.faults ?? new Faults(time);
    this.time = time;
    this.random = random;
    this.person = { account, arn: `arn:${partition}:iam::${account}:user/sandbox` };
    this.callers = new Callers(this.person);
    this.runner = options.runner({ environment, time, buckets, callers: this.callers, logGroups });
    this.functions = new Functions(this.runner, time, random, this.faults, { ...DEFAULT_FUNCTIONS_OPTIONS, ...options.functions });
    this.answers = new Answers(region, time, random, switches.datedAnswerUrl);
    const identityStoreSwitches = { ...DEFAULT_IDENTITY_STORE_SWITCHES, ...options.switches?.identityStore };
    this.identityStores = new IdentityStores({ time, random, environment, switches: identityStoreSwitches });

    this.organizations = new Organizations(time, random, environment, options.switches?.organizations);
    const accountRoles = new AccountRoles(time, random, options.longestPolicyDelay ?? 0);
    const roles = accountRoles.in(account);
    const authorizer = new RoleAuthorizer(accountRoles, environment, this.organizations, (service, input) =>
      (service === 'identitystore' ? this.identityStores.ownerOf((input as { IdentityStoreId?: unknown }).IdentityStoreId) : undefined), switches.namedStack, options.authorized);
    this.gate = { authorizer, faults: this.faults, calls: this.calls };
    this.perform = performThrough(this.gate);
    this.handshakeAnswers = new HandshakeAnswers(this.organizations, new ServiceLinkedRoles(this.organizations, authorizer, partition));
    plant(seed, { organizations: this.organizations, identityStores: this.identityStores, roles: accountRoles, environment, person: this.person });
    const parameters = new Parameters();
    const stateMachines = new StateMachines(this.functions, authorizer, time, random, account);
    const customResources = new CustomResources(this.functions, this.answers, time, random);
    const resourceTypes = new ResourceTypes({
      environment, random, functions: this.functions, logGroups, roles, authorizer, stateMachines, identityStores: this.identityStores, parameters,
      customResources, recordOnly: options.recordOnly ?? [],
    });
    this.cloudFormation = new CloudFormation({ environment, time, random, resourceTypes, parameters, buckets, switches });

    this.jsonServices = {
      AWSIdentityStore: identityStoreService(this.identityStores, authorizer, time),
      AWSOrganizationsV20161128: organizationsService(this.organizations, this.handshakeAnswers, authorizer, time),
      AmazonSSM: parameters.service,
      AWSStepFunctions: stateMachines.service,
      Logs_20140328: logGroups.service,
      'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101': cloudTrail,
    };
    this.queryServices = {
      '2010-05-15': cloudFormationApi(this.cloudFormation, { environment, time, random, buckets, switches }),
      '2011-06-15': sts({ callers: this.callers, roles: accountRoles, time, contextOf: (caller) => authorizer.contextOf(caller) }),
    };
  }

  /** Answers a request as AWS would, or refuses it by name. */
  public async answer(request: HttpRequest): Promise<HttpResponse> {
    try {
      return this.dated(request, await this.answerAsAws(request));
    } catch (thrown) {
      if (thrown instanceof AnsweredByAnother) return thrown.response;
      throw thrown;
    }
  }

  public async close(): Promise<void> {
    await this.runner.close();
  }

  private dated(request: HttpRequest, response: HttpResponse): HttpResponse {
    const { datesAnswers, clockOffsetMilliseconds } = this.identityStores.switches;
    if (!datesAnswers || !request.headers['x-amz-target']?.startsWith('AWSIdentityStore.')) return response;
    return { ...response, headers: { ...response.headers, date: new Date(this.time.now() + clockOffsetMilliseconds).toUTCString() } };
  }

  private async answerAsAws(request: HttpRequest): Promise<HttpResponse> {
    const { headers } = request;
    const caller = this.callers.callerOf(headers.authorization);
    if (request.host === this.answers.host) return this.faults.around('answer', caller, () => this.answers.answer(request));
    const requestId = uuid(this.random);
    if (headers['x-amz-target'] !== undefined) return answerJson(this.jsonServices, this.perform, request, caller, requestId);
    if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
      return answerQuery(this.queryServices, this.perform, request, caller, requestId);
    }
    if (request.path.startsWith('/2015-03-31/functions/')) return answerLambda(this.functions, this.gate, request, caller);
    const service = signedFor(request);
    if (service !== undefined && service !== 's3') return refuseService(service, request, requestId);
    return this.buckets.answer(request);
  }
}

/** Every path is an object of S3, if the request is one for S3. */
function refuseService(service: string, { method, path }: HttpRequest, requestId: string): HttpResponse {
  const { code, message, httpStatus } = new NotEmulated(`the service ${service} (${method} ${path})`);
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code, 'x-amzn-requestid': requestId };
  return { status: httpStatus, headers, body: JSON.stringify({ message }) };
}

import type { CloudFormation } from './cloudformation/cloudformation';
import type { Rehearsal } from './cloudformation/rehearsal';
import { DEFAULT_SWITCHES } from './cloudformation/switches';
import { DEFAULT_ENVIRONMENT, Environment } from './environment';
import { AnsweredByAnother } from './faults/fault';
import { Faults } from './faults/faults';
import { performThrough } from './gate';
import { IdentityStore, IdentityStores } from './identity-store/identity-stores';
import { identityStoreService } from './identity-store/service';
import { DEFAULT_IDENTITY_STORE_SWITCHES } from './identity-store/switches';
import { answerLambda, isForLambda, LAMBDA_ACTIONS } from './lambda/api';
import type { FunctionRunner } from './lambda/function';
import { DEFAULT_FUNCTIONS_OPTIONS, FunctionsOptions } from './lambda/functions';
import { Calls } from './observability/calls';
import { HandshakeAnswers } from './organizations/handshake-answers';
import { Organizations } from './organizations/organizations';
import { organizationsService } from './organizations/service';
import { ServiceLinkedRoles } from './organizations/service-linked-roles';
import { DEFAULT_ORGANIZATIONS_SWITCHES } from './organizations/switches';
import type { Place, RunnerSurroundings } from './place';
import { Places } from './places';
import { answerJson } from './protocol/aws-json';
import { answerQuery } from './protocol/aws-query';
import { HttpRequest, HttpResponse, regionOf, signedFor } from './protocol/http';
import type { Service } from './protocol/operations';
import { NotEmulated } from './protocol/service-error';
import { Random, uuid } from './randomness';
import { S3, S3_ACTIONS } from './s3/api';
import { Buckets } from './s3/buckets';
import { AccountRoles } from './security/account-roles';
import { Authorized, OwnerOf, RoleAuthorizer } from './security/authorizer';
import { Caller, Callers } from './security/callers';
import { plant, plantValues } from './seed/plant';
import type { Seed, SeededSwitches } from './seed/seed';
import { Instances } from './sso-admin/instances';
import { ssoAdminService } from './sso-admin/service';
import { Time } from './time/time';
import { watched } from './watched-switches';

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
  /** Is told the name of a switch of CloudFormation, the Identity Store or Organizations, at each reading. */
  readonly switchRead?: (name: string) => void;
  /** Decides what goes wrong; by default only what is asked for on demand. */
  readonly faults?: Faults;
  /** Is told whatever a role is allowed to do. */
  readonly authorized?: (authorized: Authorized) => void;
  /** Resource types that are recorded, with a remark, instead of refused. */
  readonly recordOnly?: readonly string[];
  /** What is otherwise if nothing is really deployed. */
  readonly rehearsal?: Rehearsal;
  /** Is told of every identity store that no seed names, when its first use makes it up. */
  readonly storeMadeUp?: (store: IdentityStore) => void;
}

/** A local AWS, reached by requests as they would go over the wire. */
export class Sandbox {
  /** The sandbox's own account in its own Region. */
  public readonly home: Place;
  /** Who sends requests that are not a function's. */
  public readonly person: Caller;
  public readonly identityStores: IdentityStores;
  public readonly organizations: Organizations;
  /** What the two sides of a handshake can do with it. */
  public readonly handshakeAnswers: HandshakeAnswers;
  /** Whose the access keys are. */
  public readonly callers: Callers;
  public readonly faults: Faults;
  public readonly calls = new Calls();
  public readonly buckets: Buckets;
  public readonly roles: AccountRoles;

  private readonly time: Time;
  private readonly random: Random;
  private readonly s3: S3;
  private readonly places: Places;
  /** Services whose state belongs to no account in a Region, by the prefix of their targets. */
  private readonly services: Readonly<Record<string, Service>>;

  constructor(options: SandboxOptions) {
    const { time, random, environment = DEFAULT_ENVIRONMENT, seed = {} } = options;
    const { switchRead } = options;
    const watchedBy = <Switches extends object>(switches: Switches): Switches => (switchRead ? watched(switches, switchRead) : switches);
    const switches = watchedBy({ ...DEFAULT_SWITCHES, ...options.switches?.cloudFormation });
    const { account, partition } = environment;
    this.faults = options.faults ?? new Faults(time);
    this.time = time;
    this.random = random;
    this.buckets = new Buckets(time, random);
    this.s3 = new S3({ buckets: this.buckets, random, partition, region: environment.region });
    this.person = { account, arn: `arn:${partition}:iam::${account}:user/sandbox` };
    this.callers = new Callers(this.person);
    const identityStoreSwitches = watchedBy({ ...DEFAULT_IDENTITY_STORE_SWITCHES, ...options.switches?.identityStore });
    this.identityStores = new IdentityStores({
      time, random, environment, switches: identityStoreSwitches, ...(options.storeMadeUp && { madeUp: options.storeMadeUp }),
    });
    this.organizations = new Organizations(time, random, environment, watchedBy({ ...DEFAULT_ORGANIZATIONS_SWITCHES, ...options.switches?.organizations }));
    const roles = this.roles = new AccountRoles(time, random, options.longestPolicyDelay ?? 0);
    const ownerOf: OwnerOf = (service, input) =>
      (service === 'identitystore' ? this.identityStores.ownerOf((input as { IdentityStoreId?: unknown }).IdentityStoreId) : undefined);
    const authorizerIn = (where: Environment): RoleAuthorizer =>
      new RoleAuthorizer(roles, where, this.organizations, ownerOf, switches.namedStack, options.authorized);
    const authorizer = authorizerIn(environment);
    this.handshakeAnswers = new HandshakeAnswers(this.organizations, new ServiceLinkedRoles(this.organizations, authorizer, partition));
    this.organizations.lifeCycle.created = (...created) => { roles.addAccessRole(partition, ...created); };
    const instances = new Instances({ stores: this.identityStores, organizations: this.organizations, environment, time });
    plant(seed, {
      organizations: this.organizations, identityStores: this.identityStores, instances, buckets: this.buckets, random, roles, environment, person: this.person,
    });
    this.services = {
      AWSIdentityStore: identityStoreService(this.identityStores, authorizer, time),
      AWSOrganizationsV20161128: organizationsService(this.organizations, this.handshakeAnswers, authorizer, time),
      SWBExternalService: ssoAdminService(instances, time),
    };
    this.places = new Places(environment, {
      time, random, switches, authorizerIn, roles, runner: options.runner,
      functions: { ...DEFAULT_FUNCTIONS_OPTIONS, ...options.switches?.lambda, ...options.functions }, faults: this.faults, buckets: this.buckets,
      callers: this.callers, identityStores: this.identityStores, instances, recordOnly: options.recordOnly ?? [],
      ...(options.rehearsal && { rehearsal: options.rehearsal }),
    });
    this.home = this.places.home;
    plantValues(seed, this.home.parameters, this.home.secrets);
  }

  /** Every account and Region in which something was asked for, the sandbox's own first. */
  public get allPlaces(): readonly Place[] {
    return this.places.all;
  }

  /** An account in a Region; the first use makes it. */
  public place(account: string, region: string): Place {
    return this.places.of(account, region);
  }

  /** The stacks of the sandbox's own account in its own Region. */
  public get cloudFormation(): CloudFormation {
    return this.home.cloudFormation;
  }

  /** What can be asked for, as policies name it. */
  public get actions(): readonly string[] {
    const services = [this.services, this.home.jsonServices, this.home.queryServices].flatMap((each) => Object.values(each));
    return [...services.flatMap(({ name, operations }) => Object.keys(operations).map((operation) => `${name}:${operation}`)), ...LAMBDA_ACTIONS, ...S3_ACTIONS];
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

  /** The operations of a service of the JSON protocol, by the prefix of its targets. */
  public operationsOf(targetPrefix: string): string[] {
    return Object.keys(({ ...this.services, ...this.home.jsonServices })[targetPrefix]?.operations ?? {});
  }

  public async close(): Promise<void> {
    await this.places.close();
  }

  private dated(request: HttpRequest, response: HttpResponse): HttpResponse {
    const { datesAnswers, clockOffsetMilliseconds } = this.identityStores.switches;
    if (!datesAnswers || !request.headers['x-amz-target']?.startsWith('AWSIdentityStore.')) return response;
    return { ...response, headers: { ...response.headers, date: new Date(this.time.now() + clockOffsetMilliseconds).toUTCString() } };
  }

  private async answerAsAws(request: HttpRequest): Promise<HttpResponse> {
    const { headers } = request;
    const region = regionOf(request);
    const caller = { ...this.callers.callerOf(headers.authorization), ...(region !== undefined && { region }) };
    const answers = this.places.answersAt(request.host);
    if (answers) return this.faults.around('answer', caller, () => answers.answer(request));
    const place = this.places.of(caller.account, region);
    const gate = { authorizer: place.authorizer, faults: this.faults, calls: this.calls };
    const perform = performThrough(gate);
    const requestId = uuid(this.random);
    const service = signedFor(request);
    if (service === 's3') return this.s3.answer(gate, request, caller, requestId);
    if (headers['x-amz-target'] !== undefined) return answerJson({ ...this.services, ...place.jsonServices }, perform, request, caller, requestId);
    if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
      return answerQuery(place.queryServices, perform, request, caller, requestId);
    }
    if (isForLambda(request)) return answerLambda(place.functions, gate, request, caller);
    if (service !== undefined) return refuseService(service, request, requestId);
    return this.s3.answer(gate, request, caller, requestId);
  }
}

/** Every path is an object of S3, if the request is one for S3. */
function refuseService(service: string, { method, path }: HttpRequest, requestId: string): HttpResponse {
  const { code, message, httpStatus } = new NotEmulated(`the service ${service} (${method} ${path})`);
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code, 'x-amzn-requestid': requestId };
  return { status: httpStatus, headers, body: JSON.stringify({ message }) };
}

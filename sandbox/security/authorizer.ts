import type { Switches } from '../cloudformation/switches';
import type { Environment } from '../environment';
import { ServiceError } from '../protocol/service-error';
import { AccountRoles, partsOf } from './account-roles';
import type { Caller } from './callers';
import { parsePolicy } from './policy';
import { ApplicablePolicies, AuthorizationRequest, Context, Decision, evaluate } from './policy-evaluation';
import { requiredResources } from './required-resources';
import { trustsService } from './trust';

/** Lets a caller do what its role allows. */
export interface Authorizer {
  /** @throws ServiceError when the caller isn't allowed to do this */
  authorize(service: string, operation: string, input: object, caller: Caller): void;
  /** Why the caller isn't allowed to do what an operation or a service does in its name, in the words of AWS; nothing when it is. */
  refusalOf(request: AuthorizationRequest, caller: Caller): string | undefined;
  /** What conditions can ask about a caller. */
  contextOf(caller: Caller): Context;
  /** Whether a role may do something once all that was changed of its policies is effective. */
  willAllow(action: string, resource: string, roleArn: string): boolean;
  /** Whether a service of the account, as `lambda.amazonaws.com`, may assume a role. */
  mayAssume(service: string, roleArn: string): boolean;
}

/** What policies can ask about the organizations that callers and resources are in. */
export interface KnownOrganizations {
  of(account: string): { readonly id: string } | undefined;
  /** The ARN of what has the id for the callers of an account. */
  arnOf(id: string, account: string): string | undefined;
}

/** What a role was allowed to do, with all that conditions could ask about it. */
export interface Authorized extends AuthorizationRequest {
  readonly roleArn: string;
}

/** The account that owns what a request is about, if it isn't the one of the environment. */
export type OwnerOf = (service: string, input: object) => string | undefined;

/** Actions that every identity may use. */
const ALWAYS_ALLOWED = ['sts:GetCallerIdentity'];

/** What a caller may do that no role speaks for. */
const EVERYTHING = parsePolicy({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });

/** Enforces the policies of roles and of their sessions. The person at the computer may do everything. */
export class RoleAuthorizer implements Authorizer {
  constructor(
    private readonly roles: AccountRoles,
    private readonly environment: Environment,
    private readonly organizations: KnownOrganizations,
    private readonly ownerOf: OwnerOf,
    private readonly namedStack: Switches['namedStack'],
    private readonly noticed: (authorized: Authorized) => void = () => undefined,
  ) {}

  public authorize(service: string, operation: string, input: object, caller: Caller): void {
    const action = `${service}:${operation}`;
    if (isUnrestricted(caller) || ALWAYS_ALLOWED.includes(action)) return;
    const context = { ...tagKeysIn(input), ...eventsIn(service, input) };
    const refusal = this.refusalOf({ action, resources: this.resourcesOf(service, action, input, caller), context }, caller);
    if (refusal !== undefined) throw new ServiceError(ACCESS_DENIED[service] ?? 'AccessDeniedException', refusal, {}, 403);
  }

  public refusalOf(request: AuthorizationRequest, caller: Caller): string | undefined {
    const decision = this.decide(request, caller);
    if (decision.allowed) return undefined;
    return `User: ${caller.arn} is not authorized to perform: ${request.action} on resource: ${decision.resource} ${this.because(decision, caller)}`;
  }

  public willAllow(action: string, resource: string, roleArn: string): boolean {
    const { account } = partsOf(roleArn);
    const context = this.contextOf({ account, arn: roleArn, roleArn });
    return evaluate({ action, resources: [resource], context }, this.policiesOf(roleArn, Infinity)).allowed;
  }

  public mayAssume(service: string, roleArn: string): boolean {
    const trustPolicy = this.roles.trustPolicy(roleArn);
    const { account } = this.environment;
    return trustPolicy !== undefined && trustsService(trustPolicy, roleArn, service, { 'aws:SourceAccount': account, 'aws:RequestedRegion': this.environment.region });
  }

  public contextOf({ account, arn, roleArn }: Caller): Context {
    const organization = this.organizations.of(account);
    return {
      'aws:PrincipalArn': roleArn ?? arn,
      'aws:PrincipalAccount': account,
      'aws:RequestedRegion': this.environment.region,
      ...(organization && { 'aws:PrincipalOrgID': organization.id }),
    };
  }

  private decide({ action, resources, context }: AuthorizationRequest, caller: Caller): Decision {
    if (isUnrestricted(caller)) return { allowed: true };
    const { roleArn, sessionPolicies } = caller;
    const request = { action, resources, context: { ...this.contextOf(caller), ...context } };
    const decision = evaluate(request, {
      ...(roleArn === undefined ? { identity: [EVERYTHING] } : this.policiesOf(roleArn)),
      ...(sessionPolicies && { session: sessionPolicies }),
    });
    if (decision.allowed && roleArn !== undefined) this.noticed({ roleArn, ...request });
    return decision;
  }

  private policiesOf(roleArn: string, moment?: number): ApplicablePolicies {
    const boundary = this.roles.effectiveBoundary(roleArn, moment);
    return { identity: this.roles.effectivePolicies(roleArn, moment), ...(boundary && { boundary: boundary.policies }) };
  }

  private because({ reason, action }: Exclude<Decision, { readonly allowed: true }>, { roleArn = '' }: Caller): string {
    switch (reason) {
      case 'EXPLICIT_DENY': return 'with an explicit deny in an identity-based policy';
      case 'BOUNDARY_DENY': return `with an explicit deny in a permissions boundary: ${this.roles.effectiveBoundary(roleArn)?.arn}`;
      case 'IMPLICIT_DENY': return `because no identity-based policy allows the ${action} action`;
      case 'BOUNDARY': return `because no permissions boundary allows the ${action} action`;
      case 'SESSION_POLICY': return `because no session policy allows the ${action} action`;
    }
  }

  private resourcesOf(service: string, action: string, input: object, { account }: Caller): string[] {
    switch (service) {
      case 'organizations':
        return requiredResources(action, input, { ...this.environment, account }, (id) => this.organizations.arnOf(id, account));
      case 'cloudformation':
        return requiredResources(action, input, this.environment, (id) => (this.namedStack === 'NAME' ? ofItsName(id) : undefined));
      default:
        return requiredResources(action, input, { ...this.environment, account: this.ownerOf(service, input) ?? this.environment.account });
    }
  }
}

/** What conditions can ask about the tags of a request. */
function tagKeysIn(input: object): Context {
  const { Tags } = input as { readonly Tags?: unknown };
  const keys = Array.isArray(Tags) ? (Tags as ({ readonly Key?: unknown } | null)[]).map((tag) => String(tag?.Key)) : [];
  return keys.length > 0 ? { 'aws:TagKeys': keys } : {};
}

/** What conditions can ask about events: of several that differ they ask all. */
function eventsIn(service: string, input: object): Context {
  const { Entries: entries } = input as { readonly Entries?: readonly { readonly Source?: string; readonly DetailType?: string }[] };
  if (service !== 'events' || !Array.isArray(entries)) return {};
  const valuesOf = (member: 'Source' | 'DetailType'): string | readonly string[] => {
    const values = [...new Set(entries.map((entry) => String(entry[member] ?? '')))];
    return values.length === 1 ? String(values[0]) : values;
  };
  return { 'events:source': valuesOf('Source'), 'events:detail-type': valuesOf('DetailType') };
}

/** All stacks that have the name of the stack with this id. */
function ofItsName(stackId: string): string | undefined {
  return stackId.startsWith('arn:') ? stackId.split('/').slice(0, 2).concat('*').join('/') : undefined;
}

function isUnrestricted({ roleArn, sessionPolicies }: Caller): boolean {
  return roleArn === undefined && sessionPolicies === undefined;
}

/** What services of the Query protocol call it. */
const ACCESS_DENIED: Readonly<Record<string, string>> = { cloudformation: 'AccessDenied', sts: 'AccessDenied' };

import type { Environment } from '../environment';
import { ServiceError } from '../protocol/service-error';
import type { Caller } from './callers';
import { AuthorizationRequest, evaluate } from './policy-evaluation';
import { requiredResources } from './required-resources';
import type { Roles } from './roles';

/** Lets a caller do what its role allows. */
export interface Authorizer {
  /** @throws ServiceError when the caller isn't allowed to do this */
  authorize(service: string, operation: string, input: object, caller: Caller): void;
  /** Why the caller isn't allowed to do what a service does for it, in the words of AWS; nothing when it is. */
  refusalOf(request: AuthorizationRequest, caller: Caller): string | undefined;
}

/** The account that owns what a request is about, if it isn't the one of the environment. */
export type OwnerOf = (service: string, input: object) => string | undefined;

/** Actions that every identity may use. */
const ALWAYS_ALLOWED = ['sts:GetCallerIdentity'];

/** Enforces the policies of the functions' roles. The person at the computer may do everything. */
export class RoleAuthorizer implements Authorizer {
  constructor(private readonly roles: Roles, private readonly environment: Environment, private readonly ownerOf: OwnerOf) {}

  public authorize(service: string, operation: string, input: object, caller: Caller): void {
    const action = `${service}:${operation}`;
    if (caller.functionRoleArn === undefined || ALWAYS_ALLOWED.includes(action)) return;
    const account = this.ownerOf(service, input) ?? this.environment.account;
    const resources = requiredResources(action, input, { ...this.environment, account });
    const refusal = this.refusalOf({ action, resources, context: {} }, caller);
    if (refusal !== undefined) throw new ServiceError(ACCESS_DENIED[service] ?? 'AccessDeniedException', refusal, {}, 403);
  }

  public refusalOf({ action, resources, context }: AuthorizationRequest, caller: Caller): string | undefined {
    if (caller.functionRoleArn === undefined) return undefined;
    const decision = evaluate({
      action,
      resources,
      context: {
        'aws:PrincipalArn': caller.functionRoleArn,
        'aws:PrincipalAccount': caller.account,
        'aws:RequestedRegion': this.environment.region,
        ...context,
      },
    }, { identity: this.roles.effectivePolicies(caller.functionRoleArn) });
    if (decision.allowed) return undefined;
    const because = decision.reason === 'EXPLICIT_DENY'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
    return `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${decision.resource} ${because}`;
  }
}

/** What services of the Query protocol call it. */
const ACCESS_DENIED: Readonly<Record<string, string>> = { cloudformation: 'AccessDenied', sts: 'AccessDenied' };

import type { Environment } from '../environment';
import { ServiceError } from '../protocol/service-error';
import type { Caller } from './callers';
import { evaluate } from './policy-evaluation';
import { requiredResources } from './required-resources';
import type { Roles } from './roles';

/** Lets a caller do what its role allows. */
export interface Authorizer {
  /** @throws ServiceError when the caller isn't allowed to do this */
  authorize(service: string, operation: string, input: object, caller: Caller): void;
}

/** Actions that every identity may use. */
const ALWAYS_ALLOWED = ['sts:GetCallerIdentity'];

/** Enforces the policies of the functions' roles. The person at the computer may do everything. */
export class RoleAuthorizer implements Authorizer {
  constructor(private readonly roles: Roles, private readonly environment: Environment) {}

  public authorize(service: string, operation: string, input: object, caller: Caller): void {
    const action = `${service}:${operation}`;
    if (caller.functionRoleArn === undefined || ALWAYS_ALLOWED.includes(action)) return;
    const decision = evaluate({
      action,
      resources: requiredResources(action, input, this.environment),
      context: {
        'aws:PrincipalArn': caller.functionRoleArn,
        'aws:PrincipalAccount': caller.account,
        'aws:RequestedRegion': this.environment.region,
      },
    }, { identity: this.roles.effectivePolicies(caller.functionRoleArn) });
    if (decision.allowed) return;
    const because = decision.reason === 'EXPLICIT_DENY'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
    throw new ServiceError(ACCESS_DENIED[service] ?? 'AccessDeniedException',
      `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${decision.resource} ${because}`, {}, 403);
  }
}

/** What services of the Query protocol call it. */
const ACCESS_DENIED: Readonly<Record<string, string>> = { cloudformation: 'AccessDenied', sts: 'AccessDenied' };

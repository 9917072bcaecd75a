import type { Environment } from '../environment';
import { ServiceError } from '../protocol/service-error';
import type { AccountRoles } from './account-roles';
import type { Caller } from './callers';
import { parsePolicy } from './policy';
import { Context, Decision, evaluate } from './policy-evaluation';
import { requiredResources } from './required-resources';

/** Lets a caller do what its role allows. */
export interface Authorizer {
  /** @throws ServiceError when the caller isn't allowed to do this */
  authorize(service: string, operation: string, input: object, caller: Caller): void;

  /** Whether the caller may do something that another operation does in its name. */
  decide(action: string, resources: readonly string[], caller: Caller, context?: Context): Decision;
}

/** What policies can ask about the organizations that callers and resources are in. */
export interface KnownOrganizations {
  of(account: string): { readonly id: string } | undefined;
  /** The ARN of what has the id for the callers of an account. */
  arnOf(id: string, account: string): string | undefined;
}

/** Actions that every identity may use. */
const ALWAYS_ALLOWED = ['sts:GetCallerIdentity'];

/** What a caller may do that no role speaks for. */
const EVERYTHING = parsePolicy({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });

/** Enforces the policies of roles and of their sessions. The person at the computer may do everything. */
export class RoleAuthorizer implements Authorizer {
  constructor(private readonly roles: AccountRoles, private readonly environment: Environment, private readonly organizations: KnownOrganizations) {}

  public authorize(service: string, operation: string, input: object, caller: Caller): void {
    const action = `${service}:${operation}`;
    if (isUnrestricted(caller) || ALWAYS_ALLOWED.includes(action)) return;
    const resources = service === 'organizations'
      ? requiredResources(action, input, { ...this.environment, account: caller.account }, (id) => this.organizations.arnOf(id, caller.account))
      : requiredResources(action, input, this.environment);
    const decision = this.decide(action, resources, caller);
    if (decision.allowed) return;
    throw new ServiceError(ACCESS_DENIED[service] ?? 'AccessDeniedException',
      `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${decision.resource} ${because(decision)}`, {}, 403);
  }

  public decide(action: string, resources: readonly string[], caller: Caller, context: Context = {}): Decision {
    if (isUnrestricted(caller)) return { allowed: true };
    const { roleArn, sessionPolicies } = caller;
    return evaluate({ action, resources, context: { ...this.contextOf(caller), ...context } }, {
      identity: roleArn === undefined ? [EVERYTHING] : this.roles.effectivePolicies(roleArn),
      ...(sessionPolicies && { session: sessionPolicies }),
    });
  }

  /** What conditions can ask about a caller. */
  public contextOf({ account, arn, roleArn }: Caller): Context {
    const organization = this.organizations.of(account);
    return {
      'aws:PrincipalArn': roleArn ?? arn,
      'aws:PrincipalAccount': account,
      'aws:RequestedRegion': this.environment.region,
      ...(organization && { 'aws:PrincipalOrgID': organization.id }),
    };
  }
}

function isUnrestricted({ roleArn, sessionPolicies }: Caller): boolean {
  return roleArn === undefined && sessionPolicies === undefined;
}

function because({ reason, action }: Exclude<Decision, { readonly allowed: true }>): string {
  switch (reason) {
    case 'EXPLICIT_DENY': return 'with an explicit deny in an identity-based policy';
    case 'IMPLICIT_DENY': return `because no identity-based policy allows the ${action} action`;
    case 'SESSION_POLICY': return `because no session policy allows the ${action} action`;
  }
}

/** What services of the Query protocol call it. */
const ACCESS_DENIED: Readonly<Record<string, string>> = { cloudformation: 'AccessDenied', sts: 'AccessDenied' };

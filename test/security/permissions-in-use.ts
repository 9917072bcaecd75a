import type { Stack } from '../../sandbox/cloudformation/stack';
import type { Authorized } from '../../sandbox/security/authorizer';
import { actionOf } from '../../sandbox/security/service-authorization';
import { InvitingOptions, InvitingWorld } from '../support/declared-invitations';
import { MANAGEMENT, STORE } from '../support/ids';

/** A statement of a policy, as it is when it is deployed. */
export interface Given {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: Readonly<Record<string, unknown>> | undefined;
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, unknown>>;
}

interface PolicyProperties {
  readonly Roles?: readonly string[];
  readonly PolicyDocument?: { readonly Statement: readonly Statement[] };
  readonly Policies?: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
  readonly ManagedPolicyArns?: readonly string[];
}

/** What the functions of some stacks were allowed, and what of it they used. */
export class Permissions {
  public readonly given: Given[] = [];
  public readonly used: Authorized[] = [];

  /** A world in which the use of permissions is noticed. */
  public world(options: InvitingOptions = {}): InvitingWorld {
    return new InvitingWorld({
      ...options,
      authorized: ({ resources, ...authorized }) => this.used.push({ ...authorized, resources: resources.map(withoutStackId) }),
    });
  }

  /** Notices what a stack gives the roles of its functions. */
  public note(stack: Stack): void {
    for (const { type, properties, physicalId } of stack.resources.values()) {
      const { Roles = [physicalId], PolicyDocument, Policies = [] } = properties as unknown as PolicyProperties;
      const isGuard = Roles.some((role) => /CdkOrgGuard(Campaign|Contents|IdentityStore|Organizations)Role/.test(role));
      if (!type.startsWith('AWS::IAM::') || !isGuard) continue;
      const documents = [...(PolicyDocument ? [PolicyDocument] : []), ...Policies.map((policy) => policy.PolicyDocument)];
      this.given.push(...documents.flatMap(({ Statement }) => Statement).map(givenBy));
    }
  }

  /** Actions that a policy gives, that are not written to logs by Lambda itself, and that nothing used on one of its resources. */
  public get unusedActions(): string[] {
    const pairs = this.given.flatMap(({ actions, resources }) => actions.map((action) => ({ action, resources })));
    return distinct(pairs.filter(({ action, resources }) => !isForLogs(action) && !this.uses([action], resources)).map(({ action }) => action));
  }

  /** Resources that a policy gives and that nothing used with one of its actions. */
  public get unusedResources(): string[] {
    const pairs = this.given.flatMap(({ actions, resources }) => resources.map((resource) => ({ actions, resource })));
    return distinct(pairs.filter(({ actions, resource }) => !actions.every(isForLogs) && !this.uses(actions, [resource])).map(({ resource }) => resource));
  }

  /** Resources that are wider than the Service Authorization Reference asks for any of the actions. */
  public get tooWide(): string[] {
    return distinct(this.given.filter(({ condition }) => !isForDeclaredTags(condition)).flatMap(({ actions, resources }) =>
      resources.filter((resource) => !actions.some((action) => isNarrowFor(action, resource))).map((resource) => `${actions.join(', ')} on ${resource}`)));
  }

  /** Statements about keys that don't say for which store. */
  public get unconditional(): Given[] {
    return this.given.filter(({ actions, condition }) => actions.some((action) => action.startsWith('kms:')) && Object.keys(condition ?? {}).length < 2);
  }

  /** What was used by others counts as well. */
  public with(others: readonly Permissions[]): Permissions {
    const together = new Permissions();
    together.given.push(...this.given);
    together.used.push(...[this, ...others].flatMap(({ used }) => used));
    return together;
  }

  private uses(actions: readonly string[], patterns: readonly string[]): boolean {
    return this.used.some(({ action, resources }) =>
      actions.includes(action) && resources.some((resource) => patterns.some((pattern) => pattern === '*' || matching(pattern).test(resource))));
  }
}

function givenBy({ Action, Resource, Condition }: Statement): Given {
  return { actions: [Action].flat(), resources: [Resource].flat().map(withoutStackId), condition: Condition };
}

/** The same stack in another world has another id. */
function withoutStackId(resource: string): string {
  return resource.replace(/(:stack\/[^/]+)\/[-0-9a-f]{36}$/, '$1/ID');
}

/** What anything may be, it gets no other tags by it than the declared ones. */
function isForDeclaredTags(condition: object = {}): boolean {
  return Object.entries(condition).some(([operator, keys]) => operator === 'ForAllValues:StringEquals' && 'aws:TagKeys' in (keys as object));
}

/** Lambda writes the logs in the name of the role. */
export function isForLogs(action: string): boolean {
  return action.startsWith('logs:');
}

/** What can't be more exact, because what it will be about isn't in the organization yet. */
const BEFORE_IT_IS_THERE = ['organizations:InviteAccountToOrganization'];

const KNOWN: Readonly<Record<string, string>> = { Partition: 'aws', Region: 'us-east-1', Account: MANAGEMENT, IdentityStoreId: STORE };

/** Whether the resource is as exact as it can be before anything is deployed: only ids that the service makes are left open. */
function isNarrowFor(action: string, resource: string): boolean {
  const { resourceTypes = [] } = actionOf(action) ?? {};
  if (resource === '*') return resourceTypes.length === 0 || BEFORE_IT_IS_THERE.includes(action);
  return resourceTypes.some(({ arnTemplate }) => matching(exactest(arnTemplate)).test(resource));
}

/** The ARN template with what is known at synthesis. The store's owner may be unknown, a role is in another account, and a log group has its streams. */
function exactest(arnTemplate: string): string {
  return arnTemplate
    .replaceAll(/\$\{(\w+)\}/g, (variable, name: string) => KNOWN[name] ?? variable)
    .replace(`identitystore::${MANAGEMENT}:`, 'identitystore::*:')
    .replace(`iam::${MANAGEMENT}:role`, 'iam::*:role')
    .replace(':log-stream:${LogStreamName}', ':*')
    .replaceAll(/(?<=\/)[a-z]+-\$\{\w+\}$|\$\{\w+\}/g, '*');
}

function matching(pattern: string): RegExp {
  return new RegExp(`^${pattern.split('*').map((text) => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 's');
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

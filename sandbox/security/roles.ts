import { ServiceError } from '../protocol/service-error';
import { Random } from '../randomness';
import { Time } from '../time/time';
import { Change, valueAt } from './changes';
import { checkMembers, checkQuota, IAM_LIMITS, limitExceeded, sizeOf } from './limits';
import { ManagedPolicies } from './managed-policies';
import { parsePolicy, parseTrustPolicy, PolicyDocument } from './policy';

const ROLE_NAME = /^[\w+=,.@-]+$/;

/** A policy of a role: its own, or the ARN of a managed one. */
type RolePolicy = { readonly document: PolicyDocument; readonly size: number } | { readonly managed: string };

interface Role {
  readonly trustPolicy: PolicyDocument;
  readonly path: string;
  /** What became of each policy, oldest first, by the policy's name or ARN. */
  readonly policies: Map<string, Change<RolePolicy>[]>;
  /** The ARNs that the boundary was set to, oldest first. */
  readonly boundaries: Change<string>[];
}

/** A managed policy beyond which the policies of a role allow nothing. */
export interface Boundary {
  readonly arn: string;
  /** None once the policy is gone: then nothing is allowed. */
  readonly policies: readonly PolicyDocument[];
}

/** The roles of one account with their policies. A change of a policy isn't effective at once, as in IAM. */
export class Roles {
  public readonly managedPolicies = new ManagedPolicies();
  private readonly roles = new Map<string, Role>();

  /**
   * @param longestDelay milliseconds within which a changed policy becomes effective
   */
  constructor(private readonly time: Time, private readonly random: Random, private readonly longestDelay: number) {}

  /** Makes a role, or changes who may assume it. */
  public create(name: string, trustPolicy: unknown, path = '/'): void {
    if (!ROLE_NAME.test(name)) {
      throw new ServiceError('ValidationError',
        'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-');
    }
    checkMembers([{ at: 'roleName', value: name, longest: IAM_LIMITS.roleNameCharacters }, { at: 'path', value: path, longest: IAM_LIMITS.pathCharacters }]);
    const parsed = parseTrustPolicy(trustPolicy);
    checkQuota('ACLSizePerRole', sizeOf(trustPolicy), IAM_LIMITS.trustPolicy);
    const { policies = new Map<string, Change<RolePolicy>[]>(), boundaries = [] } = this.roles.get(name) ?? {};
    this.roles.set(name, { trustPolicy: parsed, path, policies, boundaries });
  }

  public has(name: string): boolean {
    return this.roles.has(name);
  }

  public delete(name: string): void {
    this.roles.delete(name);
  }

  /** @throws ServiceError `NoSuchEntity` for an unknown role, or if the document is malformed, or too large together with the others */
  public putPolicy(roleName: string, policyName: string, document: unknown, longestDelay = this.longestDelay): void {
    checkMembers([{ at: 'policyName', value: policyName, longest: IAM_LIMITS.policyNameCharacters }]);
    const policy = { document: parsePolicy(document), size: sizeOf(document) };
    const others = [...this.existing(roleName).policies].filter(([name]) => name !== policyName).map(([, changes]) => valueAt(changes, Infinity));
    const size = others.reduce((sum, other) => sum + (other && 'size' in other ? other.size : 0), policy.size);
    if (size > IAM_LIMITS.inlinePolicies) throw limitExceeded(`Maximum policy size of ${IAM_LIMITS.inlinePolicies} bytes exceeded for role ${roleName}`);
    this.change(roleName, policyName, policy, longestDelay);
  }

  /** @throws ServiceError `NoSuchEntity`, or `NotEmulated` for a managed policy of AWS that the sandbox doesn't know */
  public attachManagedPolicy(roleName: string, policyArn: string, longestDelay = this.longestDelay): void {
    const role = this.existing(roleName);
    this.managedPolicies.check(policyArn, 'Policy');
    const attached = [...role.policies].filter(([name, changes]) => name !== policyArn && isManaged(valueAt(changes, Infinity)));
    checkQuota('PoliciesPerRole', attached.length + 1, IAM_LIMITS.managedPoliciesOfARole);
    this.change(roleName, policyArn, { managed: policyArn }, longestDelay);
  }

  public removePolicy(roleName: string, policyName: string): void {
    if (this.roles.has(roleName)) this.change(roleName, policyName, undefined, this.longestDelay);
  }

  /**
   * Sets the permissions boundary of a role, or takes it away.
   *
   * @throws ServiceError `NoSuchEntity`, or `NotEmulated` for a managed policy of AWS that the sandbox doesn't know
   */
  public setBoundary(roleName: string, policyArn: string | undefined, longestDelay = this.longestDelay): void {
    const { boundaries } = this.existing(roleName);
    if (policyArn !== undefined) this.managedPolicies.check(policyArn, 'Scope ARN:');
    if (policyArn !== valueAt(boundaries, Infinity)) boundaries.push(this.changeTo(policyArn, longestDelay));
  }

  /** Makes a managed policy, or changes what it allows. */
  public putManagedPolicy(arn: string, document: unknown, longestDelay = this.longestDelay): void {
    this.managedPolicies.put(arn, document, this.changeTo(arn, longestDelay).effectiveAt);
  }

  /** @throws ServiceError `DeleteConflict` while a role has it */
  public deleteManagedPolicy(arn: string): void {
    const isUsed = [...this.roles.values()].some(({ policies, boundaries }) =>
      valueAt(policies.get(arn), Infinity) !== undefined || valueAt(boundaries, Infinity) === arn);
    if (isUsed) throw new ServiceError('DeleteConflict', 'Cannot delete a policy attached to entities.', {}, 409);
    this.managedPolicies.delete(arn);
  }

  /** The policies that are effective by now, or at another moment. An unknown role has none, and nor has one of another path. */
  public effectivePolicies(roleName: string, path: string, moment = this.time.now()): PolicyDocument[] {
    return [...this.find(roleName, path)?.policies.values() ?? []]
      .map((changes) => valueAt(changes, moment))
      .map((policy) => (policy && 'managed' in policy ? this.managedPolicies.documentOf(policy.managed, moment) : policy?.document))
      .filter((document) => document !== undefined);
  }

  /** The permissions boundary that is effective by now, or at another moment, if the role has one. */
  public effectiveBoundary(roleName: string, path: string, moment = this.time.now()): Boundary | undefined {
    const arn = valueAt(this.find(roleName, path)?.boundaries, moment);
    if (arn === undefined) return undefined;
    const document = this.managedPolicies.documentOf(arn, moment);
    return { arn, policies: document ? [document] : [] };
  }

  /** Says who may assume the role, if there is such a role. */
  public trustPolicy(roleName: string, path: string): PolicyDocument | undefined {
    return this.find(roleName, path)?.trustPolicy;
  }

  private find(name: string, path: string): Role | undefined {
    const role = this.roles.get(name);
    return role?.path === path ? role : undefined;
  }

  private existing(name: string): Role {
    const role = this.roles.get(name);
    if (!role) throw new ServiceError('NoSuchEntity', `The role with name ${name} cannot be found.`, {}, 404);
    return role;
  }

  private change(roleName: string, policyName: string, policy: RolePolicy | undefined, longestDelay: number): void {
    const { policies } = this.existing(roleName);
    policies.set(policyName, [...policies.get(policyName) ?? [], this.changeTo(policy, longestDelay)]);
  }

  private changeTo<Value>(value: Value | undefined, longestDelay: number): Change<Value> {
    const effectiveAt = this.time.now() + Math.floor(this.random() * longestDelay);
    return { effectiveAt, ...(value !== undefined && { value }) };
  }
}

function isManaged(policy: RolePolicy | undefined): boolean {
  return policy !== undefined && 'managed' in policy;
}

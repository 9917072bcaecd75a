import { NotEmulated, ServiceError } from '../protocol/service-error';
import { AWS_MANAGED_POLICIES } from './aws-managed-policies';
import { Change, valueAt } from './changes';
import { checkQuota, IAM_LIMITS, sizeOf } from './limits';
import { parsePolicy, PolicyDocument } from './policy';

const OWN_OF_AWS = /^arn:[^:]+:iam::aws:policy\/(.+)$/;

/** The managed policies of one account, and those of AWS. */
export class ManagedPolicies {
  private readonly policies = new Map<string, Change<PolicyDocument>[]>();

  /** @throws ServiceError if the document is malformed or too large */
  public put(arn: string, document: unknown, effectiveAt: number): void {
    const value = parsePolicy(document);
    checkQuota('PolicySize', sizeOf(document), IAM_LIMITS.managedPolicy);
    this.policies.set(arn, [...this.policies.get(arn) ?? [], { effectiveAt, value }]);
  }

  public delete(arn: string): void {
    this.policies.delete(arn);
  }

  /** Whether there is one of that name, which paths don't make another one. */
  public hasName(name: string): boolean {
    return [...this.policies.keys()].some((arn) => arn.endsWith(`/${name}`));
  }

  /**
   * @param what the beginning of the message if there is no such policy
   * @throws ServiceError `NoSuchEntity`, or `NotEmulated` for one of AWS's that the sandbox doesn't know
   */
  public check(arn: string, what: string): void {
    const [, name] = OWN_OF_AWS.exec(arn) ?? [];
    if (name !== undefined && !Object.hasOwn(AWS_MANAGED_POLICIES, name)) throw new NotEmulated(`the managed policy ${arn}`);
    if (name === undefined && !this.policies.has(arn)) throw new ServiceError('NoSuchEntity', `${what} ${arn} does not exist or is not attachable.`, {}, 404);
  }

  /** What it allows at a moment, if there is such a policy. */
  public documentOf(arn: string, moment: number): PolicyDocument | undefined {
    const [, name = ''] = OWN_OF_AWS.exec(arn) ?? [];
    const own = Object.hasOwn(AWS_MANAGED_POLICIES, name) ? AWS_MANAGED_POLICIES[name] : undefined;
    return own ? parsePolicy(own) : valueAt(this.policies.get(arn), moment);
  }
}

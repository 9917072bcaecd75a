import { createHash } from 'node:crypto';
import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** How many digits of a hash tell two things of a stack apart. */
const HASH_DIGITS = 8;

/**
 * What a function may do: a policy for each permission, made when a construct of the stack first needs it.
 *
 * CloudFormation changes a policy before it deletes the resources that are removed, so from a policy for everything the last
 * user of a stack would take away the permission to delete it. A policy of its own is deleted after what depends on it, and
 * what depends on others stays as it is.
 */
export class PermissionPolicies<Permission extends string> extends Construct {
  constructor(scope: Construct, id: string, private readonly role: iam.Role) {
    super(scope, id);
  }

  /** The policy of a permission, with these statements if it isn't there yet. */
  protected policyOf(permission: Permission, statements: () => iam.PolicyStatement[]): iam.Policy {
    const existing = this.node.tryFindChild(permission) as iam.Policy | undefined;
    return existing ?? new iam.Policy(this, permission, { roles: [this.role], statements: statements() });
  }
}

/** Tells what policies are about. Tokens stay what they are: those of two stacks can resolve to the same thing here. */
export type Subject = readonly (string | undefined)[];

/** The policies for each of several subjects, such as the identity stores of a stack. */
export class PoliciesBySubject<Policies extends PermissionPolicies<string>> {
  private readonly known = new Map<string, Policies>();

  /**
   * @param name begins the construct ids of the policies in the scope
   */
  constructor(private readonly scope: Construct, private readonly name: string) {}

  /** Those for a subject, made under the given id if they aren't there yet. */
  public of(subject: Subject, make: (id: string) => Policies): Policies {
    const key = JSON.stringify(subject);
    const existing = this.known.get(key);
    if (existing) return existing;
    const policies = make(this.freeId(subject));
    this.known.set(key, policies);
    return policies;
  }

  /** The same in every synthesis, which tokens are not until they are resolved. */
  private freeId(subject: Subject): string {
    const id = `${this.name}${hashOf(JSON.stringify(Stack.of(this.scope).resolve(subject)))}`;
    const alike = this.scope.node.children.filter((sibling) => sibling.node.id.startsWith(id)).length;
    return alike === 0 ? id : `${id}No${alike + 1}`;
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_DIGITS);
}

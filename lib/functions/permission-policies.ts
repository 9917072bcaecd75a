import { createHash } from 'node:crypto';
import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** How many digits of a hash tell two things of a stack apart. */
const HASH_DIGITS = 8;

/**
 * The permissions of a function, with a policy for each. A policy is made when a construct of the stack first needs it. CloudFormation changes a policy before
 * it deletes removed resources. So the last user of a stack would take the permission to delete it out of a policy for everything. A policy of its own is
 * deleted after the resources that depend on it. Policies for other resources stay as they are.
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

  /** The policies for a subject. If they aren't there yet, they are made under the given id. */
  public of(subject: Subject, make: (id: string) => Policies): Policies {
    const key = JSON.stringify(subject);
    const existing = this.known.get(key);
    if (existing) return existing;
    const policies = make(this.freeId(subject));
    this.known.set(key, policies);
    return policies;
  }

  /** An id that is the same in every synthesis. Tokens only are once they are resolved. */
  private freeId(subject: Subject): string {
    const id = `${this.name}${hashOf(JSON.stringify(Stack.of(this.scope).resolve(subject)))}`;
    const alike = this.scope.node.children.filter((sibling) => sibling.node.id.startsWith(id)).length;
    return alike === 0 ? id : `${id}No${alike + 1}`;
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_DIGITS);
}

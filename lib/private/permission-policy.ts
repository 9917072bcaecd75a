import { createHash } from 'node:crypto';
import { CfnElement, Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** How many digits of a hash tell two policies of a stack apart. */
const HASH_DIGITS = 8;

/**
 * What a function may do, permission by permission as the stack's constructs need it.
 *
 * CloudFormation changes a policy before it deletes the resources that are removed, so the last user of a stack would take
 * away the permission to delete it. The logical id therefore tells what the policy allows: another set of permissions is
 * another resource, and the old one is deleted after what depends on it.
 */
export class PermissionPolicy<Permission extends string> extends Construct {
  private readonly permissions = new Set<Permission>();
  private readonly policyDocument = new iam.PolicyDocument();

  constructor(scope: Construct, id: string, role: iam.Role) {
    super(scope, id);
    const policy = new iam.Policy(this, 'Default', { roles: [role], document: this.policyDocument });
    const resource = policy.node.defaultChild as CfnElement;
    resource.overrideLogicalId(Lazy.string({ produce: () => this.logicalIdOf(resource) }));
  }

  /** Adds the statements of a permission, unless it is given already. */
  protected give(permission: Permission, statements: () => readonly iam.PolicyStatement[]): void {
    if (this.permissions.has(permission)) return;
    this.permissions.add(permission);
    this.add(...statements());
  }

  /** Adds statements that no deletion needs. */
  protected add(...statements: readonly iam.PolicyStatement[]): void {
    this.policyDocument.addStatements(...statements);
  }

  private logicalIdOf(resource: CfnElement): string {
    return Stack.of(this).getLogicalId(resource) + hashOf(JSON.stringify([...this.permissions].sort()));
  }
}

/** A few digits that are others for another text. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_DIGITS);
}

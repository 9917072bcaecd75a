import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { allow, stackArn, stackNameIn } from '../functions/guard-lambda';
import { PermissionPolicies } from '../functions/permission-policies';
import { rootStackOf } from '../construct/root-stack';

/** What a stack's constructs may need of AWS Organizations. */
export type OrganizationsPermission = NamedPermission | { readonly tagKeys: readonly string[] };

type NamedPermission = 'RUN_CAMPAIGN' | 'CANCEL_INVITATIONS' | 'LOOK_AT_INVITATIONS' | 'INVITE_ACCOUNTS' | 'FIND_BY_EMAIL' | 'PLACE' | 'REQUEST_ALL_FEATURES' | 'FINALIZE_ALL_FEATURES';

/** What the function of a stack may do in the organization that its account manages: exactly what its constructs need. */
export class OrganizationsPolicies extends PermissionPolicies<NamedPermission | 'TAG' | 'ACCEPT_BY_ROLE'> {
  private readonly assuming = allow(['sts:AssumeRole'], []);
  /** The documentation doesn't say on which resource a policy has to allow the tags of an invitation. */
  private readonly tagging = unscoped('TagResource');
  private readonly tagKeys = new Set<string>();

  public allow(permission: OrganizationsPermission): iam.Policy {
    return typeof permission === 'object' ? this.allowTagging(permission.tagKeys) : this.policyOf(permission, () => this.statementsOf(permission));
  }

  /**
   * Entering a role in the invited account. In one policy for all roles, since a role's policies have 10,240 characters
   * together, and nothing that is deleted needs it.
   */
  public allowAssuming(roleArn: string): iam.Policy {
    this.assuming.addResources(roleArn);
    return this.policyOf('ACCEPT_BY_ROLE', () => [this.assuming]);
  }

  /** Whatever AWS takes the tags of an invitation for, nothing else of the organization gets other tags than those that are declared. */
  private allowTagging(keys: readonly string[]): iam.Policy {
    for (const key of keys) this.tagKeys.add(key);
    this.tagging.addCondition('ForAllValues:StringEquals', { 'aws:TagKeys': [...this.tagKeys] });
    return this.policyOf('TAG', () => [scoped(['ListTagsForResource', 'TagResource'], [this.every('account', '*')]), this.tagging]);
  }

  private statementsOf(permission: NamedPermission): iam.PolicyStatement[] {
    const accounts = this.every('account', '*');
    switch (permission) {
      case 'INVITE_ACCOUNTS':
        return [
          unscoped('DescribeAccount', 'DescribeOrganization', 'InviteAccountToOrganization', 'ListHandshakesForOrganization'),
          scoped(['CancelHandshake', 'DescribeHandshake'], [this.every('handshake', 'invite/*')]),
          ...this.lookAtRootStack(),
        ];
      case 'RUN_CAMPAIGN':
        return [unscoped('DescribeAccount', 'InviteAccountToOrganization', 'ListAccounts', 'ListHandshakesForOrganization'), ...this.lookAtRootStack()];
      case 'CANCEL_INVITATIONS':
        return [scoped(['CancelHandshake'], [this.every('handshake', 'invite/*')])];
      case 'LOOK_AT_INVITATIONS':
        return [scoped(['DescribeHandshake'], [this.every('handshake', 'invite/*')])];
      case 'FIND_BY_EMAIL':
        return [unscoped('ListAccounts')];
      case 'PLACE':
        return [scoped(['ListParents'], [accounts]), scoped(['MoveAccount'], [accounts, this.every('ou', '*'), this.every('root', '*')])];
      case 'REQUEST_ALL_FEATURES':
        return [unscoped('DescribeOrganization', 'EnableAllFeatures', 'ListHandshakesForOrganization')];
      case 'FINALIZE_ALL_FEATURES':
        // The documentation has both names for what the management account accepts.
        return [scoped(['AcceptHandshake'], ['enable', 'approve'].map((action) => this.every('handshake', `${action}_all_features/*`)))];
    }
  }

  /** A nested stack only says that it is deleted; the one at the top says whether that is a rollback. */
  private lookAtRootStack(): iam.PolicyStatement[] {
    const root = rootStackOf(this);
    return root ? [allow(['cloudformation:DescribeStacks'], [stackArn(Stack.of(this), stackNameIn(root.stackId))])] : [];
  }

  /** What the organization has of a kind. Its id isn't known at synthesis. */
  private every(kind: string, rest: string): string {
    return Arn.format({
      service: 'organizations', region: '', resource: kind, resourceName: `o-*/${rest}`, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    }, Stack.of(this));
  }
}

function scoped(actions: string[], resources: string[]): iam.PolicyStatement {
  return allow(actions.map((action) => `organizations:${action}`), resources);
}

/** Operations without a resource that a policy could name, or without one that is certainly in the organization already. */
function unscoped(...actions: string[]): iam.PolicyStatement {
  return scoped(actions, ['*']);
}

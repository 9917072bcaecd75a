/**
 * What the constructs and their functions agree on. Both sides import this file and nothing else of each other,
 * so a name that changes on one side only is a compile error and not a failed deployment.
 */

/** CloudFormation types of the custom resources. A type can never change once it is deployed. */
export const GROUP_RESOURCE_TYPE = 'Custom::IdentityStoreGroup';

/**
 * How long CloudFormation waits for an answer, in seconds: a dead function fails the deployment in minutes and not
 * after CloudFormation's own limit of one hour.
 */
export const SERVICE_TIMEOUT_SECONDS = 900;

/** What happens when an entity with the declared name is already there; the values of `ConflictPolicy`. */
export const CONFLICT_POLICIES = ['ADOPT', 'OVERWRITE', 'FAIL'] as const;
export type ConflictPolicyName = (typeof CONFLICT_POLICIES)[number];

/** `ResourceProperties` of a group, as the template has them. */
export interface GroupProperties {
  readonly IdentityStoreId: string;
  readonly DisplayName: string;
  readonly Description?: string;
  readonly ConflictPolicy: ConflictPolicyName;
  readonly Generation?: string;
}

/** `Data` of the answer for a group: what `Fn::GetAtt` can read. */
export interface GroupAttributes {
  readonly GroupId: string;
  readonly Outcome: 'CREATED' | 'ADOPTED';
}

import { LimitedOperation, STORE } from '../snapshot/operations';

/**
 * All that a probe can call, by its action. Nothing else can be sent: what it writes are users, groups and memberships of its own.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export const PROBING_OPERATIONS: Readonly<Record<string, LimitedOperation>> = {
  'sts:GetCallerIdentity': { perSecond: 10, reads: 'what CreatedBy is compared with' },
  'identitystore:ListUsers': { perSecond: STORE, reads: 'whether a provider owns the store; what a probe that was ended has left' },
  'identitystore:ListGroups': { perSecond: STORE, reads: 'the same of groups' },
  'identitystore:CreateUser': { perSecond: STORE, reads: 'users to throw away' },
  'identitystore:DescribeUser': { perSecond: STORE, reads: 'what became of them' },
  'identitystore:GetUserId': { perSecond: STORE, reads: 'how they are found' },
  'identitystore:UpdateUser': { perSecond: STORE, reads: 'what changes of them are taken' },
  'identitystore:DeleteUser': { perSecond: STORE, reads: 'their deletion' },
  'identitystore:CreateGroup': { perSecond: STORE, reads: 'groups to throw away' },
  'identitystore:DescribeGroup': { perSecond: STORE, reads: 'what became of them' },
  'identitystore:GetGroupId': { perSecond: STORE, reads: 'how they are found' },
  'identitystore:DeleteGroup': { perSecond: STORE, reads: 'their deletion' },
  'identitystore:CreateGroupMembership': { perSecond: STORE, reads: 'memberships of these users in these groups' },
  'identitystore:DeleteGroupMembership': { perSecond: STORE, reads: 'their deletion' },
  'identitystore:ListGroupMemberships': { perSecond: STORE, reads: 'whether memberships end with their user' },
  'identitystore:IsMemberInGroups': { perSecond: STORE, reads: 'what is said of a user who is gone' },
  'organizations:DescribeOrganization': { perSecond: 1, reads: 'which account manages it' },
  'organizations:ListHandshakesForOrganization': { perSecond: 5, reads: 'how invitations are shown' },
  'organizations:ListAccounts': { perSecond: 8, reads: 'how accounts are shown' },
};

/** What `--clean` calls, which is less. */
export const CLEANING_ACTIONS: readonly string[] = ['identitystore:DeleteGroup', 'identitystore:DeleteUser', 'identitystore:ListGroups', 'identitystore:ListUsers'];

/** What is probed. */
export interface Probed {
  /** Every store without it. */
  readonly identityStoreId?: string;
  readonly partition?: string;
  readonly organization?: boolean;
  /** Only what cleaning needs. */
  readonly clean?: boolean;
}

/** The policy that a probe needs. */
export function probingPolicy({ identityStoreId = '*', partition = 'aws', organization, clean }: Probed): object {
  const needed = clean ? CLEANING_ACTIONS : Object.keys(PROBING_OPERATIONS);
  const actionsOf = (service: string): readonly string[] => needed.filter((action) => action.startsWith(service)).sort();
  // AWS lets everybody ask who they are.
  const statements = [
    {
      Effect: 'Allow',
      Action: actionsOf('identitystore:'),
      Resource: [
        `arn:${partition}:identitystore::*:identitystore/${identityStoreId}`, ...['user', 'group', 'membership'].map((kind) => `arn:${partition}:identitystore:::${kind}/*`),
      ],
    },
    ...(organization && !clean ? [{ Effect: 'Allow', Action: actionsOf('organizations:'), Resource: '*' }] : []),
  ];
  return { Version: '2012-10-17', Statement: statements };
}

const PARTITIONS: readonly (readonly [beginning: string, partition: string])[] = [['cn-', 'aws-cn'], ['us-gov-', 'aws-us-gov'], ['eusc-', 'aws-eusc']];

/** The partition of a Region. */
export function partitionOf(region: string): string {
  return PARTITIONS.find(([beginning]) => region.startsWith(beginning))?.[1] ?? 'aws';
}

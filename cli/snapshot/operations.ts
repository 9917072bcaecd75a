import type { LedgerKind } from '../../lib/contract/contents';
import { STATUS } from '../../lib/contract/contents-status';

/** An operation that a command may call. */
export interface LimitedOperation {
  /** How many requests a second AWS accepts of it. A command takes half, because others need it too. */
  readonly perSecond: number;
  /** What it is needed for. */
  readonly reads: string;
}

/** Identity Store: 20 requests a second for each operation and store. */
export const STORE = 20;

/**
 * All that reading can call, by its action. Nothing else can be sent.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export const READING_OPERATIONS: Readonly<Record<string, LimitedOperation>> = {
  'sts:GetCallerIdentity': { perSecond: 10, reads: 'whose credentials they are' },
  'identitystore:ListUsers': { perSecond: STORE, reads: 'users' },
  'identitystore:ListGroups': { perSecond: STORE, reads: 'groups' },
  'identitystore:ListGroupMemberships': { perSecond: STORE, reads: 'memberships, if there are fewer groups than users' },
  'identitystore:ListGroupMembershipsForMember': { perSecond: STORE, reads: 'memberships, if there are fewer users than groups' },
  'organizations:DescribeOrganization': { perSecond: 1, reads: 'the organization' },
  'organizations:ListRoots': { perSecond: 1, reads: 'the root' },
  'organizations:ListOrganizationalUnitsForParent': { perSecond: 5, reads: 'organizational units' },
  'organizations:ListAccountsForParent': { perSecond: 5, reads: 'accounts and where they are' },
  'organizations:ListTagsForResource': { perSecond: 10, reads: 'tags of accounts' },
  'organizations:ListHandshakesForOrganization': { perSecond: 5, reads: 'invitations' },
  'cloudformation:ListStacks': { perSecond: 5, reads: 'which stacks there are' },
  'cloudformation:DescribeStacks': { perSecond: 5, reads: 'parameters and outputs of stacks' },
  'cloudformation:ListStackResources': { perSecond: 5, reads: 'the resources of stacks' },
  'cloudformation:ListImports': { perSecond: 5, reads: 'which stacks use what others export' },
  'cloudformation:GetTemplate': { perSecond: 5, reads: 'the templates of stacks' },
  's3:GetObject': { perSecond: 100, reads: 'ledgers of contents and campaigns, and how far they are' },
  's3:ListObjectsV2': { perSecond: 100, reads: 'what is there of a ledger' },
  'states:DescribeExecution': { perSecond: 10, reads: 'whether the workflow of contents still runs' },
};

/** What is read besides identity stores. */
export interface ReadServices {
  readonly organization: boolean;
  readonly stacks: boolean;
}

/** The policy that reading needs. Names of stores and stacks can be put in for the asterisk. */
export function readingPolicy({ organization, stacks }: ReadServices = { organization: true, stacks: true }): object {
  // AWS lets everybody ask who they are.
  const services = ['identitystore:', ...organization ? ['organizations:'] : [], ...stacks ? ['cloudformation:'] : []];
  const needed = Object.keys(READING_OPERATIONS).filter((action) => services.some((service) => action.startsWith(service)));
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: needed.sort(), Resource: '*' }, ...stacks ? ofLedgers() : []] };
}

/** What is read of ledgers. Their reports and events aren't, though these tell no more than the rest does. */
const OF_LEDGER: readonly LedgerKind[] = ['head', 'ledger', 'journal', 'file'];

function ofLedgers(): object[] {
  // How far campaigns are.
  const ofCampaigns = `arn:aws:s3:::*/report/*/${STATUS}`;
  return [
    { Effect: 'Allow', Action: ['s3:GetObject'], Resource: [...OF_LEDGER.map((kind) => `arn:aws:s3:::*/${kind}/*`), ofCampaigns] },
    {
      Effect: 'Allow', Action: ['s3:ListBucket'], Resource: 'arn:aws:s3:::*',
      Condition: { StringLike: { 's3:prefix': [...OF_LEDGER.map((kind) => `${kind}/*`), `report/*/${STATUS}`] } },
    },
  ];
}

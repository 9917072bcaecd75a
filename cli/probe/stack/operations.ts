import type { LimitedOperation } from '../../snapshot/operations';
import { NAMES } from './stack-run';

/** CloudFormation publishes no rates: as many as reports say of the slowest. */
const STACKS = 5;

/** All that a probe of a stack can call, by its action. Nothing else can be sent. */
export const STACK_OPERATIONS: Readonly<Record<string, LimitedOperation>> = {
  'sts:GetCallerIdentity': { perSecond: 10, reads: 'the account, which is in the proof of the stack\'s name' },
  'cloudformation:CreateStack': { perSecond: STACKS, reads: 'the stack to throw away' },
  'cloudformation:UpdateStack': { perSecond: STACKS, reads: 'what becomes of its resources' },
  'cloudformation:DeleteStack': { perSecond: STACKS, reads: 'its deletion' },
  'cloudformation:DescribeStacks': { perSecond: STACKS, reads: 'how far it is, and whose a stack is' },
  'cloudformation:DescribeStackEvents': { perSecond: STACKS, reads: 'when what was done' },
  'cloudformation:ListStackResources': { perSecond: STACKS, reads: 'how resources are listed, and which couldn\'t be deleted' },
  'cloudformation:ListStacks': { perSecond: STACKS, reads: 'what a probe that was ended has left' },
  'lambda:GetAccountSettings': { perSecond: 10, reads: 'how many invocations the account may have at the same time' },
  'logs:FilterLogEvents': { perSecond: 5, reads: 'what its function has recorded' },
};

/** The same, where it is to be found out how fast one of them may be called. */
export const HURRIED_STACK_OPERATIONS: typeof STACK_OPERATIONS = {
  ...STACK_OPERATIONS, 'cloudformation:DescribeStacks': { perSecond: 10_000, reads: 'how many requests are taken at once' },
};

/** What `--clean` calls, which is less. */
export const CLEANING_STACK_ACTIONS: readonly string[] = [
  'cloudformation:DeleteStack', 'cloudformation:DescribeStacks', 'cloudformation:ListStackResources', 'cloudformation:ListStacks',
];

/** What probing itself never calls. */
const ONLY_FOR_CLEANING = ['cloudformation:ListStacks'];

/**
 * What CloudFormation calls in the name of whoever changes the stack, by the handlers of the types in its template. No sandbox asks for them: only AWS does.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html
 */
const BY_CLOUDFORMATION: readonly { readonly resource: string; readonly actions: readonly string[]; readonly deleting: readonly string[] }[] = [
  {
    resource: `iam::*:role/${NAMES}`,
    actions: ['iam:CreateRole', 'iam:PassRole', 'iam:PutRolePolicy', 'iam:TagRole'],
    deleting: ['iam:DeleteRole', 'iam:DeleteRolePolicy', 'iam:GetRole', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies', 'iam:ListRolePolicies'],
  },
  {
    resource: `lambda:*:*:function:${NAMES}`,
    actions: ['lambda:CreateFunction', 'lambda:GetFunctionCodeSigningConfig', 'lambda:GetRuntimeManagementConfig', 'lambda:TagResource'],
    deleting: ['lambda:DeleteFunction', 'lambda:GetFunction', 'lambda:InvokeFunction'],
  },
  {
    resource: `logs:*:*:log-group:${NAMES}`,
    actions: ['logs:CreateLogGroup', 'logs:GetDataProtectionPolicy', 'logs:ListTagsForResource', 'logs:PutRetentionPolicy', 'logs:TagResource'],
    deleting: ['logs:DeleteLogGroup'],
  },
  { resource: '*', actions: ['logs:DescribeIndexPolicies'], deleting: ['logs:DescribeLogGroups'] },
];

/** The policy that a probe of a stack needs, or only what cleaning needs. */
export function stackPolicy({ partition, clean }: { readonly partition: string; readonly clean: boolean }): object {
  const needed = clean ? CLEANING_STACK_ACTIONS : Object.keys(STACK_OPERATIONS).filter((action) => !ONLY_FOR_CLEANING.includes(action));
  const arn = (resource: string): string => (resource === '*' ? '*' : `arn:${partition}:${resource}`);
  const own: readonly (readonly [beginning: string, resource: string])[] = [
    ['cloudformation:', `cloudformation:*:*:stack/${NAMES}`], ['logs:', `logs:*:*:log-group:${NAMES}`],
  ];
  // AWS lets everybody ask who they are.
  const direct = own.map(([beginning, resource]) =>
    allowing(needed.filter((action) => action.startsWith(beginning) && !OF_THE_ACCOUNT.includes(action)), arn(resource)));
  const all = allowing(needed.filter((action) => OF_THE_ACCOUNT.includes(action)), '*');
  const others = BY_CLOUDFORMATION.map(({ resource, actions, deleting }) => allowing(clean ? deleting : [...actions, ...deleting], arn(resource)));
  return { Version: '2012-10-17', Statement: [...direct, all, ...others].filter(({ Action }) => Action.length > 0) };
}

/** What isn't of any one resource. */
const OF_THE_ACCOUNT = ['cloudformation:ListStacks', 'lambda:GetAccountSettings'];

function allowing(actions: readonly string[], Resource: string) {
  return { Effect: 'Allow', Action: actions.toSorted(), Resource };
}

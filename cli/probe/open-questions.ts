import type { SeededSwitches } from '../../sandbox/seed/seed';

/** What no probe settles, and why. */
export interface OpenQuestion {
  /** What isn't known. */
  readonly facts: readonly string[];
  readonly switches: readonly { readonly service: keyof SeededSwitches; readonly names: readonly string[] }[];
  readonly why: string;
  /** The files that go by it. */
  readonly code: readonly string[];
  /** How often which page says of it that it is UNCONFIRMED. */
  readonly marks?: Readonly<Record<string, number>>;
}

const NEEDS_REFUSALS = 'needs stacks that CloudFormation or Lambda refuse';
const WOULD_INVITE = 'would have to invite, move or make accounts, and of an organization a probe only reads';

/** Everything of AWS that isn't known and that no experiment is about. Together with the experiments it has every switch. */
export const OPEN_QUESTIONS: readonly OpenQuestion[] = [
  {
    facts: ['quotas and rates of an account'],
    switches: [{ service: 'identityStore', names: ['requestsPerSecond', 'mostUsers', 'mostGroups'] }],
    why: 'published, and raised on request; to reach a quota would take it from others',
    code: ['lambda/guard/pace.ts', 'lambda/errors/identity-store.ts'],
  },
  {
    facts: ['statuses that a nested stack\'s Delete sees when the root fails'],
    switches: [{ service: 'cloudFormation', names: ['failedNestedStack'] }],
    why: 'needs a nested stack, whose template has to be in a bucket, which a probe doesn\'t make',
    code: ['lambda/guard/stack-view.ts'],
  },
  {
    facts: ['rate of ListStackResources'],
    switches: [],
    why: 'to reach it would take it from others; of the rates only that of DescribeStacks is measured',
    code: ['lambda/guard/own-stack.ts', 'lambda/guard/schedules.ts'],
  },
  {
    facts: ['where outputs of other stacks can be read', 'what is refactored beside what can\'t be'],
    switches: [{ service: 'cloudFormation', names: ['stackOutputsAnywhere', 'refactorsBesideUnsupported'] }],
    why: NEEDS_REFUSALS,
    code: ['sandbox/cloudformation/stack-outputs.ts', 'sandbox/cloudformation/stack-refactor-operations.ts'],
  },
  {
    facts: ['how fast Lambda makes instances, and reads a long queue of events'],
    switches: [{ service: 'lambda', names: ['instancesPerTenSeconds', 'throttledEvents'] }],
    why: 'would use up what the functions of an account have together',
    code: ['sandbox/lambda/concurrency.ts', 'sandbox/lambda/functions.ts'],
  },
  {
    facts: ['whether accepting by direct transfer is authorised as LeaveOrganization'],
    switches: [{
      service: 'organizations',
      names: [
        'duplicatesAcrossTargetTypes', 'readLag', 'limitException', 'unverifiedEmail', 'newOrganization', 'invitesDuringEnableAllFeatures', 'paymentInstrumentOf',
        'alreadyMoved', 'membershipChangePause', 'accountCreationTime', 'accountClosureTime', 'throttling',
      ],
    }],
    why: WOULD_INVITE,
    code: ['lambda/organizations/invitation.ts', 'lambda/organizations/placement.ts', 'lambda/errors/organizations.ts'],
  },
  {
    facts: ['the resource in the denial of DescribeAccount for an account that isn\'t a member, and of inviting with tags'],
    switches: [{ service: 'organizations', names: ['unknownAccount', 'taggedInvitation'] }],
    why: 'needs a role that may do less, which a probe doesn\'t make',
    code: ['lib/organizations/policies.ts'],
    marks: { 'docs/security.md': 1 },
  },
  {
    facts: [
      'whether an assignment is replaced when only the expression of its principal changes', 'whether import takes users, groups and memberships, and which ARN a user has there',
    ],
    switches: [],
    why: 'needs a stack of the native types',
    code: ['sandbox/cloudformation/stack-import.ts'],
    marks: { 'docs/migration.md': 2 },
  },
  {
    facts: ['texts about quotas, rules and outputs of other stacks', 'form of early validation errors', 'what a refactor says of what came or went', 'zones of an account'],
    switches: [],
    why: NEEDS_REFUSALS,
    code: [
      'sandbox/cloudformation/template-limits.ts', 'sandbox/cloudformation/rules.ts', 'sandbox/cloudformation/stack-outputs.ts', 'sandbox/cloudformation/early-validation.ts',
      'sandbox/cloudformation/stack-refactor-moves.ts', 'sandbox/cloudformation/functions/networks.ts',
    ],
    marks: { 'docs/sandbox.md': 4, 'docs/decisions/0043-what-becomes-of-a-property.md': 1, 'docs/decisions/0060-what-is-refactored.md': 1 },
  },
  {
    facts: ['which runtimes are refused, and which is recommended', 'how large a request may be'],
    switches: [],
    why: NEEDS_REFUSALS,
    code: ['sandbox/lambda/runtimes.ts', 'sandbox/protocol/body-limit.ts'],
    marks: { 'docs/sandbox.md': 2 },
  },
  {
    facts: ['which member accounts read what of an instance of IAM Identity Center'],
    switches: [],
    why: 'needs a second account of the organization',
    code: ['sandbox/sso-admin/instances.ts'],
    marks: { 'docs/sandbox.md': 1, 'docs/decisions/0048-what-there-is-of-identity-center.md': 1 },
  },
];

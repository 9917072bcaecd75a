import type { SeededSwitches } from '../../sandbox/seed/seed';

/** What a probe of a store doesn't settle, and why. */
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

const NEEDS_STACK = 'needs a stack that is deployed';
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
    facts: ['how many events CloudFormation sends at once on create, update, clean-up and delete', 'which id a rollback after a replacement has'],
    switches: [{ service: 'cloudFormation', names: ['rollbackPhysicalId', 'datedAnswerUrl', 'stackDeletionAttempts'] }],
    why: NEEDS_STACK,
    code: ['lambda/guard/ownership.ts', 'lambda/custom-resource/event-time.ts', 'lambda/custom-resource/deletion.ts'],
  },
  {
    facts: ['whether GetTemplate during an update gives the new template', 'rates of DescribeStacks and ListStackResources, and whether deleted resources are listed'],
    switches: [{ service: 'cloudFormation', names: ['templateDuringUpdate', 'requestRates', 'namedStack', 'pageSize'] }],
    why: NEEDS_STACK,
    code: [
      'lambda/guard/stack-reading.ts', 'lambda/guard/stack-template.ts', 'lambda/guard/own-stack.ts', 'lambda/guard/schedules.ts', 'lib/functions/permission-policies.ts',
    ],
    marks: { 'docs/security.md': 1 },
  },
  {
    facts: ['statuses that a nested stack\'s Delete sees when the root fails'],
    switches: [{ service: 'cloudFormation', names: ['failedNestedStack', 'stackOutputsAnywhere', 'refactorsBesideUnsupported'] }],
    why: NEEDS_STACK,
    code: ['lambda/guard/stack-view.ts'],
  },
  {
    facts: ['seconds until a new policy works, in a cold and in a warm instance'],
    switches: [{ service: 'lambda', names: ['concurrency', 'instancesPerTenSeconds', 'throttledEvents'] }],
    why: NEEDS_STACK,
    code: ['lambda/custom-resource/another-environment.ts', 'lambda/guard/schedules.ts'],
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
    facts: ['whether `--express` waits for the answers of custom resources'],
    switches: [],
    why: NEEDS_STACK,
    code: [],
    marks: { 'docs/operations.md': 1 },
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

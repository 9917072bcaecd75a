import type { SeededSwitches } from '../../sandbox/seed/seed';

/** What a probe of a store doesn't settle, and why. */
export interface OpenQuestion {
  /** What isn't known; empty where nothing is open but the value. */
  readonly facts: readonly string[];
  readonly switches: readonly { readonly service: keyof SeededSwitches; readonly names: readonly string[] }[];
  readonly why: string;
  /** The files that go by it. */
  readonly code: readonly string[];
}

const NEEDS_STACK = 'needs a stack that is deployed';
const WOULD_INVITE = 'would have to invite, move or make accounts, and of an organization a probe only reads';

/** Everything of AWS that isn't known and that no experiment is about. Together with the experiments it has every switch. */
export const OPEN_QUESTIONS: readonly OpenQuestion[] = [
  {
    facts: [],
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
    code: ['lambda/guard/stack-reading.ts', 'lambda/guard/stack-template.ts', 'lambda/guard/own-stack.ts', 'lambda/guard/schedules.ts'],
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
        'duplicatesAcrossTargetTypes', 'readLag', 'limitException', 'unverifiedEmail', 'newOrganization', 'invitesDuringEnableAllFeatures', 'alreadyMoved',
        'membershipChangePause', 'accountCreationTime', 'accountClosureTime', 'throttling',
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
  },
];

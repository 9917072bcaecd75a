import fc from 'fast-check';
import type { OrganizationsSeed, SeededOrganization } from '../../../sandbox/organizations/seed';
import type { OrganizationsSwitches } from '../../../sandbox/organizations/switches';

/** What is different about the organization of a run. */
export interface PlannedOrganization extends Required<Pick<SeededOrganization, 'featureSet' | 'accountQuota' | 'dailyInvitations'>> {
  readonly switches: Partial<OrganizationsSwitches>;
}

const TEN_MINUTES = 600_000;

/** Switches that came later, each from two that have nothing to do with it: what was found before keeps its seed. */
function derivedFrom(drawn: Drawn): Pick<OrganizationsSwitches, 'acceptedResource' | 'finalAction'> {
  return {
    acceptedResource: drawn.emptyPages === drawn.duplicatesAcrossTargetTypes,
    finalAction: drawn.inviterIsParty === drawn.invitesDuringEnableAllFeatures ? 'ENABLE_ALL_FEATURES' : 'APPROVE_ALL_FEATURES',
  };
}

type Drawn = Pick<OrganizationsSwitches, 'emptyPages' | 'duplicatesAcrossTargetTypes' | 'inviterIsParty' | 'invitesDuringEnableAllFeatures'>;

export const organization: fc.Arbitrary<PlannedOrganization> = fc.record({
  featureSet: fc.constantFrom('ALL' as const, 'ALL' as const, 'ALL' as const, 'CONSOLIDATED_BILLING' as const),
  accountQuota: fc.constantFrom(100, 100, 4),
  dailyInvitations: fc.constantFrom(100, 100, 5),
  switches: fc.record({
    invitationState: fc.constantFrom('OPEN' as const, 'REQUESTED' as const),
    duplicatesAcrossTargetTypes: fc.boolean(),
    emptyPages: fc.boolean(),
    readLag: fc.constantFrom(0, 0, 200, 1000),
    limitException: fc.constantFrom('HandshakeConstraintViolationException' as const, 'ConstraintViolationException' as const),
    invitesDuringEnableAllFeatures: fc.boolean(),
    acceptedParty: fc.constantFrom('EMAIL' as const, 'ACCOUNT' as const),
    inviterIsParty: fc.boolean(),
    alreadyMoved: fc.constantFrom('DuplicateAccountException' as const, 'AccountNotFoundException' as const),
    membershipChangePause: fc.constantFrom(0, 0, TEN_MINUTES),
    throttling: fc.boolean(),
  }).map((drawn) => ({ ...drawn, ...derivedFrom(drawn) })),
});

/** The first organization of the seed as the plan wants it. */
export function withPlan(seed: OrganizationsSeed, { switches: _switches, ...differences }: PlannedOrganization): OrganizationsSeed {
  const [first, ...others] = seed.organizations as readonly [SeededOrganization, ...SeededOrganization[]];
  return { ...seed, organizations: [{ ...first, ...differences }, ...others] };
}

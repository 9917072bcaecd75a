import fc from 'fast-check';
import { disturbancesOf, listOf, PlannedDisturbance, weighted } from '../plan';
import { OPERATIONS } from './operations';

/** Everything that is different between two runs. The same plan gives the same run, call by call. */
export interface CampaignPlan {
  /** Of the ids, the pauses and the time that each call takes. */
  readonly seed: number;
  /** What a call takes at most, in milliseconds. */
  readonly latency: number;
  readonly organization: PlannedOrganization;
  readonly accounts: readonly PlannedAccount[];
  readonly campaign: PlannedCampaign;
  /** Each ends with days in which nothing goes wrong and nobody does anything. */
  readonly stretches: readonly Stretch[];
  /** When somebody does something between two calls of the functions: so many calls after the one before. */
  readonly atCalls: readonly { readonly gap: number; readonly act: CampaignAct }[];
  /** `begun` counts the days. */
  readonly disturbances: readonly PlannedDisturbance[];
}

export interface PlannedOrganization {
  readonly featureSet: 'ALL' | 'CONSOLIDATED_BILLING';
  readonly accountQuota: number;
  /** Null for what follows from the quota. */
  readonly dailyInvitations: number | null;
  readonly duplicatesAcrossTargetTypes: boolean;
  readonly emptyPages: boolean;
  readonly readLag: number;
}

/** An account that a roster may have, and the people in it. */
export interface PlannedAccount {
  readonly begins: 'FREE' | 'MEMBER' | 'ELSEWHERE' | 'OTHER_SELLER' | 'INVITED' | 'DECLINED' | 'WITHOUT_ROLE';
  readonly answer: 'ACCEPTS' | 'DECLINES' | 'SILENT';
  /** How many hours after an invitation it is answered. */
  readonly answersAfter: number;
  /** How many days after joining it leaves; null if it stays. */
  readonly leavesAfter: number | null;
}

/** What a stack declares of its campaign. */
export interface PlannedCampaign {
  readonly rows: readonly PlannedRow[];
  /** Null for as many as AWS takes. */
  readonly invitationsPerDay: number | null;
  readonly reinvitations: number;
  readonly mostFailures: number;
  readonly cancelsRemoved: boolean;
  readonly isDestroyed: boolean;
  /** Whether a role accepts; rows by e-mail are left out then, as synthesis refuses them. */
  readonly byRole: boolean;
  /** Of the schedule. */
  readonly hours: number;
  readonly generation: number;
}

export interface PlannedRow {
  /** Which of the accounts. */
  readonly account: number;
  readonly by: 'ID' | 'EMAIL';
  readonly hasUnit: boolean;
  readonly hasTags: boolean;
  readonly priority: number | null;
  readonly generation: number;
}

export type CampaignEdit =
  | { readonly does: 'ADD_ROW'; readonly row: PlannedRow }
  | { readonly does: 'REMOVE_ROW' | 'RAISE_GENERATION'; readonly which: number }
  | { readonly does: 'CHANGE_SETTINGS'; readonly settings: Partial<Omit<PlannedCampaign, 'rows' | 'byRole' | 'hours' | 'generation'>> }
  | { readonly does: 'GO_BACK' | 'RAISE_ALL' };

/** An update of the stack. */
export interface CampaignStep {
  /** Since the beginning of the stretch. */
  readonly hour: number;
  /** Whether it is under way when the schedule invokes the function. */
  readonly meetsRun: boolean;
  readonly edits: readonly CampaignEdit[];
  /** After how many milliseconds another resource fails that comes after the campaign; null if none does. */
  readonly failsAfter: number | null;
}

export interface CampaignAct {
  readonly does: 'INVITE_STRANGERS' | 'INVITE' | 'CANCEL' | 'MOVE' | 'LEAVE' | 'LET_GO' | 'JOIN_ELSEWHERE' | 'ACCEPT' | 'DECLINE' | 'RAISE_QUOTA' | 'CLOSE' | 'DELIVER_AGAIN';
  readonly which: number;
}

export interface Stretch {
  readonly days: number;
  readonly steps: readonly CampaignStep[];
  readonly acts: readonly { readonly hour: number; readonly act: CampaignAct }[];
}

const ACCOUNTS = 50;

const account: fc.Arbitrary<PlannedAccount> = fc.record({
  begins: fc.oneof(
    { weight: 9, arbitrary: fc.constant<'FREE'>('FREE') },
    fc.constantFrom('MEMBER' as const, 'ELSEWHERE' as const, 'OTHER_SELLER' as const, 'INVITED' as const, 'DECLINED' as const, 'WITHOUT_ROLE' as const),
  ),
  answer: fc.constantFrom('ACCEPTS', 'ACCEPTS', 'ACCEPTS', 'DECLINES', 'SILENT', 'SILENT'),
  answersAfter: fc.oneof(fc.integer({ min: 0, max: 48 }), fc.integer({ min: 0, max: 400 })),
  leavesAfter: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, fc.integer({ min: 0, max: 20 })),
});

const row: fc.Arbitrary<PlannedRow> = fc.record({
  account: fc.nat(ACCOUNTS - 1), by: weighted<PlannedRow['by']>(2, 'ID', 'EMAIL'), hasUnit: fc.boolean(), hasTags: weighted(2, false, true),
  priority: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.integer({ min: 1, max: 3 })), generation: weighted(5, 0, 1),
});

const settings = {
  invitationsPerDay: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 12 })),
  reinvitations: fc.integer({ min: 0, max: 2 }),
  mostFailures: fc.constantFrom(5, 5, 1, 100),
  cancelsRemoved: fc.boolean(),
  isDestroyed: fc.boolean(),
};

const campaign: fc.Arbitrary<PlannedCampaign> = fc.record({
  ...settings,
  rows: listOf(row, [2, 1, 9], [3, 10, 60]),
  byRole: weighted(2, false, true),
  hours: fc.constantFrom(1, 6, 6, 12, 12),
  generation: fc.constant(0),
});

const which = fc.nat(99);

const edit: fc.Arbitrary<CampaignEdit> = fc.oneof(
  { weight: 4, arbitrary: row.map((each): CampaignEdit => ({ does: 'ADD_ROW', row: each })) },
  { weight: 4, arbitrary: which.map((each): CampaignEdit => ({ does: 'REMOVE_ROW', which: each })) },
  { weight: 3, arbitrary: which.map((each): CampaignEdit => ({ does: 'RAISE_GENERATION', which: each })) },
  { weight: 2, arbitrary: fc.record(settings, { requiredKeys: [] }).map((changed): CampaignEdit => ({ does: 'CHANGE_SETTINGS', settings: changed })) },
  { weight: 1, arbitrary: fc.constantFrom<CampaignEdit>({ does: 'GO_BACK' }, { does: 'RAISE_ALL' }) },
);

const act: fc.Arbitrary<CampaignAct> = fc.record({
  does: fc.constantFrom('INVITE_STRANGERS', 'INVITE_STRANGERS', 'INVITE', 'INVITE', 'CANCEL', 'MOVE', 'LEAVE', 'LET_GO', 'LET_GO', 'JOIN_ELSEWHERE', 'RAISE_QUOTA', 'CLOSE'),
  which,
});
const atCall: fc.Arbitrary<CampaignAct> = fc.record({ does: fc.constantFrom('INVITE', 'CANCEL', 'LEAVE', 'ACCEPT', 'DECLINE', 'JOIN_ELSEWHERE', 'MOVE', 'CLOSE', 'DELIVER_AGAIN', 'DELIVER_AGAIN'), which });

const stretch: fc.Arbitrary<Stretch> = fc.integer({ min: 8, max: 24 }).chain((days) => {
  const hour = fc.integer({ min: 0, max: days * 24 });
  return fc.record({
    days: fc.constant(days),
    steps: listOf(fc.record({
      hour, meetsRun: fc.boolean(), edits: fc.array(edit, { minLength: 1, maxLength: 4 }),
      failsAfter: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, fc.integer({ min: 0, max: 400_000 })),
    }), [2, 0, 0], [3, 1, 3]),
    acts: listOf(fc.record({ hour, act }), [1, 0, 0], [3, 1, 10]),
  });
});

// Without a bias to what is small: only one plan is made of a seed, and what is smaller comes of shrinking.
export const campaignPlans: fc.Arbitrary<CampaignPlan> = fc.noBias(fc.record({
  seed: fc.nat(),
  latency: fc.constantFrom(0, 20, 400),
  organization: fc.record({
    featureSet: weighted<PlannedOrganization['featureSet']>(4, 'ALL', 'CONSOLIDATED_BILLING'),
    accountQuota: fc.constantFrom(15, 60, 200),
    dailyInvitations: fc.oneof(fc.constant(null), fc.integer({ min: 2, max: 20 })),
    duplicatesAcrossTargetTypes: weighted(3, true, false),
    emptyPages: weighted(3, false, true),
    readLag: fc.constantFrom(0, 0, 2_000, 60_000),
  }),
  accounts: fc.array(account, { minLength: ACCOUNTS, maxLength: ACCOUNTS, size: 'max' }),
  campaign,
  stretches: fc.array(stretch, { minLength: 2, maxLength: 3, size: 'max' }),
  atCalls: listOf(fc.record({ gap: fc.oneof(fc.nat(60), fc.nat(400)), act: atCall }), [2, 0, 0], [2, 1, 6]),
  disturbances: disturbancesOf({ operations: OPERATIONS })
    .chain((several) => fc.tuple(...several.map((each) => fc.integer({ min: 1, max: 50 }).map((begun) => ({ ...each, begun }))))),
}));

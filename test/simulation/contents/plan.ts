import fc from 'fast-check';
import type { Switches } from '../../../sandbox/cloudformation/switches';
import type { IdentityStoreSwitches } from '../../../sandbox/identity-store/switches';
import type { Act } from '../domain';
import { disturbancesOf, listOf, PlannedAct, PlannedDisturbance, PUBLIC_RATE, ratesOf, weighted } from '../plan';
import { contentsActs } from './acts';
import type { Contents, DeclaredFile, GroupRow, Handling, MemberRow, UserRow } from './declared';
import type { Edit } from './edits';
import { OPERATIONS } from './operations';

/** Everything that is different between two runs. The same plan gives the same run, call by call. */
export interface ContentsPlan {
  /** Of the ids, the pauses and the time that each call takes. */
  readonly seed: number;
  readonly switches: Partial<Switches>;
  readonly identityStore: Partial<IdentityStoreSwitches>;
  /** What a call takes at most, in milliseconds. */
  readonly latency: number;
  /** Within how many milliseconds a policy becomes effective. */
  readonly policyDelay: number;
  /** What others did before. */
  readonly before: readonly Act[];
  readonly contents: Contents;
  readonly steps: readonly ContentsStep[];
  /** What others do in the meantime. */
  readonly acts: readonly PlannedAct[];
  readonly disturbances: readonly PlannedDisturbance[];
  /** Of one step after the other, again and again. @default - one call of the function for each event */
  readonly handlings?: readonly Handling[];
  /** After how many milliseconds a call of the function leaves the rest to the next one. */
  readonly pausesAfter?: number;
  /** Of one step after the other, whether it waits until what goes on in the background has come to its end. */
  readonly waits?: readonly boolean[];
}

/** A create, update or deletion of the stack. */
export interface ContentsStep {
  /** Milliseconds since the one before. */
  readonly pause: number;
  readonly does: 'DEPLOY' | 'REMOVE_CONSTRUCT' | 'DELETE_STACK';
  /** What is different from the contents before. */
  readonly edits: readonly Edit[];
  /** After how many milliseconds another resource of the stack fails, or after the contents are there; null if none does. */
  readonly sibling: number | 'AFTER' | null;
  readonly rollback: boolean;
}

export const USER_NAMES = ['ada', 'grace', 'kate', 'joan', 'mary', 'Ada'];
export const GROUP_NAMES = ['admins', 'finance', 'operators', 'Admins'];
const userName = fc.constantFrom(...USER_NAMES);
const groupName = fc.constantFrom(...GROUP_NAMES);
export const email = fc.constantFrom('ada@example.com', 'grace@example.com', 'kate@example.com', 'joan@example.com', 'mary@example.com');

export const userRow: fc.Arbitrary<UserRow> = fc.record({
  name: userName, givenName: fc.constantFrom('Ada', 'Augusta'), email: fc.option(email, { nil: undefined, freq: 3 }),
  title: fc.option(fc.constantFrom('Countess', 'Engineer'), { nil: undefined, freq: 1 }),
});
export const groupRow: fc.Arbitrary<GroupRow> = fc.record({ name: groupName, description: fc.option(fc.constantFrom('Platform team', 'both'), { nil: undefined, freq: 1 }) });
const memberRow: fc.Arbitrary<MemberRow> = fc.record({ group: groupName, user: userName, isOutside: weighted(5, false, true) });

const file: fc.Arbitrary<DeclaredFile> = fc.record({
  users: fc.array(userRow, { minLength: 0, maxLength: 4, size: 'max' }),
  groups: fc.array(groupRow, { minLength: 0, maxLength: 3, size: 'max' }),
  members: fc.array(memberRow, { minLength: 0, maxLength: 9, size: 'max' }),
});

const policy = fc.constantFrom('ADOPT' as const, 'ADOPT' as const, 'OVERWRITE' as const, 'FAIL' as const);
const settings = {
  conflictPolicy: policy,
  membershipConflictPolicy: policy,
  mostRemovals: fc.constantFrom(25, 25, 25, 2, 0),
  mostFailures: fc.constantFrom(0, 0, 0, 2, 25),
  isDestroyed: fc.boolean(),
  removesUsers: weighted(3, false, true),
  removesGroups: weighted(3, false, true),
  requestsPerSecond: fc.constantFrom(18, 18, 5, 20),
};

const contents: fc.Arbitrary<Contents> = fc.record({
  ...settings,
  file,
  exclusive: fc.oneof(fc.constant({}), fc.dictionary(groupName, fc.boolean(), { maxKeys: 2 })),
  generation: fc.constant(0),
});

const which = fc.nat(9);
const indexed = <Does extends string>(...does: Does[]): fc.Arbitrary<{ does: Does; which: number }> => fc.record({ does: fc.constantFrom(...does), which });

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 2, arbitrary: userRow.map((row): Edit => ({ does: 'ADD_USER', row })) },
  { weight: 1, arbitrary: groupRow.map((row): Edit => ({ does: 'ADD_GROUP', row })) },
  { weight: 2, arbitrary: memberRow.map((row): Edit => ({ does: 'ADD_MEMBER', row })) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('ADD_MEMBER_OF_BOTH' as const), group: which, user: which }) },
  { weight: 5, arbitrary: indexed('REMOVE_MEMBER', 'REMOVE_MEMBER', 'MOVE_MEMBER') },
  { weight: 2, arbitrary: indexed('REMOVE_USER', 'REMOVE_GROUP') },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('CHANGE_USER' as const), which, row: userRow }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('CHANGE_GROUP' as const), which, row: groupRow }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('RENAME_USER' as const), which, name: userName }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('RENAME_GROUP' as const), which, name: groupName }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('EXCLUSIVE' as const, 'ADDITIVE' as const), which, mayBeEmptied: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record(settings, { requiredKeys: [] }).map((changed): Edit => ({ does: 'CHANGE_SETTINGS', settings: changed })) },
  { weight: 1, arbitrary: fc.constant<Edit>({ does: 'NEW_GENERATION' }) },
  { weight: 1, arbitrary: file.map((each): Edit => ({ does: 'NEW_FILE', file: each })) },
  { weight: 1, arbitrary: fc.constant<Edit>({ does: 'GO_BACK' }) },
);

const pause = fc.oneof(fc.constant(20_000), fc.integer({ min: 2_000, max: 70_000 }), fc.constant(1_000_000));

function sibling(weight: number): fc.Arbitrary<ContentsStep['sibling']> {
  return fc.oneof(
    { weight: weight * 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant<'AFTER'>('AFTER') },
    { weight: 2, arbitrary: fc.oneof(fc.integer({ min: 1_000, max: 4_000 }), fc.integer({ min: 1_000, max: 20_000 })) },
  );
}

const step: fc.Arbitrary<ContentsStep> = fc.record({
  pause,
  does: fc.oneof({ weight: 9, arbitrary: fc.constant<'DEPLOY'>('DEPLOY') }, fc.constantFrom('REMOVE_CONSTRUCT' as const, 'DELETE_STACK' as const)),
  edits: listOf(edit, [4, 1, 1], [3, 2, 3]),
  sibling: sibling(1),
  rollback: weighted(8, true, false),
});
const first: fc.Arbitrary<ContentsStep> = fc.record({
  pause, does: fc.constant<'DEPLOY'>('DEPLOY'), edits: fc.constant([]), sibling: sibling(3), rollback: weighted(8, true, false),
});

const handling = fc.constantFrom<Handling>('ONE_CALL', 'WORKFLOW', 'BACKGROUND', 'BACKGROUND');
const workflow = fc.record({
  handlings: fc.oneof(fc.constant<Handling[]>(['ONE_CALL']), handling.map((each): Handling[] => [each]), fc.array(handling, { minLength: 2, maxLength: 3 })),
  pausesAfter: fc.constantFrom(1, 300, 1_500, 10_000),
  waits: fc.oneof(fc.constant([true]), fc.constant([false]), fc.array(fc.boolean(), { minLength: 2, maxLength: 3 })),
});

const inOneCall = fc.record({
  seed: fc.nat(),
  switches: fc.record({
    rollbackPhysicalId: fc.constantFrom('NEW' as const, 'OLD' as const),
    datedAnswerUrl: weighted(5, true, false),
    stackDeletionAttempts: fc.constantFrom(1, 1, 3),
    requestRates: fc.constantFrom({}, ratesOf(PUBLIC_RATE)),
  }),
  identityStore: fc.record({
    lookupsIgnoreCase: fc.boolean(),
    missingDeletes: fc.constantFrom('REFUSED' as const, 'SUCCEED' as const),
    readLagMilliseconds: fc.constantFrom(0, 0, 200, 1000),
    userNameIsUpdatable: fc.boolean(),
    wholeSeconds: weighted(3, false, true),
    clockOffsetMilliseconds: fc.constantFrom(0, 0, 0, -1_500, 1_500),
    datesAnswers: fc.boolean(),
    requestsPerSecond: fc.constantFrom(20, Infinity, 5),
  }),
  latency: fc.constantFrom(0, 20, 100, 400),
  policyDelay: fc.constantFrom(0, 0, 10_000),
  before: listOf(contentsActs, [2, 0, 0], [2, 1, 3], [1, 4, 7]),
  contents,
  steps: fc.tuple(first, listOf(step, [1, 0, 0], [4, 1, 1], [3, 2, 4])).map(([one, others]) => [one, ...others]),
  acts: listOf(fc.record({ gap: fc.oneof(fc.nat(40), fc.nat(150)), act: contentsActs }), [2, 0, 0], [2, 1, 2], [2, 3, 6]),
  disturbances: disturbancesOf({ operations: OPERATIONS }),
});

// Without a bias to what is small: only one plan is made of a seed, and what is smaller comes of shrinking.
export const contentsPlans: fc.Arbitrary<ContentsPlan> = fc.noBias(fc.tuple(inOneCall, workflow).map(([one, more]) => ({ ...one, ...more })));

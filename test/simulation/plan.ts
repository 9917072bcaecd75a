import fc from 'fast-check';
import type { Switches } from '../../sandbox/cloudformation/switches';
import type { Rate } from '../../sandbox/time/token-buckets';
import type { IdentityStoreSwitches } from '../../sandbox/identity-store/switches';
import type { Act, Declaration, Domain } from './domain';
import { Cell, Disturbance, Fault, plannedCellsOf, writes } from './disturbances';
import { organization, PlannedOrganization } from './organizations/plan';

/** Faults after which nobody knows whether a call took effect. */
const LOST: readonly Fault[] = ['SERVER_ERROR', 'CONNECTION_LOST', 'TIMED_OUT', 'ANSWERED_BY_ANOTHER'];

/** As public reports have it, and so few requests that a handful of functions at a time is refused most of its own. */
export const [PUBLIC_RATE, TIGHT_RATE]: readonly [Rate, Rate] = [{ perSecond: 5, burst: 5 }, { perSecond: 1, burst: 1 }];

/** Everything that is different between two runs. The same plan gives the same run, call by call. */
export interface Plan {
  /** Of the ids, the pauses and the time that each call takes. */
  readonly seed: number;
  /** What its stacks are made of. */
  readonly domain: string;
  readonly switches: Partial<Switches>;
  readonly identityStore: Partial<IdentityStoreSwitches>;
  readonly organizations: PlannedOrganization;
  /** What a call takes at most, in milliseconds: the larger it is, the more events are handled at the same time. */
  readonly latency: number;
  /** Within how many milliseconds a policy becomes effective. */
  readonly policyDelay: number;
  /** How many invocations run at the same time. */
  readonly concurrency: number;
  /** Whether everything is in a nested stack. */
  readonly isNested: boolean;
  /** What others did before. */
  readonly before: readonly Act[];
  /** The stacks, whose deployments go on at the same time. */
  readonly stacks: readonly (readonly Step[])[];
  /** What others do in the meantime. */
  readonly acts: readonly PlannedAct[];
  readonly disturbances: readonly PlannedDisturbance[];
}

/** A create, update or deletion of a stack. */
export interface Step {
  /** Milliseconds since the one before. */
  readonly pause: number;
  readonly deletes: boolean;
  /** What is different from the template before. */
  readonly edits: readonly Edit[];
  /** Whether another resource fails: at once, or after the first, some or all of what the template declares. */
  readonly fails: 'NOT' | 'AT_ONCE' | 'AFTER_FIRST' | 'AFTER_SOME' | 'AFTER_ALL';
  readonly rollback: boolean;
}

export type Edit =
  | { readonly does: 'ADD'; readonly declaration: Declaration }
  | { readonly does: 'REMOVE' | 'RENAME_CONSTRUCT' | 'REMOVE_ALL' | 'RENAME_ALL' | 'LEAVE_OUT_ALL' | 'LET_IN_ALL'; readonly which: number }
  /** Each declares what the next one did, what one of two neighbours did, or a user that none of them did. */
  | { readonly does: 'MOVE_UP_ALL' | 'SWAP_ALL' | 'MOVE_ON_ALL'; readonly which: number }
  /** Comes from another stack, which loses it in its next deployment. */
  | { readonly does: 'MOVE'; readonly which: number }
  /** Another construct comes in the place of one, and declares the same name: the name of a leaver is that of a joiner. */
  | { readonly does: 'REPLACE'; readonly which: number; readonly declaration: Declaration }
  /** Takes one part of another declaration of the same kind: an attribute, the name, or a policy. */
  | { readonly does: 'CHANGE'; readonly which: number; readonly part: number; readonly declaration: Declaration };

export interface PlannedAct {
  /** How many calls after the act before. */
  readonly gap: number;
  readonly act: Act;
}

export interface PlannedDisturbance {
  /** How many operations of stacks have to have begun before. */
  readonly begun: number;
  /** How many calls that it could happen to it lets pass. */
  readonly gap: number;
  readonly disturbance: Disturbance;
  /** The only operation it can happen to, if there is one. */
  readonly operation: string | null;
  /** How often, at the next calls of the same operation. */
  readonly times: number;
}

/** Every plan there can be. */
export function plans(domain: Domain): fc.Arbitrary<Plan> {
  const add = additions(domain);
  const edit = edits(domain);
  const pause = fc.oneof(fc.constant(20_000), fc.integer({ min: 2_000, max: 70_000 }), fc.constant(1_000_000));
  const rollback = weighted(8, true, false);
  const step = fc.record({
    pause,
    deletes: weighted(6, false, true),
    edits: listOf(edit, [1, 0, 0], [4, 1, 1], [1, 2, 3]),
    fails: failing(3),
    rollback,
  });
  const oneOfEach = fc.tuple(...domain.together.map((kind) => domain.declaration.filter((declaration) => declaration.kind === kind)))
    .map((declarations) => declarations.map((declaration): Edit => ({ does: 'ADD', declaration })));
  // What refers to others is there only if they are.
  const together = fc.tuple(oneOfEach, listOf(add, [3, 0, 0], [2, 1, 2])).map((edits) => edits.flat());
  const several = listOf(add, [5, 1, 1], [3, 2, 2], [2, 3, 4], [1, 5, 6]);
  const beginning = domain.together.length > 0 ? fc.oneof(together, several) : several;
  const first = fc.record({ pause, deletes: fc.constant(false), edits: beginning, fails: failing(9), rollback });
  const stack = fc.tuple(first, listOf(step, [1, 0, 0], [4, 1, 1], [2, 2, 3])).map(([one, others]): Step[] => [one, ...others]);
  // Without a bias to what is small: only one plan is made of a seed, and what is smaller comes of shrinking.
  return fc.noBias(fc.record({
    seed: fc.nat(),
    domain: fc.constant(domain.name),
    switches: fc.record({
      rollbackPhysicalId: fc.constantFrom('NEW' as const, 'OLD' as const),
      datedAnswerUrl: fc.boolean(),
      templateDuringUpdate: fc.constantFrom('NEW' as const, 'OLD' as const),
      stackDeletionAttempts: fc.constantFrom(1, 1, 3),
      failedNestedStack: fc.constantFrom('ROLLS_BACK' as const, 'WAITS' as const),
      requestRates: fc.constantFrom({}, ratesOf(PUBLIC_RATE), ratesOf(TIGHT_RATE)),
    }),
    identityStore: fc.record({
      lookupsIgnoreCase: fc.boolean(),
      missingDeletes: fc.constantFrom('REFUSED' as const, 'SUCCEED' as const),
      readLagMilliseconds: fc.constantFrom(0, 0, 200, 1000),
      userNameIsUpdatable: fc.boolean(),
      documentKeys: fc.constantFrom('camelCase' as const, 'PascalCase' as const, 'ANY' as const),
      normalizesValues: fc.boolean(),
      createdBy: fc.constantFrom('ROLE' as const, 'ACCOUNT' as const, 'ABSENT' as const),
      wholeSeconds: weighted(3, false, true),
      clockOffsetMilliseconds: fc.constantFrom(0, 0, 0, -1_500, -300, 300, 1_500),
      datesAnswers: fc.boolean(),
      requestsPerSecond: fc.constantFrom(20, Infinity, 5),
      mostUsers: fc.constantFrom(100, 100, 100, 3),
      mostGroups: fc.constantFrom(100, 100, 100, 3),
    }),
    organizations: organization,
    latency: fc.constantFrom(0, 20, 100, 400),
    policyDelay: fc.constantFrom(0, 0, 10_000),
    concurrency: fc.constantFrom(10, 10, 2, 40, 200, 1_000),
    isNested: weighted(7, false, true),
    before: listOf(domain.act, [2, 0, 0], [2, 1, 2], [1, 3, 4]),
    stacks: listOf(stack, [3, 1, 1], [1, 2, 2]),
    acts: listOf(fc.record({ gap: fc.oneof(fc.nat(25), fc.nat(80)), act: domain.act }), [2, 0, 0], [2, 1, 2], [2, 3, 6]),
    disturbances: disturbancesOf(domain),
  }));
}

/** What can be different from one template of a stack to the next. */
export function edits(domain: Domain): fc.Arbitrary<Edit> {
  const which = fc.nat(9);
  return fc.oneof(
    { weight: 3, arbitrary: additions(domain) },
    { weight: 2, arbitrary: which.map((index): Edit => ({ does: 'REMOVE', which: index })) },
    { weight: 2, arbitrary: which.map((index): Edit => ({ does: 'RENAME_CONSTRUCT', which: index })) },
    { weight: 1, arbitrary: which.map((index): Edit => ({ does: 'MOVE', which: index })) },
    { weight: 2, arbitrary: fc.tuple(which, domain.declaration).map(([index, declaration]): Edit => ({ does: 'REPLACE', which: index, declaration })) },
    { weight: 8, arbitrary: fc.tuple(which, fc.nat(20), domain.declaration).map(([index, part, declaration]): Edit => ({ does: 'CHANGE', which: index, part, declaration })) },
  );
}

export function additions(domain: Domain): fc.Arbitrary<Edit> {
  return domain.declaration.map((declaration): Edit => ({ does: 'ADD', declaration }));
}

/**
 * None at all, or several. Some happen to the next call that they can happen to, so that most do happen; some wait for one
 * operation and are spread evenly over what can go wrong with which operation, so that nothing is rare; and some are the lost
 * answer of a change, together with what goes wrong when the function then looks what became of it.
 */
export function disturbancesOf({ operations }: Pick<Domain, 'operations'>): fc.Arbitrary<PlannedDisturbance[]> {
  const cells = plannedCellsOf(operations);
  const soon = fc.constantFrom(0, 0, 0, 1, 1, 2);
  const anywhere = planned(cells, fc.constantFrom(0, 0, 1, 2, 3, 5, 8, 12)).map((one) => [{ ...one, operation: null }]);
  const somewhere = planned(cells, soon).map((one) => [one]);
  const afterLost = fc.oneof(...changesOf(cells).map(({ lost, looks }) => fc.tuple(planned(lost, soon), planned(looks, fc.constant(0)))));
  const some = fc.oneof({ weight: 5, arbitrary: anywhere }, { weight: 3, arbitrary: somewhere }, { weight: 1, arbitrary: afterLost });
  return listOf(some, [1, 0, 0], [3, 1, 4], [5, 5, 8], [1, 9, 14]).map((several) => several.flat());
}

function planned(cells: readonly Cell[], gap: fc.Arbitrary<number>): fc.Arbitrary<PlannedDisturbance> {
  const milliseconds = fc.oneof(fc.integer({ min: 100, max: 4_000 }), fc.integer({ min: 4_000, max: 100_000 }), fc.integer({ min: 100_000, max: 1_200_000 }));
  const times = fc.oneof({ weight: 8, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 8 }));
  // Most of what there is to update or delete comes to be only if the first create of a stack succeeds.
  const begun = fc.constantFrom(1, 1, 2, 2, 3, 4);
  return fc.record({ begun, gap, cell: fc.constantFrom(...cells), duration: milliseconds, times })
    .map(({ cell: { operation, fault, moment }, duration, ...others }) => ({ ...others, disturbance: { fault, moment, milliseconds: duration }, operation }));
}

export function ratesOf(rate: Rate): Switches['requestRates'] {
  return { DescribeStacks: rate, ListStackResources: rate, GetTemplate: rate };
}

/** How the answers of changes can get lost, and what can go wrong with the looks at what was changed. */
function changesOf(cells: readonly Cell[]): { readonly lost: Cell[]; readonly looks: Cell[] }[] {
  const lost = cells.filter(({ operation, fault, moment }) => writes(operation) && moment === 'AFTER' && LOST.includes(fault));
  return [...new Set(lost.map(({ operation }) => nounOf(operation)))].map((noun) => ({
    lost: lost.filter(({ operation }) => nounOf(operation) === noun),
    looks: cells.filter(({ operation }) => nounOf(operation) === noun && !writes(operation)),
  })).filter(({ looks }) => looks.length > 0);
}

/** What an operation is about, if its name says so: `Group` for `identitystore:GetGroupId`. */
function nounOf(operation: string): string {
  return /:(?:[A-Z][a-z]+)(\w*?)(?:Id)?$/.exec(operation)?.[1] ?? operation;
}

/** Whether another resource of the stack fails: mostly not. */
function failing(weight: number): fc.Arbitrary<Step['fails']> {
  return fc.oneof({ weight, arbitrary: fc.constant('NOT' as const) }, fc.constantFrom('AT_ONCE' as const, 'AFTER_SOME' as const, 'AFTER_ALL' as const));
}

/** A list whose length is in one of these ranges, each as likely as its weight. */
export function listOf<Item>(
  item: fc.Arbitrary<Item>, ...ranges: readonly (readonly [weight: number, shortest: number, longest: number])[]
): fc.Arbitrary<Item[]> {
  return fc.oneof(...ranges.map(([weight, minLength, maxLength]) => ({ weight, arbitrary: fc.array(item, { minLength, maxLength, size: 'max' as const }) })));
}

/** One of two values, the first as many times as often. */
export function weighted<Value>(weight: number, often: Value, seldom: Value): fc.Arbitrary<Value> {
  return fc.oneof({ weight, arbitrary: fc.constant(often) }, fc.constant(seldom));
}

import fc from 'fast-check';
import type { Switches } from '../../sandbox/cloudformation/switches';
import type { IdentityStoreSwitches } from '../../sandbox/identity-store/switches';
import type { Act, Declaration, Domain } from './domain';
import { Disturbance, disturbance } from './disturbances';
import { organization, PlannedOrganization } from './organizations/plan';

/** Everything that is different between two runs. The same plan gives the same run, call by call. */
export interface Plan {
  /** Of the ids, the pauses and the time that each call takes. */
  readonly seed: number;
  /** What its stacks are made of. */
  readonly domain: string;
  readonly switches: Switches;
  readonly identityStore: Partial<IdentityStoreSwitches>;
  readonly organizations: PlannedOrganization;
  /** What a call takes at most, in milliseconds: the larger it is, the more events are handled at the same time. */
  readonly latency: number;
  /** Within how many milliseconds a policy becomes effective. */
  readonly policyDelay: number;
  /** How many invocations run at the same time. */
  readonly concurrency: number;
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
  /** Whether another resource fails: at once, or after what the template declares. */
  readonly fails: 'NOT' | 'AT_ONCE' | 'AFTER_SOME' | 'AFTER_ALL';
  readonly rollback: boolean;
}

export type Edit =
  | { readonly does: 'ADD'; readonly declaration: Declaration }
  | { readonly does: 'REMOVE' | 'RENAME_CONSTRUCT'; readonly which: number }
  /** Takes one part of another declaration of the same kind: an attribute, the name, or a policy. */
  | { readonly does: 'CHANGE'; readonly which: number; readonly part: number; readonly declaration: Declaration };

export interface PlannedAct {
  /** How many calls after the act before. */
  readonly gap: number;
  readonly act: Act;
}

export interface PlannedDisturbance {
  /** How many calls after the disturbance before, at least. */
  readonly gap: number;
  readonly disturbance: Disturbance;
  /** Waits for this operation, if there is one. */
  readonly operation: string | null;
  /** How often, at the next calls of the same operation. */
  readonly times: number;
}

/** Every plan there can be. */
export function plans(domain: Domain): fc.Arbitrary<Plan> {
  const which = fc.nat(9);
  const add = domain.declaration.map((declaration): Edit => ({ does: 'ADD', declaration }));
  const edit = fc.oneof(
    { weight: 3, arbitrary: add },
    { weight: 2, arbitrary: which.map((index): Edit => ({ does: 'REMOVE', which: index })) },
    { weight: 2, arbitrary: which.map((index): Edit => ({ does: 'RENAME_CONSTRUCT', which: index })) },
    { weight: 5, arbitrary: fc.tuple(which, fc.nat(20), domain.declaration).map(([index, part, declaration]): Edit => ({ does: 'CHANGE', which: index, part, declaration })) },
  );
  const pause = fc.oneof(fc.constant(20_000), fc.integer({ min: 2_000, max: 70_000 }), fc.constant(1_000_000));
  const step = fc.record({
    pause,
    deletes: weighted(8, false, true),
    edits: fc.array(edit, { minLength: 0, maxLength: 3 }),
    fails: fc.oneof({ weight: 7, arbitrary: fc.constant('NOT' as const) }, fc.constantFrom('AT_ONCE' as const, 'AFTER_SOME' as const, 'AFTER_ALL' as const)),
    rollback: weighted(8, true, false),
  });
  const first = fc.tuple(step, fc.array(add, { minLength: 1, maxLength: 5 })).map(([one, edits]): Step => ({ ...one, deletes: false, edits }));
  const stack = fc.tuple(first, fc.array(step, { maxLength: 3 })).map(([one, others]): Step[] => [one, ...others]);
  return fc.record({
    seed: fc.nat(),
    domain: fc.constant(domain.name),
    switches: fc.record({ rollbackPhysicalId: fc.constantFrom('NEW' as const, 'OLD' as const), datedAnswerUrl: fc.boolean() }),
    identityStore: fc.record({
      lookupsIgnoreCase: fc.boolean(),
      missingDeletes: fc.constantFrom('REFUSED' as const, 'SUCCEED' as const),
      readLagMilliseconds: fc.constantFrom(0, 0, 200, 1000),
      userNameIsUpdatable: fc.boolean(),
      documentKeys: fc.constantFrom('camelCase' as const, 'PascalCase' as const, 'ANY' as const),
      normalizesValues: fc.boolean(),
      requestsPerSecond: fc.constantFrom(20, Infinity, 5),
      mostUsers: fc.constantFrom(100, 100, 100, 3),
      mostGroups: fc.constantFrom(100, 100, 100, 3),
    }),
    organizations: organization,
    latency: fc.constantFrom(0, 20, 100, 400),
    policyDelay: fc.constantFrom(0, 0, 10_000),
    concurrency: fc.constantFrom(10, 10, 2),
    before: fc.array(domain.act, { maxLength: 4 }),
    stacks: fc.array(stack, { minLength: 1, maxLength: 2 }),
    acts: fc.array(fc.record({ gap: fc.nat(25), act: domain.act }), { maxLength: 4 }),
    disturbances: fc.array(fc.record({
      gap: fc.nat(20),
      disturbance,
      operation: fc.option(fc.constantFrom(...domain.operations), { freq: 3 }),
      times: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 8 })),
    }), { maxLength: 5 }),
  });
}

function weighted<Value>(weight: number, often: Value, seldom: Value): fc.Arbitrary<Value> {
  return fc.oneof({ weight, arbitrary: fc.constant(often) }, fc.constant(seldom));
}

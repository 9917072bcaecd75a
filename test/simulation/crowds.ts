import fc from 'fast-check';
import type { Declaration, Domain } from './domain';
import { Edit, Plan, plans, Step } from './plan';

/** How many functions at a time make a difference. */
const CONCURRENCIES = [4, 40, 200, 1_000] as const;

/** Where the service says who has made what, so that what was given up can be told from what others made. */
const PROVING = { createdBy: 'ROLE', normalizesValues: false, clockOffsetMilliseconds: 0 } as const;

interface Middle {
  readonly edits: readonly Edit[];
  /** How many users there are for each construct. @default 1 */
  readonly usersOfEach?: number;
  /** @default NOT */
  readonly fails?: Step['fails'];
}

/** What else the constructs of a crowd do between coming and going. */
const MIDDLES: Readonly<Record<string, Middle>> = {
  NOTHING: { edits: [] },
  /** Each declares the member of the next. */
  MOVE_UP: { edits: [{ does: 'MOVE_UP_ALL', which: 0 }] },
  /** And then every second one the member again that it had, and the others what that one gives up. */
  MOVE_UP_AND_BACK: { edits: [{ does: 'MOVE_UP_ALL', which: 0 }, { does: 'SWAP_ALL', which: 0 }] },
  /** A condition of the template leaves all of them out for a while. */
  LEAVE_AND_RETURN: { edits: [{ does: 'LEAVE_OUT_ALL', which: 0 }, { does: 'LET_IN_ALL', which: 0 }] },
  /** Each declares another user, and a resource fails while they are at it. */
  MOVE_ON_AND_FAIL: { edits: [{ does: 'MOVE_ON_ALL', which: 0 }], usersOfEach: 2, fails: 'AFTER_FIRST' },
};

/**
 * Plans with a stack of many memberships of users that others made, which come, get other constructs, and go all at a time: what
 * one event may ask CloudFormation for, dozens together may not.
 */
export function crowds(domain: Domain): fc.Arbitrary<Plan> {
  return fc.tuple(plans(domain), fc.integer({ min: 20, max: 60 }), fc.constantFrom(...CONCURRENCIES), fc.boolean(), fc.boolean(),
    fc.constantFrom(...Object.values(MIDDLES)))
    .map(([plan, size, concurrency, areThere, areRenamed, { edits, usersOfEach = 1, fails = 'NOT' }]): Plan => ({
      ...plan,
      concurrency,
      identityStore: { ...plan.identityStore, mostUsers: 200, mostGroups: 100, ...(fails !== 'NOT' && PROVING) },
      policyDelay: 0,
      before: [{ does: 'CREATE_CROWD', which: 0, values: { size: size * usersOfEach, areMembers: areThere } }],
      stacks: [[
        step(Array.from({ length: size }, (_, user): Edit => ({ does: 'ADD', declaration: membership(user, areThere) }))),
        ...edits.map((edit) => step([edit], fails)),
        ...(areRenamed ? [step([{ does: 'RENAME_ALL', which: 0 }])] : []),
        step([{ does: 'REMOVE_ALL', which: 0 }]),
      ]],
      acts: plan.acts.slice(0, 1),
      disturbances: plan.disturbances.slice(0, 2),
    }));
}

function step(edits: readonly Edit[], fails: Step['fails'] = 'NOT'): Step {
  return { pause: 60_000, deletes: false, edits, fails, rollback: true };
}

/** Only what is overwritten is removed, if it was there. */
function membership(user: number, isThere: boolean): Declaration {
  return { kind: 'GroupMembership', values: { group: 0, user }, policy: isThere ? 'OVERWRITE' : 'ADOPT', removal: 'DESTROY' };
}

import { Fork } from '../../../rehearsal/fork';
import { rehearseOnCopies } from '../../../rehearsal/rehearse';
import type { ResourcePlan } from '../../../rehearsal/plan';
import { WriteRecorder } from '../../../rehearsal/writes';
import type { Snapshot } from '../../../sandbox/seed/snapshot';
import { IDENTITY_STORE } from '../identity-store/domain';
import { seedOf } from '../simulate';
import type { Rehearse } from './rehearsed-run';
import { simulatePlans } from './simulate-plans';

/** The comparison of plans and deployments is able to fail: an engine with one thing broken is noticed within a few runs. */

jest.setTimeout(600_000);

const MOST_RUNS = 40;

afterEach(() => jest.restoreAllMocks());

/** Changes what the plan says of resources. */
function telling(change: (resource: ResourcePlan) => ResourcePlan): Rehearse {
  return async (options) => {
    const rehearsed = await rehearseOnCopies(options);
    const stacks = rehearsed.plan.stacks.map((stack) => ({ ...stack, resources: stack.resources.map(change) }));
    return { ...rehearsed, plan: { ...rehearsed.plan, stacks } };
  };
}

/** Changes what the engine knows of the world. */
function knowing(change: (snapshot: Snapshot) => Snapshot): Rehearse {
  return (options) => rehearseOnCopies({ ...options, snapshot: change(options.snapshot) });
}

// Each looks from the first run on that notices it now: those before take a minute.
test.each<[broken: string, rehearse: Rehearse, from: number]>([
  ['what is adopted is told as created', telling((resource) => (resource.verb === 'adopts' ? { ...resource, verb: 'creates' } : resource)), 34],
  ['what is deleted is told as left', telling((resource) => (resource.verb === 'deletes' ? { ...resource, verb: 'leaves' } : resource)), 10],
  ['old values are told as new ones', telling((resource) => ({ ...resource, changes: resource.changes.map(({ attribute, before, after }) => (
    before === undefined || after === undefined ? { attribute, before, after } as never : { attribute, before: after, after: before })) })), 34],
  ['the copy lacks the groups', knowing((snapshot) => ({ ...snapshot, identityStores: snapshot.identityStores.map((store) => ({ ...store, groups: [], memberships: [] })) })), 0],
  ['the copy lacks what is deployed', knowing((snapshot) => ({ ...snapshot, stacks: [] })), 0],
  ['refusals are left out', telling((resource) => (resource.verb === 'refused' ? { ...resource, verb: 'keeps' } : resource)), 0],
])('it is noticed when %s', async (_broken, rehearse, from) => {
  expect(await isNoticed(rehearse, from)).toBe(true);
});

test('it is noticed when the journal loses updates', async () => {
  const { answer } = WriteRecorder.prototype;
  jest.spyOn(WriteRecorder.prototype, 'answer').mockImplementation(function lossy(this: WriteRecorder, request, entry) {
    return answer.call(this, request, request.headers['x-amz-target']?.includes('Update') ? undefined : entry);
  });
  expect(await isNoticed(rehearseOnCopies)).toBe(true);
});

test('it is noticed when stacks are planted without their resources', async () => {
  const { plantAll } = Fork.prototype;
  jest.spyOn(Fork.prototype, 'plantAll').mockImplementation(function bare(this: Fork, deployed) {
    return plantAll.call(this, deployed.map((stack) => ({ ...stack, resources: [] })));
  });
  expect(await isNoticed(rehearseOnCopies)).toBe(true);
});

async function isNoticed(rehearse: Rehearse, from = 0): Promise<boolean> {
  for (let index = from; index < MOST_RUNS; index++) {
    const which = { seed: seedOf(1, index) };
    const isDifferent = await simulatePlans(which, { domain: IDENTITY_STORE, rehearse }) !== undefined;
    // Only what is broken counts.
    if (isDifferent) {
      jest.restoreAllMocks();
      return await simulatePlans(which, { domain: IDENTITY_STORE }) === undefined;
    }
  }
  return false;
}

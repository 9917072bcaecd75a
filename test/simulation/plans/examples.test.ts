import type { Declaration } from '../domain';
import type { Edit } from '../plan';
import type { Scenario } from './scenario';
import { differencesIn } from './simulate-plans';

/** Scenarios in which a deployment wasn't as planned once, each as short as it can be. */

const QUIET: Omit<Scenario, 'domain' | 'planned'> = { seed: 0, featureSet: 'ALL', latency: 0, isNested: false, rollsBack: true, otherwise: '', before: [], history: [] };

function add(declaration: Pick<Declaration, 'kind' | 'values'> & Partial<Declaration>): Edit {
  return { does: 'ADD', declaration: { policy: 'ADOPT', removal: 'DESTROY', ...declaration } };
}

test('all features are accepted in the name of the organization by the deployment that declares it', async () => {
  const scenario: Scenario = {
    ...QUIET,
    domain: 'ORGANIZATIONS',
    featureSet: 'CONSOLIDATED_BILLING',
    // Nobody is left who would have to approve.
    before: [{ does: 'LEAVE', which: 0, values: {} }],
    history: [{ stack: 0, edits: [add({ kind: 'AllFeatures', values: { finalize: false } })], acts: [] }],
    planned: [[{ stack: 0, edits: [{ does: 'REMOVE', which: 0 }, add({ kind: 'AllFeatures', values: { finalize: true, generation: '2' } })] }]],
  };
  expect(await differencesIn(scenario)).toEqual([]);
});

test('what could not be created because somebody did not accept, and was not rolled back, leaves nothing when it leaves the stack', async () => {
  const waiting = add({ kind: 'AccountInvitation', values: { target: '111122223333', acceptance: 'WAIT', minutes: 1 } });
  const scenario: Scenario = {
    ...QUIET,
    domain: 'ORGANIZATIONS',
    rollsBack: false,
    history: [{ stack: 0, edits: [waiting], acts: [] }],
    planned: [[{ stack: 0, edits: [{ does: 'REMOVE', which: 0 }, add({ kind: 'AllFeatures', values: {} })] }]],
  };
  expect(await differencesIn(scenario)).toEqual([]);
});

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

test('what was nested in a stack is deleted in any order, whatever depends on it of what has the same logical id', async () => {
  const [late, named] = [true, false].map((isLate) => add({ kind: 'Group', values: { DisplayName: 'admins', ...(isLate && { isLate }) } })) as [Edit, Edit];
  const other = add({ kind: 'Group', values: { DisplayName: 'ADMINS', Description: 'Platform team' } });
  const scenario: Scenario = {
    ...QUIET,
    domain: 'IDENTITY_STORE',
    isNested: true,
    rollsBack: false,
    history: [
      { stack: 0, edits: [late, named], acts: [{ does: 'DELETE_GROUP', which: 0, values: {} }] },
      // What another stack has made, both may adopt.
      { stack: 1, edits: [other], acts: [] },
    ],
    planned: [[{ stack: 0, edits: [] }]],
  };
  expect(await differencesIn(scenario)).toEqual([]);
});

test('of two whose addresses are the same if AWS takes blanks away, either is refused then', async () => {
  const users = [{ userName: 'ada', email: 'ada@example.com' }, { userName: 'lovelace', email: 'ada@example.com ' }].map((values) => add({ kind: 'User', values }));
  const scenario: Scenario = { ...QUIET, domain: 'IDENTITY_STORE', otherwise: 'normalizesValues', planned: [[{ stack: 0, edits: users }]] };
  for (const seed of [7, 8]) expect(await differencesIn({ ...scenario, latency: 20, seed })).toEqual([]);
});

test.each(['', 'inviterIsParty'])('an address may be that of an account that is invited by its id, with another value of the switch "%s"', async (otherwise) => {
  const scenario: Scenario = {
    ...QUIET,
    domain: 'ORGANIZATIONS',
    otherwise,
    before: [{ does: 'INVITE', which: 0, values: { target: '111122223333' } }],
    planned: [[{ stack: 0, edits: [add({ kind: 'AccountInvitation', values: { target: 'account-111122223333@example.com', minutes: 1 } })] }]],
  };
  expect(await differencesIn(scenario)).toEqual([]);
});

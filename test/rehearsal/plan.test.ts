import { group } from '../support/declared-groups';
import { STORE } from '../support/ids';
import { InProcess } from '../support/in-process';
import { linesOf, planOf } from '../support/planned';

const SEED = { identityStores: { [STORE]: { groups: [{ displayName: 'admins', description: 'by hand' }] } } };

test('a group that is there is adopted, with what that changes, and another one is created', async () => {
  const world = new InProcess({ seed: SEED });
  const plan = await planOf(world, { People: (stack) => { group('Admins', { displayName: 'admins', description: 'declared' })(stack); group('Team', { displayName: 'team' })(stack); } });
  expect(linesOf(plan)).toEqual(['adopts group admins', 'creates group team']);
  expect(plan.stacks[0]?.resources).toEqual([]);
});

import { ConflictPolicy } from '../../lib';
import { planMarkdown } from '../../cli/plan/markdown';
import { planText } from '../../cli/plan/text';
import { group } from '../support/declared-groups';
import { STORE } from '../support/ids';
import { InProcess } from '../support/in-process';
import { planOf } from '../support/planned';

const ADMINS = group('Admins', { displayName: 'admins' });
const REFUSED = group('Admins', { displayName: 'admins', conflictPolicy: ConflictPolicy.FAIL });

async function worldWith(...stacks: readonly string[]): Promise<InProcess> {
  const world = new InProcess();
  for (const stack of stacks) await world.deploy(stack, ADMINS);
  return world;
}

test('what is adopted from another stack says which one holds it', async () => {
  const plan = await planOf(await worldWith('Directory'), { People: ADMINS });
  expect(plan.stacks[0]?.resources).toMatchObject([{ verb: 'adopts', heldBy: ['Directory'] }]);
  expect(planText(plan, { width: 100, hasColour: false })).toContain('\n      Held by the stack Directory.\n');
  expect(planMarkdown(plan, { showsValues: false })).toContain('Held by the stack Directory.');
});

test('what is refused because another stack has it says which one, and has no id of its own', async () => {
  const { stacks: [people] } = await planOf(await worldWith('Directory', 'Second'), { People: REFUSED });
  expect(people?.resources).toMatchObject([{ verb: 'refused', entity: { kind: 'group', name: 'admins' }, heldBy: ['Directory', 'Second'] }]);
  expect(people?.resources[0]?.entity).not.toHaveProperty('id');
});

test('what the stack holds itself, or nobody does, is held by no other', async () => {
  const world = new InProcess({ seed: { identityStores: { [STORE]: { groups: [{ displayName: 'admins' }] } } } });
  const { stacks: [adopting] } = await planOf(world, { People: ADMINS });
  expect(adopting?.resources).toMatchObject([{ verb: 'adopts' }]);
  expect(adopting?.resources[0]).not.toHaveProperty('heldBy');
  const { stacks: [renamed] } = await planOf(await worldWith('People'), { People: group('Administrators', { displayName: 'admins' }) });
  expect(renamed?.resources.filter(({ heldBy }) => heldBy)).toEqual([]);
});

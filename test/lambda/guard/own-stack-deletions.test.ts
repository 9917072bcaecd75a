import type { ListedResource } from '../../../lambda/guard/stack-list';
import type { Holder, Question } from '../../../lambda/guard/stack-view';
import { ASKER, Described, HOLDING, THING } from '../../support/described-stack';

const BEGAN = Date.UTC(2026, 0, 1);
const CLEANING_UP = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
const DELETION: Question = { status: true, holder: { id: '42', forSure: true } };
const BYSTANDER: ListedResource = { ...HOLDING, logicalResourceId: 'Bystander', physicalResourceId: 'created:1' };
const HOLDER: Holder = { ownership: 'created', id: '42', logicalResourceId: 'Other', changed: 500 };

let stack: Described;
beforeEach(() => {
  stack = new Described();
  stack.began = BEGAN;
});

test('a Delete is only told the status of the stack if nobody holds its entity', async () => {
  stack.lists([BYSTANDER]);
  expect(await stack.look(DELETION)).toStrictEqual({ kind: 'DONE', output: { status: CLEANING_UP } });
});

test('a Delete is told who holds its entity, and since when', async () => {
  stack.lists([{ ...HOLDING, physicalResourceId: 'adopted:42;replaces=created:41' }]);
  expect(await stack.look(DELETION)).toStrictEqual({ kind: 'DONE', output: { status: CLEANING_UP, holder: { ...HOLDER, ownership: 'adopted', replaces: 'created:41' } } });
});

test.each([
  { what: 'was created or changed when a complete update began', status: CLEANING_UP, changed: BEGAN, isClear: true },
  { what: 'was created or changed since a complete update began', status: CLEANING_UP, changed: BEGAN + 1, isClear: true },
  { what: 'was created or changed in an update that is over', status: 'UPDATE_COMPLETE', changed: BEGAN, isClear: true },
  { what: 'was there before the update', status: CLEANING_UP, changed: BEGAN - 1, isClear: false },
  { what: 'was changed by a rollback', status: 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', changed: BEGAN, isClear: false },
])('a holder that $what stays without a look at the template: $isClear', async ({ status, changed, isClear }) => {
  stack.lists([{ ...HOLDING, changed }]).template = { Other: THING };
  stack.status = status;
  expect(await stack.look(DELETION)).toEqual({ kind: 'DONE', output: { status, holder: { ...HOLDER, changed } } });
  expect(stack.asked).toEqual(isClear ? ['describe', 'list first'] : ['describe', 'list first', 'template']);
});

test('a holder that has just come under a condition stays, even in a list from before the event', async () => {
  stack.lists([{ ...HOLDING, changed: BEGAN }]).template = { Other: { ...THING, Condition: 'Wanted' } };
  for (const signed of [BEGAN, BEGAN + 1_000]) {
    expect(await stack.look(DELETION, { asker: { ...ASKER, signed } })).toMatchObject({ output: { holder: { logicalResourceId: 'Other' } } });
  }
  expect(stack.asked).toEqual(['describe', 'list first', 'describe']);
});

test.each([
  { template: 'that tells who stays', resources: { Other: THING, Bystander: THING } },
  { template: 'that doesn\'t', resources: '' },
])('no page is read after that of a holder, with a template $template', async ({ resources }) => {
  stack.lists([HOLDING], [BYSTANDER]).template = resources;
  expect(await stack.look(DELETION)).toEqual({ kind: 'DONE', output: { status: CLEANING_UP, holder: HOLDER } });
  expect(stack.asked).toEqual(['describe', 'list first', 'template']);
});

test.each([
  { questions: 2, pauses: [], asked: ['describe', 'list first', 'template'] },
  { questions: 3, pauses: [2_000, 900], asked: ['describe', 'list first', 'template', 'list 1'] },
])('after $questions other questions to one instance, a Delete reads $asked', async ({ questions, pauses, asked }) => {
  stack.lists([HOLDING], [BYSTANDER], [{ ...BYSTANDER, logicalResourceId: 'Leaver' }]).template = { Other: THING, Bystander: THING };
  for (let asking = 0; asking < questions; asking++) await stack.look({});
  expect(await stack.look(DELETION, { asker: { ...ASKER, signed: BEGAN } })).toMatchObject({ output: { holder: { logicalResourceId: 'Other' } } });
  expect({ pauses: stack.time.pauses, asked: stack.asked }).toEqual({ pauses, asked });
});

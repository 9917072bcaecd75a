import type { ListedResource } from '../../../lambda/guard/stack-list';
import type { Holder, Question } from '../../../lambda/guard/stack-view';
import { ASKER, Described, HOLDING } from '../../support/described-stack';

const BEGAN = Date.UTC(2026, 0, 1);
const HOLDER: Question = { holder: { id: '42' } };
const REPLACING: ListedResource = { ...HOLDING, physicalResourceId: 'created:43;replaces=adopted:42', changed: BEGAN };
const FORMER: Holder = { ownership: 'adopted', id: '42', logicalResourceId: 'Other', changed: BEGAN };

let stack: Described;
beforeEach(() => {
  stack = new Described().lists([REPLACING]);
  Object.assign(stack, { status: 'UPDATE_IN_PROGRESS', began: BEGAN });
});

test.each([
  { when: 'before the operation under way', changed: BEGAN - 1, expected: {} },
  { when: 'when the operation under way began', changed: BEGAN, expected: { holder: FORMER } },
  { when: 'since the operation under way began', changed: BEGAN + 1, expected: { holder: { ...FORMER, changed: BEGAN + 1 } } },
])('a resource that replaced the entity $when is told as its former holder: $expected', async ({ changed, expected }) => {
  stack.lists([{ ...REPLACING, changed }]);
  expect(await stack.look(HOLDER)).toStrictEqual({ kind: 'DONE', output: expected });
  expect(stack.asked).toEqual(['list first', 'describe']);
});

test('if several resources have replaced it, the one of this operation counts', async () => {
  stack.lists([{ ...REPLACING, logicalResourceId: 'Earlier', changed: BEGAN - 60_000 }], [REPLACING]);
  expect(await stack.look(HOLDER)).toStrictEqual({ kind: 'DONE', output: { holder: FORMER } });
});

test('nobody has replaced it in an operation whose beginning isn\'t known', async () => {
  stack.began = undefined;
  expect(await stack.look(HOLDER)).toStrictEqual({ kind: 'DONE', output: {} });
});

test('a present holder comes before a former one', async () => {
  stack.lists([REPLACING, { ...HOLDING, logicalResourceId: 'Present' }]);
  expect(await stack.look(HOLDER)).toStrictEqual({ kind: 'DONE', output: { holder: { ownership: 'created', id: '42', logicalResourceId: 'Present', changed: 500 } } });
  expect(stack.asked).toEqual(['list first']);
});

test('the stack isn\'t described if nobody has replaced the entity', async () => {
  stack.lists([{ ...REPLACING, physicalResourceId: 'created:43' }]);
  expect(await stack.look(HOLDER)).toStrictEqual({ kind: 'DONE', output: {} });
  expect(stack.asked).toEqual(['list first']);
});

test('the stack is described once for all events that were made long enough before', async () => {
  const asker = { ...ASKER, signed: BEGAN };
  stack.time.pass(2_000);
  for (const _event of ['first', 'second']) expect(await stack.look(HOLDER, { asker })).toStrictEqual({ kind: 'DONE', output: { holder: FORMER } });
  expect(stack.asked).toEqual(['list first', 'describe']);
});

test('the status of the stack is told too, if it was asked for', async () => {
  expect(await stack.look({ ...HOLDER, status: true })).toStrictEqual({ kind: 'DONE', output: { status: 'UPDATE_IN_PROGRESS', holder: FORMER } });
});

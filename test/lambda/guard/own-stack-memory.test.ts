import type { ListedResource } from '../../../lambda/guard/stack-list';
import type { Asker, Question } from '../../../lambda/guard/stack-view';
import { ASKER, Described, GONE, HOLDING } from '../../support/described-stack';

const BEGAN = Date.UTC(2026, 0, 1);
const SIGNED: Asker = { ...ASKER, signed: BEGAN };
const HOLDER: Question = { holder: { id: '42' } };
const STAYING: Question = { holder: { id: '42', stays: true } };
const STATUS: Question = { status: true };

let stack: Described;
beforeEach(() => {
  stack = new Described().lists([HOLDING]);
  Object.assign(stack, { status: 'UPDATE_IN_PROGRESS', began: BEGAN });
  stack.time.pass(2_000);
});

function lookForOrphan(asker = SIGNED): Promise<unknown> {
  return stack.ownStack.lookForOrphan(stack.time.session(), asker, '42');
}

test.each<{ readonly what: string; readonly question: Question; readonly asked: readonly string[] }>([
  { what: 'the list', question: HOLDER, asked: ['list first'] },
  { what: 'the description', question: STATUS, asked: ['describe'] },
  { what: 'the template', question: STAYING, asked: ['list first', 'template'] },
])('$what is remembered for events of the same stack, and forgotten for one of another stack', async ({ question, asked }) => {
  stack.template = { Asker: {} };
  await stack.look(question, { asker: SIGNED });
  await stack.look(question, { asker: SIGNED });
  expect(stack.asked).toEqual(asked);
  await stack.look(question, { asker: { ...SIGNED, stackId: 'another' } });
  await stack.look(question, { asker: SIGNED });
  expect(stack.asked).toEqual([...asked, ...asked, ...asked]);
});

test('a list of what an update has left is forgotten for an event of another stack', async () => {
  const deletion: Question = { status: true, holder: { id: '42', forSure: true } };
  const asker: Asker = { ...SIGNED, physicalResourceId: 'created:42' };
  Object.assign(stack, { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', template: { Other: { Type: 'Custom::Thing' } } });
  for (const stackId of ['stack', 'stack', 'another', 'stack']) await stack.look(deletion, { asker: { ...asker, stackId } });
  expect(stack.asked).toEqual(Array.from({ length: 3 }, () => ['describe', 'list first', 'template']).flat());
});

test('a list isn\'t remembered for an event that doesn\'t tell when it was made', async () => {
  await stack.look(HOLDER, { asker: SIGNED });
  await stack.look(HOLDER);
  expect(stack.asked).toEqual(['list first', 'list first']);
});

test('a template that was read before the list is read again', async () => {
  stack.template = { Asker: {} };
  const staying = async () => {
    const view = await stack.look(STAYING);
    return view.kind === 'DONE' && view.output.staying;
  };
  expect(await staying()).toEqual({ template: 'NEW', stays: false, declared: {} });
  stack.template = { Asker: {}, Other: {} };
  stack.time.pass(1);
  expect(await staying()).toEqual({ template: 'NEW', stays: true, declared: {} });
  expect(stack.asked).toEqual(['list first', 'template', 'list first', 'template']);
});

describe('the look for what a Create has made that never answered', () => {
  test('leaves what is remembered of its stack', async () => {
    await stack.look(HOLDER, { asker: SIGNED });
    await lookForOrphan();
    await stack.look(HOLDER, { asker: SIGNED });
    expect(stack.asked).toEqual(['list first', 'describe', 'list first']);
  });

  test('forgets what is remembered of another stack', async () => {
    await stack.look(HOLDER, { asker: SIGNED });
    await lookForOrphan({ ...SIGNED, stackId: 'another' });
    await stack.look(HOLDER, { asker: SIGNED });
    expect(stack.asked).toEqual(['list first', 'describe', 'list first', 'list first']);
  });

  test('tells others what the stack is doing', async () => {
    await lookForOrphan();
    expect(await stack.look(STATUS, { asker: SIGNED })).toEqual({ kind: 'DONE', output: { status: 'UPDATE_IN_PROGRESS' } });
    expect(stack.asked).toEqual(['describe', 'list first']);
  });

  test('leaves what was known of that, if it fails', async () => {
    await stack.look(STATUS, { asker: SIGNED });
    stack.refusal = GONE;
    expect(await lookForOrphan()).toMatchObject({ kind: 'FAILED', error: { operation: 'cloudformation:DescribeStacks' } });
    expect(await stack.look(STATUS, { asker: SIGNED })).toEqual({ kind: 'DONE', output: { status: 'UPDATE_IN_PROGRESS' } });
    expect(stack.asked).toEqual(['describe', 'describe']);
  });
});

describe('a list is known to belong to the operation of an event', () => {
  const entry = (is: Partial<ListedResource>): ListedResource => ({ logicalResourceId: 'Asker', resourceType: 'Custom::Thing', status: 'CREATE_IN_PROGRESS', changed: BEGAN, ...is });
  const FIRST: Asker = { ...SIGNED, logicalResourceId: 'First' };

  beforeEach(() => {
    stack = new Described();
    Object.assign(stack, { status: 'UPDATE_IN_PROGRESS', began: BEGAN });
  });

  test.each([
    { is: { changed: BEGAN - 1_000 }, why: 'less than a second before the event, whose time has whole seconds', asked: ['list first'] },
    { is: { changed: BEGAN - 1_001 }, why: 'longer before it', asked: ['list first', 'describe'] },
    { is: { status: 'CREATE_COMPLETE' }, why: 'but it has ended, as in an operation before', asked: ['list first', 'describe'] },
    { is: { logicalResourceId: 'Second' }, why: 'but it is another one', asked: ['list first', 'describe'] },
  ])('if the list has the event\'s resource under way, $why: $asked', async ({ is, asked }) => {
    stack.lists([entry(is)]);
    await stack.look(HOLDER, { asker: FIRST });
    await stack.look(HOLDER, { asker: SIGNED });
    expect(stack.asked).toEqual(asked);
  });

  test.each([
    { status: 'CREATE_IN_PROGRESS', isServed: true },
    { status: 'UPDATE_IN_PROGRESS', isServed: true },
    { status: 'UPDATE_ROLLBACK_IN_PROGRESS', isServed: false },
    { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', isServed: false },
  ])('while that operation can take entities over, in $status: $isServed', async ({ status, isServed }) => {
    stack.status = status;
    await stack.look(HOLDER, { asker: FIRST });
    await stack.look(HOLDER, { asker: SIGNED });
    expect(stack.asked).toEqual(isServed ? ['list first', 'describe'] : ['list first', 'describe', 'list first']);
  });

  test('not if the beginning of the operation isn\'t known', async () => {
    stack.began = undefined;
    await stack.look(HOLDER, { asker: FIRST });
    await stack.look(HOLDER, { asker: SIGNED });
    expect(stack.asked).toEqual(['list first', 'describe', 'list first']);
  });

  test('not if the stack can\'t be described', async () => {
    stack.lists([HOLDING]).refusal = GONE;
    stack.refuses = (call) => call === 'describe';
    await stack.look(HOLDER, { asker: FIRST });
    expect(await stack.look(HOLDER, { asker: SIGNED })).toMatchObject({ kind: 'DONE', output: { holder: { logicalResourceId: 'Other' } } });
    expect(stack.asked).toEqual(['list first', 'describe', 'list first']);
  });

  test('and isn\'t read again for possible makers if it shows a holder', async () => {
    stack.lists([HOLDING, entry({ logicalResourceId: 'Maker' })]);
    const made: Question = { holder: { id: '42', madeAt: BEGAN } };
    stack.time.pass(2_000);
    await stack.look(HOLDER, { asker: FIRST });
    expect(await stack.look(made, { asker: SIGNED })).toMatchObject({ output: { holder: { logicalResourceId: 'Other' } } });
    expect(stack.asked).toEqual(['list first']);
  });
});

import type { ListedResource } from '../../../lambda/guard/stack-list';
import type { HolderQuestion, Question } from '../../../lambda/guard/stack-view';
import { ASKER, Described, GONE, HOLDING, THING } from '../../support/described-stack';

const ID = '42';
const DELETION: Question = { status: true, holder: { id: ID, forSure: true } };
const STAYING: Question = { holder: { id: ID, stays: true } };
const BYSTANDER: ListedResource = { ...HOLDING, logicalResourceId: 'Bystander', physicalResourceId: 'created:1' };
const DENIED = Object.assign(new Error('no'), { name: 'AccessDeniedException', $metadata: { httpStatusCode: 400 } });

/** A call that is refused, and the operation that it is of. */
interface Refused {
  readonly call: string;
  readonly question: Question;
  readonly pages: readonly (readonly ListedResource[])[];
  readonly operation: string;
  /** All calls, of which it is the last one. */
  readonly asked: readonly string[];
}

let stack: Described;
beforeEach(() => { stack = new Described(); });

function refused(operation: string): object {
  return {
    kind: 'FAILED', code: 'UNEXPECTED', attempts: 1, seconds: 0,
    error: { operation: `cloudformation:${operation}`, exception: 'ValidationError', message: 'Stack is gone', httpStatus: 400 },
  };
}

describe('what CloudFormation refuses is handed on', () => {
  beforeEach(() => { stack.refusal = GONE; });

  const lists: HolderQuestion[] = [{ id: ID }, { id: ID, amongOthers: true }, { id: ID, amongOthers: true, onceCreated: true }, { id: ID, stays: true }];
  test.each(lists)('when the list is read: %j', async (holder) => {
    expect(await stack.look({ holder })).toEqual(refused('ListStackResources'));
    expect(stack.asked).toEqual(['list first']);
  });

  test.each<Refused>([
    { call: 'the stack, before anything is listed', question: { ...STAYING, status: true }, pages: [[HOLDING]], operation: 'DescribeStacks', asked: ['describe'] },
    { call: 'a further page', question: STAYING, pages: [[BYSTANDER], [HOLDING]], operation: 'ListStackResources', asked: ['list first', 'list 1'] },
    { call: 'the template, for a holder', question: STAYING, pages: [[HOLDING]], operation: 'GetTemplate', asked: ['list first', 'template'] },
    { call: 'the stack, for a holder', question: STAYING, pages: [[HOLDING]], operation: 'DescribeStacks', asked: ['list first', 'template', 'describe'] },
    {
      call: 'the template, for who may have made something', question: { holder: { id: ID, madeAt: Date.UTC(2026, 0, 1) } },
      pages: [[{ ...BYSTANDER, status: 'CREATE_IN_PROGRESS' }]], operation: 'GetTemplate', asked: ['list first', 'template'],
    },
    {
      call: 'the stack, for who held something before', question: { holder: { id: ID } },
      pages: [[{ ...HOLDING, physicalResourceId: 'created:43;replaces=created:42' }]], operation: 'DescribeStacks', asked: ['list first', 'describe'],
    },
    { call: 'the stack, for a Delete', question: DELETION, pages: [[HOLDING]], operation: 'DescribeStacks', asked: ['describe'] },
    { call: 'its list', question: DELETION, pages: [[HOLDING]], operation: 'ListStackResources', asked: ['describe', 'list first'] },
    { call: 'its template', question: DELETION, pages: [[HOLDING]], operation: 'GetTemplate', asked: ['describe', 'list first', 'template'] },
  ])('for $call', async ({ question, pages, operation, asked }) => {
    stack.lists(...pages).template = { Other: {} };
    stack.refuses = (call) => call === asked.at(-1);
    expect(await stack.look(question)).toEqual(refused(operation));
    expect(stack.asked).toEqual(asked);
  });

  test('for the second of two holders, although the first is known to leave', async () => {
    stack.lists([HOLDING, { ...HOLDING, logicalResourceId: 'Second' }]).template = {};
    stack.refuses = () => stack.asked.filter((call) => call === 'describe').length === 2;
    expect(await stack.look(STAYING)).toEqual(refused('DescribeStacks'));
    expect(stack.asked).toEqual(['list first', 'template', 'describe', 'describe']);
  });

  test.each([
    { template: 'that tells who stays', resources: { Other: THING } },
    { template: 'that doesn\'t', resources: '' },
  ])('for a further page that a Delete reads, with a template $template', async ({ resources }) => {
    stack.lists([BYSTANDER], [HOLDING]).template = resources;
    stack.refuses = (call) => call === 'list 1';
    expect(await stack.look(DELETION)).toEqual(refused('ListStackResources'));
    expect(stack.asked).toEqual(['describe', 'list first', 'template', 'list 1']);
  });

  test('for a further page that a Delete reads for later events', async () => {
    stack.lists([BYSTANDER], [HOLDING]).template = { Other: THING };
    stack.refuses = (call) => call === 'list 1';
    for (const _question of ['first', 'second', 'third']) await stack.look({});
    expect(await stack.look(DELETION)).toEqual(refused('ListStackResources'));
    expect(stack.asked).toEqual(['describe', 'list first', 'template', 'list 1']);
  });

  test('for whether an update is being undone', async () => {
    expect(await stack.ownStack.isUndoingUpdate(stack.time.session(), ASKER)).toMatchObject({
      kind: 'REFUSED', code: 'UNEXPECTED', words: { doing: 'looking whether the stack is being rolled back' },
    });
  });
});

describe('a template that nobody allows to be read', () => {
  beforeEach(() => {
    stack.refusal = DENIED;
    stack.refuses = (call) => call === 'template';
  });

  test('doesn\'t tell whether a holder stays', async () => {
    stack.lists([HOLDING]);
    const holder = { ownership: 'created', id: ID, logicalResourceId: 'Other', changed: 500 };
    expect(await stack.look(STAYING)).toEqual({ kind: 'DONE', output: { holder, staying: { template: 'UNREADABLE' } } });
  });

  test('doesn\'t tell the declared properties of a possible maker', async () => {
    stack.lists([{ ...BYSTANDER, status: 'CREATE_IN_PROGRESS' }]);
    expect(await stack.look({ holder: { id: ID, madeAt: stack.time.now() } })).toEqual({ kind: 'DONE', output: { makers: [{ logicalResourceId: 'Bystander' }] } });
  });

  test('is asked for once in an operation', async () => {
    stack.lists([HOLDING]).began = stack.time.now();
    await stack.look(DELETION);
    stack.asked.length = 0;
    expect(await stack.look(DELETION)).toMatchObject({ output: { holder: { logicalResourceId: 'Other' } } });
    expect(stack.asked).toEqual(['describe', 'list first']);
  });
});

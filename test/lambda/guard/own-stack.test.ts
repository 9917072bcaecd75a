import { DescribedStack, ListedPage, OwnStack } from '../../../lambda/guard/own-stack';
import type { Owned } from '../../../lambda/guard/ownership';
import { HolderQuestion, isGoingAway, isRollingBack, isUndoingUpdate, lookingForHolderOf, Question } from '../../../lambda/guard/stack-view';
import { OwnTime } from '../../support/own-time';

const ASKER = { stackId: 'stack', logicalResourceId: 'Asker', resourceType: 'Custom::Thing' };

const ID = '42';
const HOLDER = { holder: { id: ID } };
const OTHERS = { holder: { id: ID, amongOthers: true } } as const;
const ONCE_CREATED = { holder: { id: ID, amongOthers: true, onceCreated: true } } as const;
const DELETION = { status: true, holder: { id: ID, forSure: true } } as const;

/** A stack as CloudFormation would describe it. */
class Described {
  public status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  public pages: ListedPage[] = [];
  public readonly asked: string[] = [];
  public began: number | undefined;
  public readonly time = new OwnTime();
  public beforePage: () => void = () => undefined;
  public beforeDescription: () => void = () => undefined;
  /** What CloudFormation answers instead. */
  public refusal: Error | undefined;

  public readonly ownStack = new OwnStack({
    describeStack: async (): Promise<DescribedStack> => {
      this.asked.push('describe');
      this.beforeDescription();
      return this.refusal ? Promise.reject(this.refusal) : { status: this.status, ...(this.began !== undefined && { began: this.began }) };
    },
    listStackResources: async (_stackId, nextToken) => {
      this.asked.push(`list ${nextToken ?? 'first'}`);
      this.beforePage();
      if (this.refusal) throw this.refusal;
      return this.pages[Number(nextToken ?? 0)] ?? { resources: [] };
    },
  });

  public holds(physicalResourceId: string, { type = 'Custom::Thing', status = 'CREATE_COMPLETE', logicalId = 'Other' } = {}): this {
    const nextToken = String(this.pages.length + 1);
    this.pages.push({ resources: [{ logicalResourceId: logicalId, physicalResourceId, resourceType: type, status }], nextToken });
    return this;
  }

  /** Which resource the answer names as the holder. */
  public async ask(question: Question): Promise<unknown> {
    const last = this.pages.at(-1);
    if (last) this.pages[this.pages.length - 1] = { resources: last.resources };
    const view = await this.look(question);
    return view.kind === 'DONE' ? view.output.holder && pick(view.output.holder) : view;
  }

  public look(question: Question, { asker = ASKER, session = this.time.session() } = {}): ReturnType<OwnStack['look']> {
    return this.ownStack.look(session, asker, question);
  }
}

function pick({ ownership, id }: Owned): Owned {
  return { ownership, id };
}

let stack: Described;
beforeEach(() => { stack = new Described(); });

test.each([
  { holder: 'a resource that created the entity', physicalId: 'created:42', options: {}, expected: { ownership: 'created', id: '42' } },
  { holder: 'a resource that adopted it', physicalId: 'adopted:42', options: {}, expected: { ownership: 'adopted', id: '42' } },
  { holder: 'a resource with another entity', physicalId: 'created:43', options: {}, expected: undefined },
  { holder: 'a resource of another type', physicalId: 'created:42', options: { type: 'Custom::Other' }, expected: undefined },
  { holder: 'a resource that is being deleted', physicalId: 'created:42', options: { status: 'DELETE_IN_PROGRESS' }, expected: undefined },
  { holder: 'a resource that is deleted', physicalId: 'created:42', options: { status: 'DELETE_COMPLETE' }, expected: undefined },
  { holder: 'a resource that was left behind', physicalId: 'created:42', options: { status: 'DELETE_SKIPPED' }, expected: undefined },
  { holder: 'a resource whose update failed', physicalId: 'created:42', options: { status: 'UPDATE_FAILED' }, expected: { ownership: 'created', id: '42' } },
])('$holder counts as $expected', async ({ physicalId, options, expected }) => {
  stack.holds(physicalId, options);
  expect(await stack.ask(HOLDER)).toEqual(expected);
});

test('the asking resource itself is a holder, but not another one', async () => {
  stack.holds('created:42', { logicalId: 'Asker' });
  expect(await stack.ask(HOLDER)).toEqual({ ownership: 'created', id: '42' });
  expect(await stack.ask(OTHERS)).toBeUndefined();
});

test('the holder is found on a later page, and no page after it is asked for', async () => {
  stack.holds('created:1').holds('created:42').holds('created:3');
  expect(await stack.ask(HOLDER)).toEqual({ ownership: 'created', id: '42' });
  expect(stack.asked).toEqual(['list first', 'list 1']);
});

test('a Delete finds a holder that moved to an earlier page while the list was read: the list had got shorter', async () => {
  stack.holds('created:1').holds('created:2').holds('created:3');
  const [first, second, third] = stack.pages as [ListedPage, ListedPage, ListedPage];
  const holder = { logicalResourceId: 'New', physicalResourceId: 'created:42', resourceType: 'Custom::Thing', status: 'CREATE_COMPLETE' };
  let reads = 0;
  stack.beforePage = () => {
    reads++;
    if (reads === 2) stack.pages = [{ ...first, resources: [...second.resources, holder] }, { resources: third.resources }];
  };
  expect(await stack.ask(DELETION)).toEqual({ ownership: 'created', id: '42' });
});

test('a Delete reads a list of several pages twice before nobody holds the entity, and one of a single page once', async () => {
  stack.holds('created:1').holds('created:2');
  expect(await stack.ask(DELETION)).toBeUndefined();
  expect(stack.asked).toEqual(['describe', 'list first', 'list 1', 'list first', 'list 1']);

  const small = new Described().holds('created:1');
  expect(await small.ask(DELETION)).toBeUndefined();
  expect(small.asked).toEqual(['describe', 'list first']);
});

test.each(['DELETE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'])('nobody keeps anything while the stack is in %s, and no resource is listed', async (status) => {
  stack.holds('created:42').status = status;
  expect(await stack.ask(DELETION)).toBeUndefined();
  expect(stack.asked).toEqual(['describe']);
});

test('that the stack goes away is remembered for five seconds', async () => {
  stack.status = 'DELETE_IN_PROGRESS';
  for (const passed of [0, 4_999, 1]) {
    stack.time.pass(passed);
    await stack.ask(DELETION);
  }
  expect(stack.asked).toEqual(['describe', 'describe']);
});

test('a list is never remembered: the next operation may rename a construct', async () => {
  expect(await stack.ask(DELETION)).toBeUndefined();
  stack.holds('created:42');
  expect(await stack.ask(DELETION)).toEqual({ ownership: 'created', id: '42' });
});

test('that one stack goes away says nothing about another', async () => {
  stack.status = 'DELETE_IN_PROGRESS';
  await stack.ask(DELETION);
  await stack.look(DELETION, { asker: { ...ASKER, stackId: 'another' } });
  expect(stack.asked).toEqual(['describe', 'describe']);
});

test('a Delete is told what the stack is doing, and which resource holds the entity', async () => {
  stack.pages = [{ resources: [{ logicalResourceId: 'New', physicalResourceId: 'adopted:42', resourceType: 'Custom::Thing', status: 'CREATE_COMPLETE', changed: 7 }] }];
  const holder = { ownership: 'adopted', id: '42', logicalResourceId: 'New', changed: 7 };
  expect(await stack.look(DELETION)).toEqual({ kind: 'DONE', output: { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', holder, holderStays: false } });
  stack.status = 'DELETE_IN_PROGRESS';
  expect(await stack.look(DELETION)).toEqual({ kind: 'DONE', output: { status: 'DELETE_IN_PROGRESS' } });
  stack.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await stack.look(DELETION)).toEqual({ kind: 'DONE', output: { status: 'DELETE_IN_PROGRESS' } });
});

test('what isn\'t asked for isn\'t looked at', async () => {
  stack.holds('created:42');
  expect(await stack.look({})).toEqual({ kind: 'DONE', output: {} });
  expect(await stack.look({ status: true })).toEqual({ kind: 'DONE', output: { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' } });
  expect(await stack.look(HOLDER)).not.toHaveProperty('output.status');
  expect(stack.asked).toEqual(['describe', 'list first']);
});

test('a list of which two readings differ is read again until two in a row are the same', async () => {
  stack.holds('created:1').holds('created:2', { logicalId: 'First' });
  let reads = 0;
  stack.beforePage = () => {
    reads++;
    if (reads === 3) stack.pages[0] = { resources: [], nextToken: '1' };
  };
  expect(await stack.ask(DELETION)).toBeUndefined();
  expect(stack.asked).toEqual(['describe', ...Array.from({ length: 3 }, () => ['list first', 'list 1']).flat()]);
});

test('lists whose resources have the same letters are not the same', async () => {
  stack.holds('created:1', { logicalId: 'Ab' }).holds('created:2', { logicalId: 'C' });
  let reads = 0;
  stack.beforePage = () => {
    reads++;
    if (reads === 3) {
      const [first, second] = stack.pages as [ListedPage, ListedPage];
      stack.pages = [{ ...first, resources: first.resources.map((one) => ({ ...one, logicalResourceId: 'A' })) },
        { resources: second.resources.map((one) => ({ ...one, logicalResourceId: 'bC' })) }];
    }
  };
  await stack.ask(DELETION);
  expect(stack.asked.filter((asked) => asked === 'list first')).toHaveLength(3);
});

test('a resource without a physical id or a time of change holds nothing, or since ever', async () => {
  const resource = { logicalResourceId: 'Other', resourceType: 'Custom::Thing', status: 'CREATE_IN_PROGRESS' };
  stack.pages = [{ resources: [resource, { ...resource, physicalResourceId: 'created:42' }] }];
  expect(await stack.look(HOLDER)).toEqual({ kind: 'DONE', output: { holder: { ownership: 'created', id: '42', logicalResourceId: 'Other', changed: 0 }, holderStays: false } });
});

describe('before an entity is taken over', () => {
  const creating = { status: 'CREATE_IN_PROGRESS', logicalId: 'New' };

  test('a resource that is being created gets a moment, three times, to say what it holds', async () => {
    stack.holds('', creating);
    expect(await stack.ask(ONCE_CREATED)).toBeUndefined();
    expect(stack.time.pauses).toEqual([1_000, 1_000, 1_000]);
    expect(stack.asked).toEqual(['list first', 'list first', 'list first', 'list first']);
  });

  test('one that says so in the meantime is the holder', async () => {
    stack.holds('', creating);
    stack.beforePage = () => {
      if (stack.time.pauses.length === 1) stack.pages[0] = new Described().holds('created:42', { logicalId: 'New' }).pages[0] as ListedPage;
    };
    expect(await stack.ask(ONCE_CREATED)).toEqual({ ownership: 'created', id: '42' });
    expect(stack.time.pauses).toEqual([1_000]);
  });

  test('a holder is not waited for although another one is being created', async () => {
    stack.holds('', creating).holds('created:42');
    expect(await stack.ask(ONCE_CREATED)).toEqual({ ownership: 'created', id: '42' });
    expect(stack.time.pauses).toEqual([]);
  });

  test.each([
    { which: 'the asking resource', options: { ...creating, logicalId: 'Asker' } },
    { which: 'a resource of another type', options: { ...creating, type: 'Custom::Other' } },
    { which: 'a resource that has been created', options: { logicalId: 'New' } },
  ])('nothing is waited for because of $which', async ({ options }) => {
    stack.holds('', options).holds('created:1');
    expect(await stack.ask(ONCE_CREATED)).toBeUndefined();
    expect(stack.time.pauses).toEqual([]);
  });

  test('it is enough that one of many resources is being created', async () => {
    const [page] = new Described().holds('', creating).pages;
    const [other] = new Described().holds('created:1').pages;
    stack.pages = [{ resources: [...other?.resources ?? [], ...page?.resources ?? []] }];
    await stack.ask(ONCE_CREATED);
    expect(stack.time.pauses).toHaveLength(3);
  });

  test('it is enough that a resource on the first page is being created', async () => {
    stack.holds('', creating).holds('created:1');
    await stack.ask(ONCE_CREATED);
    expect(stack.time.pauses).toHaveLength(3);
  });

  test.each([
    { milliseconds: 1_000, pauses: [] },
    { milliseconds: 1_001, pauses: [1_000] },
  ])('with $milliseconds ms left the pauses are $pauses', async ({ milliseconds, pauses }) => {
    stack.holds('', creating).pages[0] = { resources: stack.pages[0]?.resources ?? [] };
    await stack.look(ONCE_CREATED, { session: stack.time.session(milliseconds) });
    expect(stack.time.pauses).toEqual(pauses);
  });

  test.each([
    { holder: 'another resource with it', id: '42', logicalId: 'Other', expected: { ownership: 'created', id: '42' } },
    { holder: 'another resource with another entity', id: '43', logicalId: 'Other', expected: undefined },
    { holder: 'the asking resource', id: '42', logicalId: 'Asker', expected: undefined },
  ])('$holder counts as $expected', async ({ id, logicalId, expected }) => {
    stack.holds(`created:${id}`, { logicalId });
    expect(await stack.ask(ONCE_CREATED)).toEqual(expected);
    expect(await stack.ask(OTHERS)).toEqual(expected);
  });
});

describe('another resource stays with its entity', () => {
  const staying: Question = { holder: { id: ID, stays: true } };
  const held = (logicalResourceId: string): void => {
    stack.pages = [{ resources: [{ logicalResourceId, physicalResourceId: 'created:42', resourceType: 'Custom::Thing', status: 'CREATE_COMPLETE', changed: 500 }] }];
  };

  test.each([
    { began: 501, stays: false, why: 'the operation under way began after its last change' },
    { began: 500, stays: true, why: 'it changed when the operation began' },
    { began: 499, stays: true, why: 'the operation under way changed it' },
    { began: undefined, stays: false, why: 'no operation is under way' },
  ])('$stays if $why', async ({ began, stays }) => {
    held('Other');
    stack.began = began;
    expect(await stack.look(staying)).toMatchObject({ output: { holderStays: stays } });
    expect(stack.asked).toEqual(['list first', 'describe']);
  });

  test('but the asking resource isn\'t another one', async () => {
    held('Asker');
    stack.began = 0;
    expect(await stack.look(staying)).toMatchObject({ output: { holderStays: false } });
    expect(stack.asked).toEqual(['list first']);
  });

  test('and where nobody holds it the stack isn\'t described', async () => {
    expect(await stack.look(staying)).toEqual({ kind: 'DONE', output: {} });
    expect(stack.asked).toEqual(['list first']);
  });
});

test.each([
  { status: 'UPDATE_ROLLBACK_IN_PROGRESS', undoing: true, rollingBack: true, goingAway: false },
  { status: 'UPDATE_ROLLBACK_FAILED', undoing: true, rollingBack: true, goingAway: false },
  { status: 'UPDATE_IN_PROGRESS', undoing: false, rollingBack: false, goingAway: false },
  { status: 'ROLLBACK_IN_PROGRESS', undoing: false, rollingBack: true, goingAway: true },
  { status: 'DELETE_IN_PROGRESS', undoing: false, rollingBack: false, goingAway: true },
  { status: 'IMPORT_UPDATE_ROLLBACK_', undoing: false, rollingBack: true, goingAway: false },
  { status: undefined, undoing: false, rollingBack: false, goingAway: false },
])('a stack in $status is undoing an update: $undoing; rolling back: $rollingBack; going away: $goingAway', async ({ status, undoing, rollingBack, goingAway }) => {
  const view = status === undefined ? {} : { status };
  expect({ undoing: isUndoingUpdate(view), rollingBack: isRollingBack(view), goingAway: isGoingAway(view) }).toEqual({ undoing, rollingBack, goingAway });
  if (status !== undefined) stack.status = status;
  expect(await stack.ownStack.isUndoingUpdate(stack.time.session(), ASKER)).toBe(undoing);
});

describe('what CloudFormation refuses', () => {
  const refused = (operation: string): object => ({
    kind: 'FAILED', code: 'UNEXPECTED', attempts: 1, seconds: 0, error: { operation, exception: 'ValidationError', message: 'Stack is gone', httpStatus: 400 },
  });

  beforeEach(() => {
    stack.refusal = Object.assign(new Error('Stack is gone'), { name: 'ValidationError', $metadata: { httpStatusCode: 400 } });
  });

  const lists: HolderQuestion[] = [HOLDER.holder, OTHERS.holder, ONCE_CREATED.holder, { id: ID, stays: true }];
  test.each(lists)('is handed on when the list is read: %j', async (holder) => {
    expect(await stack.ask({ holder })).toEqual(refused('cloudformation:ListStackResources'));
  });

  test('is handed on to a Delete, for the stack as for its list', async () => {
    expect(await stack.ask(DELETION)).toEqual(refused('cloudformation:DescribeStacks'));
    const refusal = stack.refusal;
    stack.refusal = undefined;
    stack.beforePage = () => { stack.refusal = refusal; };
    expect(await stack.ask(DELETION)).toEqual(refused('cloudformation:ListStackResources'));
  });

  test('is handed on when a holder is asked about', async () => {
    const refusal = stack.refusal;
    stack.refusal = undefined;
    stack.holds('created:42');
    stack.beforeDescription = () => { stack.refusal = refusal; };
    expect(await stack.look({ holder: { id: ID, stays: true } })).toEqual(refused('cloudformation:DescribeStacks'));
  });

  test('doesn\'t make an update one that is being undone', async () => {
    stack.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await stack.ownStack.isUndoingUpdate(stack.time.session(), ASKER)).toBe(false);
  });
});

test('a failed look says what it was for', () => {
  expect(lookingForHolderOf('group "admins"')).toBe('looking whether another resource of the stack holds group "admins"');
});

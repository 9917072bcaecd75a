import type { ListedPage, ListedResource } from '../../../lambda/guard/stack-list';
import { Asker, HolderQuestion, isGoingAway, isRollingBack, isUndoingUpdate, lookingForHolderOf, Question } from '../../../lambda/guard/stack-view';
import { ASKER, Described, HOLDING } from '../../support/described-stack';

const ID = '42';
const HOLDER = { holder: { id: ID } };
const OTHERS = { holder: { id: ID, amongOthers: true } } as const;
const ONCE_CREATED = { holder: { id: ID, amongOthers: true, onceCreated: true } } as const;
const DELETION = { status: true, holder: { id: ID, forSure: true } } as const;

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

test('a Delete finds a holder that moved to an earlier page because the list got shorter', async () => {
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
  expect(stack.asked).toEqual(['describe', 'list first', 'template', 'list 1', 'list first', 'list 1']);

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

test('a list is not remembered for events without a date: the next operation may rename a construct', async () => {
  expect(await stack.ask(DELETION)).toBeUndefined();
  stack.holds('created:42');
  expect(await stack.ask(DELETION)).toEqual({ ownership: 'created', id: '42' });
});

test('one stack that goes away says nothing about another stack', async () => {
  stack.status = 'DELETE_IN_PROGRESS';
  await stack.ask(DELETION);
  await stack.look(DELETION, { asker: { ...ASKER, stackId: 'another' } });
  expect(stack.asked).toEqual(['describe', 'describe']);
});

test('a Delete is told what the stack is doing, and which resource holds the entity', async () => {
  stack.pages = [{ resources: [{ logicalResourceId: 'New', physicalResourceId: 'adopted:42', resourceType: 'Custom::Thing', status: 'CREATE_COMPLETE', changed: 7 }] }];
  const holder = { ownership: 'adopted', id: '42', logicalResourceId: 'New', changed: 7 };
  expect(await stack.look(DELETION)).toEqual({ kind: 'DONE', output: { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', holder } });
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

test('one question tells the holder, whether it stays, and the status of the stack', async () => {
  stack.lists([HOLDING]);
  const view = { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', holder: { ownership: 'created', id: '42', logicalResourceId: 'Other', changed: 500 } };
  expect(await stack.look({ ...HOLDER, status: true })).toEqual({ kind: 'DONE', output: view });
  stack.template = 'Resources: {}';
  expect(await stack.look({ holder: { id: ID, stays: true }, status: true })).toEqual({ kind: 'DONE', output: { ...view, staying: { template: 'UNREADABLE' } } });
  stack.status = 'ROLLBACK_IN_PROGRESS';
  stack.asked.length = 0;
  expect(await stack.look({ ...HOLDER, status: true })).toEqual({ kind: 'DONE', output: { status: 'ROLLBACK_IN_PROGRESS' } });
  expect(stack.asked).toEqual(['describe']);
});

test('a list is read again until two readings in a row are the same', async () => {
  stack.holds('created:1').holds('created:2', { logicalId: 'First' });
  let reads = 0;
  stack.beforePage = () => {
    reads++;
    if (reads === 3) stack.pages[0] = { resources: [], nextToken: '1' };
  };
  expect(await stack.ask(DELETION)).toBeUndefined();
  expect(stack.asked.filter((asked) => asked !== 'template')).toEqual(['describe', ...Array.from({ length: 3 }, () => ['list first', 'list 1']).flat()]);
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

test('a resource without a physical id holds nothing, and one without a time of change has always held its entity', async () => {
  const resource = { logicalResourceId: 'Other', resourceType: 'Custom::Thing', status: 'CREATE_IN_PROGRESS' };
  stack.pages = [{ resources: [resource, { ...resource, physicalResourceId: 'created:42' }] }];
  expect(await stack.look(HOLDER)).toEqual({ kind: 'DONE', output: { holder: { ownership: 'created', id: '42', logicalResourceId: 'Other', changed: 0 } } });
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
    expect(stack.asked).toEqual(['list first', 'list 1']);
  });

  test.each([
    { which: 'the asking resource', options: { ...creating, logicalId: 'Asker' } },
    { which: 'a resource of another type', options: { ...creating, type: 'Custom::Other' } },
    { which: 'a resource that has been created', options: { logicalId: 'New' } },
  ])('nothing is waited for because of $which', async ({ options }) => {
    stack.holds('', options).holds('created:1');
    expect(await stack.ask(ONCE_CREATED)).toBeUndefined();
    expect(stack.asked).toEqual(['list first', 'list 1']);
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
    expect(stack.asked.filter((asked) => asked === 'list first')).toHaveLength(4);
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
    stack.template = {};
    expect(await stack.look(staying)).toMatchObject({ output: { staying: { template: 'OLD', stays } } });
    expect(stack.asked).toEqual(['list first', 'template', 'describe']);
  });

  test.each([
    { changes: [100, 600], holder: 'Second', stays: true },
    { changes: [600, 100], holder: 'First', stays: true },
    { changes: [100, 200], holder: 'First', stays: false },
  ])('of two holders that changed at $changes $holder counts: $stays', async ({ changes, holder, stays }) => {
    stack.pages = [{ resources: changes.map((changed, index) => (
      { logicalResourceId: index === 0 ? 'First' : 'Second', physicalResourceId: 'created:42', resourceType: 'Custom::Thing', status: 'CREATE_COMPLETE', changed })) }];
    Object.assign(stack, { began: 500, template: {} });
    expect(await stack.look(staying)).toMatchObject({ output: { holder: { logicalResourceId: holder }, staying: { template: 'OLD', stays } } });
  });

  test('also on a later page than a holder that goes, if the list is read anew', async () => {
    const holding = (logicalResourceId: string): ListedResource => (
      { logicalResourceId, physicalResourceId: 'created:42', resourceType: 'Custom::Thing', status: 'CREATE_COMPLETE', changed: 500 });
    stack.pages = [{ resources: [holding('Leaver')], nextToken: '1' }, { resources: [holding('Stayer')] }];
    stack.template = { Asker: {}, Stayer: {} };
    expect(await stack.look({ holder: { ...staying.holder as HolderQuestion, anew: true } })).toMatchObject({ output: { holder: { logicalResourceId: 'Stayer' } } });
  });

  // The template from before had the asking resource as well, under a condition, and was taken for the new one: both owned what the other had just made.
  test.each([
    { asker: 'is there under no condition', template: { Asker: {} }, stays: false, asked: ['list first', 'template'] },
    { asker: 'has a condition, which may just have let it in', template: { Asker: { Condition: 'Wanted' } }, stays: true, asked: ['list first', 'template', 'describe'] },
  ])('$stays if it has just come, isn\'t in the template, and the asking resource $asker', async ({ template, stays, asked }) => {
    held('Other');
    Object.assign(stack, { began: 499, template });
    expect(await stack.look(staying)).toMatchObject({ output: { staying: { template: 'NEW', stays } } });
    expect(stack.asked).toEqual(asked);
  });

  test.each([
    { path: 'People/Admins/Resource/Default', constructPath: 'People/Admins' },
    { path: 'People/Admins/Resource', constructPath: 'People/Admins' },
    { path: 'People/Resource/Default/Admins', constructPath: 'People/Resource/Default/Admins' },
  ])('is named by its construct, if the template has the path $path', async ({ path, constructPath }) => {
    held('Other');
    stack.template = { Asker: {}, Other: { Metadata: { 'aws:cdk:path': path } } };
    expect(await stack.look(staying)).toMatchObject({ output: { holder: { logicalResourceId: 'Other', constructPath } } });
  });

  test.each([{}, { Metadata: {} }, { Metadata: { 'aws:cdk:path': 7 } }])('is named without a construct, if the template has %j', async (resource) => {
    held('Other');
    stack.template = { Asker: {}, Other: resource };
    expect(await stack.look(staying)).not.toHaveProperty('output.holder.constructPath');
  });

  test('but the asking resource isn\'t another one', async () => {
    held('Asker');
    stack.began = 0;
    expect(await stack.look(staying)).not.toHaveProperty('output.staying');
    expect(stack.asked).toEqual(['list first']);
  });

  test('and the stack isn\'t described if nobody holds the entity', async () => {
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
  expect(await stack.ownStack.isUndoingUpdate(stack.time.session(), ASKER)).toEqual({ kind: 'DONE', output: undoing });
});

describe('another resource, as an update sees it in a template', () => {
  const updated: Asker = { ...ASKER, physicalResourceId: 'created:1' };
  const staying: Question = { holder: { id: ID, amongOthers: true, stays: true } };

  test.each([
    { holder: 'is in it', template: { Asker: {}, Other: {} }, began: 501, stays: true, asked: ['list first', 'template'] },
    { holder: 'isn\'t in it, and was there before', template: { Asker: {} }, began: 501, stays: false, asked: ['list first', 'template', 'describe'] },
    { holder: 'isn\'t in it, and has just come', template: { Asker: {} }, began: 500, stays: true, asked: ['list first', 'template', 'describe'] },
  ])('stays: $stays, if it $holder', async ({ template, began, stays, asked }) => {
    Object.assign(stack, { template, began });
    stack.pages = [{ resources: [{ logicalResourceId: 'Other', physicalResourceId: 'created:42', resourceType: 'Custom::Thing', status: 'UPDATE_COMPLETE', changed: 500 }] }];
    expect(await stack.look(staying, { asker: updated })).toMatchObject({ output: { staying: { template: 'NEW', stays } } });
    expect(stack.asked).toEqual(asked);
  });
});

describe('who may have made what nobody holds', () => {
  const MADE = Date.UTC(2026, 0, 1) + 500;

  async function makers(resource: Partial<ListedResource>, madeAt: number | undefined = MADE, template: typeof stack.template = ''): Promise<unknown> {
    stack.template = template;
    stack.pages = [{ resources: [{ logicalResourceId: 'Other', resourceType: 'Custom::Thing', status: 'CREATE_IN_PROGRESS', changed: MADE - 1_000, ...resource }] }];
    const view = await stack.look({ holder: { id: ID, ...(madeAt !== undefined && { madeAt }) } });
    return view.kind === 'DONE' ? view.output.makers : view;
  }

  test.each<{ readonly who: string; readonly resource: Partial<ListedResource>; readonly made?: number; readonly expected: boolean }>([
    { who: 'a resource that was being created', resource: {}, expected: true },
    { who: 'a resource that was being updated, and may make something anew', resource: { status: 'UPDATE_IN_PROGRESS', physicalResourceId: 'created:41' }, expected: true },
    { who: 'a resource that began 2 s later, by another clock', resource: { changed: MADE + 2_000 }, expected: true },
    { who: 'a resource that began more than 2 s later', resource: { changed: MADE + 2_001 }, expected: false },
    { who: 'a resource that began 3 s after a time of whole seconds', resource: { changed: MADE + 2_500 }, made: MADE - 500, expected: true },
    { who: 'a resource that began more than 3 s after a time of whole seconds', resource: { changed: MADE + 2_501 }, made: MADE - 500, expected: false },
    { who: 'a resource that has ended', resource: { status: 'CREATE_COMPLETE', physicalResourceId: 'created:41' }, expected: false },
    { who: 'a resource that is being deleted', resource: { status: 'DELETE_IN_PROGRESS' }, expected: false },
    { who: 'a resource of another type', resource: { resourceType: 'Custom::Other' }, expected: false },
    { who: 'the asker itself', resource: { logicalResourceId: 'Asker' }, expected: false },
  ])('$who: $expected', async ({ resource, made, expected }) => {
    expect(await makers(resource, made)).toEqual(expected ? [{ logicalResourceId: 'Other' }] : undefined);
    expect(stack.asked).toEqual(expected ? ['list first', 'template'] : ['list first']);
  });

  test('isn\'t asked if the time of its creation isn\'t known', async () => {
    stack.pages = [{ resources: [{ logicalResourceId: 'Other', resourceType: 'Custom::Thing', status: 'CREATE_IN_PROGRESS' }] }];
    expect(await stack.look(HOLDER)).toEqual({ kind: 'DONE', output: {} });
    expect(stack.asked).toEqual(['list first']);
  });

  test.each([
    { template: 'the new one', resources: { Asker: {}, Other: { Properties: { Name: 'one' } } }, expected: [{ logicalResourceId: 'Other', declared: { Name: 'one' } }] },
    { template: 'the new one, which doesn\'t have it', resources: { Asker: {} }, expected: [{ logicalResourceId: 'Other' }] },
    { template: 'that from before, which tells nothing of this operation', resources: { Other: { Properties: { Name: 'one' } } }, expected: [{ logicalResourceId: 'Other' }] },
  ])('is told with its declared properties, if the template is $template', async ({ resources, expected }) => {
    expect(await makers({}, MADE, resources)).toEqual(expected);
  });

  test('is looked for in a new list, until it has ended', async () => {
    const asker: Asker = { ...ASKER, signed: MADE - 1_500 };
    const look = () => stack.look({ holder: { id: ID, madeAt: MADE } }, { asker });
    stack.time.pass(MADE - stack.time.now() + 3_000);
    const under = (status: string, physicalResourceId = '') => [{ resources: [
      { logicalResourceId: 'Other', resourceType: 'Custom::Thing', status, physicalResourceId, changed: MADE - 1_000 },
      { logicalResourceId: 'Asker', resourceType: 'Custom::Thing', status: 'CREATE_IN_PROGRESS', changed: MADE - 1_000 },
    ] }];
    stack.pages = under('CREATE_IN_PROGRESS');
    expect(await look()).toMatchObject({ output: { makers: [{ logicalResourceId: 'Other' }] } });
    stack.pages = under('CREATE_COMPLETE', 'created:42');
    expect(await look()).toMatchObject({ output: { holder: { logicalResourceId: 'Other' } } });
    expect(stack.asked.filter((asked) => asked === 'list first')).toHaveLength(2);
  });
});

describe('a replacement', () => {
  const refuses = (asker = ASKER) => stack.ownStack.isWithoutRollback(stack.time.session(), asker);

  test.each([
    { status: 'UPDATE_IN_PROGRESS', disablesRollback: true, refused: true },
    { status: 'UPDATE_IN_PROGRESS', disablesRollback: false, refused: false },
    { status: 'UPDATE_ROLLBACK_IN_PROGRESS', disablesRollback: true, refused: false },
  ])('in $status, with rollback disabled: $disablesRollback, is refused: $refused', async ({ refused, ...described }) => {
    Object.assign(stack, described);
    expect(await refuses()).toEqual({ kind: 'DONE', output: refused });
    expect(stack.asked).toEqual(['describe']);
  });

  // Remembered for a minute, a deployment without rollback right after one with it made what it then refused.
  test.each([
    { again: 'in the same wave', signed: -2_000, asked: 1 },
    { again: 'later', signed: -1_999, asked: 2 },
    { again: 'of another stack', signed: -2_000, other: { stackId: 'another' }, asked: 2 },
  ])('$again is asked about $asked times in all', async ({ signed, other, asked }) => {
    stack.status = 'UPDATE_IN_PROGRESS';
    const asker: Asker = { ...ASKER, signed: stack.time.now() + signed };
    await refuses(asker);
    await refuses({ ...asker, ...other });
    expect(stack.asked).toEqual(Array(asked).fill('describe'));
  });

  test('isn\'t begun if nobody tells whether it is refused', async () => {
    stack.refusal = Object.assign(new Error('no'), { name: 'AccessDenied' });
    expect(await refuses()).toMatchObject({ kind: 'REFUSED', code: 'ACCESS_DENIED', words: { doing: 'looking whether the stack is being rolled back' } });
  });
});

test('a failed look says what it was for', () => {
  expect(lookingForHolderOf('group "admins"')).toBe('looking whether another resource of the stack holds group "admins"');
});

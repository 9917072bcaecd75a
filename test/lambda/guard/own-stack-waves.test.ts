import { ASKER, Described, THING } from '../../support/described-stack';

const ID = '42';
const HOLDER = { holder: { id: ID } };
const DELETION = { status: true, holder: { id: ID, forSure: true } } as const;

let stack: Described;
beforeEach(() => { stack = new Described(); });

describe('a Delete that knows when it was made', () => {
  const BEGAN = Date.UTC(2026, 0, 1);

  beforeEach(() => {
    stack.began = BEGAN;
    stack.template = { Other: THING };
    stack.holds('created:1', { logicalId: 'Other' });
  });

  /** Asks on behalf of an event that was made so many milliseconds after the operation began. */
  async function askSigned(after: number, { physicalResourceId = 'created:42', logicalResourceId = 'Asker' } = {}): Promise<unknown> {
    const last = stack.pages.at(-1);
    if (last) stack.pages[stack.pages.length - 1] = { resources: last.resources };
    const view = await stack.look(DELETION, { asker: { ...ASKER, logicalResourceId, physicalResourceId, signed: BEGAN + after } });
    return view.kind === 'DONE' ? view.output.isOvertaken ? 'OVERTAKEN' : view.output.holder?.logicalResourceId : view;
  }

  test.each([
    { read: 1_999, asked: ['describe', 'list first', 'describe'] },
    { read: 2_000, asked: ['describe', 'list first'] },
  ])('is answered by what was read $read ms after its event', async ({ read, asked }) => {
    stack.time.pass(read);
    await askSigned(0);
    expect(await askSigned(0)).toBeUndefined();
    expect(stack.asked).toEqual(asked);
  });

  test('is answered by the list after one look at the stack\'s status, and later Deletes without a call', async () => {
    await askSigned(0);
    stack.time.pass(3_000);
    await askSigned(2_000);
    await askSigned(1_000);
    expect(stack.asked).toEqual(['describe', 'list first', 'describe']);
  });

  test.each([
    { other: 'status', change: () => { stack.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'; } },
    { other: 'operation', change: () => { stack.began = BEGAN + 500; } },
  ])('is not answered by the list of another $other if a construct was renamed since', async ({ change }) => {
    expect(await askSigned(0)).toBeUndefined();
    change();
    stack.template = { Renamed: THING };
    stack.pages = [];
    stack.holds('created:42', { logicalId: 'Renamed' });
    expect(await askSigned(0)).toBe('Renamed');
  });

  test.each([
    { described: 'is still that of the update', signed: 20_000, status: 'UPDATE_IN_PROGRESS' },
    { described: 'was read for a late Delete of the operation before', signed: -1_500, status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' },
  ])('is not answered by the list of the operation before when the known status $described', async ({ signed, status }) => {
    stack.began = BEGAN - 60_000;
    await askSigned(-1_500);
    stack.time.pass(25_000);
    stack.began = BEGAN + 10_000;
    stack.pages = [];
    stack.holds('created:42', { logicalId: 'Renamed' });
    stack.template = { Renamed: THING };
    stack.status = status;
    expect(await askSigned(signed, { logicalResourceId: 'First', physicalResourceId: 'created:1' })).toBe('OVERTAKEN');
    stack.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await askSigned(20_000)).toBe('Renamed');
  });

  test.each([
    { began: 999, expected: undefined },
    { began: 1_000, expected: 'OVERTAKEN' },
  ])('is overtaken by an operation that began $began ms after its event: $expected', async ({ began, expected }) => {
    stack.began = BEGAN + began;
    expect(await askSigned(0)).toBe(expected);
  });

  test('waits until the stack says that it cleans up', async () => {
    stack.status = 'UPDATE_IN_PROGRESS';
    stack.beforeDescription = () => { if (stack.asked.length === 3) stack.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'; };
    expect(await askSigned(0)).toBeUndefined();
    expect(stack.asked).toEqual(['describe', 'describe', 'describe', 'list first']);
  });

  test('deletes nothing if the stack never says so', async () => {
    stack.status = 'UPDATE_IN_PROGRESS';
    expect(await askSigned(0)).toBe('OVERTAKEN');
  });

  test.each([
    { holder: 'another resource that stays', logicalId: 'Other', expected: 'Other' },
    { holder: 'another resource that leaves the template as well', logicalId: 'Leaver', expected: undefined },
  ])('finds $holder: $expected', async ({ logicalId, expected }) => {
    stack.pages = [];
    stack.holds('created:42', { logicalId });
    expect(await askSigned(0)).toBe(expected);
  });

  // Two that left the template by a condition kept the entity for each other: both were in the list that was read before they were deleted.
  test.each([
    { what: 'has a condition in the template', template: { Holder: { ...THING, Condition: 'Wanted' } } },
    { what: 'is in a template that the asking resource is in', template: { Asker: THING, Holder: THING } },
    { what: 'is in a template that can\'t be read', template: '' },
  ])('looks once more for a holder that $what, in a list from before the event', async ({ template }) => {
    stack.pages = [];
    stack.template = template;
    stack.holds('created:42', { logicalId: 'Holder' });
    expect(await askSigned(0)).toBe('Holder');
    stack.pages = [];
    stack.holds('created:42', { logicalId: 'Holder', status: 'DELETE_IN_PROGRESS' });
    expect(await askSigned(3_000)).toBeUndefined();
    expect(stack.asked).toEqual(['describe', 'list first', 'template', 'describe', 'list first']);
  });

  test('finds a holder that stays in a list from before the event', async () => {
    stack.pages = [];
    stack.holds('created:42');
    await askSigned(0);
    expect(await askSigned(3_000)).toBe('Other');
    expect(stack.asked).toEqual(['describe', 'list first', 'template', 'describe']);
  });

  test.each([
    { physicalId: 'created:42', expected: undefined },
    { physicalId: 'created:42;replaces=created:41', expected: 'Asker' },
  ])('counts the asking resource as a holder only once that has replaced the entity: as $physicalId $expected', async ({ physicalId, expected }) => {
    stack.pages = [];
    stack.template = { Asker: THING };
    stack.holds(physicalId, { logicalId: 'Asker' });
    expect(await askSigned(0)).toBe(expected);
  });

  describe('of a list that gets shorter while it is read', () => {
    const entry = (logicalResourceId: string, id: string) =>
      ({ logicalResourceId, physicalResourceId: `created:${id}`, resourceType: 'Custom::Thing', status: 'CREATE_COMPLETE' });

    /** While the second page is asked for, what leaves is removed, and the first entry of that page moves to the page before. */
    beforeEach(() => {
      stack.template = { First: THING, Moving: THING, Last: THING };
      stack.pages = [{ resources: [entry('Leaving', '7'), entry('First', '1')], nextToken: '1' }, { resources: [entry('Moving', '42'), entry('Last', '3')] }];
      stack.beforePage = () => {
        if (stack.asked.at(-1) === 'list 1') stack.pages = [{ resources: [entry('First', '1'), entry('Moving', '42')], nextToken: '1' }, { resources: [entry('Last', '3')] }];
      };
    });

    test('finds a holder that moved to an earlier page, and reads no further', async () => {
      expect(await askSigned(0)).toBe('Moving');
      expect(stack.asked).toEqual(['describe', 'list first', 'template', 'list 1', 'list first']);
    });

    test('stops reading once every staying resource was read, in this reading or an earlier one', async () => {
      expect(await askSigned(0, { physicalResourceId: 'created:43' })).toBe('Moving');
      stack.asked.length = 0;
      stack.time.pass(2_000);
      const view = await stack.look({ status: true, holder: { id: '3', forSure: true } }, { asker: { ...ASKER, physicalResourceId: 'created:3', signed: BEGAN } });
      expect(view).toMatchObject({ output: { holder: { logicalResourceId: 'Last' } } });
      const nobody = await stack.look({ status: true, holder: { id: '9', forSure: true } }, { asker: { ...ASKER, physicalResourceId: 'created:9', signed: BEGAN } });
      expect(nobody).not.toHaveProperty('output.holder');
      expect(stack.asked).toEqual(['describe']);
    });

    test('ignores a holder from an earlier reading if that resource leaves too', async () => {
      expect(await askSigned(0)).toBe('Moving');
      const view = await stack.look({ status: true, holder: { id: '7', forSure: true } }, { asker: { ...ASKER, physicalResourceId: 'created:7', signed: BEGAN } });
      expect(view).not.toHaveProperty('output.holder');
    });
  });

  test('reads the whole list for later Deletes, two seconds after its own event, if the instance gets many', async () => {
    stack.pages = ['1', '2', '3'].map((id, index) => ({
      resources: [{ logicalResourceId: `New${id}`, physicalResourceId: `created:${id}`, resourceType: 'Custom::Thing', status: 'CREATE_COMPLETE' }],
      ...(index < 2 && { nextToken: String(index + 1) }),
    }));
    stack.template = { New1: THING, New2: THING, New3: THING };
    const holderOf = async (id: string) => {
      const view = await stack.look({ status: true, holder: { id, forSure: true } }, { asker: { ...ASKER, physicalResourceId: `created:${id}`, signed: BEGAN + 1_000 } });
      return view.kind === 'DONE' && view.output.holder?.logicalResourceId;
    };
    const creations = Array.from({ length: 3 }, () => stack.look({ holder: { id: '9' } }, { asker: { ...ASKER, signed: BEGAN - 5_000 } }));
    await Promise.all(creations);
    stack.asked.length = 0;
    expect(await holderOf('2')).toBe('New2');
    expect(stack.asked).toEqual(['describe', 'list first', 'template', 'list 1', 'list 2']);
    expect(stack.time.now()).toBeGreaterThanOrEqual(BEGAN + 3_000);
    expect(await holderOf('3')).toBe('New3');
    expect(stack.asked).toHaveLength(5);
  });

  test('reads no further page if the template has no other resource of its type', async () => {
    stack.holds('created:2');
    stack.template = { Function: { Type: 'AWS::Lambda::Function' } };
    expect(await askSigned(0)).toBeUndefined();
    expect(stack.asked).toEqual(['describe', 'list first', 'template']);
  });

  test.each([
    { has: 'all that the template declares', template: { Other: THING, Second: THING }, lists: 2 },
    { has: 'all but what a condition may have left out', template: { Other: THING, Third: { ...THING, Condition: 'Some' } }, lists: 2 },
    { has: 'not all that the template declares', template: { Other: THING, Third: THING }, lists: 4 },
    { has: 'what the template of before declares', template: { Other: THING, Asker: THING }, lists: 4 },
  ])('reads a list of two pages again unless it has $has', async ({ template, lists }) => {
    stack.holds('created:2', { logicalId: 'Second' });
    stack.template = template;
    expect(await askSigned(0)).toBeUndefined();
    expect(stack.asked.filter((asked) => asked.startsWith('list'))).toHaveLength(lists);
  });
});

describe('an adoption that knows when its event was made', () => {
  const BEGAN = Date.UTC(2026, 0, 1);
  const adopting = (signed: number, logicalResourceId = 'Asker') => stack.look(HOLDER, { asker: { ...ASKER, logicalResourceId, signed: BEGAN + signed } });

  beforeEach(() => {
    stack.status = 'UPDATE_IN_PROGRESS';
    stack.began = BEGAN;
  });

  test('is answered by a list that shows the adopting resource under way since its event', async () => {
    const under = (logicalResourceId: string, changed: number) => ({ logicalResourceId, resourceType: 'Custom::Thing', status: 'CREATE_IN_PROGRESS', changed: BEGAN + changed });
    stack.pages = [{ resources: [under('First', 0), under('Second', 0), under('Late', -5_000)] }];
    await adopting(0, 'First');
    await adopting(0, 'Second');
    expect(stack.asked).toEqual(['list first']);
    await adopting(0, 'Late');
    expect(stack.asked).toEqual(['list first', 'describe']);
  });

  test('is answered by a list that was read for an event of the same operation, even right after its beginning', async () => {
    await adopting(0);
    await adopting(1_000);
    expect(stack.asked).toEqual(['list first', 'describe']);
  });

  test.each([
    { event: 'an event of the operation before', signed: BEGAN - 1_000 },
    { event: 'an event that doesn\'t tell when it was made', signed: undefined },
  ])('is not answered by a list that was read for $event', async ({ signed }) => {
    stack.time.pass(3_000);
    await stack.look(HOLDER, { asker: { ...ASKER, ...(signed !== undefined && { signed }) } });
    await adopting(3_000);
    expect(stack.asked).toEqual(['list first', 'describe', 'list first']);
  });

  // The time of an event has whole seconds: an operation that begins in the same second as the event of the one before was made, too.
  test('is not answered by a list from just before the operation began, in the same second', async () => {
    stack.time.pass(400);
    await adopting(0);
    stack.began = BEGAN + 401;
    await adopting(1_000);
    expect(stack.asked).toEqual(['list first', 'describe', 'list first']);
  });

  test('describes the stack instead of reading more pages to find its own resource', async () => {
    const under = (logicalResourceId: string) => ({ logicalResourceId, resourceType: 'Custom::Thing', status: 'CREATE_IN_PROGRESS', changed: BEGAN });
    const held = { logicalResourceId: 'Old', physicalResourceId: 'created:42', resourceType: 'Custom::Thing', status: 'CREATE_COMPLETE' };
    stack.pages = [{ resources: [held], nextToken: '1' }, { resources: [under('First'), under('Second')] }];
    stack.time.pass(2_000);
    await adopting(2_000, 'First');
    await adopting(2_000, 'Second');
    expect(stack.asked).toEqual(['list first', 'describe']);
  });

  test('is answered by a list of the operation under way, once one call has confirmed that for all', async () => {
    stack.time.pass(2_000);
    await adopting(1_000);
    stack.time.pass(5_000);
    await adopting(5_000);
    await adopting(4_000);
    expect(stack.asked).toEqual(['list first', 'describe']);
  });

  test.each([
    { list: 'of the operation before', change: () => { stack.began = BEGAN + 3_000; } },
    { list: 'from before the rollback', change: () => { stack.status = 'UPDATE_ROLLBACK_IN_PROGRESS'; } },
  ])('is not answered by a list $list', async ({ change }) => {
    stack.time.pass(2_000);
    await adopting(1_000);
    stack.time.pass(5_000);
    change();
    await adopting(6_000);
    expect(stack.asked).toEqual(['list first', 'describe', 'list first']);
  });

  test('is not answered by a list from before the entity was made, since another resource may have made it', async () => {
    stack.time.pass(2_000);
    await adopting(0);
    const made = (madeAt: number) => stack.look({ holder: { id: ID, madeAt: BEGAN + madeAt } }, { asker: { ...ASKER, signed: BEGAN } });
    await made(0);
    expect(stack.asked).toEqual(['list first']);
    await made(1);
    expect(stack.asked).toEqual(['list first', 'list first']);
  });
});

import { ListedPage, OwnStack } from '../../../lambda/guard/own-stack';
import type { Owned } from '../../../lambda/guard/ownership';
import { Session } from '../../../lambda/guard/session';

const ASKER = { stackId: 'stack', logicalResourceId: 'Asker', resourceType: 'Custom::Thing' };

/** A stack as CloudFormation would describe it. */
class Described {
  public status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  public pages: ListedPage[] = [];
  public readonly asked: string[] = [];
  public now = 0;
  public beforePage: () => void = () => undefined;

  public readonly ownStack = new OwnStack({
    describeStack: async () => {
      this.asked.push('describe');
      return { status: this.status };
    },
    listStackResources: async (_stackId, nextToken) => {
      this.asked.push(`list ${nextToken ?? 'first'}`);
      this.beforePage();
      return this.pages[Number(nextToken ?? 0)] ?? { resources: [] };
    },
  });

  public holds(physicalResourceId: string, { type = 'Custom::Thing', status = 'CREATE_COMPLETE', logicalId = 'Other' } = {}): this {
    const nextToken = String(this.pages.length + 1);
    this.pages.push({ resources: [{ logicalResourceId: logicalId, physicalResourceId, resourceType: type, status }], nextToken });
    return this;
  }

  public async ask(question: 'holderOf' | 'otherHolderOf' | 'keeperOf', id = '42'): Promise<unknown> {
    const last = this.pages.at(-1);
    if (last) this.pages[this.pages.length - 1] = { resources: last.resources };
    const session = new Session({ now: () => this.now, sleep: async () => undefined, random: () => 0 }, Infinity);
    const result = await this.ownStack[question](session, ASKER, id);
    if (result.kind !== 'DONE') return result;
    const holder = result.output && 'stackStatus' in result.output ? result.output.holder : result.output;
    return holder && pick(holder);
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
  expect(await stack.ask('holderOf')).toEqual(expected);
});

test('the asking resource itself is a holder, but not another one', async () => {
  stack.holds('created:42', { logicalId: 'Asker' });
  expect(await stack.ask('holderOf')).toEqual({ ownership: 'created', id: '42' });
  expect(await stack.ask('otherHolderOf')).toBeUndefined();
});

test('the holder is found on a later page, and no page after it is asked for', async () => {
  stack.holds('created:1').holds('created:42').holds('created:3');
  expect(await stack.ask('holderOf')).toEqual({ ownership: 'created', id: '42' });
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
  expect(await stack.ask('keeperOf')).toEqual({ ownership: 'created', id: '42' });
});

test('a Delete reads a list of several pages twice before nobody holds the entity, and one of a single page once', async () => {
  stack.holds('created:1').holds('created:2');
  expect(await stack.ask('keeperOf')).toBeUndefined();
  expect(stack.asked).toEqual(['describe', 'list first', 'list 1', 'list first', 'list 1']);

  const small = new Described().holds('created:1');
  expect(await small.ask('keeperOf')).toBeUndefined();
  expect(small.asked).toEqual(['describe', 'list first']);
});

test.each(['DELETE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'])('nobody keeps anything while the stack is in %s, and no resource is listed', async (status) => {
  stack.holds('created:42').status = status;
  expect(await stack.ask('keeperOf')).toBeUndefined();
  expect(stack.asked).toEqual(['describe']);
});

test('that the stack goes away is remembered for five seconds', async () => {
  stack.status = 'DELETE_IN_PROGRESS';
  for (const now of [0, 4_999, 5_000]) {
    stack.now = now;
    await stack.ask('keeperOf');
  }
  expect(stack.asked).toEqual(['describe', 'describe']);
});

test('a list is never remembered: the next operation may rename a construct', async () => {
  expect(await stack.ask('keeperOf')).toBeUndefined();
  stack.holds('created:42');
  expect(await stack.ask('keeperOf')).toEqual({ ownership: 'created', id: '42' });
});

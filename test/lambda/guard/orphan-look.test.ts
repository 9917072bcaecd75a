import { OwnStack } from '../../../lambda/guard/own-stack';
import type { StackCalls } from '../../../lambda/guard/stack-calls';
import type { ListedResource } from '../../../lambda/guard/stack-list';
import type { Asker } from '../../../lambda/guard/stack-view';
import { GONE } from '../../support/described-stack';
import { OwnTime } from '../../support/own-time';

const SIGNED = Date.UTC(2026, 0, 1);
const ASKER: Asker = { stackId: 'stack', logicalResourceId: 'Asker', resourceType: 'Custom::Thing', physicalResourceId: 'Stack-Asker-INVENTED', signed: SIGNED };
const ID = '42';
const OTHER: ListedResource = { logicalResourceId: 'Other', physicalResourceId: 'created:42', resourceType: 'Custom::Thing', status: 'CREATE_COMPLETE' };

/** What a Delete hears of its stack whose Create never answered. */
async function look(calls: Partial<StackCalls>): Promise<unknown> {
  const ownStack = new OwnStack({
    describeStack: async () => ({ status: 'ROLLBACK_IN_PROGRESS', began: 500 }),
    listStackResources: async () => ({ resources: [OTHER] }),
    getTemplate: () => Promise.reject(new Error('nobody asks for it')),
    ...calls,
  });
  const view = await ownStack.lookForOrphan(new OwnTime().session(), ASKER, ID);
  return view.kind === 'DONE' ? view.output : view;
}

test.each<{ readonly who: string; readonly resource: Partial<ListedResource>; readonly isHeld: boolean }>([
  { who: 'another resource', resource: {}, isHeld: true },
  { who: 'another resource that has adopted it', resource: { physicalResourceId: 'adopted:42' }, isHeld: true },
  { who: 'another resource that is being deleted, or retained', resource: { status: 'DELETE_SKIPPED' }, isHeld: true },
  { who: 'nobody, if another resource has another one', resource: { physicalResourceId: 'created:43' }, isHeld: false },
  { who: 'nobody, if it is a resource of another type', resource: { resourceType: 'Custom::Other' }, isHeld: false },
  { who: 'nobody, if another resource has an id that CloudFormation has invented', resource: { physicalResourceId: 'Stack-Other-INVENTED' }, isHeld: false },
  { who: 'nobody, if it is itself', resource: { logicalResourceId: 'Asker', physicalResourceId: 'Stack-Asker-INVENTED' }, isHeld: false },
  { who: 'it itself by a later creation', resource: { logicalResourceId: 'Asker' }, isHeld: true },
])('the operation began, and $who has the entity', async ({ resource, isHeld }) => {
  expect(await look({ listStackResources: async () => ({ resources: [{ ...OTHER, ...resource }] }) })).toEqual({ began: 500, isHeld });
});

test('a resource on a later page has it, too', async () => {
  const listStackResources: StackCalls['listStackResources'] = async (_stackId, nextToken) =>
    nextToken === undefined ? { resources: [], nextToken: '2' } : { resources: [OTHER] };
  expect(await look({ listStackResources })).toEqual({ began: 500, isHeld: true });
});

test.each([
  { began: SIGNED + 999, expected: { began: SIGNED + 999, isHeld: true } },
  { began: SIGNED + 1_000, expected: { isOvertaken: true, isHeld: false } },
])('what a later operation has made is not looked for: $expected', async ({ began, expected }) => {
  expect(await look({ describeStack: async () => ({ status: 'UPDATE_IN_PROGRESS', began }) })).toEqual(expected);
});

test('nobody may know when the operation began', async () => {
  expect(await look({ describeStack: async () => ({ status: 'ROLLBACK_IN_PROGRESS' }) })).toStrictEqual({ isHeld: true });
});

test.each([
  { operation: 'DescribeStacks', calls: { describeStack: () => Promise.reject(GONE) } },
  { operation: 'ListStackResources', calls: { listStackResources: () => Promise.reject(GONE) } },
])('a refusal of $operation is handed on', async ({ operation, calls }) => {
  expect(await look(calls)).toMatchObject({ kind: 'FAILED', error: { operation: `cloudformation:${operation}` } });
});

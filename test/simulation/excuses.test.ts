import type { Delivery } from './deliveries';
import { applies } from './excuses';
import type { Guarded } from './invariants/holdings';
import type { Run } from './run';

const STACK = { id: 'stack' };

/** A Create that was answered with the group. */
function create(LogicalResourceId: string, RequestId: string, started: number, ended: number): Delivery {
  const event = { RequestType: 'Create', StackId: STACK.id, LogicalResourceId, RequestId };
  return { event, started, ended, bodies: [JSON.stringify({ PhysicalResourceId: 'created:group' })] } as unknown as Delivery;
}

function owner(logicalId: string, NamedAtDeployment: boolean): Guarded {
  return { stack: STACK, resource: { logicalId, properties: { NamedAtDeployment } }, holding: { ownership: 'created', id: 'group' } } as unknown as Guarded;
}

const OWNERS = [owner('One', true), owner('Other', false)];

test.each([
  { case: 'two take it at the same time', deliveries: [create('One', 'a', 0, 10), create('Other', 'b', 5, 20)], excused: true },
  { case: 'one takes it after the other', deliveries: [create('One', 'a', 0, 10), create('Other', 'b', 15, 20)], excused: false },
  // Run 1013003639: its own earlier creation had been rolled back.
  { case: 'one of them had it before', deliveries: [create('Other', 'x', -90, -80), create('One', 'a', 0, 10), create('Other', 'b', 5, 20)], excused: true },
  { case: 'one of them had it at that time, but not for good', deliveries: [create('Other', 'x', 5, 8), create('One', 'a', 0, 10), create('Other', 'b', 15, 20)], excused: false },
  {
    case: 'the event of one is delivered again', deliveries: [create('One', 'a', 0, 10), create('Other', 'b', 5, 20), create('Other', 'b', 80, 90)],
    excused: true,
  },
])('both may own a group if $case: $excused', ({ deliveries, excused }) => {
  expect(applies('taken at the same time', { run: { deliveries } as unknown as Run, owners: OWNERS, all: [] })).toBe(excused);
});

test('only one whose name is known at deployment may own what another one has', () => {
  const deliveries = [create('One', 'a', 0, 10), create('Other', 'b', 5, 20)];
  const owners = [owner('One', false), owner('Other', false)];
  expect(applies('taken at the same time', { run: { deliveries } as unknown as Run, owners, all: [] })).toBe(false);
});

import { Described, HOLDING } from '../../support/described-stack';

const THROTTLED = Object.assign(new Error('Rate exceeded'), { name: 'Throttling', $metadata: { httpStatusCode: 400 } });

let stack: Described;
beforeEach(() => {
  stack = new Described().lists([{ ...HOLDING, physicalResourceId: 'created:1' }], [HOLDING]);
  stack.refusal = THROTTLED;
});

/** Lets CloudFormation refuse a call for a few times. */
function throttle(call: string, times: number): void {
  stack.refuses = (asked) => asked === call && stack.asked.filter((one) => one === call).length <= times;
}

// A pause is a random part of what it may be, which is half of it here.
test.each([
  { page: 'the first page', call: 'list first', pauses: [1_000, 2_000, 900] },
  { page: 'a further page, since who has begun comes first,', call: 'list 1', pauses: [900, 500, 1_000] },
])('$page that is throttled twice is asked for again after $pauses ms', async ({ call, pauses }) => {
  throttle(call, 2);
  expect(await stack.look({ holder: { id: '42' } })).toMatchObject({ output: { holder: { logicalResourceId: 'Other' } } });
  expect(stack.time.pauses).toEqual(pauses);
});

test.each([
  { times: 0, pauses: [900] },
  { times: 2, pauses: [1_000, 2_000, 900] },
  { times: 3, pauses: [1_000, 2_000, 4_000, 1_350] },
])('after $times refusals the next call has a slower pace, if there were more than two: $pauses ms', async ({ times, pauses }) => {
  throttle('describe', times);
  for (const _question of ['first', 'second']) await stack.look({ status: true });
  expect(stack.time.pauses).toEqual(pauses);
});

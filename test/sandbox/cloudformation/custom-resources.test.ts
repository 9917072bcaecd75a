import { getEventListeners } from 'node:events';
import { Answers } from '../../../sandbox/cloudformation/answers';
import { CustomResources } from '../../../sandbox/cloudformation/custom-resources';
import type { Functions } from '../../../sandbox/lambda/functions';
import { MovableTime } from '../../../sandbox/time/movable-time';
import type { Time } from '../../../sandbox/time/time';
import { VirtualTime } from '../../../sandbox/time/virtual-time';
import { seededRandom } from '../../support/seeded-random';
import { HOUR } from '../../support/times';

interface AnyEvent {
  readonly ResponseURL: string;
  readonly RequestId: string;
}

const ANSWER_OF_NOBODY = 'CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [';

const failed = new AbortController();
const REQUEST = { stackId: 'stack', stackName: 'Stack', logicalId: 'A', type: 'Custom::Thing', properties: { ServiceToken: 'arn' }, signal: failed.signal };

/** Custom resources whose function is told of, and answers when it is let. */
function customResources(time: Time, settled: () => Promise<void> = async () => undefined) {
  const random = seededRandom(1);
  const answers = new Answers('us-east-1', time, random);
  const asked: AnyEvent[] = [];
  const functions: Pick<Functions, 'invokeLater' | 'settled'> = { settled, invokeLater: (_arn, event) => { asked.push(event as AnyEvent); } };
  const answer = (): void => asked.forEach(({ ResponseURL, RequestId }) => {
    const { pathname, searchParams, hostname } = new URL(ResponseURL);
    const body = JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'id', StackId: 'stack', LogicalResourceId: 'A', RequestId });
    answers.answer({ method: 'PUT', host: hostname, path: decodeURIComponent(pathname), query: searchParams, headers: {}, body: Buffer.from(body) });
  });
  return { resources: new CustomResources(functions as Functions, answers, time, random), answer };
}

// A listener that was left made up a physical id when the stack failed later: random numbers were used that depended on when
// Node.js had collected garbage, and a seed of the simulation stood for several runs.
test('a resource that has answered doesn\'t listen any more for the failure of its stack', async () => {
  const time = new VirtualTime();
  const { resources, answer } = customResources(time);
  const created = resources.create(REQUEST);
  expect(getEventListeners(failed.signal, 'abort')).toHaveLength(1);
  answer();
  expect(await time.run(created)).toEqual({ physicalId: 'id', attributes: {} });
  expect(getEventListeners(failed.signal, 'abort')).toHaveLength(0);
});

describe('a resource that nobody answers for within its hour', () => {
  test('has failed', async () => {
    const time = new VirtualTime();
    await expect(time.run(customResources(time).resources.create(REQUEST))).rejects.toThrow(ANSWER_OF_NOBODY);
    expect(time.now()).toBe(Date.UTC(2026, 0, 1, 1));
  });

  // The message said that nothing was heard, instead of who has to accept, when `cdk-org-guard sandbox clock` went past the time of both.
  test('is answered by a function that was due first, even if the clock jumps past both times', async () => {
    const base = new VirtualTime();
    const time = new MovableTime(base);
    const { resources, answer } = customResources(time, async () => answer());
    const created = resources.create(REQUEST);
    time.advance(3 * HOUR);
    expect(await base.run(created)).toEqual({ physicalId: 'id', attributes: {} });
  });

  test('has failed after a jump of the clock, if no function was due', async () => {
    const base = new VirtualTime();
    const time = new MovableTime(base);
    const created = customResources(time).resources.create(REQUEST);
    time.advance(2 * HOUR);
    await expect(base.run(created)).rejects.toThrow(ANSWER_OF_NOBODY);
  });
});

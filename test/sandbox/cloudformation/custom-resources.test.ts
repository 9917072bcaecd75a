import { getEventListeners } from 'node:events';
import { Answers } from '../../../sandbox/cloudformation/answers';
import { CustomResources } from '../../../sandbox/cloudformation/custom-resources';
import type { Functions } from '../../../sandbox/lambda/functions';
import { VirtualTime } from '../../../sandbox/time/virtual-time';
import { seededRandom } from '../../support/seeded-random';

interface AnyEvent {
  readonly ResponseURL: string;
  readonly RequestId: string;
}

// A listener that was left made up a physical id when the stack failed later: random numbers were used that depended on when
// Node.js had collected garbage, and a seed of the simulation stood for several runs.
test('a resource that has answered doesn\'t listen any more for the failure of its stack', async () => {
  const time = new VirtualTime();
  const random = seededRandom(1);
  const answers = new Answers('us-east-1', time, random);
  const functions: Pick<Functions, 'invokeLater'> = {
    invokeLater(_arn, event) {
      const { ResponseURL, RequestId } = event as AnyEvent;
      const { pathname, searchParams, hostname } = new URL(ResponseURL);
      const body = JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'id', StackId: 'stack', LogicalResourceId: 'A', RequestId });
      answers.answer({ method: 'PUT', host: hostname, path: decodeURIComponent(pathname), query: searchParams, headers: {}, body: Buffer.from(body) });
    },
  };
  const failed = new AbortController();
  const resources = new CustomResources(functions as Functions, answers, time, random);
  const created = resources.create({
    stackId: 'stack', stackName: 'Stack', logicalId: 'A', type: 'Custom::Thing', properties: { ServiceToken: 'arn' }, signal: failed.signal,
  });
  expect(getEventListeners(failed.signal, 'abort')).toHaveLength(1);

  expect(await time.run(created)).toEqual({ physicalId: 'id', attributes: {} });
  expect(getEventListeners(failed.signal, 'abort')).toHaveLength(0);
});

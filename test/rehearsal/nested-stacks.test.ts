import { CfnStack, Stack } from 'aws-cdk-lib';
import { group } from '../support/declared-groups';
import { ASSETS } from '../support/ids';
import { InProcess } from '../support/in-process';
import { linesOf, planOf } from '../support/planned';

const OUTER = group('Outer', { displayName: 'outer' });

test('what a nested stack has created is deleted once with it', async () => {
  const world = new InProcess();
  const body = Buffer.from(world.synthesize('Nested', group('Inner', { displayName: 'inner' })));
  await world.sandbox.answer({ method: 'PUT', host: 's3.amazonaws.com', path: `/${ASSETS}/inner.json`, query: new URLSearchParams(), headers: {}, body });
  await world.deploy('People', (stack: Stack) => {
    OUTER(stack);
    new CfnStack(stack, 'Nested', { templateUrl: `https://s3.amazonaws.com/${ASSETS}/inner.json` });
  });
  expect(linesOf(await planOf(world, { People: OUTER }))).toEqual(['keeps group outer', 'deletes group inner']);
});

import { CfnStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { rehearse } from '../../rehearsal/rehearse';
import { group } from '../support/declared-groups';
import { ASSETS } from '../support/ids';
import { InProcess } from '../support/in-process';
import { codeIn, linesOf, planOf, snapshotOf } from '../support/planned';
import { seededRandom } from '../support/seeded-random';

const OUTER = group('Outer', { displayName: 'outer' });

/** A nested stack whose template is where the sandbox finds it. */
function nested(id: string): (stack: Stack) => void {
  return (stack) => void new CfnStack(stack, id, { templateUrl: `https://s3.amazonaws.com/${ASSETS}/inner.json` });
}

/** Puts down what the nested stacks have. */
async function publish(world: InProcess, declare: (stack: Stack) => void): Promise<void> {
  const body = Buffer.from(world.synthesize('Nested', declare));
  await world.sandbox.answer({ method: 'PUT', host: 's3.amazonaws.com', path: `/${ASSETS}/inner.json`, query: new URLSearchParams(), headers: {}, body });
}

test('what a nested stack has created is deleted once with it', async () => {
  const world = new InProcess();
  await publish(world, group('Inner', { displayName: 'inner' }));
  await world.deploy('People', (stack: Stack) => {
    OUTER(stack);
    nested('Nested')(stack);
  });
  expect(linesOf(await planOf(world, { People: OUTER }))).toEqual(['keeps group outer', 'deletes group inner']);
});

test('what one nested stack leaves behind and another one takes over is adopted, and then no longer deleted with it', async () => {
  const world = new InProcess();
  await publish(world, group('Old', { displayName: 'inner', removalPolicy: RemovalPolicy.RETAIN }));
  await world.deploy('People', nested('One'));
  const inner = world.synthesize('Nested', group('New', { displayName: 'inner' }));
  const people = { stackName: 'People', account: '123456789012', region: 'us-east-1', template: world.synthesize('People', nested('Two')) };
  const snapshot = await snapshotOf(world);
  const plan = await rehearse({
    snapshot, stacks: [{ ...people, nestedTemplates: new Map([['inner.json', inner]]) }], code: codeIn(snapshot.stacks),
    version: '1.2.3', now: new Date(world.time.now()), newRandom: () => seededRandom(1),
  });
  expect(linesOf(plan).sort()).toEqual(['adopts group inner', 'leaves group inner']);
});

import { stackCalls } from '../../../lambda/sdk/stack-calls';
import { ScriptedFunctions, thing } from '../../support/scripted-functions';

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

function describeStack(stackId: string) {
  return world.time.run(stackCalls(() => world.clientOf()).describeStack(stackId));
}

test.each([
  { rollback: true, tells: {} },
  { rollback: false, tells: { disablesRollback: true } },
])('a stack that was deployed with rollback: $rollback is described with its status, the beginning of its operation, and $tells', async ({ rollback, tells }) => {
  const { id } = await world.deploy({ A: thing() }, {}, { rollback });
  expect(await describeStack(id)).toStrictEqual({ status: 'CREATE_COMPLETE', began: expect.any(Number), ...tells });
});

// CloudFormation describes each nested stack as one that isn't rolled back, whatever becomes of the whole tree.
test('a nested stack doesn\'t tell whether it will be rolled back', async () => {
  const TemplateURL = await world.publish('nested', { Resources: { Wait: { Type: 'AWS::CloudFormation::WaitConditionHandle' } } });
  await world.deploy({ Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL } } });
  const [nested] = world.sandbox.cloudFormation.all.filter(({ parent }) => parent);
  expect(await describeStack(nested?.id as string)).toStrictEqual({ status: 'CREATE_COMPLETE', began: expect.any(Number) });
});

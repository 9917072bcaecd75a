import { CommandResult, SandboxControl } from '../../lib/testing';
import { Scenario } from './support/scenario';
import { fixtureApp } from './support/fixture-app';

const APP = fixtureApp('two-stacks-app');
const STRENGTH = '@aws-cdk/core:defaultCrossStackReferences';

let scenario: Scenario;
beforeEach(async () => { scenario = await Scenario.start(); });
afterEach(() => scenario.stop());

function cdk(words: readonly string[], strength: string, ...further: readonly string[]): Promise<CommandResult> {
  const context = [`${STRENGTH}=${strength}`, ...further].flatMap((pair) => ['--context', pair]);
  return scenario.sandbox.cdk([...words, '--app', APP, '--output', `cdk.out/two-stacks-${process.pid}`, ...context]);
}

async function deployed(strength: string, ...further: readonly string[]): Promise<CommandResult> {
  return cdk(['deploy', '--all', '--require-approval', 'never'], strength, ...further);
}

test.each(['weak', 'strong', 'both'])('a person of one stack is in the group of another by a %s reference', async (strength) => {
  const { exitCode, output } = await deployed(strength);
  expect(output).toContain('Groups');
  expect(exitCode).toBe(0);
  const { identityStores: [store] } = await new SandboxControl(scenario.sandbox.endpoint).state();
  expect(store?.memberships).toEqual([expect.objectContaining({ group: 'admins', user: 'ada' })]);
});

test('a reference becomes weak by way of both, and is no lock from then on', async () => {
  for (const strength of ['strong', 'both', 'weak']) expect(await deployed(strength)).toMatchObject({ exitCode: 0 });
  const destroyed = await cdk(['destroy', '--force', '--exclusively', 'People'], 'weak');
  expect(destroyed).toMatchObject({ exitCode: 0 });
  // The next deployment of the other one looks for what is gone.
  const { exitCode, output } = await cdk(['deploy', '--exclusively', 'Groups', '--require-approval', 'never', '--force'], 'weak');
  expect(output).toContain('Stack with id People does not exist');
  expect(exitCode).toBe(1);
});

test('a weak reference as the value of an output fails, as it does at AWS', async () => {
  const { exitCode, output } = await deployed('weak', 'displayed=yes');
  expect(output).toContain('AWS does not support Fn::GetStackOutput as the value of an output (AdaId)');
  expect(exitCode).toBe(1);
});

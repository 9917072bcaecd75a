import type { CommandResult } from '../../lib/testing';
import { Scenario } from './support/scenario';
import { fixtureApp } from './support/fixture-app';

let scenario: Scenario;
beforeAll(async () => { scenario = await Scenario.start(); });
afterAll(() => scenario.stop());

const APP = fixtureApp('provider-app');

function cdk(command: 'deploy' | 'destroy', name: string, behaviour: string): Promise<CommandResult> {
  const words = command === 'deploy' ? ['deploy', '--require-approval', 'never'] : ['destroy', '--force'];
  return scenario.sandbox.cdk([...words, '--app', APP, '--output', `cdk.out/${name}`, '--context', `declared=${JSON.stringify({ name, behaviour })}`]);
}

test('the Provider framework creates a resource once its waiter says it is complete, updates it, and deletes it', async () => {
  const created = await cdk('deploy', 'Waits', 'wait');
  expect(created).toMatchObject({ exitCode: 0, output: expect.stringMatching(/Waits\.Began = Create\nWaits\.Polls = 3\n/) });

  const updated = await cdk('deploy', 'Waits', 'wait-again');
  expect(updated).toMatchObject({ exitCode: 0, output: expect.stringMatching(/Waits\.Began = Update\nWaits\.Polls = 6\n/) });

  const destroyed = await cdk('destroy', 'Waits', 'wait-again');
  expect(destroyed.exitCode).toBe(0);
  expect((await scenario.sandboxEvents(Scenario.stackIdIn(created), 'AWS::CloudFormation::CustomResource')).at(-1)).toMatch(/^DELETE_COMPLETE /);
});

test('a failure of onEvent is reported by the framework, and the Delete that follows doesn\'t reach the handler', async () => {
  const failed = await cdk('deploy', 'Fails', 'fail');
  expect(failed).toMatchObject({ exitCode: 1, output: expect.stringContaining('Message returned: onEvent refuses') });
  expect(failed.output).toContain('ROLLBACK_COMPLETE');
});

test('a waiter that runs out of time is reported as the framework reports it', async () => {
  const failed = await cdk('deploy', 'NeverEnds', 'never');
  expect(failed).toMatchObject({ exitCode: 1, output: expect.stringContaining('Message returned: Operation timed out') });
});

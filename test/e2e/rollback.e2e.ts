import type { CommandResult } from '../../lib/testing';
import { Scenario } from './support/scenario';
import { fixtureApp } from './support/fixture-app';

const APP = fixtureApp('rollback-app');
const RIGID = 'AWS::CloudFormation::CustomResource';

let scenario: Scenario;
beforeEach(async () => {
  scenario = await Scenario.start();
  expect((await deploy(1)).exitCode).toBe(0);
  expect((await deploy(2)).exitCode).toBe(1);
  expect(await statuses()).toContain('UPDATE_ROLLBACK_FAILED');
});
afterEach(() => scenario.stop());

function cdk(words: readonly string[], version: number): Promise<CommandResult> {
  return scenario.sandbox.cdk([...words, '--app', APP, '--output', `cdk.out/Rigid-${process.pid}`, '--context', `version=${version}`]);
}

function deploy(version: number): Promise<CommandResult> {
  return cdk(['deploy', '--require-approval', 'never'], version);
}

async function statuses(): Promise<string[]> {
  return (await scenario.sandboxEvents('Rigid', 'AWS::CloudFormation::Stack')).map((event) => event.replace(/ .*/, ''));
}

test.each([
  { what: 'all that fails', options: ['--force'], updates: 1, says: 'Resources orphaned while rolling back stack Rigid: Resource' },
  { what: 'what is named', options: ['--orphan', 'Resource'], updates: 0, says: 'Continuing rollback of stack Rigid (orphaning: Resource)' },
])('cdk rollback continues a rollback that failed, and skips $what', async ({ options, updates, says }) => {
  const before = await scenario.sandboxEvents('Rigid', RIGID);
  const rolledBack = await cdk(['rollback', ...options], 1);
  expect(rolledBack.output).toContain(says);
  expect((await statuses()).at(-1)).toBe('UPDATE_ROLLBACK_COMPLETE');
  const events = (await scenario.sandboxEvents('Rigid', RIGID)).slice(before.length).map((event) => event.replace(/ .*/, ''));
  expect(events.filter((status) => status === 'UPDATE_IN_PROGRESS')).toHaveLength(updates);
  expect(events.at(-1)).toBe('UPDATE_COMPLETE');

  expect((await deploy(1)).exitCode).toBe(0);
});

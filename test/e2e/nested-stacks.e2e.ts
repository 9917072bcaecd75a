import type { CommandResult } from '../../lib/testing';
import type { DeclaredNesting } from './fixtures/nested-app';
import { Scenario } from './support/scenario';
import { fixtureApp } from './support/fixture-app';

const APP = fixtureApp('nested-app');

let scenario: Scenario;
beforeAll(async () => { scenario = await Scenario.start(); });
afterAll(() => scenario.stop());

function cdk(words: readonly string[], declared: DeclaredNesting): Promise<CommandResult> {
  return scenario.sandbox.cdk([...words, '--app', APP, '--output', `cdk.out/${declared.name}-${process.pid}`, '--context', `declared=${JSON.stringify(declared)}`]);
}

function deploy(declared: DeclaredNesting): Promise<CommandResult> {
  return cdk(['deploy', '--require-approval', 'never'], declared);
}

test('a group in a nested stack is created, renamed in place, brought back when the root fails, and deleted', async () => {
  const created = await deploy({ name: 'Nesting', displayName: 'admins' });
  expect(created.output).toContain('Nesting.GroupId = ');
  expect(created.exitCode).toBe(0);
  const [id] = await scenario.groupIds();
  expect(await scenario.groups()).toEqual(['admins']);

  const renamed = await deploy({ name: 'Nesting', displayName: 'administration' });
  expect(renamed.exitCode).toBe(0);
  expect(await scenario.groups()).toEqual(['administration']);
  expect(await scenario.groupIds()).toEqual([id]);

  const failed = await deploy({ name: 'Nesting', displayName: 'operators', afterwards: 'Custom::WithoutFunction' });
  expect(failed.exitCode).toBe(1);
  expect((await scenario.sandboxEvents('Nesting', 'AWS::CloudFormation::Stack')).at(-1)).toBe('UPDATE_ROLLBACK_COMPLETE Nesting');
  expect(await scenario.groups()).toEqual(['administration']);
  expect(await scenario.groupIds()).toEqual([id]);

  const destroyed = await cdk(['destroy', '--force'], { name: 'Nesting', displayName: 'administration' });
  expect(destroyed.exitCode).toBe(0);
  expect(await scenario.groups()).toEqual([]);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandResult } from '../../lib/testing';
import { Scenario } from './support/scenario';
import { fixtureApp } from './support/fixture-app';

const APP = fixtureApp('native-app');
const DIRECTORY = mkdtempSync(join(tmpdir(), 'cdk-org-guard-import-'));
const MAPPING = join(DIRECTORY, 'mapping.json');

let scenario: Scenario;
beforeAll(async () => { scenario = await Scenario.start(); });
afterAll(async () => {
  rmSync(DIRECTORY, { recursive: true });
  await scenario.stop();
});

function cdk(words: readonly string[], displayName: string, imported = false): Promise<CommandResult> {
  const context = ['--context', `displayName=${displayName}`, '--context', `imported=${imported}`];
  return scenario.sandbox.cdk([...words, '--app', APP, '--output', `cdk.out/Native-${process.pid}`, ...context]);
}

test('cdk import takes over a group that somebody made, and a deployment then changes that one', async () => {
  const GroupId = await scenario.givenGroup('admins');
  writeFileSync(MAPPING, JSON.stringify({ Group: { GroupId, IdentityStoreId: 'd-1234567890' } }));

  const imported = await cdk(['import', '--resource-mapping', MAPPING], 'admins');
  expect(imported.output).toContain('Import operation complete.');
  expect(imported.exitCode).toBe(0);
  expect(await scenario.sandboxEvents('Native', 'AWS::')).toEqual(['IMPORT_IN_PROGRESS Native', 'IMPORT_IN_PROGRESS Group', 'IMPORT_COMPLETE Group', 'IMPORT_COMPLETE Native']);
  expect(await scenario.groupIds()).toEqual([GroupId]);

  const deployed = await cdk(['deploy', '--require-approval', 'never'], 'operators', true);
  expect(deployed.output).toContain(`Native.GroupId = ${GroupId}`);
  expect(deployed.exitCode).toBe(0);
  expect(await scenario.groups()).toEqual(['operators']);

  expect((await cdk(['destroy', '--force'], 'operators', true)).exitCode).toBe(0);
  expect(await scenario.groups()).toEqual([]);
});

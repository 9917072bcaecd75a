import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { CommandResult } from '../../lib/testing';
import { COMMAND } from './support/beside';
import { PeopleScenario } from './support/people-scenario';
import { fixtureApp } from './support/fixture-app';

const APP = fixtureApp('contents-app');

let scenario: PeopleScenario;
let tables: string;
beforeEach(async () => {
  tables = mkdtempSync(path.join(tmpdir(), 'progress-'));
  scenario = await PeopleScenario.start();
});
afterEach(async () => {
  await scenario.stop();
  rmSync(tables, { recursive: true });
});

function write(names: readonly string[]): void {
  const rows = names.map((name) => `${name},${name},${name},Test,${name}@example.com\n`);
  writeFileSync(path.join(tables, 'users.csv'), `userName,displayName,givenName,familyName,email\n${rows.join('')}`);
  writeFileSync(path.join(tables, 'groups.csv'), 'displayName\nadmins\n');
  writeFileSync(path.join(tables, 'memberships.csv'), `group,userName\n${names.map((name) => `admins,${name}\n`).join('')}`);
}

function cdk(...words: readonly string[]): Promise<CommandResult> {
  const context = ['--context', `tables=${tables}`, '--context', 'lookUp=false'];
  return scenario.sandbox.cdk([...words, '--app', APP, '--output', `cdk.out/progress-${process.pid}`, ...context]);
}

function progress(...words: readonly string[]): Promise<CommandResult> {
  return scenario.sandbox.run(process.execPath, [COMMAND, 'progress', 'Directory', ...words]);
}

test('progress follows a deployment by the real command, and tells afterwards that all is well', async () => {
  expect(await progress()).toMatchObject({ exitCode: 1, output: expect.stringContaining('Stack with id Directory does not exist') as string });
  write(Array.from({ length: 20 }, (_, index) => `user${index}`));
  expect(await cdk('deploy', '--require-approval', 'never')).toMatchObject({ exitCode: 0 });

  const ended = await progress();
  expect(ended.output).toMatch(/^Directory\/People: at rest since [-T:\dZ]+\n {2}█{40} 100 %\n {2}41 of 41 rows\n {2}CloudFormation was told SUCCESS\.\n$/);
  expect(ended.exitCode).toBe(0);
  expect(await progress('--follow')).toMatchObject({ exitCode: 0 });
  const { output } = await progress('--format', 'json');
  expect(JSON.parse(output)).toMatchObject({ format: 1, contents: [{ name: 'Directory/People', condition: 'WELL', status: { state: 'DONE', rows: { toDo: 41, done: 41 } } }] });
});

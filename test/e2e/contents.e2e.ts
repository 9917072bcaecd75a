import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CommandResult, Sandbox } from '../../lib/testing';
import { STORE } from '../support/ids';
import { COMMAND } from './support/beside';
import { PeopleScenario } from './support/people-scenario';

const APP = 'node --import tsx test/e2e/fixtures/contents-app.ts';

let scenario: PeopleScenario;
let tables: string;
beforeEach(async () => {
  tables = mkdtempSync(path.join(tmpdir(), 'contents-'));
  scenario = await PeopleScenario.start();
});
afterEach(async () => {
  await scenario.stop();
  rmSync(tables, { recursive: true });
});

/** Writes the tables: users by name, groups, and who is in which as `group,user`. */
function write(users: readonly string[], groups: readonly string[], memberships: readonly string[]): void {
  const lines = (heading: string, rows: readonly string[]): string => [heading, ...rows, ''].join('\n');
  const row = (name: string): string => `${name},${name},${name},Test,${name}@example.com`;
  writeFileSync(path.join(tables, 'users.csv'), lines('userName,displayName,givenName,familyName,email', users.map(row)));
  writeFileSync(path.join(tables, 'groups.csv'), lines('displayName', groups));
  writeFileSync(path.join(tables, 'memberships.csv'), lines('group,userName', memberships));
}

function cdk(...words: readonly string[]): Promise<CommandResult> {
  return scenario.sandbox.cdk([...words, '--app', APP, '--output', `cdk.out/contents-${process.pid}`, '--context', `tables=${tables}`]);
}

async function memberships(): Promise<string[]> {
  const { memberships: all } = await scenario.store();
  return all.map(({ user, group }) => `${user} in ${group}`).sort();
}

test('a directory in tables is deployed, changed, refused and left, through the real command', async () => {
  write(['ada', 'grace'], ['admins', 'readers'], ['admins,ada', 'readers,ada', 'readers,grace']);
  expect(await cdk('deploy', '--require-approval', 'never')).toMatchObject({ exitCode: 0 });
  expect(await memberships()).toEqual(['ada in admins', 'ada in readers', 'grace in admins', 'grace in readers']);

  write(['ada', 'grace', 'alan'], ['admins', 'readers'], ['admins,ada', 'readers,ada', 'readers,alan']);
  expect(await cdk('deploy', '--require-approval', 'never')).toMatchObject({ exitCode: 0 });
  expect(await memberships()).toEqual(['ada in admins', 'ada in readers', 'alan in readers', 'grace in admins']);

  // A table that was cut off.
  write(['ada', 'grace'], ['admins', 'readers'], []);
  const refused = await cdk('deploy', '--require-approval', 'never', '--context', 'exclusive=readers');
  expect(refused.exitCode).toBe(1);
  expect(await memberships()).toEqual(['ada in admins', 'ada in readers', 'alan in readers', 'grace in admins']);

  expect(await cdk('destroy', '--force')).toMatchObject({ exitCode: 0 });
  expect(await memberships()).toEqual(['ada in admins', 'ada in readers', 'alan in readers']);
  expect(await scenario.logs()).not.toMatch(/example\.com/);
});

const SCANNED = {
  groups: [{ displayName: 'admins' }, { displayName: 'Équipe "plateforme", Nord', description: 'Zwei\nZeilen, mit Komma' }, { displayName: 'empty' }],
  users: [
    { userName: 'ada', displayName: 'Ada', name: { givenName: 'Ada', familyName: 'Lovelace' }, emails: [{ value: 'ada@example.com', type: 'work' }], title: '伯爵夫人' },
    { userName: 'grace', displayName: 'Grace "Amazing" Hopper', name: { givenName: 'Grace', familyName: 'Hopper' }, emails: [{ value: 'grace@example.com' }], addresses: [{ locality: 'New York', country: 'US' }] },
    { userName: 'שרה', displayName: 'שרה', name: { givenName: 'שרה', familyName: 'כהן' }, emails: [{ value: 'sara@example.com' }], phoneNumbers: [{ value: '0972 1', type: 'mobile' }] },
  ],
  memberships: [{ group: 'admins', user: 'ada' }, { group: 'admins', user: 'grace' }, { group: 'Équipe "plateforme", Nord', user: 'שרה' }],
};

test('tables that scan has written make the same directory elsewhere, of which scan writes the same tables', async () => {
  const scan = (sandbox: Sandbox, directory: string): Promise<CommandResult> =>
    sandbox.run(process.execPath, [COMMAND, 'scan', '--identity-store', STORE, '--as', 'csv', '--out', directory]);
  await using there = await Sandbox.start({ seed: { identityStores: { [STORE]: SCANNED } } });
  expect(await scan(there, tables)).toMatchObject({ exitCode: 0 });
  const written = tablesIn(tables);
  expect(Object.keys(written)).toEqual(['groups.csv', 'memberships.csv', 'users.csv']);

  expect(await cdk('deploy', '--require-approval', 'never', '--context', 'lookUp=false')).toMatchObject({ exitCode: 0 });
  const again = path.join(tables, 'again');
  expect(await scan(scenario.sandbox, again)).toMatchObject({ exitCode: 0 });
  expect(tablesIn(again)).toEqual(written);
});

function tablesIn(directory: string): Readonly<Record<string, string>> {
  const names = readdirSync(directory).filter((name) => name.endsWith('.csv')).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(directory, name), 'utf8')]));
}

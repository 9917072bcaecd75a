import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CommandResult, Sandbox } from '../../lib/testing';
import type { Plan } from '../../rehearsal/plan';
import { STORE } from '../support/ids';
import { COMMAND } from './support/beside';
import { PeopleScenario } from './support/people-scenario';
import { fixtureApp } from './support/fixture-app';

const APP = fixtureApp('contents-app');

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

/** What the plan of the app as it is now says: its exit code, and all of it. */
async function plan(...words: readonly string[]): Promise<{ readonly exitCode: number | null; readonly text: string; readonly plan: Plan }> {
  const output = `cdk.out/planned-contents-${process.pid}`;
  expect(await scenario.sandbox.cdk(['synth', '--quiet', '--app', APP, '--output', output, '--context', `tables=${tables}`, ...words])).toMatchObject({ exitCode: 0 });
  const run = (...others: readonly string[]): Promise<CommandResult> =>
    scenario.sandbox.run(process.execPath, [COMMAND, 'plan', '--app', output, '--fail-on', 'removals', ...others]);
  const { exitCode, output: text } = await run();
  const { output: json } = await run('--format', 'json');
  return { exitCode, text, plan: JSON.parse(json) as Plan };
}

/** Who comes and who goes, as `creates ada in admins`. */
function accessIn({ stacks }: Plan): string[] {
  const entries = stacks.flatMap(({ resources }) => resources.flatMap(({ contents }) => contents?.entries ?? []));
  return entries.filter(({ kind, access }) => kind === 'membership' && access !== undefined).flatMap(({ verb, names, group }) => names.map((name) => `${verb} ${name} in ${group}`)).sort();
}

test('a plan of tables says what the deployment then does', async () => {
  const many = Array.from({ length: 30 }, (_, index) => `reader${index}`);
  const readers = many.map((name) => `readers,${name}`);
  write(['ada', 'grace', ...many], ['admins', 'readers'], ['admins,ada', 'readers,ada', ...readers]);
  const first = await plan();
  expect(first.exitCode).toBe(0);
  expect(first.plan.totals).toMatchObject({ creates: 67, refused: 0, unknown: 0 });
  expect(await cdk('deploy', '--require-approval', 'never')).toMatchObject({ exitCode: 0 });

  write(['ada', 'grace', 'alan', ...many], ['admins', 'readers'], ['admins,ada', 'readers,alan', ...readers]);
  const before = await memberships();
  const changed = await plan();
  expect(changed.exitCode).toBe(4);
  expect(changed.text).toContain('Takes access away (1)');
  expect(await cdk('deploy', '--require-approval', 'never')).toMatchObject({ exitCode: 0 });
  const after = await memberships();
  const come = after.filter((each) => !before.includes(each)).map((each) => `creates ${each}`);
  const gone = before.filter((each) => !after.includes(each)).map((each) => `deletes ${each}`);
  expect(accessIn(changed.plan)).toEqual([...come, ...gone].sort());
  expect((await plan()).plan.totals).toMatchObject({ creates: 0, changes: 0, deletes: 0, unknown: 0, refused: 0 });

  write(['ada', 'grace', 'alan', ...many], ['admins', 'readers'], ['admins,ada']);
  const refused = await plan();
  expect(refused.exitCode).toBe(3);
  expect(refused.text).toContain('TOO_MANY_REMOVALS');
  expect((await cdk('deploy', '--require-approval', 'never')).exitCode).toBe(1);
  expect(await memberships()).toEqual(after);
  for (const { text } of [first, changed, refused]) if (process.env.SHOW) process.stderr.write(text);
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

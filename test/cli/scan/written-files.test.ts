import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { makeFolder } from '../../../cli/scan/folder';
import { makeScan } from '../../../cli/scan/make-scan';
import type { ScanRequest } from '../../../cli/scan/request';
import type { Snapshot, StoreSnapshot } from '../../../sandbox/seed/snapshot';
import { groupEntity, membershipEntities, snapshotWith, userEntity } from '../../support/directories';
import { OTHER_STORE, STORE } from '../../support/ids';
import { ownDirectory } from '../../support/synthesized';

const SNAPSHOT = snapshotWith({ users: [userEntity(1), userEntity(2)], groups: [groupEntity(1)], memberships: membershipEntities([1, 1]) });

let folder: string;
beforeEach(() => { folder = path.join(ownDirectory(), 'scan'); });

/** Scans a snapshot into the folder, and gives what was written or why nothing was. */
async function scanned(snapshot: Snapshot = SNAPSHOT, different: Partial<ScanRequest> = {}): Promise<readonly string[] | string> {
  const from = path.join(ownDirectory(), 'directory.json');
  writeFileSync(from, JSON.stringify(snapshot));
  const made = await makeScan({ onlyGroup: [], as: 'typescript', from, out: folder, version: '1.2.3', ...different });
  return made.refused === undefined ? made.written : made.refused.replace(from, 'FILE').replace(folder, 'FOLDER');
}

function contents(): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

function storeOf(different: Partial<StoreSnapshot>): StoreSnapshot {
  return { ...SNAPSHOT.identityStores[0] as StoreSnapshot, ...different };
}

const APP = ['app.ts', 'groups.ts', 'people.ts', 'scan.json'];
const SURROUNDINGS = ['cdk.json', 'package.json', 'tsconfig.json'];

test('an app is written with what makes a project of it, readable for its owner alone', async () => {
  expect((await scanned() as string[]).toSorted()).toEqual([...APP, ...SURROUNDINGS].sort());
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of [...APP, ...SURROUNDINGS]) expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
  expect(contents()['groups.ts']).toMatch(/^\/\/ Written by cdk-org-guard scan /);
});

test('a second scan writes the same, and leaves the project around the app as it is', async () => {
  await scanned();
  const first = contents();
  writeFileSync(path.join(folder, 'package.json'), '{}');
  expect((await scanned() as string[]).toSorted()).toEqual(APP);
  expect(contents()).toEqual({ ...first, 'package.json': '{}' });
});

test('a file of a stack that is there no more goes', async () => {
  await scanned();
  await scanned(snapshotWith({ users: [userEntity(1)] }));
  expect(existsSync(path.join(folder, 'groups.ts'))).toBe(false);
});

test('what scan has not written is not overwritten, and nothing else is written', async () => {
  folder = ownDirectory();
  writeFileSync(path.join(folder, 'people.ts'), '// mine');
  expect(await scanned()).toBe('FOLDER/people.ts is there, and scan hasn\'t written it; scan into another folder');
  expect(contents()).toEqual({ 'people.ts': '// mine' });
});

test.each(['people.ts', 'groups.ts'])('%s is not overwritten or removed after somebody has changed it', async (name) => {
  await scanned();
  writeFileSync(path.join(folder, name), '// changed');
  const refused = `FOLDER/${name} was changed since scan has written it, and would lose that; scan into another folder and compare, or remove it`;
  expect(await scanned()).toBe(refused);
  const without = name === 'groups.ts' ? { users: [userEntity(1)] } : { groups: [groupEntity(1)] };
  expect(await scanned(snapshotWith(without))).toBe(refused);
});

test.each([
  ['ids that are code', { files: {}, stacks: { People: { users: { 1: 'process.exit()' } } } }],
  ['files elsewhere', { files: { '../people.ts': 'digest' } }],
  ['no files', {}],
])('a memory with %s ends the scan', async (_what, memory) => {
  await scanned();
  writeFileSync(path.join(folder, 'scan.json'), JSON.stringify({ format: 'cdk-org-guard/scan@1', ...memory }));
  expect(await scanned()).toBe('FOLDER/scan.json isn\'t as scan writes it, so that nobody knows which constructs were written; bring it back, or scan into another folder');
});

test('tables and an app in one folder don\'t disturb each other', async () => {
  await scanned();
  const app = contents();
  expect(await scanned(SNAPSHOT, { as: 'csv' })).toEqual(['users.csv', 'groups.csv', 'memberships.csv', 'scan.json']);
  expect((await scanned() as string[]).toSorted()).toEqual(APP);
  expect(contents()).toMatchObject({ 'people.ts': app['people.ts'], 'groups.ts': app['groups.ts'], 'groups.csv': 'displayName,description\nteam-1,\n' });
});

test.each<[what: string, snapshot: Snapshot, different: Partial<ScanRequest>, refused: string]>([
  ['is redacted', { ...SNAPSHOT, isRedacted: true }, {}, 'FILE is redacted, so that nothing in it is what is really there; take a snapshot without --redact'],
  ['has several stores', snapshotWith({}, { identityStores: [STORE, OTHER_STORE].map((identityStoreId) => storeOf({ identityStoreId })) }), {},
    'FILE has 2 identity stores; name one by --identity-store'],
  ['lacks the store', SNAPSHOT, { identityStore: { identityStoreId: OTHER_STORE } }, 'there is no identity store d-0987654321 in FILE'],
  ['lacks the organization', SNAPSHOT, { organization: true }, 'the organization was not read'],
  ['was not read whole', { ...SNAPSHOT, notRead: [{ what: 'memberships of the group 1', why: 'not allowed' }] }, {},
    'not all of the directory could be read, and what is missing would leave an app that has it: memberships of the group 1: not allowed'],
  ['has a store that AWS gives nobody', snapshotWith({ identityStoreId: '\'); process.exit(' }), {},
    'FILE has the identity store "\'); process.exit(", which is none that AWS gives'],
  ['has a Region that AWS gives nobody', snapshotWith({ region: '*/' }), {}, 'FILE has the Region "*/", which is none that AWS gives'],
  ['has nothing', { ...SNAPSHOT, identityStores: [] }, {}, 'FILE has neither an identity store nor an organization'],
  ['has nothing to adopt', snapshotWith({ users: [userEntity(1, { Emails: [] })] }), {}, 'nothing was found that an app could adopt, so that none is written'],
])('a snapshot is refused that %s', async (_what, snapshot, different, refused) => {
  expect(await scanned(snapshot, different)).toBe(refused);
  expect(existsSync(folder)).toBe(false);
});

test('a pattern that no group fits is refused, whatever fits the others', async () => {
  expect(await scanned(SNAPSHOT, { onlyGroup: ['TEAM-*', 'tema-*'] })).toBe('no group has a name that fits "tema-*"');
  expect(existsSync(folder)).toBe(false);
});

test('folders are made as deep as they are named, readable for their owner alone', async () => {
  const outer = folder;
  folder = path.join(folder, 'of', 'people');
  await scanned();
  for (const each of [outer, path.join(outer, 'of'), folder]) expect(statSync(each).mode & 0o777).toBe(0o700);
});

test('a file where the folder is to be is known before anything is read', async () => {
  writeFileSync(folder, '');
  const from = path.join(ownDirectory(), 'none.json');
  for (const out of [folder, path.join(folder, 'inner')]) {
    const made = await makeScan({ onlyGroup: [], as: 'typescript', from, out, version: '1.2.3' });
    expect(made.refused).toBe(`${out} can't be written into: ${folder} is a file, and no folder`);
  }
});

test('a folder that the system doesn\'t let anybody make is an error with its name, and comes to an end', () => {
  expect(() => makeFolder('/proc/people/app')).toThrow(/^\/proc\/people\/app can't be made: ENOENT/);
});

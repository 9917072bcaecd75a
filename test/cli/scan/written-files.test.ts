import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { makeFolder } from '../../../cli/scan/folder';
import { makeScan } from '../../../cli/scan/make-scan';
import type { ScanRequest } from '../../../cli/scan/request';
import { summaryOf } from '../../../cli/scan/summary';
import type { Snapshot, StoreSnapshot } from '../../../sandbox/seed/snapshot';
import { groupEntity, membershipEntities, snapshotWith, userEntity } from '../../support/directories';
import { MANAGEMENT, OTHER_STORE, PAYMENTS, STORE } from '../../support/ids';
import { ownDirectory } from '../../support/synthesized';

const SNAPSHOT = snapshotWith({ users: [userEntity(1), userEntity(2)], groups: [groupEntity(1)], memberships: membershipEntities([1, 1]) });

let folder: string;
beforeEach(() => { folder = path.join(ownDirectory(), 'scan'); });

/** Scans a snapshot into the folder, and gives what was written or why nothing was. */
async function scanned(snapshot: Snapshot = SNAPSHOT, different: Partial<ScanRequest> = {}): Promise<readonly string[] | string> {
  const from = path.join(ownDirectory(), 'directory.json');
  writeFileSync(from, JSON.stringify(snapshot));
  const made = await makeScan({ onlyGroup: [], as: 'typescript', from, out: folder, version: '1.2.3', ...different });
  return made.refused === undefined ? made.files.written : made.refused.replace(from, 'FILE').replace(folder, 'FOLDER');
}

/** What a person reads after a scan of a snapshot into the folder, which is called "scan" then. */
async function toldOf(snapshot: Snapshot): Promise<string> {
  const from = path.join(ownDirectory(), 'directory.json');
  writeFileSync(from, JSON.stringify(snapshot));
  const made = await makeScan({ onlyGroup: [], as: 'typescript', from, out: folder, version: '1.2.3' });
  if (made.refused !== undefined) throw new Error(made.refused);
  return summaryOf({ ...made, out: 'scan', notRead: [], caller: 'jane' });
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

test('a checkout that has turned the ends of lines around changes nothing', async () => {
  await scanned();
  writeFileSync(path.join(folder, 'people.ts'), contents()['people.ts']?.replaceAll('\n', '\r\n') ?? '');
  expect((await scanned() as string[]).toSorted()).toEqual(APP);
});

test('what a scan has written is not said to be of somebody else if its memory is lost', async () => {
  await scanned();
  rmSync(path.join(folder, 'scan.json'));
  expect(await scanned())
    .toBe('FOLDER/app.ts was written by a scan, and scan.json, which remembers what it was, doesn\'t know it; bring that back, or scan into another folder');
});

test('a folder where a file is to be is left alone', async () => {
  mkdirSync(path.join(folder, 'people.ts'), { recursive: true });
  expect(await scanned()).toBe('FOLDER/people.ts is no file; scan into another folder');
});

test.each(APP.slice(0, 3))('a scan that ended at %s is gone on with, also if something else is there by then', async (name) => {
  await scanned();
  const before = contents();
  const groups = [groupEntity(1), groupEntity(2)];
  const larger = snapshotWith({ users: [userEntity(1), userEntity(3)], groups, memberships: membershipEntities([1, 1], [3, 2]) });
  const inTheWay = path.join(folder, `${name}.writing`);
  mkdirSync(inTheWay);
  await expect(scanned(larger)).rejects.toThrow(`${name} can't be written: `);
  rmSync(inTheWay, { recursive: true });
  expect(await scanned()).toEqual(expect.arrayContaining(APP));
  expect(contents()).toEqual(before);
});

test('a store that is in two Regions is chosen by the Region', async () => {
  const stores = snapshotWith({}, { identityStores: [storeOf({}), storeOf({ region: 'eu-west-1' })] });
  expect(await scanned(stores, { identityStore: { identityStoreId: STORE } })).toBe('FILE has 2 identity stores; name one by --identity-store ID@REGION');
  await scanned(stores, { identityStore: { identityStoreId: STORE, region: 'eu-west-1' } });
  expect(contents()['app.ts']).toContain('region: \'eu-west-1\' }');
});

function withOrganization(MasterAccountId: string): Partial<Snapshot> {
  const account = { Id: PAYMENTS, Name: 'Payments', State: 'ACTIVE', ParentId: 'r-ab12' };
  return { organization: { organization: { MasterAccountId }, roots: [], organizationalUnits: [], accounts: [account], handshakes: [] } };
}

const WHOLE = { ...SNAPSHOT, ...withOrganization(MANAGEMENT) };
const TWO_GROUPS = snapshotWith({ users: [userEntity(1)], groups: [groupEntity(1), groupEntity(2)], memberships: membershipEntities([1, 1], [1, 2]) });

test.each<[what: string, first: readonly [Snapshot, Partial<ScanRequest>?], second: readonly [Snapshot, Partial<ScanRequest>?], why: string]>([
  ['the organization', [WHOLE], [WHOLE, { identityStore: { identityStoreId: STORE } }], 'the organization, which this one lacks; give --organization as well'],
  ['the directory', [WHOLE], [WHOLE, { organization: true }], `the identity store ${STORE}, which this one lacks; name it as well`],
  ['its store for another one', [SNAPSHOT], [snapshotWith({ ...storeOf({}), identityStoreId: OTHER_STORE })], `the identity store ${STORE}, and not of ${OTHER_STORE}`],
  ['its organization for another one', [WHOLE], [{ ...WHOLE, ...withOrganization(PAYMENTS) }],
    `the organization that ${MANAGEMENT} manages, and not of that of ${PAYMENTS}`],
  ['groups that don\'t fit a pattern', [TWO_GROUPS], [TWO_GROUPS, { onlyGroup: ['team-1'] }], 'all groups, and this one is only for some; leave out --only-group'],
  ['groups that fit a pattern', [TWO_GROUPS, { onlyGroup: ['team-1'] }], [TWO_GROUPS, { onlyGroup: ['team-2'] }],
    'the groups "team-1", which this one lacks; give them by --only-group as well'],
])('an app doesn\'t lose %s to a scan for less', async (_what, first, second, why) => {
  await scanned(...first);
  const before = contents();
  expect(await scanned(...second)).toBe(`what is in FOLDER is of ${why}, or scan into another folder`);
  expect(contents()).toEqual(before);
});

test('tables don\'t lose the organization to a scan for less, and an app for less beside them is none of theirs', async () => {
  await scanned(WHOLE, { as: 'csv' });
  const ofStore = { identityStore: { identityStoreId: STORE } };
  expect(await scanned(WHOLE, { as: 'csv', ...ofStore })).toBe('what is in FOLDER is of the organization, which this one lacks; give --organization as well, or scan into another folder');
  expect(await scanned(WHOLE, ofStore)).toEqual(expect.arrayContaining(APP));
});

test('a scan for more goes on with the app, and so does one for groups of which some are gone', async () => {
  await scanned(TWO_GROUPS, { onlyGroup: ['team-1', 'team-2'] });
  const ofOne = snapshotWith({ users: [userEntity(1)], groups: [groupEntity(1)], memberships: membershipEntities([1, 1]) });
  expect(await scanned(ofOne, { onlyGroup: ['team-1', 'team-2'] })).toEqual(expect.arrayContaining(APP));
  expect(await scanned(ofOne, { onlyGroup: ['team-1'] })).toEqual(expect.arrayContaining(APP));
  expect(await scanned({ ...TWO_GROUPS, ...withOrganization(MANAGEMENT) })).toEqual(expect.arrayContaining([...APP, 'organization.ts']));
});

test('what an app has no more that it had is told, as are files that went', async () => {
  await scanned();
  expect(await toldOf(snapshotWith({ users: [userEntity(1)] }))).toBe(`Read as jane.
Written into scan: app.ts, people.ts, scan.json.
Removed from it, since nothing is in them any more: groups.ts.

  0 groups: none
  1 user: 1 adopted
  0 memberships
  in 1 stack: People

Not in the app any more:
  1 group: Team1
  1 user: Person2
  1 membership: Person1 in Team1
  the stack Groups, which stays deployed; delete it in CloudFormation after the others are deployed

Next:
  cd scan && npm install
  npx cdk-org-guard plan      says that nothing changes; what no stack has yet is adopted
  npx cdk deploy --all`);
});

test.each([
  ['{ "app": "npx ts-node bin/shop.ts" }', '"npx ts-node bin/shop.ts"'],
  ['{ "app": ["node", "shop.js"] }', '"node shop.js"'],
  ['{}', 'no app'],
  ['not JSON', 'no app'],
])('a folder with the cdk.json of another app (%s) is left so, and how to run the written one is told', async (file, runs) => {
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(path.join(folder, 'cdk.json'), file);
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ dependencies: { 'aws-cdk-lib': '^2' }, devDependencies: { 'aws-cdk': '^2', constructs: '^10' } }));
  const told = await toldOf(SNAPSHOT);
  expect(told).toMatch(/^Written into scan: app\.ts, groups\.ts, people\.ts, tsconfig\.json, scan\.json\.$/m);
  expect(told.slice(told.indexOf('scan/cdk.json'))).toBe(`scan/cdk.json was there and stays as it is: it runs ${runs}, so that --app has to name this one.

Next:
  cd scan && npm install cdk-org-guard tsx
  npx cdk-org-guard plan --app 'npx tsx app.ts'      says that nothing changes; what no stack has yet is adopted
  npx cdk deploy --all --app 'npx tsx app.ts'`);
  expect(contents()['cdk.json']).toBe(file);
});

test('what somebody has added to the files around the app is no other app', async () => {
  const first = await toldOf(SNAPSHOT);
  const file = path.join(folder, 'cdk.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')) as object, profile: 'admin' }));
  const ending = (told: string): string => told.slice(told.indexOf('\n\n'));
  expect(ending(await toldOf(SNAPSHOT))).toBe(ending(first));
});

test.each([
  ['ids that are code', { files: {}, stacks: { People: { users: { 1: 'process.exit()' } } } }],
  ['files elsewhere', { files: { '../people.ts': 'digest' } }],
  ['no files', {}],
  ['two constructs of one id', { files: {}, stacks: { People: { users: { 1: 'Ada' } }, People2: { users: { 2: 'ADA' } } } }],
  ['a stack that is called as a file', { files: {}, stacks: { App: { users: { 1: 'Ada' } } } }],
  ['groups in a stack of users', { files: {}, stacks: { People: { groups: { 1: 'Ada' } } } }],
  ['patterns that are none', { files: {}, scopes: { typescript: { onlyGroup: 'team' } } }],
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
    'FILE has 2 identity stores; name one by --identity-store ID@REGION'],
  ['lacks the store', SNAPSHOT, { identityStore: { identityStoreId: OTHER_STORE } }, 'there is no identity store d-0987654321 in FILE'],
  ['lacks the organization', SNAPSHOT, { organization: true }, 'the organization was not read'],
  ['was not read whole', { ...SNAPSHOT, notRead: [{ what: 'memberships of the group 1', why: 'not allowed' }] }, {},
    'not all of the directory could be read, and what is missing would leave an app that has it: memberships of the group 1: not allowed'],
  ['has a store that AWS gives nobody', snapshotWith({ identityStoreId: '\'); process.exit(' }), {},
    'FILE has the identity store "\'); process.exit(", which is none that AWS gives'],
  ['has a Region that AWS gives nobody', snapshotWith({ region: '*/' }), {}, 'FILE has the Region "*/", which is none that AWS gives'],
  ['has no group that fits', SNAPSHOT, { onlyGroup: ['team-1', 'teem-*'] }, 'no group fits --only-group "teem-*"'],
  ['has no groups to choose of', { ...SNAPSHOT, identityStores: [], ...withOrganization(MANAGEMENT) }, { onlyGroup: ['team-*'] },
    '--only-group is about the groups of an identity store, and none is scanned'],
  ['has nothing', { ...SNAPSHOT, identityStores: [] }, {}, 'FILE has neither an identity store nor an organization'],
  ['has nothing to adopt', snapshotWith({ users: [userEntity(1, { Emails: [] })] }), {}, 'nothing was found that an app could adopt, so that none is written'],
])('a snapshot is refused that %s', async (_what, snapshot, different, refused) => {
  expect(await scanned(snapshot, different)).toBe(refused);
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

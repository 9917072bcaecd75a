import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { makeScan } from '../../../cli/scan/make-scan';
import type { AskedForm } from '../../../cli/scan/request';
import { formFor } from '../../../cli/scan/scan';
import { directoryOf } from '../../../cli/scan/directory';
import type { SeededUser } from '../../../sandbox/identity-store/seed';
import { unitsOf } from '../../../rehearsal/contents/contents-plan';
import { STORE } from '../../support/ids';
import { InProcess } from '../../support/in-process';
import { snapshotOf } from '../../support/planned';
import { ownDirectory } from '../../support/synthesized';
import { deployWritten, planOfWritten, recordAfter, scanOf } from '../../support/scanned';
import { runWrittenApp } from '../../support/written-app';

function person(userName: string, more: Partial<SeededUser> = {}): SeededUser {
  return { userName, displayName: userName, name: { givenName: userName, familyName: 'Test' }, email: `${userName}@example.com`, ...more };
}

/** With a group of an identity provider, and a user whom nothing proves. */
const world = (): InProcess => new InProcess({
  seed: { identityStores: { [STORE]: {
    users: [person('ada', { title: 'Countess, of all "numbers"' }), person('grace'), { userName: 'backup', displayName: 'Backup', name: { givenName: 'Backup', familyName: 'Job' } }],
    groups: [{ displayName: 'admins', description: 'All of it' }, { displayName: 'everybody', externalIds: [{ issuer: 'https://idp.example.com', id: '42' }] }],
    memberships: [{ group: 'admins', user: 'ada' }, { group: 'everybody', user: 'ada' }, { group: 'admins', user: 'backup' }, { group: 'admins', user: 'grace' }],
  } } },
  switches: { organizations: { throttling: false } },
});

test.each([undefined, 'memberships'] as const)('a directory as contents is adopted without a change, deploys, and is scanned as the same (--own %s)', async (own) => {
  const there = world();
  const wanted = { as: 'contents' as const, ...(own && { own }) };
  const first = scanOf(await snapshotOf(there), wanted);
  expect(Object.keys(first.files.kept).sort()).toEqual(['app.ts', 'directory.ts', 'groups.csv', 'memberships.csv', 'users.csv']);
  const stacks = runWrittenApp(first.files.kept);
  const plan = await planOfWritten(there, stacks);
  expect(plan.totals).toMatchObject({ adopts: 7, creates: 0, changes: 0, deletes: 0, refused: 0, unknown: 0 });
  expect(plan.stacks.flatMap(({ resources }) => resources.flatMap(unitsOf)).flatMap(({ entries }) => entries?.attributes ?? [])).toEqual([]);
  expect(await deployWritten(there, stacks)).toEqual([]);
  expect((await planOfWritten(there, stacks)).totals).toMatchObject({ keeps: 7, adopts: 0, changes: 0 });
  expect(there.memberships).toHaveLength(4);
  expect(scanOf(await snapshotOf(there), own ? { own } : {}, recordAfter(first)).files.kept).toEqual(first.files.kept);
});

test('a folder has an app of one kind, which the next scan keeps', async () => {
  const folder = path.join(ownDirectory(), 'scan');
  const from = path.join(ownDirectory(), 'directory.json');
  writeFileSync(from, JSON.stringify(await snapshotOf(world())));
  const scanned = async (as: AskedForm): Promise<string> => {
    const made = await makeScan({ onlyGroup: [], as, from, out: folder, version: '1.2.3' });
    return made.refused === undefined ? made.scan.form : made.refused.replace(folder, 'FOLDER');
  };
  expect(await scanned('contents')).toBe('contents');
  expect(await scanned('typescript')).toBe('contents');
  const refused = 'what is in FOLDER is an app with contents; scan into another folder (docs/large-directories.md says how an app comes from the one to the other)';
  expect(await scanned('constructs')).toBe(refused);
  expect(await scanned('csv')).toBe(refused);
});

test('the app of contents says where they are read, and what is left out', async () => {
  const { files: { kept } } = scanOf(await snapshotOf(world()), { as: 'contents' });
  expect(kept['directory.ts']).toBe(`// Written by cdk-org-guard scan from what was there. Written anew by the next scan, unless it was changed meanwhile.
import { Stack, StackProps } from 'aws-cdk-lib';
import { ContentsSource, IdentityStore, IdentityStoreContents } from 'cdk-org-guard';
import { Construct } from 'constructs';
import { join } from 'node:path';

/** Users and groups of the identity store ${STORE}, with who is in which, as they are written in the files beside this one. */
export class Directory extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    // The user "backup" has no e-mail address, so that nothing proves who it is:
    // give the user an e-mail address and scan again.
    const identityStore = IdentityStore.fromIdentityStoreId(this, 'Directory', '${STORE}');
    new IdentityStoreContents(this, 'Contents', {
      identityStore,
      source: ContentsSource.fromCsv({ users: join(__dirname, 'users.csv'), groups: join(__dirname, 'groups.csv'), memberships: join(__dirname, 'memberships.csv') }),
    });
  }
}
`);
  expect(kept['memberships.csv']).toBe('group,userName\nadmins,ada\nadmins,backup\nadmins,grace\neverybody,ada\n');
});

test('what cannot stand in a table is written with all the rest as one document', async () => {
  const there = new InProcess({ seed: { identityStores: { [STORE]: { users: [person('ada', { phoneNumbers: [{ value: '+44 1' }] } as never)] } } } });
  const { files: { kept } } = scanOf(await snapshotOf(there), { as: 'contents' });
  expect(Object.keys(kept).sort()).toEqual(['app.ts', 'contents.json', 'directory.ts']);
  expect(kept['directory.ts']).toContain('ContentsSource.fromJson(join(__dirname, \'contents.json\'))');
  const plan = await planOfWritten(there, runWrittenApp(kept));
  expect(plan.totals).toMatchObject({ adopts: 1, refused: 0 });
});

const SCOPE = { identityStoreId: STORE, onlyGroup: [] };

test.each<[what: string, asked: AskedForm, users: number, scopes: object, form: string]>([
  ['a small directory is constructs', 'typescript', 20, {}, 'typescript'],
  ['a large directory is contents', 'typescript', 1_400, {}, 'contents'],
  ['a large directory is constructs if they are asked for', 'constructs', 1_400, {}, 'typescript'],
  ['a small directory is contents if they are asked for', 'contents', 20, {}, 'contents'],
  ['what was written as constructs stays so, however much comes', 'typescript', 1_400, { typescript: SCOPE }, 'typescript'],
  ['what was written as contents stays so', 'typescript', 20, { contents: SCOPE }, 'contents'],
])('%s', (_what, asked, count, scopes, form) => {
  const users = Array.from({ length: count }, (_, index) => ({
    UserId: `1234567890-00000000-0000-4000-8000-${String(index).padStart(12, '0')}`, UserName: `user${index}`, DisplayName: 'x', Name: { GivenName: 'x', FamilyName: 'y' },
    Emails: [{ Value: `user${index}@example.com` }],
  }));
  const directory = directoryOf({ identityStoreId: STORE, region: 'us-east-1', users, groups: [], memberships: [] });
  expect(formFor(asked, directory, { scopes })).toBe(form);
});

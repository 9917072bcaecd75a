import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { CommandResult, Sandbox } from '../../lib/testing';
import type { Plan } from '../../rehearsal/plan';
import type { Seed } from '../../sandbox/seed/seed';
import { ROOT } from '../../scripts/root';
import { STORE } from '../support/ids';
import { accountId, DeclaredDirectory, IS_FULL_SIZE, seedOf, unprovenUsers, userName } from './support/directory';

const PROGRAM = path.join(ROOT, 'assets', 'sandbox', 'cdk-org-guard.js');

const [USERS, MEMBERSHIPS, ACCOUNTS] = IS_FULL_SIZE ? [300, 900, 60] : [60, 180, 6];
const STACKS_OF_PEOPLE = IS_FULL_SIZE ? ['People', 'People2', 'People3'] : ['People'];
const DIRECTORY: DeclaredDirectory = { users: USERS, groups: 40, membershipsOfUser: 3, accounts: ACCOUNTS, unproven: 12, external: 3, mostResources: 480 };

const UNPROVEN = unprovenUsers(DIRECTORY).map(userName).sort();

const UNLIMITED = { identityStore: { requestsPerSecond: 1_000_000 }, organizations: { throttling: false }, cloudFormation: { requestRates: {} } };

let folder: string;
beforeAll(() => {
  mkdirSync(path.join(ROOT, 'cdk.out'), { recursive: true });
  folder = mkdtempSync(path.join(ROOT, 'cdk.out', 'scan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Of the accounts some are in units, and some have tags. */
function seed(): Seed {
  const { organizations: [organization] = [], ...rest } = seedOf(DIRECTORY);
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => ({
    id: accountId(index), ...(index % 3 > 0 && { organizationalUnit: 'Workloads' }), ...(index % 2 > 0 && { tags: { team: `team ${index}` } }),
  }));
  return { ...rest, organizations: [{ ...organization as object, organizationalUnits: ['Workloads'], accounts }] as Seed['organizations'] & object };
}

function command(there: Sandbox, ...words: readonly string[]): Promise<CommandResult> {
  return there.run(process.execPath, [PROGRAM, ...words]);
}

function filesIn(directory: string): Record<string, string> {
  return Object.fromEntries(readdirSync(directory).map((name) => [name, readFileSync(path.join(directory, name), 'utf8')]));
}

async function plan(there: Sandbox, ...words: readonly string[]): Promise<{ readonly exitCode: number; readonly plan: Plan }> {
  const file = path.join(folder, 'plan.json');
  const { exitCode, output } = await command(there, 'plan', '--format', 'json', '--out', file, ...words);
  if (exitCode === 1) throw new Error(output);
  return { exitCode, plan: JSON.parse(readFileSync(file, 'utf8')) as Plan };
}

test(`${USERS} users, 40 groups, ${MEMBERSHIPS} memberships and ${ACCOUNTS} accounts are scanned, adopted without a change, and scanned as the same`, async () => {
  await using there = await Sandbox.start({ seed: { ...seed(), switches: UNLIMITED } });
  const out = path.join(folder, 'app');
  const scan = (): Promise<CommandResult> => command(there, 'scan', '--identity-store', STORE, '--organization', '--out', out);
  const before = await there.state();
  const first = await scan();
  expect(first.output.replaceAll(out, 'OUT')).toBe(`Read as arn:aws:iam::123456789012:user/sandbox.
Written into OUT: app.ts, groups.ts, ${STACKS_OF_PEOPLE.map((name) => `${name.toLowerCase()}.ts`).join(', ')}, organization.ts, cdk.json, package.json, tsconfig.json, scan.json.

  40 groups: 37 adopted, 3 looked up, since an identity provider owns them
  ${USERS} users: ${USERS - 12} adopted, 12 only referred to
  ${MEMBERSHIPS} memberships
  ${ACCOUNTS} accounts of the organization
  in ${STACKS_OF_PEOPLE.length + 2} stacks: Groups, ${STACKS_OF_PEOPLE.join(', ')}, Organization

Not written, or not all of it:
  12 users: each has no e-mail address, so that nothing proves who it is; give the user an e-mail address and scan again.
    ${UNPROVEN.slice(0, 5).map((name) => `"${name}"`).join(', ')} and 7 more

Next:
  cd OUT && npm install
  npx cdk-org-guard plan      says that nothing changes; what no stack has yet is adopted
  npx cdk deploy --all
`);
  expect(first.exitCode).toBe(0);
  for (const name of readdirSync(out)) expect(statSync(path.join(out, name)).mode & 0o777).toBe(0o600);
  const written = filesIn(out);

  const assembly = path.join(folder, 'assembly');
  const synthesized = await there.cdk(['synth', '--quiet', '--app', `node --import tsx ${path.join(out, 'app.ts')}`, '--output', assembly]);
  expect(synthesized).toMatchObject({ exitCode: 0 });
  const planned = await plan(there, '--app', assembly);
  expect(planned.exitCode).toBe(0);
  expect(planned.plan.totals).toMatchObject({ refused: 0, lost: 0, unknown: 0, creates: 0, changes: 0, 'not reached': 0, keeps: 3 + ACCOUNTS });
  expect(planned.plan.stacks.flatMap(({ resources }) => resources.flatMap(({ changes }) => changes))).toEqual([]);
  expect(planned.plan.totals.adopts).toBe(37 + USERS - 12 + MEMBERSHIPS + ACCOUNTS);

  expect(await there.cdk(['deploy', '--all', '--require-approval', 'never', '--app', assembly])).toMatchObject({ exitCode: 0 });
  const after = await there.state();
  expect([after.identityStores, after.organizations]).toEqual([before.identityStores, before.organizations]);
  const drift = await plan(there, '--drift');
  expect(Object.entries(drift.plan.totals).filter(([, count]) => count > 0)).toEqual([['keeps', 3 + 37 + USERS - 12 + MEMBERSHIPS + 2 * ACCOUNTS]]);
  expect((await scan()).exitCode).toBe(0);
  expect(filesIn(out)).toEqual(written);
});

test('misuse is explained', async () => {
  await using there = await Sandbox.start();
  expect(await command(there, 'scan')).toMatchObject({
    exitCode: 2, output: expect.stringMatching(/^error: what\? Give --identity-store ID, --organization, or a snapshot by --from FILE\n/) as string,
  });
  expect(await command(there, 'scan', '--organization', '--as', 'yaml')).toMatchObject({ exitCode: 2, output: expect.stringContaining('Allowed choices are typescript, constructs, contents, csv, json.') as string });
  expect(await command(there, 'scan', '--organization', '--own', 'groups')).toMatchObject({ exitCode: 2, output: expect.stringContaining('Allowed choices are memberships.') as string });
  expect(await command(there, 'scan', '--organization', '--only-group', '')).toMatchObject({ exitCode: 2, output: expect.stringContaining('It must not be empty.') as string });
  expect(await command(there, 'scan', '--from', 'none.json')).toEqual({ exitCode: 1, output: 'error: none.json can\'t be read: there is no such file\n' });
});

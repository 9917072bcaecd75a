import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { plainContent } from '../../sandbox/s3/plain-content';
import { Completion, ConflictPolicy, ContentsFile, ContentsScope, ContentsSource, Failures } from '../../lib';
import { unitsOf } from '../../rehearsal/contents/contents-plan';
import type { Plan, ResourcePlan } from '../../rehearsal/plan';
import { declareContents } from '../support/declared-contents';
import { MANAGEMENT, STORE } from '../support/ids';
import { InProcess } from '../support/in-process';
import { ownDirectory } from '../support/synthesized';
import { contents, storeIn } from '../support/synthesized-contents';
import { driftOf, planOf } from '../support/planned';
import { together } from '../support/declared-users';
import { group } from '../support/declared-groups';

type Declare = (stack: Stack) => void;

function person(userName: string, email = `${userName}@example.com`) {
  return { userName, displayName: userName, name: { givenName: userName, familyName: 'Test' }, email };
}

/** A directory with somebody in a group already. */
function withAda(): InProcess {
  return new InProcess({ seed: { identityStores: { [STORE]: {
    users: [person('ada'), person('eve')], groups: [{ displayName: 'admins' }], memberships: [{ user: 'ada', group: 'admins' }, { user: 'eve', group: 'admins' }],
  } } } });
}

/** A line for what becomes of each unit of a plan, as `takes: deletes 2 memberships in admins: ada, bob`. */
function linesOf({ stacks }: Plan): string[] {
  return stacks.flatMap(({ resources }) => resources.flatMap(unitsOf)).map(({ resource, verb, count, access, entries }) => {
    const what = entries ? `${count} ${entries.kind}${entries.group === undefined ? '' : ` in ${entries.group}`}: ${entries.names.join(', ')}` : `${count} ${resource.entity.kind}`;
    return `${access === undefined ? '' : `${access}: `}${verb} ${what}`;
  });
}

function contentsIn({ stacks }: Plan): ResourcePlan {
  return stacks.flatMap(({ resources }) => resources).find(({ contents }) => contents !== undefined) as ResourcePlan;
}

const PEOPLE = { users: ['ada', 'bob'], groups: { admins: ['ada'], team: ['ada', 'bob'] } };

test('contents of a new stack are made, and what is there is adopted', async () => {
  const plan = await planOf(withAda(), { People: declareContents(PEOPLE) });
  expect(linesOf(plan)).toEqual([
    'creates 1 user: bob', 'creates 1 group: team', 'gives: creates 2 membership in team: ada, bob',
    'adopts 1 user: ada', 'adopts 1 group: admins', 'adopts 1 membership in admins: ada',
  ]);
  expect(contentsIn(plan)).toMatchObject({ verb: 'creates', contents: { declared: { users: 2, groups: 2, memberships: 3 }, notRevoked: 1, owed: 0 } });
  expect(plan.totals).toMatchObject({ creates: 4, adopts: 3 });
});

test('a file that has not changed changes nothing, and no function is asked', async () => {
  const world = new InProcess();
  await world.deploy('People', declareContents(PEOPLE));
  const plan = await planOf(world, { People: declareContents(PEOPLE) });
  expect(plan.totals).toMatchObject({ keeps: 7, creates: 0, changes: 0, deletes: 0 });
  expect(contentsIn(plan)).toMatchObject({ verb: 'keeps', contents: { declared: { users: 2, groups: 2, memberships: 3 } } });
});

test.each<[what: string, before: Declare, after: Declare, lines: string[]]>([
  ['a row of a membership goes that the contents have made', declareContents(PEOPLE), declareContents({ ...PEOPLE, groups: { admins: ['ada'], team: ['bob'] } }), [
    'takes: deletes 1 membership in team: ada',
  ]],
  ['a row of a membership goes that was adopted', declareContents(PEOPLE), declareContents({ ...PEOPLE, groups: { admins: [], team: ['ada', 'bob'] } }), [
    'leaves 1 membership in admins: ada',
  ]],
  ['memberships are taken over', declareContents(PEOPLE, { membershipConflictPolicy: ConflictPolicy.OVERWRITE }),
    declareContents({ ...PEOPLE, groups: { admins: [], team: ['ada', 'bob'] } }), ['takes: deletes 1 membership in admins: ada']],
  ['a group becomes exclusive', declareContents(PEOPLE), declareContents(PEOPLE, { scope: ContentsScope.exclusive({ groups: ['admins'] }) }), [
    'takes: deletes 1 membership in admins: eve',
  ]],
  ['a group gets a description', declareContents(PEOPLE), declareContents({ ...PEOPLE, description: 'new' }), ['changes 2 group: admins, team']],
  ['the construct goes, and everything is retained', declareContents(PEOPLE), group('Other', { displayName: 'other' }), [
    'creates 1 group', 'leaves 2 user: ada, bob', 'leaves 2 group: admins, team', 'leaves 1 membership in admins: ada', 'leaves 2 membership in team: ada, bob',
  ]],
])('when %s', async (_what, before, after, lines) => {
  const world = withAda();
  await world.deploy('People', before);
  expect(linesOf(await planOf(world, { People: after })).filter((line) => !line.startsWith('keeps'))).toEqual(lines);
});

test('nobody leaves an exclusive group with the first deployment, and it is told how many are still to leave', async () => {
  const world = withAda();
  const declare = declareContents(PEOPLE, { scope: ContentsScope.exclusive({ groups: ['admins'] }) });
  const first = await planOf(world, { People: declare });
  expect(first.totals.deletes).toBe(0);
  expect(contentsIn(first).contents).toMatchObject({ owed: 1, notRevoked: 0 });
  await world.deploy('People', declare);
  const next = await planOf(world, { People: declareContents(PEOPLE, { scope: ContentsScope.exclusive({ groups: ['admins'] }), generation: '2' }) });
  expect(linesOf(next)[0]).toBe('takes: deletes 1 membership in admins: eve');
  expect(contentsIn(next).contents).toMatchObject({ owed: 0, leftOutBefore: 1, entries: expect.arrayContaining([expect.objectContaining({ verb: 'deletes', ofOthers: 1 })]) });
});

test('more removals than the protection allows are refused, and nothing else is told to happen', async () => {
  const world = new InProcess();
  await world.deploy('People', declareContents(PEOPLE));
  const plan = await planOf(world, { People: declareContents({ users: ['ada', 'bob'], groups: { admins: [], team: [] } }, { protection: { maxRemovals: 2, maxRemovalsPercent: 100 } }) });
  expect(linesOf(plan).filter((line) => !line.startsWith('keeps'))).toEqual(['refused 1 contents']);
  expect(contentsIn(plan).reason).toMatchObject({ code: 'TOO_MANY_REMOVALS', message: expect.stringContaining('3 of 7') });
  expect(plan.stacks[0]?.asItIs).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', leftBehind: [] });
});

test('rows that are refused are told with their codes and places, and what a rollback leaves behind', async () => {
  const world = new InProcess({ seed: { identityStores: { [STORE]: { users: [person('bob', 'other@example.com')] } } } });
  const plan = await planOf(world, { People: declareContents(PEOPLE) });
  const { reason, contents, verb } = contentsIn(plan);
  expect({ verb, code: reason?.code }).toEqual({ verb: 'refused', code: 'CONTENTS_INCOMPLETE' });
  expect(contents?.refused).toEqual({
    count: 2,
    byCode: [{ code: 'IDENTITY_MISMATCH', count: 2 }],
    rows: [
      { kind: 'user', row: 2, code: 'IDENTITY_MISMATCH', message: expect.stringMatching(/^user "bob" already exists/) },
      { kind: 'membership', row: 3, code: 'IDENTITY_MISMATCH', message: expect.any(String) },
    ],
  });
  expect(linesOf(plan)[0]).toBe('refused 2 contents');
  expect(plan.totals).toMatchObject({ refused: 2, creates: 5 });
  expect(plan.stacks[0]?.asItIs).toMatchObject({ status: 'ROLLBACK_COMPLETE', leftBehind: [] });
});

test('rows that may fail are refused all the same, and the deployment is not', async () => {
  const world = new InProcess({ seed: { identityStores: { [STORE]: { users: [person('bob', 'other@example.com')] } } } });
  const plan = await planOf(world, { People: declareContents(PEOPLE, { failures: Failures.upTo(5) }) });
  expect(contentsIn(plan)).toMatchObject({ verb: 'creates', contents: { refused: { count: 2 } } });
  expect(plan.totals.refused).toBe(2);
  expect(plan.stacks[0]?.asItIs).toBeUndefined();
});

test.each([Completion.background(), undefined])('what needs a workflow is planned to its end', async (completion) => {
  const users = Array.from({ length: 60 }, (_, index) => `user${index}`);
  const declare = declareContents({ users, groups: { team: users } }, { ...(completion && { completion }), requestsPerSecond: 1 });
  const plan = await planOf(new InProcess(), { People: declare });
  expect(contentsIn(plan).reason).toBeUndefined();
  expect(plan.totals).toMatchObject({ creates: 121, refused: 0, unknown: 0 });
});

test('a group that is renamed is told, and its members stay', async () => {
  const world = withAda();
  const source = (displayName: string, formerName?: string): ContentsSource => ContentsSource.inline({
    groups: [{ displayName, ...(formerName !== undefined && { formerName }) }], memberships: [{ group: displayName, userName: 'ada' }],
  });
  const declare = (...names: [string, string?]) => (stack: Stack): void => { contents(stack, { source: source(...names), identityStore: storeIn(stack) }); };
  await world.deploy('People', declare('team'));
  const plan = await planOf(world, { People: declare('crew', 'team') });
  expect(contentsIn(plan).contents?.renamed).toEqual([{ kind: 'group', before: 'team', after: 'crew' }]);
  expect(linesOf(plan)).toEqual(['changes 1 group: crew', 'keeps 1 membership in crew: ada']);
});

test('what other contents declare as well is counted', async () => {
  const world = new InProcess();
  await world.deploy('Others', declareContents({ users: ['ada'], groups: { admins: ['ada'] } }, {}, 'Others'));
  const plan = await planOf(world, { People: declareContents(PEOPLE) });
  expect(contentsIn(plan).contents?.alsoIn).toEqual([{ contents: expect.stringContaining('Others'), count: 3 }]);
});

test('drift is what another generation would mend', async () => {
  const world = new InProcess();
  await world.deploy('People', declareContents(PEOPLE));
  const store = world.sandbox.identityStores.store(STORE);
  const [first] = world.memberships;
  store.memberships.delete(first?.MembershipId ?? '');
  const drift = await driftOf(world);
  expect(linesOf(drift).filter((line) => !line.startsWith('keeps'))).toEqual(['gives: creates 1 membership in admins: ada']);
});

test('without its ledger nobody knows what contents would do', async () => {
  const world = new InProcess();
  await world.deploy('People', declareContents(PEOPLE));
  world.fault('s3:GetObject', { kind: 'ERROR', code: 'AccessDenied', httpStatus: 403, message: 'not allowed', fields: {} }, 9);
  const plan = await planOf(world, { People: together(declareContents({ ...PEOPLE, description: 'new' })) });
  expect(contentsIn(plan)).toMatchObject({ verb: 'unknown', unknown: [expect.stringMatching(/^what is whose, since the ledger of \S+ in People was not read$/)] });
  expect(plan.totals).toMatchObject({ unknown: 1, creates: 0 });
});

test('a file in a bucket of one\'s own is known if it is the deployed one, and unknown if it is another one', async () => {
  const world = new InProcess();
  const bucket = world.sandbox.buckets.create({ name: 'our-files', account: MANAGEMENT, region: 'us-east-1' });
  bucket.versioning = 'Enabled';
  const file = path.join(ownDirectory(), 'contents.jsonl.gz');
  const { sha256 } = ContentsFile.write(ContentsSource.inline({ users: [person('ada')] }), file);
  const { id: versionId } = bucket.put('contents.jsonl.gz', plainContent(readFileSync(file)));
  const declare = (hash: string, generation: string) => (stack: Stack): void => {
    const source = ContentsSource.fromBucket({ bucket: Bucket.fromBucketName(stack, 'Files', 'our-files'), objectKey: 'contents.jsonl.gz', versionId, sha256: hash });
    contents(stack, { source, identityStore: storeIn(stack), generation });
  };
  await world.deploy('People', declare(sha256, '1'));
  expect(linesOf(await planOf(world, { People: declare(sha256, '2') }))).toEqual(['keeps 1 user: ada']);
  expect(contentsIn(await planOf(world, { People: declare('0'.repeat(64), '2') }))).toMatchObject({
    verb: 'unknown', unknown: ['what the file declares, which is not in the assembly, and nowhere else is read'],
  });
});

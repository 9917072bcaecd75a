import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { cellsOf } from './disturbances';
import { EXCUSES } from './excuses';
import { findings } from './found';
import { PROMISES } from './promises';
import { Outcome, reliabilityPage, shortcomingOf } from './report';
import { DOMAIN } from './simulate';
import { Tally } from './tally';

function outcome(differences: Partial<Outcome> = {}): Outcome {
  return { runs: 100_000, seed: 1, seconds: 2400, workers: 2, machine: '2 cores', failures: 0, broken: [], tally: new Tally(), ...differences };
}

/** As if everything had gone wrong once. */
function everything(): Tally {
  const tally = new Tally();
  for (const { operation, fault, moment } of cellsOf(DOMAIN.operations)) tally.disturbed(operation, fault, moment);
  return tally;
}

test('the report says how many runs broke nothing, and how long they took', () => {
  expect(reliabilityPage(DOMAIN, outcome())).toContain('**No invariant was broken in 100,000 runs** of seed 1:\n40 min with 2 processes on 2 cores.');
});

test('the report says which invariant was broken', () => {
  const page = reliabilityPage(DOMAIN, outcome({ failures: 2, broken: ['answered', 'answered'] }));
  expect(page).toContain('**2 runs broke an invariant in 100,000 runs**');
  expect(page).toMatch(/\| answered \| .* \| 2 \|\n/);
});

test('the report names the faults that never happened', () => {
  const tally = everything();
  delete tally.disturbances['organizations:CancelHandshake KILLED BEFORE'];
  expect(reliabilityPage(DOMAIN, outcome({ tally }))).toMatch(/Of the \d+ that can happen, these never did: organizations:CancelHandshake KILLED BEFORE\.\n/);
  expect(reliabilityPage(DOMAIN, outcome({ tally: everything() }))).toMatch(/Each of the \d+ that can happen did\.\n/);
});

test('the report lists what was found, with the seeds that the regression tests name', () => {
  expect(findings()).toContainEqual({ seed: '2000009', what: 'a rollback undoes what reads don\'t show yet' });
  for (const { seed, what } of findings()) expect(reliabilityPage(DOMAIN, outcome())).toContain(`| ${seed} | ${what} |`);
});

test.each(PROMISES)('the report says what holds the promise that was broken when $fault', ({ fault, test: file, title }) => {
  const source = readFileSync(path.join(__dirname, '..', '..', file), 'utf8').replaceAll('\\\'', '\'');
  expect(source).toContain(title);
  expect(title).not.toBe('');
  expect(reliabilityPage(DOMAIN, outcome())).toContain(`| ${fault} | \`${path.basename(file)}\`: ${title} |`);
});

test('the report says how often a known risk came true', () => {
  const tally = new Tally();
  tally.mistook(['1', '2']);
  expect(reliabilityPage(DOMAIN, outcome({ tally }))).toContain('exactly as declared: 2 times in these runs.');
});

/** As if every excuse but one had been needed in two runs. */
function allExcusedBut(name?: string): Tally {
  const tally = new Tally();
  for (const _run of [1, 2]) tally.excusedIn(EXCUSES.map((excuse) => excuse.name).filter((each) => each !== name));
  return tally;
}

test('the report says in how many runs each excuse was needed', () => {
  const page = reliabilityPage(DOMAIN, outcome({ tally: allExcusedBut('never heard of') }));
  expect(page).toContain(`Of the ${EXCUSES.length}, these weren't needed: never heard of.\n`);
  expect(page).toContain('| never heard of | 0 |\n');
  expect(page).toContain('| changed by others | 2 |\n');
  expect(reliabilityPage(DOMAIN, outcome({ tally: allExcusedBut() }))).toContain(`Each of the ${EXCUSES.length} was needed.\n`);
});

test.each([
  { case: 'every excuse was needed', runs: 100_000, tally: allExcusedBut(), fails: undefined },
  { case: 'an excuse was never needed in 100,000 runs', runs: 100_000, tally: allExcusedBut('never heard of'),
    fails: 'in 100000 runs nothing needed to be excused as: never heard of. Take it out of test/simulation/excuses, or play what needs it' },
  { case: 'an excuse was never needed in fewer runs', runs: 99_999, tally: allExcusedBut('never heard of'), fails: undefined },
  { case: 'an invariant was broken', runs: 10, failures: 2, tally: allExcusedBut(), fails: '2 of 10 runs broke an invariant' },
])('the report fails with a reason, or not, when $case', ({ runs, failures = 0, tally, fails }) => {
  expect(shortcomingOf({ runs, failures, tally })).toBe(fails);
});

test('numbers of several processes are added up', () => {
  const sum = new Tally();
  for (const tally of [allExcusedBut(), allExcusedBut('never heard of')]) sum.add(tally);
  expect(sum.excuses).toMatchObject({ 'never heard of': 2, 'changed by others': 4 });
});

const REPLACEMENTS = PROMISES.flatMap(({ reversion }) => reversion?.replacements ?? []);

test.each(REPLACEMENTS)('what is taken back is in $file once: $is', ({ file, is }) => {
  expect(readFileSync(path.join(__dirname, '..', '..', file), 'utf8').split(is)).toHaveLength(2);
});

import { readFileSync } from 'node:fs';
import { PAGE, PLOT } from '../../bench/paths';
import { limitPlot } from '../../bench/report/limit-section';
import { page } from '../../bench/report/page';
import { readResults, Results } from '../../bench/results';
import { verdictsOn } from '../../bench/verdict';

const results = readResults();

/** The same, had the Identity Store function been slower by that factor. */
function slower(factor: number): Results {
  const doctored = structuredClone(results) as { -readonly [Name in keyof Results]: Results[Name] };
  const [loaded] = doctored.start?.result['identity-store'] as unknown as { milliseconds: number[] }[];
  if (loaded) loaded.milliseconds = loaded.milliseconds.map((sample) => sample * factor);
  return doctored;
}

const LOADING = 'time to load the Identity Store function ÷ its SDK clients under esbuild\'s defaults';

test('the page and its curve are what the results say', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(page(results));
  expect(readFileSync(PLOT, 'utf8')).toBe(limitPlot(results.limit?.result as NonNullable<Results['limit']>['result']));
});

test('every target has been measured', () => {
  expect(verdictsOn(results, 'full').map(({ part }) => part)).toEqual(expect.arrayContaining(['start', 'deployment', 'calls', 'limit', 'large-stack', 'synthesis']));
});

test('a target that is missed is said to be missed', () => {
  const text = page(slower(10));
  expect(text).toMatch(new RegExp(`^\\| ${LOADING} \\| ≤ 0\\.75 \\| [\\d.]+ \\| \\*\\*missed\\*\\* \\|$`, 'm'));
  expect(text).toMatch(new RegExp(`Missed: .*${LOADING}`));
});

test('the quick variant judges with tolerance, and only what it measures', () => {
  const loading = verdictsOn(results, 'quick').find(({ what }) => what === LOADING);
  expect(loading?.bound).toEqual({ atMost: 0.9 });
  const whats = verdictsOn(results, 'quick').map(({ what }) => what);
  expect(whats).not.toContain('share of the limit that 300 memberships reach in real time');
});

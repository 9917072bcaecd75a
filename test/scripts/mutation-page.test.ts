import { mutationPage } from '../../scripts/mutation/page';
import { Report } from '../../scripts/mutation/report';

const FACTS = { commit: 'abc1234', versions: { Stryker: '9.6.1', Node: '20.20.2' } };
const FILE = 'lambda/guard/backoff.ts';
const LINE = 'return random * limit;';

function reportOf(...statuses: readonly ('Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'RuntimeError')[]): Report {
  const mutant = { mutatorName: 'ArithmeticOperator', replacement: 'random / limit', location: { start: { line: 2 } } };
  return { files: { [FILE]: { source: `function pause() {\n  ${LINE}\n}`, mutants: statuses.map((status) => ({ ...mutant, status })) } } };
}

const survivor = { file: FILE, line: LINE, mutator: 'ArithmeticOperator', replacement: 'random / limit' };

test('the page tells the score of each file and of all, without mutants that no test could be run with', () => {
  const page = mutationPage(reportOf('Killed', 'Killed', 'RuntimeError', 'Timeout'), FACTS, []);
  expect(page).toContain('Command `npm run mutation`, commit `abc1234`, Stryker 9.6.1, Node 20.20.2.');
  expect(page).toContain('| `lambda/guard/backoff.ts` | 100.0 % | 2 | 1 | 0 | 0 |\n| **all** | 100.0 % | 2 | 1 | 0 | 0 |');
  expect(page).toMatch(/## Changes that no test notices\n\nNone\.\n$/);
});

test('a survivor stands on the page with its reason', () => {
  const page = mutationPage(reportOf('Killed', 'Killed', 'Survived'), FACTS, [{ ...survivor, why: 'the pause is the same' }]);
  expect(page).toContain('| **all** | 66.7 % | 2 | 0 | 1 | 0 |');
  expect(page).toMatch(/- `lambda\/guard\/backoff\.ts` line 2, `return random \* limit;`, ArithmeticOperator `random \/ limit`: the pause is the same\n$/);
});

test.each(['Survived', 'NoCoverage'] as const)('a mutant that is %s needs a reason', (status) => {
  expect(() => mutationPage(reportOf(status), FACTS, [])).toThrow(new Error('no reason is given why these mutants live:\n'
    + '{"file":"lambda/guard/backoff.ts","line":"return random * limit;","mutator":"ArithmeticOperator","replacement":"random / limit"}'));
});

test('a reason needs a mutant', () => {
  expect(() => mutationPage(reportOf('Killed'), FACTS, [{ ...survivor, why: 'the pause is the same' }])).toThrow(new Error('these mutants don\'t live any more:\n'
    + '{"file":"lambda/guard/backoff.ts","line":"return random * limit;","mutator":"ArithmeticOperator","replacement":"random / limit"}'));
});

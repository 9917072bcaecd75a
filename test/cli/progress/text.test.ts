import { contentsLine, contentsLines } from '../../../cli/progress/text';
import { columnsOf } from '../../../cli/plan/wrap';
import { toldProgress, toldStatus } from '../../support/told-progress';

const PLAIN = { hasColour: false };

test('how far contents are is a bar, figures, and what failed', () => {
  expect(contentsLines(toldProgress(), { ...PLAIN, width: 80 })).toEqual([
    'Directory/People: updates: memberships',
    `  ${'█'.repeat(24)}${'░'.repeat(16)} 62 %`,
    '  3,088 of 5,000 rows, 18.0 requests a second, about 2 min left',
    '  7 rows failed with IDENTITY_MISMATCH: user 17, user 90, …',
    '  5 rows failed with USER_NOT_FOUND',
  ]);
});

test.each([10, 18, 25, 40, 79])('no line is longer than a terminal of %i columns', (width) => {
  const progress = toldProgress({ condition: 'OWING', status: toldStatus({ owed: 3, answer: { status: 'SUCCESS' } }), execution: 'RUNNING', notRead: ['s3://a-bucket/head/x: denied'] });
  expect(contentsLines(progress, { ...PLAIN, width }).filter((line) => columnsOf(line) > width)).toEqual([]);
});

test('there is no bar where there is no room for one', () => {
  expect(contentsLines(toldProgress({ failures: [] }), { ...PLAIN, width: 14 })).toEqual([
    'Directory/Peop', 'le: updates:', 'memberships', '  62 %', '  3,088 of', '  5,000 rows,', '  18.0', '  requests a', '  second,', '  about 2 min', '  left',
  ]);
});

test('colours are only for terminals that have some', () => {
  const [first, bar] = contentsLines(toldProgress(), { hasColour: true, width: 80 });
  expect(first).toBe('\u001B[36mDirectory/People: updates: memberships\u001B[39m');
  expect(bar).toBe(`  \u001B[36m${'█'.repeat(24)}\u001B[39m\u001B[2m${'░'.repeat(16)}\u001B[22m 62 %`);
});

test.each([
  ['STARTING', {}, 'an event came; the function has yet to tell of it'],
  ['RUNNING', { requestType: 'Create', phase: 'CHECKING' }, 'creates: checks'],
  ['RUNNING', { requestType: 'Delete', phase: 'REMOVALS' }, 'cleans up: removals'],
  ['CHANGING', { state: 'DONE' }, 'done; the stack is being deployed'],
  ['WELL', { state: 'DONE' }, 'at rest since 2026-01-01T12:00:00Z'],
  ['OWING', { state: 'DONE' }, 'at rest since 2026-01-01T12:00:00Z, but not all who are to leave have left'],
  ['FAILED', { state: 'FAILED', code: 'CONTENTS_INCOMPLETE' }, 'failed: CONTENTS_INCOMPLETE'],
  ['SILENT', {}, 'not at its end, and silent since 2026-01-01T12:00:00Z'],
  ['UNKNOWN', {}, 'nothing is known'],
] as const)('%s %j is told as: %s', (condition, status, told) => {
  expect(contentsLines(toldProgress({ condition, status: toldStatus(status) }), { ...PLAIN, width: 120 })[0]).toBe(`Directory/People: ${told}`);
});

test.each([[20, '20 s'], [600, '10 min'], [3_600, '1 h 0 min'], [9_000, '2 h 30 min']])('%i seconds of work are about %s', (seconds, told) => {
  const status = toldStatus({ rows: { toDo: seconds, done: 0, failed: 0 }, tasksPerSecond: 1 });
  expect(contentsLines(toldProgress({ status }), { ...PLAIN, width: 120 })[2]).toMatch(new RegExp(`, about ${told} left$`));
});

test('removals count, and what is owed is told', () => {
  const status = toldStatus({ state: 'DONE', requestType: 'Delete', rows: { toDo: 0, done: 0, failed: 0 }, removals: { toDo: 4, done: 3, failed: 1 }, owed: 1 });
  expect(contentsLines(toldProgress({ condition: 'OWING', status, failures: [] }), { ...PLAIN, width: 160 }).slice(1)).toEqual([
    `  ${'█'.repeat(40)} 100 %`,
    '  3 of 4 removals',
    '  1 removal owed. Removals that are owed are made by the next deployment that changes something of the contents; another generation is enough.',
  ]);
});

test('a line has the same, with the time', () => {
  expect(contentsLine(toldProgress(), Date.UTC(2026, 0, 1, 12, 0, 7))).toBe(
    '2026-01-01T12:00:07Z Directory/People: updates: memberships, 62 %, 3,088 of 5,000 rows, 12 rows failed, 18.0 requests a second, about 2 min left');
});

import fc from 'fast-check';
import { MARKER, planMarkdown } from '../../../cli/plan/markdown';
import { Plan, VERBS } from '../../../rehearsal/plan';
import { anyText } from '../../support/any-text';
import { ALL_PLANS, EMPTY, EVERY_VERB, JANE, LARGE, planOf, planOfNothingBut, resource, stackOf, UNICODE } from './plans';

const MOST = 60_000;

const SMALL_PLANS = ALL_PLANS.filter(([, plan]) => plan !== LARGE);

/** Rows of tables, which are resources or stacks. */
const rowsOf = (markdown: string): string[] => markdown.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('|  |') && !line.startsWith('|---'));

/** So many refusals and creations, with messages of a length. */
function manyOf(refusals: number, creations: number, length = 60): Plan {
  return planOf([stackOf([
    ...Array.from({ length: creations }, (_, index) => resource(`People/Created${index}`, 'creates', { access: 'gives' })),
    ...Array.from({ length: refusals }, (_, index) => resource(`People/Refused${index}`, 'lost', { reason: { message: 'because '.repeat(length / 8) } })),
  ])]);
}

test.each(SMALL_PLANS)('a plan of %s reads so', (_title, plan) => expect(planMarkdown(plan)).toMatchSnapshot());

test('with values of the live side it reads so', () => expect(planMarkdown(EVERY_VERB, { showsValues: true })).toMatchSnapshot());

test.each(ALL_PLANS)('a plan of %s begins with the marker by which its comment is found', (_title, plan) => {
  expect(planMarkdown(plan).startsWith('<!-- cdk-org-guard plan -->\n')).toBe(true);
  expect(MARKER).toBe('<!-- cdk-org-guard plan -->');
});

test('an empty plan says so', () => expect(planMarkdown(EMPTY)).toContain('\n**No stack has resources that a plan knows, so that nothing is planned.**\n'));

test('values that only the live side has are masked', () => {
  const markdown = planMarkdown(EVERY_VERB);
  for (const live of [JANE, 'jane.roe', 'Made by hand', 'Analyst', 'h-examplehandshakeid111', 'assumed-role', 'auditors&#124;d-1234567890']) expect(markdown).not.toContain(live);
  expect(markdown).toContain('User "jane" already exists (•••) with the e-mail address •••, but ••• is declared.');
  expect(markdown).toContain('<code>Description</code>: <code>•••</code> → <code>Who may do everything</code>');
});

test('they are shown to whoever asks for them', () => {
  const markdown = planMarkdown(EVERY_VERB, { showsValues: true });
  for (const live of [JANE, 'jane.roe', 'Made by hand', 'Analyst', 'h-examplehandshakeid111', 'assumed-role', 'auditors&#124;d-1234567890']) expect(markdown).toContain(live);
});

test('a refusal and what takes access away come before what gives it', () => {
  const titles = [...planMarkdown(EVERY_VERB).matchAll(/^#### (.*)$/gm)].map(([, title]) => title);
  expect(titles).toEqual([
    'Refused (2)', 'Lost (1)', 'Takes access away (1)', 'Deletes (1)', 'Gives access (1)', 'Not reached (1)', 'Unknown until the deployment (1)', 'Other changes (5)',
    'Deployed as it is now', 'Stacks', 'Remarks',
  ]);
});

test('long lists are folded, but what takes access away stays open', () => {
  const markdown = planMarkdown(LARGE);
  expect([...markdown.matchAll(/<details.*/g)].map(([line]) => line)).toEqual([
    '<details open><summary>Takes access away (80)</summary>', '<details><summary>Gives access (80)</summary>', '<details><summary>Other changes (80)</summary>',
    '<details><summary>Adopted as they are (80)</summary>',
  ]);
  expect(rowsOf(markdown)).toHaveLength(320 + 2);
});

test('what has no room is left out in whole rows, that of the least important first, and counted', () => {
  const markdown = planMarkdown(manyOf(100, 1_000));
  const rows = rowsOf(markdown);
  const created = rows.filter((line) => line.includes('creates')).length;
  expect(markdown.length).toBeLessThanOrEqual(MOST);
  expect(markdown.length).toBeGreaterThan(MOST - 1_000);
  expect(rows.filter((line) => line.includes('</code> lost '))).toHaveLength(100);
  expect(markdown).toContain(`\n… and ${1_000 - created} more.\n\n</details>\n`);
});

test('a row that has no room alone doesn\'t take that of others', () => {
  const [stack = stackOf([])] = manyOf(2, 0).stacks;
  const huge = resource('People/Huge', 'lost', { reason: { message: 'x'.repeat(70_000) } });
  const markdown = planMarkdown(planOf([{ ...stack, resources: [huge, ...stack.resources] }]));
  expect(rowsOf(markdown).filter((line) => line.includes('</code> lost '))).toHaveLength(2);
  expect(markdown).toContain('\n… and 1 more.\n');
});

test('no plan is longer than a comment may be, and every row is whole', () => {
  const texts = anyText(300);
  const resources = fc.array(fc.record({ verb: fc.constantFrom(...VERBS), text: texts, access: fc.constantFrom('gives' as const, 'takes' as const) }), { maxLength: 100 });
  fc.assert(fc.property(resources, fc.integer({ min: 1, max: 30 }), (drawn, times) => {
    const all = Array.from({ length: times }, () => drawn).flat().map(({ verb, text, access }) =>
      resource(text, verb, { entity: { kind: 'user', name: text }, access, changes: [{ attribute: 'Title', before: text, after: text }], reason: { message: text } }));
    const markdown = planMarkdown(planOf([stackOf(all)], { remarks: all.map(({ path }) => path) }), { showsValues: true });
    expect(markdown.length).toBeLessThanOrEqual(MOST);
    expect(markdown.split('\n').filter((line) => line.startsWith('|') && !line.endsWith('|'))).toEqual([]);
  }), { numRuns: 30 });
});

test('no text of a plan breaks out of its cell or its line', () => {
  const shapeOf = (text: string): string[] =>
    planMarkdown(planOfNothingBut(text), { showsValues: true }).split('\n').map((line) => line.replace(/[^|]/g, ''));
  const expected = shapeOf('text');
  fc.assert(fc.property(anyText(40), (text) => expect(shapeOf(text)).toEqual(expected)));
});

test('a name that would notify somebody, or turn the line around, is only shown', () => {
  const markdown = planMarkdown(planOf([...UNICODE.stacks, stackOf([resource('People/@ada', 'creates', { entity: { kind: 'user', name: '@ada' } })])]));
  expect(markdown).toContain('user <code>&#64;ada</code><br><code>People/&#64;ada</code>');
  expect(markdown).not.toMatch(/@|\u202E/);
});

import fc from 'fast-check';
import { planText } from '../../../cli/plan/text';
import { columnsOf } from '../../../cli/plan/wrap';
import { Plan, Verb, VERBS } from '../../../rehearsal/plan';
import { anyText } from '../../support/any-text';
import { ALL_PLANS, EMPTY, EVERY_VERB, LARGE, NO_PLAN, planOf, planOfNothingBut, resource, stackOf, UNCHANGED, UNICODE } from './plans';

const plain = (plan: Plan, width = 100, isVerbose = false): string => planText(plan, { width, hasColour: false, isVerbose });

/** What switches a colour, and nothing else. */
const COLOUR = /\u001B\[\d+m/g;

const SMALL_PLANS = ALL_PLANS.filter(([, plan]) => plan !== LARGE);

describe.each([60, 100])('on %i columns', (width) => {
  test.each(SMALL_PLANS)('a plan of %s reads so', (_title, plan) => expect(plain(plan, width)).toMatchSnapshot());
});

test('with all that there is to tell, it reads so', () => expect(plain(UNICODE, 100, true)).toMatchSnapshot());

test.each<[string, Plan, string]>([
  ['an empty plan', EMPTY, 'No stack has resources that a plan knows, so that nothing is planned.'],
  ['a plan of a stack without resources of this library', planOf([stackOf([], { others: 3 })]), 'No stack has resources that a plan knows, so that nothing is planned.'],
  ['a plan in which all is kept', planOf([stackOf([resource('People/Ada', 'keeps')])]), 'Nothing would change: 1 kept.'],
  ['a plan in which all is kept beside others', UNCHANGED, 'Nothing of this library would change: 1 kept.'],
  ['drift of nothing', { ...EMPTY, isDrift: true }, 'No stack with resources of this library was found, so that nothing was compared.'],
  ['no drift', { ...UNCHANGED, isDrift: true }, 'Nothing differs from what is deployed: 1 as declared.'],
  ['a plan of some stacks', NO_PLAN, '1 kept. No plan of 1 of 2 stacks.'],
  ['no plan of the only stack', planOf([stackOf([], { noPlan: 'why' })]), 'No plan of the stack.'],
  ['no plan of any stack', planOf([stackOf([], { noPlan: 'why' }), stackOf([], { noPlan: 'why' })]), 'No plan of any of 2 stacks.'],
  ['a plan that only adopts', planOf([stackOf([resource('People/Ada', 'adopts'), resource('People/Bob', 'keeps')])]), '1 adopted, 1 kept. Nothing about them changes.'],
  ['a plan that adopts with a change', planOf([stackOf([resource('People/Ada', 'adopts', { changes: [{ attribute: 'Title', after: 'Chief' }] })])]), '1 adopted.'],
  ['a large plan', LARGE, '80 deleted, 80 changed, 80 created, 80 adopted, 80 kept.'],
  ['thousands', { ...EMPTY, totals: { ...EMPTY.totals, creates: 1200 } }, '1,200 created.'],
])('the first line of %s is its totals', (_title, plan, expected) => expect(plain(plan).split('\n')[0]).toBe(expected));

test('what refuses comes first, then what takes access away, then what gives it, and remarks last', () => {
  const headings = plain(EVERY_VERB).split('\n').filter((line) => /^[A-Z][^.]*$/.test(line));
  expect(headings).toEqual([
    'Refused (2)', 'Lost (1)', 'Takes access away (1)', 'Deletes (1)', 'Gives access (1)', 'Not reached (1)', 'Unknown until the deployment (1)', 'Other changes (5)',
    'Deployed as it is now', 'Stacks', 'Remarks',
  ]);
});

test('what is adopted as it is stands apart from what changes, is held by another stack or may come out otherwise', () => {
  const changes = [{ attribute: 'Title', after: 'Chief' }];
  const text = plain(planOf([stackOf([
    resource('People/Ada', 'adopts'), resource('People/Bob', 'adopts', { changes }), resource('People/Grace', 'adopts', { heldBy: ['Other'] }),
    resource('People/Ken', 'adopts', { otherwise: [{ switch: 'lookupsIgnoreCase', verb: 'creates' }] }),
  ])]));
  expect(text).toContain('Other changes (3)\n');
  expect(text).toMatch(/\nAdopted as they are \(1\)\n {2}They come under management, and nothing about them changes\.\n {2}\+ adopts +user ada +People\/Ada\n/);
});

test.each<[Verb, string]>([
  ['refused', '!'], ['lost', '!'], ['not reached', '?'], ['unknown', '?'], ['waits for the other side', '?'], ['deletes', '-'], ['replaces', '~'], ['changes', '~'],
  ['creates', '+'], ['adopts', '+'], ['leaves', '='],
])('%s has the sign %s, with colours and without', (verb, sign) => {
  const plan = planOf([stackOf([resource('People/Ada', verb)])]);
  const [row = ''] = plain(plan).split('\n').filter((line) => line.includes('user ada'));
  expect(row.startsWith(`  ${sign} `)).toBe(true);
  expect(planText(plan, { width: 100, hasColour: true }).replace(COLOUR, '').split('\n')).toContain(row);
});

test('what may come out otherwise, or be refused all the same, says so', () => {
  const otherwise = [{ switch: 'normalizesValues', verb: 'refused' as const, reason: { code: 'EMAIL_TAKEN', message: 'taken' }, inAnotherOrder: ['creates' as const] }];
  const mayBeRefused = { code: 'DUPLICATE_HANDSHAKE_UNMATCHED', message: 'it may be the address of another one.', remedy: 'invite it once' };
  const text = plain(planOf([stackOf([resource('People/Ada', 'creates', { otherwise, mayBeRefused })])])).replace(/\n */g, ' ');
  expect(text).toContain('May be refused all the same (DUPLICATE_HANDSHAKE_UNMATCHED): it may be the address of another one. What to do: invite it once.');
  expect(text).toContain('with the other value of the switch normalizesValues (docs/sandbox.md) it is "refused" (EMAIL_TAKEN), or "creates": that depends on what comes first.');
});

test('there is a sign for every verb', () => {
  const plan = planOf([stackOf(VERBS.map((verb) => resource(`People/${verb}`, verb)))]);
  expect(plain(plan, 100, true).split('\n').filter((line) => /^ {2}[!?~=+-] /.test(line))).toHaveLength(VERBS.length);
});

test.each(ALL_PLANS)('colours add nothing else to a plan of %s', (_title, plan) => {
  const coloured = planText(plan, { width: 80, hasColour: true });
  expect(coloured).toMatch(COLOUR);
  expect(coloured.replace(COLOUR, '')).toBe(plain(plan, 80));
});

test.each([40, 50, 60, 80, 100, 120, 200])('no line is wider than %i columns', (width) => {
  const lines = ALL_PLANS.flatMap(([, plan]) => plain(plan, width, true).split('\n'));
  expect(lines.filter((line) => columnsOf(line) > width)).toEqual([]);
});

test('no sentence is drawn out over a wide terminal', () => {
  const sentences = plain(EVERY_VERB, 200).split('\n').filter((line) => /^ +(What to do|Not known|\*)/.test(line));
  expect(sentences.filter((line) => columnsOf(line) > 110)).toEqual([]);
});

test('old and new stand side by side where they fit, and one below the other where they don\'t', () => {
  const changes = [{ attribute: 'DisplayName', before: 'Ada', after: 'Ada Lovelace, Countess of Lovelace' }];
  const plan = planOf([stackOf([resource('People/Ada', 'changes', { changes })])]);
  expect(plain(plan, 80)).toContain('\n      DisplayName  "Ada" → "Ada Lovelace, Countess of Lovelace"\n');
  expect(plain(plan, 50)).toContain('\n      DisplayName\n        - "Ada"\n        + "Ada Lovelace, Countess of Lovelace"\n');
});

test('what is kept is counted, and listed only if everything is to be told', () => {
  expect(plain(EVERY_VERB)).not.toContain('user linus');
  expect(plain(EVERY_VERB, 100, true)).toContain('  = keeps        user linus  People/Linus\n      id 9067642ac7-12121212\n');
});

test('a resource without a path is told with its stack', () => expect(plain(EVERY_VERB)).toContain('group interns                    People: OldGroup\n'));

test('no text of a plan steers the terminal', () => {
  fc.assert(fc.property(anyText(40), (text) => {
    expect(plain(planOfNothingBut(text), 60, true).replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u202A-\u202E\u2066-\u2069\u200E\u200F]/u);
  }));
});

import { planJson } from '../../../cli/plan/json';
import { problemsOf } from '../../support/json-schemas';
import { ALL_PLANS, EVERY_VERB } from './plans';

/** Equal to the value, with the members of every object the other way round. */
function turnedAround(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedAround);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([name, member]) => [name, turnedAround(member)]));
}

test.each(ALL_PLANS)('the JSON of a plan with %s is the plan, and as its schema says', (_title, plan) => {
  const parsed = JSON.parse(planJson(plan)) as unknown;
  expect(parsed).toEqual(plan);
  expect(problemsOf('plan', parsed)).toEqual([]);
});

test('the JSON of every verb', () => expect(planJson(EVERY_VERB)).toMatchSnapshot());

test('equal plans are equal texts, whatever the order of their members', () => {
  expect(planJson(turnedAround(EVERY_VERB) as typeof EVERY_VERB)).toBe(planJson(EVERY_VERB));
});

test('what has no value isn\'t written', () => {
  const [stack] = EVERY_VERB.stacks;
  expect(planJson({ ...EVERY_VERB, stacks: [{ ...stack, noPlan: undefined } as never] })).not.toContain('noPlan');
});

test('the schema refuses what isn\'t a plan\'s', () => {
  expect(problemsOf('plan', { ...EVERY_VERB, format: 'cdk-org-guard/plan@0', another: true, made: { ...EVERY_VERB.made, at: 'yesterday' } })).toEqual([
    ' should NOT have additional properties',
    '.format should be equal to one of the allowed values',
    '.made.at should match pattern "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"',
  ]);
});

import { ExitCodeOptions, exitCodeOf } from '../../../cli/plan/exit-code';
import { Plan, VERBS } from '../../../rehearsal/plan';
import { EMPTY, EVERY_VERB, NO_PLAN, planOf, resource, stackOf, UNCHANGED } from './plans';

const only = (verb: (typeof VERBS)[number], access?: 'gives' | 'takes'): Plan => planOf([stackOf([resource('People/Ada', verb, access && { access })])]);

const REFUSED_WITHOUT_PLAN = planOf([...EVERY_VERB.stacks, ...NO_PLAN.stacks]);

test.each<[string, Plan, ExitCodeOptions, number]>([
  ['a plan of nothing is made', EMPTY, { isDetailed: true, failOn: 'changes' }, 0],
  ['a plan in which all is kept is made', UNCHANGED, { isDetailed: true, failOn: 'changes' }, 0],
  ['a plan with changes is made', only('changes'), {}, 0],
  ['a stack without a plan counts', NO_PLAN, {}, 1],
  ['a stack without a plan counts more than refusals', REFUSED_WITHOUT_PLAN, { isDetailed: true, failOn: 'changes' }, 1],
  ['changes have a code of their own if it is asked for', only('creates'), { isDetailed: true }, 2],
  ['what is unknown is a change', only('unknown'), { isDetailed: true }, 2],
  ['what leaves the stack is a change', only('leaves'), { isDetailed: true }, 2],
  ['what is refused counts', only('refused'), {}, 3],
  ['what is lost counts', only('lost'), {}, 3],
  ['refusals count more than what the caller doesn\'t want', EVERY_VERB, { isDetailed: true, failOn: 'changes' }, 3],
  ['refusals have their code where the caller fails on them', only('refused'), { failOn: 'refusals' }, 3],
  ['no refusal is nothing to fail on', only('deletes', 'takes'), { failOn: 'refusals' }, 0],
  ['changes fail if they may not be', only('adopts'), { isDetailed: true, failOn: 'changes' }, 4],
  ['a deletion fails if nothing may be removed', only('deletes'), { failOn: 'removals' }, 4],
  ['a change that takes access away fails if nothing may be removed', only('changes', 'takes'), { failOn: 'removals' }, 4],
  ['what may take access away fails if nothing may be removed', only('unknown', 'takes'), { failOn: 'removals' }, 4],
  ['what isn\'t reached takes nothing away', only('not reached', 'takes'), { failOn: 'removals' }, 0],
  ['what gives access removes nothing', only('creates', 'gives'), { failOn: 'removals' }, 0],
  ['changes without removals have their own code', only('creates', 'gives'), { isDetailed: true, failOn: 'removals' }, 2],
])('%s', (_title, plan, options, expected) => expect(exitCodeOf(plan, options)).toBe(expected));

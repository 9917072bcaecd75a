import { MOST_STACK_CALLS } from '../../../../cli/probe/stack/probe-stack';
import { STACK_EXPERIMENTS, THROTTLING_EXPERIMENTS } from '../../../../cli/probe/stack/experiments';
import { DEFAULT_SWITCHES, Switches } from '../../../../sandbox/cloudformation/switches';
import { StackWorld } from '../../../support/stack-world';

/** Every value of every switch of CloudFormation that a probe of a stack finds. */
const VALUES: { readonly [Name in keyof Switches]?: readonly Switches[Name][] } = {
  rollbackPhysicalId: ['NEW', 'OLD'],
  datedAnswerUrl: [true, false],
  templateDuringUpdate: ['NEW', 'OLD'],
  stackDeletionAttempts: [1, 3],
  namedStack: ['ID', 'NAME'],
  pageSize: [50, 100],
};

/** What stands of these switches in a result if all of them are as usual. */
const USUAL = {
  rollbackPhysicalId: 'NEW', datedAnswerUrl: true, templateDuringUpdate: 'NEW', stackDeletionAttempts: 1, namedStack: 'ID', pageSize: 100,
};

test.each(Object.entries(VALUES).flatMap(([name, values]) => values.map((value): [string, unknown] => [name, value])))('%s is found, if it is %s', async (name, value) => {
  const world = new StackWorld({ switches: { cloudFormation: { [name]: value } } });
  const { switches, findings, calls } = await world.found();
  expect(findings.filter(({ notSettled }) => notSettled !== undefined)).toEqual([]);
  expect(switches).toEqual({ cloudFormation: { ...USUAL, [name]: value }, lambda: { concurrency: 1_000 } });
  expect(calls).toBeLessThanOrEqual(MOST_STACK_CALLS);
  expect(world.called).toHaveLength(calls);
  expect(world.remains).toEqual([]);
});

test('with all of them otherwise at the same time, all are found', async () => {
  const cloudFormation = {
    rollbackPhysicalId: 'OLD' as const, datedAnswerUrl: false, templateDuringUpdate: 'OLD' as const, stackDeletionAttempts: 2, namedStack: 'NAME' as const, pageSize: 40,
  };
  const world = new StackWorld({ switches: { cloudFormation, lambda: { concurrency: 10 } } });
  const { switches } = await world.found();
  expect(switches).toEqual({ cloudFormation, lambda: { concurrency: 10 } });
  expect(world.remains).toEqual([]);
});

test.each([[2, 8], [5, 5], [10, 10]])('with --throttling a rate of %d a second and a burst of %d are found', async (perSecond, burst) => {
  const requestRates = { ...DEFAULT_SWITCHES.requestRates, DescribeStacks: { perSecond, burst } };
  const world = new StackWorld({ switches: { cloudFormation: { requestRates } } });
  const { switches, findings } = await world.found({ throttling: true });
  expect(findings.filter(({ notSettled }) => notSettled !== undefined)).toEqual([]);
  expect(switches.cloudFormation).toEqual({ ...USUAL, requestRates });
  expect(world.remains).toEqual([]);
});

test('where twenty requests at once are taken no rate is found', async () => {
  const world = new StackWorld({ switches: { cloudFormation: { requestRates: {} } } });
  const { switches, findings } = await world.found({ throttling: true });
  expect(findings.at(-1)).toEqual({ experiment: 'request-rates', seen: { sentAtOnce: 20, takenAtOnce: 20 } });
  expect(switches.cloudFormation).toEqual(USUAL);
});

test('every switch of an experiment with a stack is tried out above', () => {
  const named = [...STACK_EXPERIMENTS, ...THROTTLING_EXPERIMENTS].flatMap(({ switches }) => switches.map(({ name }) => name));
  expect(named.sort()).toEqual([...Object.keys(VALUES), 'concurrency', 'requestRates'].sort());
});

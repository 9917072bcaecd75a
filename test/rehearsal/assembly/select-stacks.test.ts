import { Annotations, App, Stack, Stage } from 'aws-cdk-lib';
import type { Assembly } from '../../../rehearsal/assembly/assembly';
import { readAssembly } from '../../../rehearsal/assembly/read-assembly';
import { SelectionOptions, selectStacks } from '../../../rehearsal/assembly/select-stacks';
import { synthesized } from '../../support/synthesized';

function assemblyOf(declare: (app: App) => void): Assembly {
  const { assembly, refused } = readAssembly(synthesized(declare));
  if (!assembly) throw new Error(refused);
  return assembly;
}

/** Two stacks in a stage, and three outside of it, of which one depends on another. */
let assembly: Assembly;
beforeAll(() => {
  assembly = assemblyOf((app) => {
    const people = new Stack(app, 'People', { stackName: 'company-people' });
    people.addDependency(new Stack(app, 'Directory'));
    new Stack(app, 'Network');
    const production = new Stage(app, 'Production');
    new Stack(production, 'People').addDependency(new Stack(production, 'Directory'));
  });
});

function selected(patterns: readonly string[], options?: SelectionOptions): readonly string[] | string | undefined {
  const { stacks, refused } = selectStacks(assembly, patterns, options);
  return stacks?.map(({ hierarchicalId }) => hierarchicalId) ?? refused;
}

const THERE_ARE = 'there are Directory, Network, Production/Directory (Production-Directory), People (company-people), Production/People (Production-People)';

test('without a pattern the stacks of the top level are selected, in the order of their deployment', () => {
  expect(selected([])).toEqual(['Directory', 'Network', 'People']);
});

test('stacks in stages that nobody has named are told, and those that a pattern leaves out are not', () => {
  const leftOut = (...patterns: string[]) => selectStacks(assembly, patterns).leftOut?.map(({ hierarchicalId }) => hierarchicalId);
  expect(leftOut()).toEqual(['Production/Directory', 'Production/People']);
  expect(leftOut('People')).toEqual([]);
});

test.each<[string, readonly string[], readonly string[]]>([
  ['everything, with two asterisks', ['**'], ['Directory', 'Network', 'Production/Directory', 'People', 'Production/People']],
  ['the top level, with one', ['*'], ['Directory', 'Network', 'People']],
  ['a stage', ['Production/*'], ['Production/Directory', 'Production/People']],
  ['a stack by its hierarchical id, with what it depends on', ['People'], ['Directory', 'People']],
  ['a stack by its name', ['company-people'], ['Directory', 'People']],
  ['stacks by a pattern for their names', ['Production-P*'], ['Production/Directory', 'Production/People']],
  ['stacks by alternatives', ['{Network,Directory}'], ['Directory', 'Network']],
  ['what any pattern matches', ['Network', 'Dir*'], ['Directory', 'Network']],
  ['what no pattern with an exclamation mark excludes', ['!Production/*'], ['Directory', 'Network', 'People']],
  ['what one pattern matches and none excludes', ['**', '!**/People'], ['Directory', 'Network', 'Production/Directory']],
  ['everything but a stack by its name', ['*', '!company-people'], ['Directory', 'Network']],
])('selects %s', (_, patterns, expected) => {
  expect(selected(patterns)).toEqual(expected);
});

test('leaves out what the selected stacks depend on, if only they are wanted', () => {
  expect(selected(['**/People'], { exclusively: true })).toEqual(['People', 'Production/People']);
});

test.each([
  [['Network', 'Peopel'], `no stack is called Peopel: ${THERE_ARE}`],
  [['people'], `no stack is called people: ${THERE_ARE}`],
  [['Network', '!Network'], `no stack is left: ${THERE_ARE}`],
])('refuses %j', (patterns, refused) => {
  expect(selected(patterns)).toBe(refused);
});

test('refuses an app whose stacks are all in stages without a pattern, and an app without stacks', () => {
  expect(selectStacks(assemblyOf((app) => new Stack(new Stage(app, 'Production'), 'People')), [])).toEqual({
    refused: 'all stacks are in stages, so that their names or a pattern such as "**" have to be given: there is Production/People (Production-People)',
  });
  expect(selectStacks(assemblyOf(() => undefined), ['**'])).toEqual({ refused: 'the app has no stacks' });
});

test('refuses stacks in which the app itself has found errors, but only if they are selected', () => {
  const withErrors = assemblyOf((app) => {
    Annotations.of(new Stack(app, 'People')).addError('nobody is left');
    new Stack(app, 'Network').addDependency(new Stack(app, 'Directory'));
  });
  expect(selectStacks(withErrors, [])).toEqual({ refused: 'the app has errors, with which cdk deploys nothing: People: nobody is left' });
  expect(selectStacks(withErrors, ['Network']).stacks?.map(({ hierarchicalId }) => hierarchicalId)).toEqual(['Directory', 'Network']);
});

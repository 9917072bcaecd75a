import { graphOf, reversed, walk } from '../../../sandbox/cloudformation/graph';
import type { Json, ResourceDefinition } from '../../../sandbox/cloudformation/template';
import { VirtualTime } from '../../../sandbox/time/virtual-time';
import { refusal } from '../../support/refusals';

/** The graph of resources that are given with the names of those they depend on. */
function graph(dependencies: Readonly<Record<string, readonly string[]>>) {
  return graphOf(new Map(Object.entries(dependencies).map(([logicalId, DependsOn]) => [logicalId, { Type: 'Custom::Thing', DependsOn: [...DependsOn] }])));
}

const DIAMOND = { Top: ['Left', 'Right'], Left: ['Bottom'], Right: ['Bottom'], Bottom: [], Alone: [] };

describe('the order', () => {
  test.each<[string, Partial<ResourceDefinition>]>([
    ['DependsOn with a text', { DependsOn: 'Second' }],
    ['DependsOn with a list', { DependsOn: ['Second'] }],
    ['Ref', { Properties: { a: { Ref: 'Second' } } }],
    ['Fn::GetAtt', { Properties: { a: [{ 'Fn::GetAtt': ['Second', 'Arn'] }] } }],
    ['Fn::GetAtt with a text', { Properties: { a: { 'Fn::GetAtt': 'Second.Arn' } } }],
    ['Fn::Sub', { Properties: { a: { 'Fn::Sub': 'x ${Second.Arn}' } } }],
    ['a branch of Fn::If', { Properties: { a: { 'Fn::If': ['Sometimes', { Ref: 'Second' }, { Ref: 'AWS::NoValue' }] } } }],
  ])('follows %s', (_how, definition) => {
    const { order, dependenciesOf } = graphOf(new Map<string, ResourceDefinition>([
      ['First', { Type: 'Custom::Thing', ...definition }],
      ['Second', { Type: 'Custom::Thing' }],
    ]));
    expect(order).toEqual(['Second', 'First']);
    expect(dependenciesOf('First')).toEqual(['Second']);
    expect(dependenciesOf('Second')).toEqual([]);
  });

  test.each<[string, Json]>([
    ['a parameter', { Ref: 'AWS::Region' }],
    ['a resource that is not deployed', { Ref: 'Conditional' }],
    ['a text that is the name of a resource', 'Second'],
    ['a literal in Fn::Sub', { 'Fn::Sub': '${!Second}' }],
    ['a variable of Fn::Sub that is called like a resource', { 'Fn::Sub': ['${Second}', { Second: 'text' }] }],
  ])('is not changed by %s', (_what, property) => {
    const { order, dependenciesOf } = graphOf(new Map<string, ResourceDefinition>([
      ['First', { Type: 'Custom::Thing', Properties: { property } }],
      ['Second', { Type: 'Custom::Thing' }],
    ]));
    expect(order).toEqual(['First', 'Second']);
    expect(dependenciesOf('First')).toEqual([]);
  });

  test('is that of the template among resources that do not depend on each other', () => {
    expect(graph({ C: [], A: [], B: [] }).order).toEqual(['C', 'A', 'B']);
  });

  test('has every resource once and after all it depends on', () => {
    expect(graph(DIAMOND).order).toEqual(['Bottom', 'Left', 'Right', 'Top', 'Alone']);
  });

  test('counts a resource once that is referred to twice', () => {
    const { dependenciesOf } = graphOf(new Map<string, ResourceDefinition>([
      ['First', { Type: 'Custom::Thing', DependsOn: ['Second', 'Second'], Properties: { a: { Ref: 'Second' }, b: { Ref: 'Second' } } }],
      ['Second', { Type: 'Custom::Thing' }],
    ]));
    expect(dependenciesOf('First')).toEqual(['Second']);
  });

  test.each([
    { circle: 'A resource that depends on itself', dependencies: { A: ['A'] }, named: 'A' },
    { circle: 'Two that depend on each other', dependencies: { A: ['B'], B: ['A'], C: [] }, named: 'A, B' },
    { circle: 'Three in a circle', dependencies: { C: [], A: ['B', 'C'], B: ['D'], D: ['A'] }, named: 'A, B, D' },
  ])('$circle: refused, with their names', ({ dependencies, named }) => {
    expect(() => graph(dependencies as Record<string, string[]>))
      .toThrow(refusal('ValidationError', `Circular dependency between resources: [${named}]`));
  });
});

test('reversed has every resource after all that depends on it', () => {
  const { order, dependenciesOf } = reversed(graph(DIAMOND));
  expect(order).toEqual(['Alone', 'Top', 'Right', 'Left', 'Bottom']);
  expect(Object.fromEntries(order.map((logicalId) => [logicalId, dependenciesOf(logicalId)]))).toEqual({
    Alone: [], Top: [], Right: ['Top'], Left: ['Top'], Bottom: ['Left', 'Right'],
  });
});

test('reversed twice is the same order', () => {
  expect(reversed(reversed(graph(DIAMOND))).order).toEqual(graph(DIAMOND).order);
});

describe('a walk', () => {
  const SECONDS: Readonly<Record<string, number>> = { Bottom: 1, Left: 2, Right: 5, Top: 1, Alone: 4 };

  async function visits(walked: ReturnType<typeof graph>): Promise<string[]> {
    const time = new VirtualTime(0);
    const log: string[] = [];
    await time.run(walk(walked, async (logicalId) => {
      log.push(`${time.now() / 1000} begin ${logicalId}`);
      await time.sleep((SECONDS[logicalId] ?? 0) * 1000);
      log.push(`${time.now() / 1000} end ${logicalId}`);
    }));
    return log;
  }

  test('visits each resource as soon as its dependencies are visited, and several at a time', async () => {
    expect(await visits(graph(DIAMOND))).toEqual([
      '0 begin Bottom', '0 begin Alone',
      '1 end Bottom', '1 begin Left', '1 begin Right',
      '3 end Left',
      '4 end Alone',
      '6 end Right', '6 begin Top',
      '7 end Top',
    ]);
  });

  test('of the reversed graph goes the other way', async () => {
    expect(await visits(reversed(graph(DIAMOND)))).toEqual([
      '0 begin Alone', '0 begin Top',
      '1 end Top', '1 begin Right', '1 begin Left',
      '3 end Left',
      '4 end Alone',
      '6 end Right', '6 begin Bottom',
      '7 end Bottom',
    ]);
  });

  test('that fails does not visit what depends on the failed resource', async () => {
    const visited: string[] = [];
    await expect(walk(graph(DIAMOND), async (logicalId) => {
      visited.push(logicalId);
      if (logicalId === 'Left') throw new Error('no way');
    })).rejects.toThrow(new Error('no way'));
    expect(visited.sort()).toEqual(['Alone', 'Bottom', 'Left', 'Right']);
  });
});

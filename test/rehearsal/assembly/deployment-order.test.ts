import fc from 'fast-check';
import { inDeploymentOrder, Ordered } from '../../../rehearsal/assembly/deployment-order';

/** `A` for a stack without dependencies, `A<B,C` for one that depends on two. */
function stacks(...described: readonly string[]): readonly Ordered[] {
  return described.map((each) => {
    const [hierarchicalId = '', dependencies] = each.split('<');
    return { hierarchicalId, dependencies: dependencies?.split(',') ?? [] };
  });
}

test.each([
  ['as they are, if none depends on another', ['B', 'A', 'C'], 'BAC'],
  ['behind what they depend on', ['A<B', 'B<C', 'C'], 'CBA'],
  ['behind all that were ready before', ['A<C', 'B', 'C', 'D'], 'BCDA'],
  ['in the order in which their dependencies were deployed', ['A', 'C', 'D<C', 'B<A'], 'ACBD'],
  ['as the list has them, if they become ready together', ['D<A', 'B<A', 'C<A', 'A'], 'ADBC'],
  ['without those in a circle, and what depends on these', ['A', 'B<C', 'C<B', 'D<B', 'E<A'], 'AE'],
])('stacks are deployed %s', (_, described, expected) => {
  expect(inDeploymentOrder(stacks(...described)).map(({ hierarchicalId }) => hierarchicalId).join('')).toBe(expected);
});

test('none is deployed before what it depends on, and none is forgotten', () => {
  // Each depends only on names before its own, so that there is no circle.
  const described = fc.shuffledSubarray([...'ABCDEFG'].map((_, index) => index)).chain((indices) => fc.tuple(...indices.map((index) =>
    fc.subarray(indices.filter((other) => other < index)).map((dependencies) => ({ hierarchicalId: String(index), dependencies: dependencies.map(String) })))));
  fc.assert(fc.property(described, (listed) => {
    const order = inDeploymentOrder(listed);
    const places = new Map(order.map(({ hierarchicalId }, place) => [hierarchicalId, place]));
    expect(order.filter(({ dependencies }, place) => !dependencies.every((name) => (places.get(name) ?? Infinity) < place))).toEqual([]);
    expect([...order].sort((one, other) => listed.indexOf(one) - listed.indexOf(other))).toEqual(listed);
  }), { seed: 1, numRuns: 500 });
});

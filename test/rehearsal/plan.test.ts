import { ResourcePlan, totalsOf, Verb, VERBS } from '../../rehearsal/plan';

function resource(logicalId: string, verb: Verb): ResourcePlan {
  return { path: `Directory/${logicalId}`, logicalId, type: 'Custom::IdentityStoreUser', entity: { kind: 'user', name: logicalId }, verb, changes: [] };
}

test('totals count the resources of all stacks by their verb, and name also what no resource does', () => {
  const totals = totalsOf([{ resources: [resource('jane', 'adopts'), resource('john', 'refused')] }, { resources: [resource('mary', 'adopts')] }]);
  expect(totals).toEqual({ ...Object.fromEntries(VERBS.map((verb) => [verb, 0])), adopts: 2, refused: 1 });
});

import { ListStackResourcesCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { exception } from '../../support/refusals';
import { ScriptedFunctions, thing } from '../../support/scripted-functions';

const MANY = 120;

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

test('the resources of a stack are listed a hundred a page', async () => {
  await world.deploy(Object.fromEntries(Array.from({ length: MANY }, (_, index) => [`Thing${index}`, thing()])));
  const first = await world.clientOf().send(new ListStackResourcesCommand({ StackName: 'Stack' }));
  const second = await world.clientOf().send(new ListStackResourcesCommand({ StackName: 'Stack', NextToken: first.NextToken }));
  // One of them is the function.
  expect([first.StackResourceSummaries?.length, second.StackResourceSummaries?.length]).toEqual([100, MANY + 1 - 100]);
  expect(second.NextToken).toBeUndefined();
});

// Tokens that are only good for their request had taken the empty one for one of another request.
test('an empty token asks for the first page', async () => {
  await world.deploy({ A: thing() });
  const { StackResourceSummaries = [] } = await world.clientOf().send(new ListStackResourcesCommand({ StackName: 'Stack', NextToken: '' }));
  expect(StackResourceSummaries.map(({ LogicalResourceId }) => LogicalResourceId)).toContain('A');
});

test('a token of another list is refused', async () => {
  await world.deploy(Object.fromEntries(Array.from({ length: MANY }, (_, index) => [`Thing${index}`, thing()])));
  const { NextToken } = await world.clientOf().send(new ListStackResourcesCommand({ StackName: 'Stack' }));
  const listed = world.clientOf().send(new ListStacksCommand({ NextToken }));
  await expect(listed).rejects.toEqual(exception('NotEmulated', 'The cdk-org-guard sandbox doesn\'t emulate a list with that NextToken'));
});

test('a token that no page gave is refused', async () => {
  await world.deploy({ A: thing() });
  const listed = world.clientOf().send(new ListStackResourcesCommand({ StackName: 'Stack', NextToken: 'made up' }));
  await expect(listed).rejects.toEqual(exception('NotEmulated', 'The cdk-org-guard sandbox doesn\'t emulate a list with that NextToken'));
});

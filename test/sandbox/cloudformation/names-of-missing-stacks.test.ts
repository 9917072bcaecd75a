import {
  CloudFormationClient, DescribeStackEventsCommand, DescribeStackResourcesCommand, DescribeStacksCommand, GetTemplateCommand, ListStackResourcesCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { exception } from '../../support/refusals';
import { ScriptedFunctions, thing } from '../../support/scripted-functions';

const STACK = { StackName: 'Stack' };

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

// The toolkit asks for events by the name of a stack until that is deleted, and fails the deletion at any other text.
test.each<[string, string, (client: CloudFormationClient) => Promise<unknown>]>([
  ['DescribeStackEvents', '[Stack]', (client) => client.send(new DescribeStackEventsCommand(STACK))],
  ['UpdateStack', '[Stack]', (client) => client.send(new UpdateStackCommand({ ...STACK, TemplateBody: '{}' }))],
  ['DescribeStacks', 'with id Stack', (client) => client.send(new DescribeStacksCommand(STACK))],
  ['DescribeStackResources', 'with id Stack', (client) => client.send(new DescribeStackResourcesCommand(STACK))],
  ['ListStackResources', 'with id Stack', (client) => client.send(new ListStackResourcesCommand(STACK))],
  ['GetTemplate', 'with id Stack', (client) => client.send(new GetTemplateCommand(STACK))],
])('%s calls a stack that is no more "Stack %s"', async (_operation, called, ask) => {
  await world.deploy({ A: thing() });
  await world.destroy();
  await expect(ask(world.clientOf())).rejects.toEqual(exception('ValidationError', `Stack ${called} does not exist`));
});

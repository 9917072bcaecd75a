import { CloudFormationClient, CreateStackCommand, DeleteStackCommand, DescribeStacksCommand, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { exception } from '../../support/refusals';
import { ScriptedFunctions } from '../../support/scripted-functions';

let world: ScriptedFunctions;
let client: CloudFormationClient;

const StackName = 'Stack';
const TemplateBody = JSON.stringify({ Resources: { One: { Type: 'AWS::CloudFormation::WaitConditionHandle' } } });

beforeEach(() => {
  world = new ScriptedFunctions();
  client = world.clientOf();
});

async function create(EnableTerminationProtection?: boolean): Promise<void> {
  await client.send(new CreateStackCommand({ StackName, TemplateBody, ...(EnableTerminationProtection !== undefined && { EnableTerminationProtection }) }));
  await world.time.run(world.sandbox.cloudFormation.existing(StackName).whenSettled());
}

async function isProtected(): Promise<boolean | undefined> {
  return (await client.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0]?.EnableTerminationProtection;
}

async function destroy(): Promise<string> {
  const stack = world.sandbox.cloudFormation.existing(StackName);
  await client.send(new DeleteStackCommand({ StackName }));
  await world.time.run(stack.whenSettled());
  return stack.status;
}

// `terminationProtection` of a stack was an operation that isn't emulated, and a member of CreateStack that was taken in silence.
test('A stack that is created with it can\'t be deleted', async () => {
  await create(true);
  await expect(isProtected()).resolves.toBe(true);
  await expect(destroy()).rejects.toThrow(exception('ValidationError', 'Stack [Stack] cannot be deleted while TerminationProtection is enabled'));
  expect(world.sandbox.cloudFormation.existing(StackName).status).toBe('CREATE_COMPLETE');
});

test('It is given to a stack that is there, and taken away', async () => {
  await create();
  await expect(isProtected()).resolves.toBe(false);
  const { StackId } = await client.send(new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: true }));
  expect(StackId).toBe(world.sandbox.cloudFormation.existing(StackName).id);
  await expect(isProtected()).resolves.toBe(true);
  await expect(destroy()).rejects.toThrow('cannot be deleted');
  await client.send(new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false }));
  await expect(destroy()).resolves.toBe('DELETE_COMPLETE');
});

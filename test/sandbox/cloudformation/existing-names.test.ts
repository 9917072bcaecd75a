import {
  CloudFormationClient, CreateChangeSetCommand, CreateStackCommand, DeleteStackCommand, DescribeChangeSetCommand, DescribeEventsCommand, UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Json, ResourceDefinition, Template } from '../../../sandbox/cloudformation/template';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { HANDLER, historyOfResource, ScriptedFunctions } from '../../support/scripted-functions';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';

let world: ScriptedFunctions;

beforeEach(() => { world = new ScriptedFunctions(); });

const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
const ALLOWANCE = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };

function clientIn(region: string): CloudFormationClient {
  return new CloudFormationClient({ ...clientSettings('SANDBOXPERSON'), region, requestHandler: new WireHandler((request) => world.sandbox.answer(request)) });
}

function ofType(Type: string, Properties: Record<string, Json>): ResourceDefinition {
  return { Type, Properties };
}

function role(RoleName: string, properties: Record<string, Json> = {}): ResourceDefinition {
  return ofType('AWS::IAM::Role', { RoleName, AssumeRolePolicyDocument: TRUST, ...properties });
}

async function deploy(StackName: string, Resources: Template['Resources'], region = 'us-east-1'): Promise<Stack> {
  const input = { StackName, Capabilities, TemplateBody: JSON.stringify({ Resources }) };
  const place = world.sandbox.allPlaces.find(({ environment }) => environment.region === region);
  const isThere = place?.cloudFormation.find(StackName) !== undefined;
  const { StackId = '' } = await clientIn(region).send(isThere ? new UpdateStackCommand(input) : new CreateStackCommand(input));
  return settled(StackId);
}

async function settled(stackId: string): Promise<Stack> {
  const stack = world.sandbox.allPlaces.map(({ cloudFormation }) => cloudFormation.find(stackId)).find((found) => found !== undefined) as Stack;
  await world.time.run(stack.whenSettled());
  return stack;
}

/** Why a resource couldn't be made, without what is another id each time. */
function failuresOf(stack: Stack, logicalId: string): (string | undefined)[] {
  return historyOfResource(stack, logicalId).filter((event) => /^\w+_FAILED/.test(event)).map((event) => event.replace(/RequestToken: [0-9a-f-]{36}/, 'RequestToken: ID'));
}

function refused(type: string, identifier: string, status = 'CREATE_FAILED'): string {
  return `${status} Resource handler returned message: "Resource of type '${type}' with identifier '${identifier}' already exists." `
    + '(RequestToken: ID, HandlerErrorCode: AlreadyExists)';
}

const NAMED: Record<string, ResourceDefinition> = {
  'AWS::IAM::Role': role('name'),
  'AWS::IAM::ManagedPolicy': ofType('AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'name', PolicyDocument: ALLOWANCE }),
  'AWS::Lambda::Function': ofType('AWS::Lambda::Function', { ...HANDLER.Properties, FunctionName: 'name' }),
  'AWS::Logs::LogGroup': ofType('AWS::Logs::LogGroup', { LogGroupName: 'name' }),
  'AWS::SSM::Parameter': ofType('AWS::SSM::Parameter', { Name: 'name', Type: 'String', Value: 'text' }),
  'AWS::StepFunctions::StateMachine': ofType('AWS::StepFunctions::StateMachine', {
    StateMachineName: 'name',
    RoleArn: 'arn:aws:iam::123456789012:role/handler',
    DefinitionString: JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true } } }),
  }),
};

describe.each(Object.entries(NAMED))('A name that another stack has given to its %s', (type, One) => {
  beforeEach(async () => {
    expect(await deploy('First', { One })).toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  test('fails the resource of a stack that is created without a change set, and stays with its owner', async () => {
    const stack = await deploy('Second', { One });
    expect(failuresOf(stack, 'One')).toEqual([refused(type, 'name')]);
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(failuresOf(await deploy('Third', { One }), 'One')).toEqual([refused(type, 'name')]);
  });

  test('fails a change set', async () => {
    const client = world.clientOf();
    const { Id } = await client.send(new CreateChangeSetCommand({
      StackName: 'Second', ChangeSetName: 'first', ChangeSetType: 'CREATE', Capabilities, TemplateBody: JSON.stringify({ Resources: { One } }),
    }));
    expect(await client.send(new DescribeChangeSetCommand({ ChangeSetName: Id }))).toMatchObject({
      Status: 'FAILED',
      StatusReason: 'The following hook(s)/validation failed: [AWS::EarlyValidation::ResourceExistenceCheck]. '
        + 'To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.',
    });
    const { OperationEvents } = await client.send(new DescribeEventsCommand({ StackName: 'Second', ChangeSetName: 'first', Filters: { FailedEvents: true } }));
    expect(OperationEvents).toEqual([expect.objectContaining({
      LogicalResourceId: 'One', ResourceType: type, ValidationName: 'NAME_CONFLICT_VALIDATION', ValidationPath: '/Resources/One',
      ValidationStatusReason: `Resource of type '${type}' with identifier 'name' already exists.`,
    })]);
  });

  test('is free again once that stack is deleted', async () => {
    const { id } = world.sandbox.cloudFormation.existing('First');
    await world.clientOf().send(new DeleteStackCommand({ StackName: 'First' }));
    await settled(id);
    expect(await deploy('Second', { One })).toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  test('is no obstacle to a change of its own resource', async () => {
    const client = world.clientOf();
    const Properties = { ...One.Properties, Tags: [{ Key: 'team', Value: 'data' }] };
    const changed = { One: { ...One, Properties: type === 'AWS::IAM::ManagedPolicy' ? { ...One.Properties, Description: 'other' } : Properties } };
    const { Id } = await client.send(new CreateChangeSetCommand({
      StackName: 'First', ChangeSetName: 'second', Capabilities, TemplateBody: JSON.stringify({ Resources: changed }),
    }));
    expect(await client.send(new DescribeChangeSetCommand({ ChangeSetName: Id }))).toMatchObject({ Status: 'CREATE_COMPLETE' });
    expect(await deploy('First', changed)).toMatchObject({ status: 'UPDATE_COMPLETE' });
  });
});

test('A role has its name in all Regions of the account, also with another path', async () => {
  await deploy('Stack', { One: role('name') });
  expect(failuresOf(await deploy('Stack', { One: role('name', { Path: '/other/' }) }, 'eu-west-1'), 'One')).toEqual([refused('AWS::IAM::Role', 'name')]);
});

test('A function, a log group and a parameter have theirs in one Region', async () => {
  const Resources = { One: NAMED['AWS::Lambda::Function'], Two: NAMED['AWS::Logs::LogGroup'], Three: NAMED['AWS::SSM::Parameter'] } as Template['Resources'];
  await deploy('Stack', Resources);
  expect(await deploy('Stack', Resources, 'eu-west-1')).toMatchObject({ status: 'CREATE_COMPLETE' });
});

test('A resource can\'t be replaced by one with a name that there is, and keeps its own', async () => {
  await deploy('First', { One: role('taken') });
  await deploy('Second', { One: role('own') });
  const stack = await deploy('Second', { One: role('taken') });
  expect(failuresOf(stack, 'One')).toEqual([refused('AWS::IAM::Role', 'taken', 'UPDATE_FAILED')]);
  expect(stack).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
  expect(stack.resources.get('One')).toMatchObject({ physicalId: 'own' });
});

test('A role that couldn\'t be made whole leaves its name to the next', async () => {
  const stack = await deploy('First', { One: role('name', { PermissionsBoundary: 'arn:aws:iam::123456789012:policy/none' }) });
  expect(stack).toMatchObject({ status: 'ROLLBACK_COMPLETE' });
  expect(await deploy('Second', { One: role('name') })).toMatchObject({ status: 'CREATE_COMPLETE' });
});

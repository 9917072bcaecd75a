import {
  CreateStackCommand, CreateStackRefactorCommand, DescribeStackRefactorCommand, DescribeStackRefactorCommandOutput, ExecuteStackRefactorCommand,
  ListStackRefactorActionsCommand, ResourceMapping, UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Json, ResourceDefinition } from '../../../sandbox/cloudformation/template';
import { exception } from '../../support/refusals';
import { HANDLER, historyOf, historyOfResource, ScriptedFunctions, thing } from '../../support/scripted-functions';

type Resources = Readonly<Record<string, ResourceDefinition>>;
type Outputs = Readonly<Record<string, { readonly Value: Json; readonly Export?: { readonly Name: string } }>>;

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

function parameter(Value: Json): ResourceDefinition {
  return { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value } };
}

function template(resources: Resources, outputs: Outputs = {}): string {
  return JSON.stringify({ Resources: resources, Outputs: outputs });
}

async function create(StackName: string, TemplateBody: string): Promise<Stack> {
  await world.clientOf().send(new CreateStackCommand({ StackName, TemplateBody }));
  const stack = world.sandbox.cloudFormation.existing(StackName);
  await world.time.run(stack.whenSettled());
  expect(stack.status).toBe('CREATE_COMPLETE');
  return stack;
}

/** `One.A → Two.B` as a request has it. */
function mapping(text: string): ResourceMapping {
  const [Source, Destination] = text.split(' → ').map((place) => {
    const [StackName = '', LogicalResourceId = ''] = place.split('.');
    return { StackName, LogicalResourceId };
  });
  return { Source, Destination };
}

async function prepare(templates: Readonly<Record<string, string>>, ...mappings: readonly string[]): Promise<string> {
  const StackDefinitions = Object.entries(templates).map(([StackName, TemplateBody]) => ({ StackName, TemplateBody }));
  const { StackRefactorId = '' } = await world.clientOf().send(new CreateStackRefactorCommand({ StackDefinitions, ResourceMappings: mappings.map(mapping) }));
  return StackRefactorId;
}

function described(StackRefactorId: string): Promise<DescribeStackRefactorCommandOutput> {
  return world.clientOf().send(new DescribeStackRefactorCommand({ StackRefactorId }));
}

async function execute(StackRefactorId: string): Promise<DescribeStackRefactorCommandOutput> {
  await world.clientOf().send(new ExecuteStackRefactorCommand({ StackRefactorId }));
  return described(StackRefactorId);
}

function namesIn(stack: Stack): string[] {
  return [...stack.resources.keys()].sort();
}

describe('a refactor', () => {
  test('moves a resource to another stack, which gets it as it is, and the first one can take its name from there', async () => {
    const one = await create('One', template({ Moved: parameter('m'), User: parameter({ Ref: 'Moved' }) }));
    const two = await create('Two', template({ Stays: parameter('s') }));
    const moved = one.resources.get('Moved')?.physicalId as string;

    const id = await prepare({
      One: template({ User: parameter({ 'Fn::ImportValue': 'moved' }) }),
      Two: template({ Stays: parameter('s'), Renamed: parameter('m') }, { Name: { Value: { Ref: 'Renamed' }, Export: { Name: 'moved' } } }),
    }, 'One.Moved → Two.Renamed');
    expect(await described(id)).toMatchObject({ StackRefactorId: id, StackIds: [one.id, two.id], Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' });
    expect((await world.clientOf().send(new ListStackRefactorActionsCommand({ StackRefactorId: id }))).StackRefactorActions).toMatchObject([{
      Action: 'MOVE', Entity: 'RESOURCE', PhysicalResourceId: moved, Detection: 'MANUAL',
      ResourceMapping: { Source: { StackName: one.id, LogicalResourceId: 'Moved' }, Destination: { StackName: two.id, LogicalResourceId: 'Renamed' } },
    }]);
    expect(namesIn(one)).toEqual(['Moved', 'User']);

    expect(await execute(id)).toMatchObject({ ExecutionStatus: 'EXECUTE_COMPLETE' });
    expect([namesIn(one), namesIn(two)]).toEqual([['User'], ['Renamed', 'Stays']]);
    expect(two.resources.get('Renamed')).toMatchObject({ physicalId: moved, status: 'IMPORT_COMPLETE' });
    expect([one.status, two.status]).toEqual(['UPDATE_COMPLETE', 'UPDATE_COMPLETE']);
    expect(historyOfResource(two, 'Renamed')).toEqual(['IMPORT_IN_PROGRESS Resource import started.', 'IMPORT_COMPLETE Resource import completed.']);
    expect(world.sandbox.home.parameters.find(moved)?.value).toBe('m');
  });

  test('renames a resource in its stack, and what it finds by itself needs no mapping', async () => {
    const one = await create('One', template({ Old: parameter('o'), Moved: parameter('m') }));
    const two = await create('Two', template({ Stays: parameter('s') }));
    const id = await prepare({ One: template({ New: parameter('o') }), Two: template({ Stays: parameter('s'), Moved: parameter('m') }) }, 'One.Old → One.New');
    expect(await execute(id)).toMatchObject({ ExecutionStatus: 'EXECUTE_COMPLETE' });
    expect([namesIn(one), namesIn(two)]).toEqual([['New'], ['Moved', 'Stays']]);
  });

  test('leaves stacks that can be updated as before, and a moved resource goes with its new stack', async () => {
    await create('One', template({ Moved: parameter('m'), Left: parameter('l') }));
    const two = await create('Two', template({ Stays: parameter('s') }));
    await execute(await prepare({ One: template({ Left: parameter('l') }), Two: template({ Stays: parameter('s'), Moved: parameter('m') }) }));
    await world.clientOf().send(new UpdateStackCommand({ StackName: 'Two', TemplateBody: template({ Stays: parameter('s') }) }));
    await world.time.run(two.whenSettled());
    expect([two.status, namesIn(two)]).toEqual(['UPDATE_COMPLETE', ['Stays']]);
  });

  test('is undone as a whole, if a resource would be another one', async () => {
    const one = await create('One', template({ Moved: parameter('m'), Named: parameter({ Ref: 'AWS::StackName' }) }));
    const two = await create('Two', template({ Stays: parameter('s') }));
    const before = [one.resources, two.resources].map((resources) => [...resources.values()].map(({ logicalId, physicalId }) => `${logicalId} ${physicalId}`));
    const id = await prepare({ One: template({ Moved: parameter('m') }), Two: template({ Stays: parameter('s'), Named: parameter({ Ref: 'AWS::StackName' }) }) });

    const reason = `Resource Named in stack ${two.id} does not match the destination resource's properties.`;
    expect(await execute(id)).toMatchObject({ ExecutionStatus: 'ROLLBACK_COMPLETE', ExecutionStatusReason: reason });
    expect([one.resources, two.resources].map((resources) => [...resources.values()].map(({ logicalId, physicalId }) => `${logicalId} ${physicalId}`))).toEqual(before);
    expect(historyOf(one).slice(-3)).toEqual(['One UPDATE_IN_PROGRESS Stack Refactor', `One UPDATE_ROLLBACK_IN_PROGRESS ${reason}`, 'One UPDATE_ROLLBACK_COMPLETE']);
  });

  test('is obsolete once one of its stacks was updated, and is executed once only', async () => {
    const one = await create('One', template({ A: parameter('a') }));
    const [first, second] = [await prepare({ One: template({ B: parameter('a') }) }, 'One.A → One.B'), await prepare({ One: template({ C: parameter('a') }) }, 'One.A → One.C')];
    await execute(first);
    const refusal = (id: string, status: string): Error => exception('ValidationError', `Stack refactor ${id} cannot be executed in its current execution status of [${status}]`);
    await expect(execute(second)).rejects.toThrow(refusal(second, 'OBSOLETE'));
    expect(await described(second)).toMatchObject({ Status: 'CREATE_COMPLETE', ExecutionStatus: 'OBSOLETE', ExecutionStatusReason: `${one.id}: Stack was updated.` });
    await expect(execute(first)).rejects.toThrow('cannot be executed');
  });

  test('that nobody made isn\'t there', async () => {
    await expect(described('other')).rejects.toThrow(exception('StackRefactorNotFoundException', 'Stack refactor other does not exist', {}, 404));
  });
});

describe('a refactor fails before it is executed', () => {
  const HANDLE = { Type: 'AWS::CloudFormation::WaitConditionHandle' };

  test.each<[string, Resources, Resources, readonly string[], string]>([
    ['of a custom resource', { Handler: HANDLER, A: thing() }, { Handler: HANDLER, B: thing() }, ['One.A → One.B'], 'Stack Refactor does not support Custom::Thing.'],
    ['beside a custom resource', { Handler: HANDLER, A: thing(), P: parameter('p') }, { Handler: HANDLER, A: thing(), Q: parameter('p') }, ['One.P → One.Q'],
      'Stack Refactor does not support Custom::Thing.'],
    ['of a handle', { A: HANDLE }, { B: HANDLE }, ['One.A → One.B'], 'Stack Refactor does not support AWS::CloudFormation::WaitConditionHandle.'],
    ['of the CDK\'s metadata', { A: { Type: 'AWS::CDK::Metadata' } }, { B: { Type: 'AWS::CDK::Metadata' } }, ['One.A → One.B'], 'Stack Refactor does not support AWS::CDK::Metadata.'],
    ['of what stays', { A: parameter('a') }, { A: parameter('a') }, ['One.A → One.B'],
      'The resource A defined in the resources mapping did no move from its original stack One. Review your stack template desired state.'],
    ['that makes something', { A: parameter('a') }, { A: parameter('a'), B: parameter('b') }, [], 'Resource B is new. A refactor creates no resources.'],
    ['that deletes something', { A: parameter('a'), B: parameter('b') }, { A: parameter('a') }, [], 'Resource B isn\'t in any of the templates. A refactor deletes no resources.'],
    ['with a template that isn\'t one', { A: parameter('a') }, {}, [], 'Template format error: At least one Resources member must be defined.'],
  ])('%s', async (_which, before, after, mappings, reason) => {
    const one = await create('One', template(before));
    const id = await prepare({ One: template(after) }, ...mappings);
    expect(await described(id)).toMatchObject({ Status: 'CREATE_FAILED', StatusReason: `${one.id}: ${reason}`, ExecutionStatus: 'UNAVAILABLE' });
    await expect(execute(id)).rejects.toThrow('cannot be executed in its current execution status of [UNAVAILABLE]');
  });

  test('if a stack isn\'t there, at once', async () => {
    await expect(prepare({ Other: template({ A: parameter('a') }) })).rejects.toThrow(exception('ValidationError', 'Stack with id Other does not exist'));
  });

  test('if it is to create one, by name', async () => {
    const StackDefinitions = [{ StackName: 'Other', TemplateBody: template({ A: parameter('a') }) }];
    await expect(world.clientOf().send(new CreateStackRefactorCommand({ StackDefinitions, EnableStackCreation: true })))
      .rejects.toThrow('The cdk-org-guard sandbox doesn\'t emulate creating a stack while refactoring (Other)');
  });
});

test('with the switch, a resource moves beside a custom resource that stays', async () => {
  world = new ScriptedFunctions({}, { refactorsBesideUnsupported: true });
  const one = await create('One', template({ Handler: HANDLER, A: thing(), P: parameter('p') }));
  expect(await execute(await prepare({ One: template({ Handler: HANDLER, A: thing(), Q: parameter('p') }) }, 'One.P → One.Q'))).toMatchObject({ ExecutionStatus: 'EXECUTE_COMPLETE' });
  expect(namesIn(one)).toEqual(['A', 'Handler', 'Q']);
  expect(world.summary).toEqual(['Create A']);
});

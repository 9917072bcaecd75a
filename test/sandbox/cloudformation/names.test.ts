import type { Json, ResourceDefinition } from '../../../sandbox/cloudformation/template';
import { FAILED, HANDLER, historyOfResource, ScriptedFunctions, thing } from '../../support/scripted-functions';

const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
const WAITER = JSON.stringify({ StartAt: 'Only', States: { Only: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:one', End: true } } });

/** Resource types that can be named: the property, and the properties that every resource of the type has. */
const TYPES: Readonly<Record<string, { readonly property: string; readonly others: Readonly<Record<string, Json>> }>> = {
  'AWS::Lambda::Function': { property: 'FunctionName', others: HANDLER.Properties ?? {} },
  'AWS::IAM::Role': { property: 'RoleName', others: { AssumeRolePolicyDocument: TRUST } },
  'AWS::Logs::LogGroup': { property: 'LogGroupName', others: {} },
  'AWS::SSM::Parameter': { property: 'Name', others: { Type: 'String', Value: 'x' } },
  'AWS::StepFunctions::StateMachine': { property: 'StateMachineName', others: { DefinitionString: WAITER, RoleArn: 'arn:aws:iam::123456789012:role/handler' } },
};

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

function named(Type: string, name?: string): ResourceDefinition {
  const { property = '', others = {} } = TYPES[Type] ?? {};
  return { Type, Properties: { ...others, ...(name !== undefined && { [property]: name }) } };
}

describe.each(Object.keys(TYPES))('%s', (type) => {
  const nameOf = async (definition: ResourceDefinition, more: Record<string, ResourceDefinition> = {}): Promise<string> =>
    (await world.deploy({ Named: definition, ...more })).resources.get('Named')?.physicalId.split(':').at(-1) ?? '';
  const deletions = (): string[] => historyOfResource(world.sandbox.cloudFormation.existing('Stack'), 'Named').filter((event) => event === 'DELETE_COMPLETE');

  test.each<[string, string | undefined, string | undefined, RegExp]>([
    ['whose name is taken away gets a made-up one', 'given', undefined, /^Stack-Named-[A-Z0-9]{12}$/],
    ['that is given a name gets it', undefined, 'given', /^given$/],
    ['that is given another name gets it', 'given', 'other', /^other$/],
  ])('%s, and the old one is deleted', async (_what, before, after, name) => {
    await nameOf(named(type, before));
    expect(await nameOf(named(type, after))).toMatch(name);
    expect(deletions()).toHaveLength(1);
  });

  test('keeps a made-up name when something else changes', async () => {
    const made = await nameOf(named(type));
    const { Type, Properties } = named(type);
    expect(await nameOf({ Type, Properties: { ...Properties, Tags: [{ Key: 'a', Value: 'b' }] } })).toBe(made);
    expect(historyOfResource(world.sandbox.cloudFormation.existing('Stack'), 'Named').at(-1)).toBe('UPDATE_COMPLETE');
    expect(deletions()).toEqual([]);
  });

  test.each<[string, string | undefined, string | undefined]>([
    ['whose name is taken away', 'given', undefined],
    ['that is given a name', undefined, 'given'],
  ])('%s has its old name again after a rollback, and the resource with the new name is deleted', async (_what, before, after) => {
    const dependent = (a: number): ResourceDefinition => thing({ a, name: { Ref: 'Named' } });
    const name = await nameOf(named(type, before), { Bad: dependent(1) });
    world.script = ({ RequestType, ResourceProperties }) => RequestType === 'Update' && ResourceProperties.a === '2' ? FAILED : {};
    expect(await nameOf(named(type, after), { Bad: dependent(2) })).toBe(name);
    expect(deletions()).toHaveLength(1);
    expect(world.events.at(-1)?.ResourceProperties.name).toMatch(new RegExp(`${name}$`));
  });
});

describe('AWS::Lambda::EventInvokeConfig', () => {
  const FUNCTIONS = { One: HANDLER, Other: HANDLER };

  function configuring(logicalId: string, MaximumRetryAttempts = 0): Record<string, ResourceDefinition> {
    return { Configuration: { Type: 'AWS::Lambda::EventInvokeConfig', Properties: { FunctionName: { Ref: logicalId }, Qualifier: '$LATEST', MaximumRetryAttempts } } };
  }

  /** How often an event to each function is delivered if that always fails. */
  async function deliveries(configuration: Record<string, ResourceDefinition>): Promise<Record<string, number>> {
    const token = (logicalId: string) => ({ ServiceToken: { 'Fn::GetAtt': [logicalId, 'Arn'] }, ServiceTimeout: 900 });
    const before = world.events.length;
    world.script = () => { throw new Error('no way'); };
    for (const logicalId of Object.keys(FUNCTIONS)) {
      await world.deploy({ ...FUNCTIONS, ...configuration, [`Asks${logicalId}`]: { Type: 'Custom::Thing', Properties: token(logicalId) } }, {}, { rollback: false });
    }
    const created = world.events.slice(before).filter(({ RequestType }) => RequestType === 'Create').map(({ LogicalResourceId }) => LogicalResourceId);
    return Object.fromEntries(Object.keys(FUNCTIONS).map((logicalId) => [logicalId, created.filter((asks) => asks === `Asks${logicalId}`).length]));
  }

  test('of another function configures that one and clears the old one', async () => {
    await world.deploy({ ...FUNCTIONS, ...configuring('One') });
    const stack = await world.deploy({ ...FUNCTIONS, ...configuring('Other') });
    expect(historyOfResource(stack, 'Configuration').slice(-2)).toEqual(['DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    expect(await deliveries(configuring('Other'))).toEqual({ One: 3, Other: 1 });
  });

  test('of the same function is changed in place', async () => {
    await world.deploy({ ...FUNCTIONS, ...configuring('One', 0) });
    const stack = await world.deploy({ ...FUNCTIONS, ...configuring('One', 1) });
    expect(historyOfResource(stack, 'Configuration').filter((event) => event.startsWith('DELETE'))).toEqual([]);
    expect(await deliveries(configuring('One', 1))).toEqual({ One: 2, Other: 3 });
  });

  test('that moves to another function moves back when the update is rolled back', async () => {
    await world.deploy({ ...FUNCTIONS, ...configuring('One'), Bad: thing({ a: 1 }) });
    world.script = ({ ResourceProperties: { a } }) => a === '2' ? FAILED : {};
    await world.deploy({ ...FUNCTIONS, ...configuring('Other'), Bad: thing({ a: 2 }, { DependsOn: 'Configuration' }) });
    world.script = () => ({});
    await world.deploy({ ...FUNCTIONS, ...configuring('One') });
    expect(await deliveries(configuring('One'))).toEqual({ One: 1, Other: 3 });
  });
});

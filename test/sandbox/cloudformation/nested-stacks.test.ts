import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Json, ResourceDefinition, Template } from '../../../sandbox/cloudformation/template';
import { exception, notEmulated } from '../../support/refusals';
import { Event, FAILED, HANDLER, historyOf, historyOfResource, Reply, ScriptedFunctions, thing } from '../../support/scripted-functions';

const ROOT_RESOURCES = ['Handler', 'Nested'];

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

/** A template with the thing Inner, whose property `a` is the parameter A, and what else there is to be. */
function inner(more: Template['Resources'] = {}, a: Json = { Ref: 'A' }): Template {
  return {
    Parameters: { A: { Type: 'String', Default: 'unset' }, Token: { Type: 'String' } },
    Resources: { Inner: { Type: 'Custom::Thing', Properties: { ServiceToken: { Ref: 'Token' }, a } }, ...more },
    Outputs: { InnerId: { Value: { Ref: 'Inner' } } },
  };
}

/** A thing in a nested stack, whose function is handed in. */
function innerThing(properties: Readonly<Record<string, Json>> = {}, attributes: Partial<ResourceDefinition> = {}): ResourceDefinition {
  return { Type: 'Custom::Thing', Properties: { ServiceToken: { Ref: 'Token' }, ...properties }, ...attributes };
}

/** A nested stack with a template, and with what the parameter A is to be. */
async function nested(name: string, template: Template, a: Json = 1, attributes: Partial<ResourceDefinition> = {}): Promise<ResourceDefinition> {
  const TemplateURL = await world.publish(name, template);
  return { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL, Parameters: { A: a, Token: { 'Fn::GetAtt': ['Handler', 'Arn'] } } }, ...attributes };
}

/** The only nested stack there is, or was. */
function nestedStack(): Stack {
  const [stack, ...others] = world.sandbox.cloudFormation.all.filter(({ parent }) => parent);
  expect(others).toEqual([]);
  return stack as Stack;
}

/** The statuses that a stack went through. */
function statusesOf(stack: Stack): string[] {
  return stack.events.filter(({ physicalId }) => physicalId === stack.id).map(({ status }) => status);
}

/** What a function sees of its own stack at each event: `Create Inner CREATE_IN_PROGRESS`. */
function looking(looks: string[], reply: (event: Event) => Reply = () => ({})): (event: Event) => Promise<Reply> {
  return async (event) => {
    // As a function does, whose look isn't held until the operation is over.
    const { status } = world.sandbox.cloudFormation.existing(event.StackId);
    looks.push(`${event.RequestType} ${event.LogicalResourceId} ${status}`);
    return reply(event);
  };
}

function failingUpdatesTo(value: string, ...logicalIds: string[]): (event: Event) => Reply {
  return ({ LogicalResourceId, ResourceProperties: { a } }) => logicalIds.includes(LogicalResourceId) && a === value ? FAILED : {};
}

describe('a nested stack', () => {
  test('is created with its parent, gets parameters and gives outputs', async () => {
    const stack = await world.deploy({ Nested: await nested('one', inner(), ['x', 'y']), After: thing({ a: { 'Fn::GetAtt': ['Nested', 'Outputs.InnerId'] } }) });
    const child = nestedStack();
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(child.name).toMatch(/^Stack-Nested-[A-Z0-9]{12}$/);
    expect(world.events.map(({ StackId, LogicalResourceId, ResourceProperties: { a } }) => [StackId, LogicalResourceId, a])).toEqual([
      [child.id, 'Inner', 'x,y'], [stack.id, 'After', 'id-of-Inner'],
    ]);
    expect(statusesOf(child)).toEqual(['CREATE_IN_PROGRESS', 'CREATE_COMPLETE']);
    expect(stack.events.filter(({ logicalId }) => logicalId === 'Nested').map(({ status, physicalId, reason }) => [status, physicalId, reason])).toEqual([
      ['CREATE_IN_PROGRESS', '', undefined], ['CREATE_IN_PROGRESS', child.id, 'Resource creation Initiated'], ['CREATE_COMPLETE', child.id, undefined],
    ]);
  });

  test('has a ParentId and a RootId, also when it is nested twice, and the root has none', async () => {
    const innermost = await nested('innermost', inner());
    const middle: Template = {
      Parameters: { A: { Type: 'String' }, Token: { Type: 'String' } },
      Resources: { Innermost: { ...innermost, Properties: { ...innermost.Properties, Parameters: { Token: { Ref: 'Token' } } } } },
    };
    const root = await world.deploy({ Nested: await nested('middle', middle) });
    const described = async (name: string) => (await world.clientOf().send(new DescribeStacksCommand({ StackName: name }))).Stacks?.[0];
    const [, child, grandchild] = world.sandbox.cloudFormation.all;
    expect(await described(root.id)).not.toHaveProperty('RootId');
    expect(await described(root.id)).not.toHaveProperty('ParentId');
    expect(await described(child?.id ?? '')).toMatchObject({ ParentId: root.id, RootId: root.id });
    expect(await described(grandchild?.id ?? '')).toMatchObject({ ParentId: child?.id, RootId: root.id, Parameters: expect.arrayContaining([{ ParameterKey: 'A', ParameterValue: 'unset' }]) as unknown });
  });

  test('is updated with its parent, and is cleaned up only once the parent is', async () => {
    const resources = async (name: string, a: number, more: Template['Resources'] = {}) => ({
      Nested: await nested(name, inner(more), a), Slow: thing({ a }, { DependsOn: 'Nested' }), Gone: thing(),
    });
    await world.deploy(await resources('one', 1, { Dropped: innerThing() }));
    const looks: string[] = [];
    world.script = looking(looks);
    const { Gone: _, ...kept } = await resources('two', 2);
    const stack = await world.deploy(kept);
    expect(looks).toEqual([
      'Update Inner UPDATE_IN_PROGRESS', 'Update Slow UPDATE_IN_PROGRESS', 'Delete Dropped UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'Delete Gone UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    ]);
    expect(statusesOf(nestedStack()).slice(2)).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE']);
    expect(historyOfResource(stack, 'Nested').slice(-2)).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE']);
    expect(stack.status).toBe('UPDATE_COMPLETE');
  });

  test('in which nothing changes is looked at, and nothing is done in it', async () => {
    const Nested = await nested('one', inner());
    await world.deploy({ Nested, A: thing({ a: 1 }) });
    const stack = await world.deploy({ Nested, A: thing({ a: 2 }) });
    expect(historyOfResource(stack, 'Nested').slice(-2)).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE']);
    expect(statusesOf(nestedStack())).toEqual(['CREATE_IN_PROGRESS', 'CREATE_COMPLETE']);
  });

  test('is deleted with its parent', async () => {
    await world.deploy({ Nested: await nested('one', inner()) });
    const looks: string[] = [];
    world.script = looking(looks);
    const stack = await world.destroy();
    expect(looks).toEqual(['Delete Inner DELETE_IN_PROGRESS']);
    expect(nestedStack().status).toBe('DELETE_COMPLETE');
    expect(stack.status).toBe('DELETE_COMPLETE');
  });

  test('that can not be deleted blocks the deletion of its parent', async () => {
    await world.deploy({ Nested: await nested('one', inner()) });
    world.script = () => FAILED;
    const stack = await world.destroy();
    const { id } = nestedStack();
    expect(historyOfResource(stack, 'Nested').at(-1)).toBe(`DELETE_FAILED Embedded stack ${id} was not successfully deleted: The following resource(s) failed to delete: [Inner].`);
    expect(stack.status).toBe('DELETE_FAILED');
    world.script = () => ({});
    expect((await world.destroy()).status).toBe('DELETE_COMPLETE');
  });

  test('that is removed is deleted in the clean-up of its parent', async () => {
    await world.deploy({ Nested: await nested('one', inner()), A: thing({ a: 1 }) });
    const looks: string[] = [];
    world.script = looking(looks);
    const stack = await world.deploy({ A: thing({ a: 2 }) });
    expect(looks).toEqual(['Update A UPDATE_IN_PROGRESS', 'Delete Inner DELETE_IN_PROGRESS']);
    expect([...stack.resources.keys()]).toEqual(['Handler', 'A']);
  });

  test.each<[string, Json, string]>([
    ['whose template is not there', 'https://s3.us-east-1.amazonaws.com/cdk-hnb659fds-assets-123456789012-us-east-1/missing.json', 'The specified key does not exist.'],
    ['whose template is none', 'https://s3.us-east-1.amazonaws.com/cdk-hnb659fds-assets-123456789012-us-east-1/empty.json', 'Template format error: At least one Resources member must be defined.'],
  ])('%s fails and leaves no stack', async (_what, TemplateURL, reason) => {
    await world.publish('empty', { Resources: {} });
    const stack = await world.deploy({ Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL } } });
    expect(historyOfResource(stack, 'Nested')[1]).toBe(`CREATE_FAILED ${reason}`);
    expect(world.sandbox.cloudFormation.all).toEqual([stack]);
  });
});

test.each(['TimeoutInMinutes', 'NotificationARNs'])('the property %s, which would have no effect, is refused before anything is deployed', async (name) => {
  const { Type, Properties } = await nested('one', inner());
  await expect(async () => world.deploy({ Nested: { Type, Properties: { ...Properties, [name]: 1 } } })).rejects.toThrow(
    notEmulated(`the property ${name} of AWS::CloudFormation::Stack (resource Nested)`));
  expect(world.events).toEqual([]);
});

describe('when the creation of the root fails', () => {
  test('because of another resource, the nested stack is deleted', async () => {
    const looks: string[] = [];
    world.script = looking(looks, ({ LogicalResourceId, RequestType }) => LogicalResourceId === 'Bad' && RequestType === 'Create' ? FAILED : {});
    const stack = await world.deploy({ Nested: await nested('one', inner()), Bad: thing({}, { DependsOn: 'Nested' }) });
    expect(looks).toEqual([
      'Create Inner CREATE_IN_PROGRESS', 'Create Bad CREATE_IN_PROGRESS', 'Delete Bad ROLLBACK_IN_PROGRESS', 'Delete Inner DELETE_IN_PROGRESS',
    ]);
    expect(statusesOf(nestedStack())).toEqual(['CREATE_IN_PROGRESS', 'CREATE_COMPLETE', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
  });

  test.each([
    { failedNestedStack: 'ROLLS_BACK' as const, sees: 'ROLLBACK_IN_PROGRESS', statuses: ['ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE'] },
    { failedNestedStack: 'WAITS' as const, sees: 'DELETE_IN_PROGRESS', statuses: ['CREATE_FAILED'] },
  ])('because of the nested stack, the nested stack $failedNestedStack, as the switch says, and is deleted', async ({ failedNestedStack, sees, statuses }) => {
    world = new ScriptedFunctions({}, { failedNestedStack });
    const looks: string[] = [];
    world.script = looking(looks, ({ LogicalResourceId, RequestType }) => LogicalResourceId === 'Bad' && RequestType === 'Create' ? FAILED : {});
    const stack = await world.deploy({ Nested: await nested('one', inner({ Bad: innerThing({}, { DependsOn: 'Inner' }) })) });
    const child = nestedStack();
    expect(looks.slice(2)).toEqual([`Delete Bad ${sees}`, `Delete Inner ${sees}`]);
    expect(statusesOf(child)).toEqual(['CREATE_IN_PROGRESS', ...statuses, 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    expect(historyOfResource(stack, 'Nested')).toContain(
      `CREATE_FAILED Embedded stack ${child.id} was not successfully created: The following resource(s) failed to create: [Bad].`);
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
  });

  test('while a nested stack is being created, what is in progress there is given up, and nothing new is begun', async () => {
    world.script = async ({ LogicalResourceId, RequestType }) => {
      await world.time.sleep(LogicalResourceId === 'Inner' ? 60_000 : 1000);
      return LogicalResourceId === 'Bad' && RequestType === 'Create' ? FAILED : {};
    };
    const stack = await world.deploy({ Nested: await nested('one', inner({ Later: innerThing({}, { DependsOn: 'Inner' }) })), Bad: thing() });
    const child = nestedStack();
    expect(historyOfResource(child, 'Inner').slice(0, 2)).toEqual(['CREATE_IN_PROGRESS', 'CREATE_FAILED Resource creation cancelled']);
    expect(historyOfResource(child, 'Later')).toEqual([]);
    expect(child.status).toBe('DELETE_COMPLETE');
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
  });

  test('without rollback, everything stays, and the next deployment creates the nested stack again', async () => {
    world.script = ({ LogicalResourceId }) => LogicalResourceId === 'Inner' ? FAILED : {};
    const Nested = await nested('one', inner());
    const failed = await world.deploy({ Nested }, {}, { rollback: false });
    expect([failed.status, nestedStack().status]).toEqual(['CREATE_FAILED', 'CREATE_FAILED']);
    world.script = () => ({});
    await expect(world.rollBack()).rejects.toMatchObject({
      name: 'NotEmulated',
      message: 'The cdk-org-guard sandbox doesn\'t emulate rolling back a stack with nested stacks that was not rolled back when it failed (Stack has Nested)',
    });
    expect((await world.deploy({ Nested }, {}, { rollback: false })).status).toBe('UPDATE_COMPLETE');
    expect(world.sandbox.cloudFormation.all.filter(({ parent }) => parent).map(({ status }) => status)).toEqual(['DELETE_COMPLETE', 'CREATE_COMPLETE']);
  });
});

describe('when the update of the root fails', () => {
  const resources = async (name: string, a: number, more: Template['Resources'] = {}): Promise<Template['Resources']> => ({
    Nested: await nested(name, inner(more), a), Last: thing({ a }, { DependsOn: 'Nested' }),
  });

  test('after its nested stack was updated, the nested stack is rolled back too, and cleaned up once the root is rolled back', async () => {
    await world.deploy(await resources('one', 1, { Dropped: innerThing({ a: 1 }) }));
    const looks: string[] = [];
    world.script = looking(looks, failingUpdatesTo('2', 'Last'));
    const stack = await world.deploy(await resources('two', 2, { Added: innerThing() }));
    const child = nestedStack();
    expect(looks).toEqual([
      'Update Inner UPDATE_IN_PROGRESS', 'Create Added UPDATE_IN_PROGRESS', 'Update Last UPDATE_IN_PROGRESS',
      'Update Inner UPDATE_ROLLBACK_IN_PROGRESS', 'Update Last UPDATE_ROLLBACK_IN_PROGRESS', 'Delete Added UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    ]);
    expect(statusesOf(child).slice(2)).toEqual([
      'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect([...child.resources.keys()]).toEqual(['Inner', 'Dropped']);
    expect(child.resources.get('Inner')?.properties.a).toBe('1');
    expect(Object.keys(child.template.Resources)).toEqual(['Inner', 'Dropped']);
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');

    world.script = () => ({});
    expect((await world.deploy(await resources('two', 2))).status).toBe('UPDATE_COMPLETE');
    expect([...child.resources.keys()]).toEqual(['Inner']);
  });

  test('because of the nested stack, the reason names that stack, its status and its own reason', async () => {
    await world.deploy(await resources('one', 1));
    world.script = failingUpdatesTo('2', 'Inner');
    const stack = await world.deploy(await resources('one', 2));
    const child = nestedStack();
    expect(historyOfResource(stack, 'Nested').slice(-4)).toEqual([
      'UPDATE_IN_PROGRESS',
      `UPDATE_FAILED Embedded stack ${child.id} was not successfully updated. Currently in UPDATE_ROLLBACK_IN_PROGRESS with reason: `
      + 'The following resource(s) failed to update: [Inner].',
      'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE',
    ]);
    expect(statusesOf(child).slice(2)).toEqual([
      'UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  test('a nested stack that it created is deleted', async () => {
    await world.deploy({ Last: thing({ a: 1 }) });
    const looks: string[] = [];
    world.script = looking(looks, failingUpdatesTo('2', 'Last'));
    const stack = await world.deploy(await resources('one', 2));
    expect(looks.at(-1)).toBe('Delete Inner DELETE_IN_PROGRESS');
    expect(nestedStack().status).toBe('DELETE_COMPLETE');
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  test('without rollback, the nested stack that was updated is complete, and the next deployment goes on', async () => {
    await world.deploy(await resources('one', 1));
    world.script = failingUpdatesTo('2', 'Last');
    const failed = await world.deploy(await resources('one', 2), {}, { rollback: false });
    expect([failed.status, nestedStack().status]).toEqual(['UPDATE_FAILED', 'UPDATE_COMPLETE']);
    world.script = () => ({});
    expect((await world.deploy(await resources('one', 3), {}, { rollback: false })).status).toBe('UPDATE_COMPLETE');
    expect(nestedStack().resources.get('Inner')?.properties.a).toBe('3');
  });

  describe('and the nested stack can not be rolled back,', () => {
    beforeEach(async () => {
      await world.deploy(await resources('one', 1));
      world.script = ({ RequestType, LogicalResourceId }) => RequestType === 'Update' && LogicalResourceId === 'Inner' ? FAILED : {};
      const stack = await world.deploy(await resources('one', 2));
      expect([stack.status, nestedStack().status]).toEqual(['UPDATE_ROLLBACK_FAILED', 'UPDATE_ROLLBACK_FAILED']);
    });

    test('the rollback is continued at the root', async () => {
      world.script = () => ({});
      const stack = await world.continueRollback();
      expect([stack.status, nestedStack().status]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);
      expect(world.summary.at(-1)).toBe('Update Inner id-of-Inner');
    });

    test('and not at the nested stack', async () => {
      const { id, root } = nestedStack();
      await expect(world.continueRollback({ StackName: id })).rejects.toEqual(
        exception('ValidationError', `Stack:${id} is nested. Continue the rollback of ${root?.id} instead.`));
    });

    test('what failed in it is skipped by the name of the nested stack and its logical id', async () => {
      const events = world.events.length;
      await expect(world.continueRollback({ ResourcesToSkip: ['Nested'] })).rejects.toEqual(
        exception('ValidationError', 'The following resource(s) can not be skipped, because their rollback did not fail: [Nested]'));
      const stack = await world.continueRollback({ ResourcesToSkip: [`${nestedStack().name}.Inner`] });
      expect([stack.status, nestedStack().status]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);
      expect(world.events.slice(events)).toEqual([]);
    });
  });
});

test('no event of a nested stack is one of the root', async () => {
  const stack = await world.deploy({ Nested: await nested('one', inner()) });
  expect(historyOf(stack).map((event) => event.split(' ')[0])).toEqual(['Stack', 'Handler', 'Handler', 'Handler', 'Nested', 'Nested', 'Nested', 'Stack']);
  expect([...stack.resources.keys()]).toEqual(ROOT_RESOURCES);
  expect(stack.resources.get('Handler')?.type).toBe(HANDLER.Type);
});

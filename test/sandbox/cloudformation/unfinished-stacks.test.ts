import { CreateChangeSetCommand, ExecuteChangeSetCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { refusal } from '../../support/refusals';
import { Event, FAILED, HANDLER, historyOf, historyOfResource, Reply, ScriptedFunctions, SILENCE, thing } from '../../support/scripted-functions';

const UNFINISHED = { rollback: false };

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

function failing(logicalId: string, reply: Reply = FAILED): (event: Event) => Reply {
  return ({ LogicalResourceId, RequestType }) => LogicalResourceId === logicalId && RequestType === 'Create' ? reply : {};
}

describe('a resource whose creation failed, and was not rolled back,', () => {
  test('in an update is created again by the next deployment, after what was left has been deleted', async () => {
    await world.deploy({ A: thing() });
    world.script = failing('B', { ...FAILED, PhysicalResourceId: 'half-made' });
    const failed = await world.deploy({ A: thing(), B: thing({ a: 1 }) }, {}, UNFINISHED);
    expect(failed).toMatchObject({ status: 'UPDATE_FAILED' });

    world.script = () => ({});
    const stack = await world.deploy({ A: thing(), B: thing({ a: 2 }), C: thing({ a: { Ref: 'B' } }) }, {}, UNFINISHED);
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.summary).toEqual(['Create A', 'Create B', 'Delete B half-made', 'Create B', 'Create C']);
    expect(world.events.slice(2).map(({ ResourceProperties: { a } }) => a)).toEqual(['1', '2', 'id-of-B']);
    expect(historyOfResource(stack, 'B').slice(2)).toEqual([
      'DELETE_IN_PROGRESS', 'DELETE_COMPLETE', 'CREATE_IN_PROGRESS', 'CREATE_IN_PROGRESS Resource creation Initiated', 'CREATE_COMPLETE',
    ]);
  });

  test('in the creation of the stack is created again by an update with the same template', async () => {
    world.script = failing('B');
    const resources = { A: thing(), B: thing(), C: thing({}, { DependsOn: 'B' }) };
    expect((await world.deploy(resources, {}, UNFINISHED)).status).toBe('CREATE_FAILED');

    world.script = () => ({});
    const stack = await world.deploy(resources, {}, UNFINISHED);
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.summary).toEqual(['Create A', 'Create B', 'Delete B id-of-B', 'Create B', 'Create C']);
  });

  test('and that never got an id is only created again', async () => {
    await world.deploy({ A: thing({ ServiceTimeout: 'soon' }) }, {}, UNFINISHED);
    const stack = await world.deploy({ A: thing() }, {}, UNFINISHED);
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.summary).toEqual(['Create A']);
    expect(historyOfResource(stack, 'A').filter((event) => event.startsWith('DELETE'))).toEqual([]);
  });

  test('and can not be deleted either is abandoned, as in every update, and created again', async () => {
    world.script = () => FAILED;
    await world.deploy({ A: thing() }, {}, UNFINISHED);
    world.script = ({ RequestType }) => RequestType === 'Delete' ? FAILED : {};
    const stack = await world.deploy({ A: thing() }, {}, UNFINISHED);
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(historyOfResource(stack, 'A')).toContainEqual(expect.stringMatching(/^DELETE_FAILED .* no way /));
    expect(stack.resources.get('A')?.status).toBe('CREATE_COMPLETE');
  });

  test('and is retained is left alone and created again', async () => {
    world.script = failing('A', { ...FAILED, PhysicalResourceId: 'half-made' });
    const retained = thing({}, { DeletionPolicy: 'Retain' });
    await world.deploy({ A: retained }, {}, UNFINISHED);
    world.script = () => ({});
    await world.deploy({ A: retained }, {}, UNFINISHED);
    expect(world.summary).toEqual(['Create A', 'Create A']);
  });

  test('is deleted by the next deployment if that does not have it', async () => {
    await world.deploy({ A: thing() });
    world.script = failing('B');
    await world.deploy({ A: thing(), B: thing() }, {}, UNFINISHED);
    const stack = await world.deploy({ A: thing() }, {}, UNFINISHED);
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.summary.slice(2)).toEqual(['Delete B id-of-B']);
    expect([...stack.resources.keys()]).toEqual(['Handler', 'A']);
  });

  test('and whose second creation fails as well is created by a third deployment', async () => {
    world.script = failing('B');
    await world.deploy({ B: thing() }, {}, UNFINISHED);
    const failed = await world.deploy({ B: thing() }, {}, UNFINISHED);
    expect(failed.status).toBe('UPDATE_FAILED');

    world.script = () => ({});
    const stack = await world.deploy({ B: thing() }, {}, UNFINISHED);
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.summary).toEqual(['Create B', 'Delete B id-of-B', 'Create B', 'Delete B id-of-B', 'Create B']);
  });

  test('is not created again after another failure of the same deployment', async () => {
    world.script = failing('B');
    await world.deploy({ B: thing() }, {}, UNFINISHED);
    world.script = async ({ LogicalResourceId, RequestType }) => {
      await world.time.sleep(RequestType === 'Delete' ? 60_000 : 1000);
      return LogicalResourceId === 'Bad' ? FAILED : {};
    };
    const stack = await world.deploy({ B: thing(), Bad: thing() }, {}, UNFINISHED);
    expect(stack.status).toBe('UPDATE_FAILED');
    expect(world.summary).toEqual(['Create B', 'Delete B id-of-B', 'Create Bad']);
    expect(historyOf(stack).at(-1)).toBe('Stack UPDATE_FAILED The following resource(s) failed to update: [Bad].');
  });

  test('is created again when it was given up because another one failed', async () => {
    world.script = ({ LogicalResourceId, RequestType }) => RequestType === 'Delete' ? {} : LogicalResourceId === 'Bad' ? FAILED : SILENCE;
    await world.deploy({ Slow: thing(), Bad: thing() }, {}, UNFINISHED);
    world.script = () => ({});
    const stack = await world.deploy({ Slow: thing(), Bad: thing() }, {}, UNFINISHED);
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.summary.filter((event) => event.includes('Slow'))).toEqual(['Create Slow', expect.stringMatching(/^Delete Slow Stack-Slow-/), 'Create Slow']);
  });
});

test('a stack in CREATE_FAILED has changes to deploy, although its template is the same', async () => {
  world.script = failing('A');
  const stack = await world.deploy({ A: thing() }, {}, UNFINISHED);
  const { cloudFormation } = world.sandbox;
  expect(cloudFormation.changes(stack, cloudFormation.target(stack, stack.templateText, []))).toBe(true);
});

test('a complete stack has no changes to deploy if a condition leaves a resource out', async () => {
  const { cloudFormation } = world.sandbox;
  const stack = cloudFormation.newStack('Conditional');
  const text = JSON.stringify({
    Conditions: { Never: { 'Fn::Equals': ['1', '2'] } },
    Resources: { A: { Type: 'AWS::CDK::Metadata' }, B: { Type: 'AWS::CDK::Metadata', Condition: 'Never' } },
  });
  await world.time.run(cloudFormation.deploy(stack, cloudFormation.target(stack, text, []), { rollback: true }));
  expect(cloudFormation.changes(stack, cloudFormation.target(stack, text, []))).toBe(false);
});

test.each([
  { status: 'ROLLBACK_FAILED', failure: 'Delete' },
  { status: 'ROLLBACK_COMPLETE', failure: 'Create' },
])('a stack in $status still can only be deleted', async ({ status, failure }) => {
  world.script = ({ RequestType }) => RequestType === 'Create' || RequestType === failure ? FAILED : {};
  const stack = await world.deploy({ A: thing() });
  expect(stack.status).toBe(status);
  await expect(async () => world.deploy({ A: thing() })).rejects.toThrow(refusal('ValidationError', `Stack:${stack.id} is in ${status} state and can not be updated.`));
});

test('a replacement is refused without rollback, after the function has made it, and the resource stays what it was', async () => {
  await world.deploy({ A: thing({ a: 1 }) });
  world.script = ({ RequestType }) => RequestType === 'Update' ? { PhysicalResourceId: 'another' } : {};
  const failed = await world.deploy({ A: thing({ a: 2 }) }, {}, UNFINISHED);
  expect(failed.status).toBe('UPDATE_FAILED');
  expect(historyOfResource(failed, 'A').at(-1)).toBe('UPDATE_FAILED Replacement type updates not supported on stack with disable-rollback.');
  expect(failed.resources.get('A')).toMatchObject({ physicalId: 'id-of-A', properties: { a: 1 } });

  expect((await world.rollBack()).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  const stack = await world.deploy({ A: thing({ a: 2 }) });
  expect(stack.status).toBe('UPDATE_COMPLETE');
  expect(world.summary.slice(1)).toEqual(['Update A id-of-A', 'Update A id-of-A', 'Delete A id-of-A']);
});

test.each([
  { status: 'CREATE_FAILED', before: {}, created: true },
  { status: 'UPDATE_FAILED', before: { Old: thing() }, created: false },
])('a stack in $status is updated only without rollback, by UpdateStack and by a change set', async ({ status, before, created }) => {
  if (!created) await world.deploy(before);
  world.script = failing('B');
  const stack = await world.deploy({ ...before, B: thing() }, {}, UNFINISHED);
  expect(stack.status).toBe(status);
  const says = `This stack is currently in a non-terminal [${status}] state. To update the stack from this state, please use the disable-rollback parameter with `
    + 'update-stack API. To rollback to the last known good state, use the rollback-stack API';
  const client = world.clientOf();
  const input = { StackName: stack.id, TemplateBody: JSON.stringify({ Resources: { Handler: HANDLER, ...before } }) };
  await expect(client.send(new UpdateStackCommand(input))).rejects.toMatchObject({ name: 'ValidationError', message: says });
  await client.send(new CreateChangeSetCommand({ ...input, ChangeSetName: 'change' }));
  await expect(client.send(new ExecuteChangeSetCommand({ StackName: stack.id, ChangeSetName: 'change' }))).rejects.toMatchObject({ name: 'ValidationError', message: says });
  expect(stack.status).toBe(status);

  await client.send(new ExecuteChangeSetCommand({ StackName: stack.id, ChangeSetName: 'change', DisableRollback: true }));
  await world.time.run(stack.whenSettled());
  expect(stack.status).toBe('UPDATE_COMPLETE');
});

test('an update in express mode waits for its resources, and isn\'t rolled back if its configuration says so', async () => {
  const { id } = await world.deploy({ A: thing() });
  world.script = failing('B');
  const TemplateBody = JSON.stringify({ Resources: { Handler: HANDLER, A: thing({ a: 1 }), B: thing({}, { DependsOn: 'A' }) } });
  await world.clientOf().send(new UpdateStackCommand({ StackName: id, TemplateBody, DeploymentConfig: { Mode: 'EXPRESS', DisableRollback: true } }));
  const stack = world.sandbox.cloudFormation.existing(id);
  await world.time.run(stack.whenSettled());
  expect(stack.status).toBe('UPDATE_FAILED');
  expect(world.summary).toEqual(['Create A', 'Update A id-of-A', 'Create B']);
});

import { CreateChangeSetCommand, GetTemplateCommand, GetTemplateCommandInput } from '@aws-sdk/client-cloudformation';
import type { Switches } from '../../../sandbox/cloudformation/switches';
import { exception } from '../../support/refusals';
import { FAILED, HANDLER, ScriptedFunctions, thing } from '../../support/scripted-functions';

const STAGES = ['Original', 'Processed'] as const;

let world: ScriptedFunctions;

function given(switches: Partial<Switches> = {}): void {
  world = new ScriptedFunctions({}, switches);
}

function getTemplate(input: GetTemplateCommandInput = { StackName: 'Stack' }, accessKeyId?: string) {
  return world.clientOf(accessKeyId).send(new GetTemplateCommand(input));
}

/** The property `a` of A in the template that GetTemplate gives. */
async function valueInTemplate(): Promise<unknown> {
  const { TemplateBody = '' } = await getTemplate();
  return (JSON.parse(TemplateBody) as { Resources: { A: { Properties: { a: unknown } } } }).Resources.A.Properties.a;
}

test('both stages of a template are the text that was deployed, because there are no transforms', async () => {
  given();
  const { templateText } = await world.deploy({ A: thing({ a: 1 }) });
  for (const TemplateStage of [undefined, ...STAGES]) {
    expect(await getTemplate({ StackName: 'Stack', ...(TemplateStage && { TemplateStage }) })).toMatchObject({ TemplateBody: templateText, StagesAvailable: STAGES });
  }
});

test.each(['<a b="c">&amp;</a>', '\'\u00e4\' & "\u20ac"\n\t]]>', '&quot;&#13;', '  ', ''])('it comes back with what has a meaning in XML: %j', async (a) => {
  given();
  await world.deploy({ A: thing({ a }) });
  expect(await valueInTemplate()).toBe(a);
});

test('that of a deleted stack is still there, by its id', async () => {
  given();
  await world.deploy({ A: thing({ a: 1 }) });
  const { id, templateText } = await world.destroy();
  expect((await getTemplate({ StackName: id })).TemplateBody).toBe(templateText);
});

test('that of a change set comes by its name and the name of the stack', async () => {
  given();
  await world.deploy({ A: thing({ a: 1 }) });
  const TemplateBody = JSON.stringify({ Resources: { Handler: HANDLER, A: thing({ a: 2 }) } });
  const { Id } = await world.clientOf().send(new CreateChangeSetCommand({ StackName: 'Stack', ChangeSetName: 'changes', TemplateBody }));
  for (const input of [{ StackName: 'Stack', ChangeSetName: 'changes' }, { ChangeSetName: Id }]) {
    expect((await getTemplate(input)).TemplateBody).toBe(TemplateBody);
  }
});

test('an unknown stage and an unknown stack are refused', async () => {
  given();
  await expect(getTemplate({ StackName: 'Stack', TemplateStage: 'Raw' as 'Original' })).rejects.toEqual(exception('ValidationError',
    '1 validation error detected: Value \'Raw\' at \'templateStage\' failed to satisfy constraint: Member must satisfy enum value set: [Original, Processed]'));
  await expect(getTemplate()).rejects.toEqual(exception('ValidationError', 'Stack with id Stack does not exist'));
});

describe('during an operation', () => {
  /** What GetTemplate gave during each event, as `Update UPDATE_IN_PROGRESS: 2`. */
  async function seen(): Promise<string[]> {
    const looks: string[] = [];
    const look = async (type: string): Promise<void> => {
      looks.push(`${type} ${world.sandbox.cloudFormation.existing('Stack').status}: ${String(await valueInTemplate())}`);
    };
    world.script = async ({ RequestType, LogicalResourceId, ResourceProperties: { a } }) => {
      await look(RequestType);
      return LogicalResourceId === 'A' && a === '3' ? FAILED : {};
    };
    await world.deploy({ A: thing({ a: 1 }), B: thing() });
    await world.deploy({ A: thing({ a: 2 }) });
    await world.deploy({ A: thing({ a: 3 }) });
    await look('Afterwards');
    await world.destroy();
    return looks;
  }

  test.each([
    { templateDuringUpdate: 'NEW' as const, update: 2, failing: 3 },
    { templateDuringUpdate: 'OLD' as const, update: 1, failing: 2 },
  ])('the template is the $templateDuringUpdate one, as the switch says, until the update is complete or rolled back', async ({ templateDuringUpdate, update, failing }) => {
    given({ templateDuringUpdate });
    expect(await seen()).toEqual([
      'Create CREATE_IN_PROGRESS: 1', 'Create CREATE_IN_PROGRESS: 1',
      `Update UPDATE_IN_PROGRESS: ${update}`, 'Delete UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: 2',
      `Update UPDATE_IN_PROGRESS: ${failing}`, 'Update UPDATE_ROLLBACK_IN_PROGRESS: 2', 'Afterwards UPDATE_ROLLBACK_COMPLETE: 2',
      'Delete DELETE_IN_PROGRESS: 2',
    ]);
  });
});

describe('a function', () => {
  const statement = (Resource: string) => ({ Effect: 'Allow', Action: 'cloudformation:GetTemplate', Resource });
  const role = (...resources: string[]) => ({
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
      Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: resources.map(statement) } }],
    },
  });

  /** The access key of a function whose role may read the templates of some stacks. */
  async function functionWith(...resources: string[]): Promise<string> {
    given();
    const stack = await world.deploy({ A: thing({ a: 1 }), Role: role(...resources) });
    const { callers, home: { environment: { account } } } = world.sandbox;
    const name = stack.resources.get('Role')?.physicalId;
    return callers.issue({ account, arn: `arn:aws:sts::${account}:assumed-role/${name}/function`, roleArn: `arn:aws:iam::${account}:role/${name}` });
  }

  test('reads the template of its stack if its role may', async () => {
    const key = await functionWith('arn:aws:cloudformation:us-east-1:123456789012:stack/Stack/*');
    expect((await getTemplate({ StackName: world.sandbox.cloudFormation.existing('Stack').id }, key)).TemplateBody).toContain('"a":1');
  });

  test('is denied it otherwise', async () => {
    const key = await functionWith('arn:aws:cloudformation:us-east-1:123456789012:stack/Other/*');
    const { id } = world.sandbox.cloudFormation.existing('Stack');
    await expect(getTemplate({ StackName: id }, key)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringMatching(new RegExp(`is not authorized to perform: cloudformation:GetTemplate on resource: ${id} because no identity-based policy allows`)) as string,
    });
  });
});

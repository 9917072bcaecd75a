import { Sandbox } from '../../../sandbox/sandbox';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Json, ResourceDefinition } from '../../../sandbox/cloudformation/template';
import type { FunctionRunner } from '../../../sandbox/lambda/function';
import { VirtualTime } from '../../../sandbox/time/virtual-time';
import { historyOfResource, ScriptedFunctions } from '../../support/scripted-functions';
import { seededRandom } from '../../support/seeded-random';

/** No function is called for what is recorded. */
const RUNNER: FunctionRunner = {
  deploy: () => Promise.reject(new Error('no function is deployed')),
  run: () => Promise.reject(new Error('no function is called')),
  remove: async () => undefined,
  close: async () => undefined,
};

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:provider';

let time: VirtualTime;
beforeEach(() => { time = new VirtualTime(); });

function sandbox(...recordOnly: readonly string[]): Sandbox {
  return new Sandbox({ time, random: seededRandom(1), runner: () => RUNNER, recordOnly });
}

function deploy({ cloudFormation }: Sandbox, resources: Readonly<Record<string, ResourceDefinition>>, output?: string): Promise<Stack> {
  const stack = cloudFormation.find('Stack') ?? cloudFormation.newStack('Stack');
  const outputs = output === undefined ? {} : { Value: { Value: { 'Fn::GetAtt': output } } };
  const target = cloudFormation.target(stack, JSON.stringify({ Resources: resources, Outputs: outputs }), []);
  return time.run(cloudFormation.deploy(stack, target, { rollback: true }).then(() => stack));
}

test('a custom resource of a recorded type doesn\'t call its function, and has what it was given as attributes', async () => {
  const stack = await deploy(sandbox('Custom::Thing'), { A: { Type: 'Custom::Thing', Properties: { ServiceToken: ARN, Name: 'a' } } }, 'A.Name');
  expect(historyOfResource(stack, 'A')).toEqual(['CREATE_IN_PROGRESS', 'CREATE_IN_PROGRESS Custom::Thing is only recorded by the cdk-org-guard sandbox', 'CREATE_COMPLETE']);
  expect(stack.outputs).toEqual([{ key: 'Value', value: 'a' }]);
});

describe('Custom::LogRetention, which the CDK makes of logRetention of a function', () => {
  const retention = (different: Readonly<Record<string, string>> = {}): ResourceDefinition => ({
    Type: 'Custom::LogRetention', Properties: { ServiceToken: ARN, LogGroupName: '/aws/lambda/app', RetentionInDays: 7, ...different },
  });

  test('is there without its function: the log group exists, and is called by its name', async () => {
    const world = sandbox();
    const stack = await deploy(world, { A: retention() }, 'A.LogGroupName');
    expect(historyOfResource(stack, 'A')).toEqual([
      'CREATE_IN_PROGRESS', 'CREATE_IN_PROGRESS Custom::LogRetention doesn\'t call its function in the cdk-org-guard sandbox, and nothing is deleted from a log', 'CREATE_COMPLETE',
    ]);
    expect(stack.outputs).toEqual([{ key: 'Value', value: '/aws/lambda/app' }]);
    expect(world.home.logGroups.names).toEqual(['/aws/lambda/app']);
  });

  test('keeps a log that is there already, and gives its name also after an update', async () => {
    const world = sandbox();
    world.home.logGroups.write('/aws/lambda/app', time.now(), 'line');
    await deploy(world, { A: retention() });
    const stack = await deploy(world, { A: retention({ RetentionInDays: '1' }) });
    expect(stack.resources.get('A')?.physicalId).toBe('/aws/lambda/app');
    expect(world.home.logGroups.linesOf('/aws/lambda/app')).toEqual(['line']);
  });

  test.each([
    { which: 'that is to go with it', different: { RemovalPolicy: 'destroy' }, left: [] },
    { which: 'that isn\'t to go with it', different: {}, left: ['/aws/lambda/app'] },
  ])('deletes a log $which as its function does', async ({ different, left }) => {
    const world = sandbox();
    const stack = await deploy(world, { A: retention(different) });
    await time.run(world.cloudFormation.delete(stack));
    expect(stack.status).toBe('DELETE_COMPLETE');
    expect(world.home.logGroups.names).toEqual(left);
  });

  test('leaves the logs of other Regions alone', async () => {
    const world = sandbox();
    await deploy(world, { A: retention({ LogGroupRegion: 'eu-west-1' }) });
    expect(world.home.logGroups.names).toEqual([]);
  });

  test('isn\'t looked at for drift', async () => {
    expect(sandbox().cloudFormation.providerOf('Custom::LogRetention').hidesDrift).toBe(true);
  });
});

describe('AWS::Lambda::Permission', () => {
  const permission = (FunctionName: Json): ResourceDefinition =>
    ({ Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName, Principal: 'events.amazonaws.com' } });
  const REMARK = 'Principal is only recorded by the cdk-org-guard sandbox: no service and no other account invokes functions';

  test('is recorded for a function that is there, by its name or by its ARN', async () => {
    const world = new ScriptedFunctions();
    const stack = await world.deploy({ ByArn: permission({ 'Fn::GetAtt': ['Handler', 'Arn'] }), ByName: permission({ Ref: 'Handler' }) });
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(historyOfResource(stack, 'ByArn')).toEqual(['CREATE_IN_PROGRESS', `CREATE_IN_PROGRESS ${REMARK}`, 'CREATE_COMPLETE']);
    expect(stack.resources.get('ByName')?.attributes).toEqual({ Id: stack.resources.get('ByName')?.physicalId });
  });

  test('is another one, once it is changed', async () => {
    const world = new ScriptedFunctions();
    const before = (await world.deploy({ A: permission({ Ref: 'Handler' }) })).resources.get('A')?.physicalId;
    const stack = await world.deploy({ A: permission({ 'Fn::GetAtt': ['Handler', 'Arn'] }) });
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(stack.resources.get('A')?.physicalId).not.toBe(before);
  });

  test('is refused for a function that isn\'t there, as Lambda does', async () => {
    const stack = await new ScriptedFunctions().deploy({ A: permission('other') });
    const [, failure = ''] = historyOfResource(stack, 'A');
    expect(failure.replaceAll(/[0-9a-f-]{36}/g, 'ID')).toBe('CREATE_FAILED Resource handler returned message: "Function not found: arn:aws:lambda:us-east-1:123456789012:function:other '
      + '(Service: Lambda, Status Code: 404, Request ID: ID) (SDK Attempt Count: 1)" (RequestToken: ID, HandlerErrorCode: NotFound)');
  });
});

import { LambdaClient, UpdateFunctionCodeCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';
import { HANDLER, historyOfResource, ScriptedFunctions } from '../../support/scripted-functions';

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

async function outcomeOf(Runtime: string): Promise<string> {
  const stack = await world.deploy({ Other: { ...HANDLER, Properties: { ...HANDLER.Properties, Runtime } } });
  return historyOfResource(stack, 'Other').find((event) => /^CREATE_(FAILED|COMPLETE)/.test(event)) ?? '';
}

test.each(['nodejs', 'nodejs4.3', 'nodejs8.10', 'nodejs12.x', 'nodejs16.x'])('a function with the runtime %s, which Lambda has retired, is refused', async (runtime) => {
  expect(await outcomeOf(runtime)).toContain(`Resource handler returned message: "The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. `
    + 'We recommend you use the new runtime (nodejs24.x) while creating or updating functions. (Service: Lambda, Status Code: 400, ');
});

test.each(['nodejs18.x', 'nodejs20.x', 'nodejs22.x', 'nodejs24.x'])('%s is taken', async (runtime) => expect(await outcomeOf(runtime)).toBe('CREATE_COMPLETE'));

test.each(['nodejs23.x', 'nodejs22', 'python3.13', 'provided.al2023'])('%s is refused by name', async (runtime) => {
  expect(await outcomeOf(runtime)).toBe(`CREATE_FAILED The cdk-org-guard sandbox doesn't emulate functions with the runtime ${runtime}`);
});

test('the code of a function may stand in the template', async () => {
  const inline = 'exports.handler = async () => 1;';
  const stack = await world.deploy({ Other: { ...HANDLER, Properties: { ...HANDLER.Properties, Code: { ZipFile: inline } } } });
  expect(world.sandbox.home.functions.find(stack.resources.get('Other')?.physicalId as string).code).toEqual({ inline });
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['that asks for the module of CloudFormation', { ZipFile: 'const response = require("cfn-response");' }, 'the module cfn-response in the code of a function'],
  ['that is nowhere', {}, 'functions whose code is neither in a bucket nor in the template'],
])('code %s is refused by name', async (_which, Code, named) => {
  const stack = await world.deploy({ Other: { ...HANDLER, Properties: { ...HANDLER.Properties, Code } } });
  expect(historyOfResource(stack, 'Other')).toContain(`CREATE_FAILED The cdk-org-guard sandbox doesn't emulate ${named}`);
});

describe('beside its stack, as cdk deploy --hotswap does it,', () => {
  let client: LambdaClient;
  let FunctionName: string;
  beforeEach(async () => {
    client = new LambdaClient({ ...clientSettings('SANDBOXPERSON'), requestHandler: new WireHandler((request) => world.sandbox.answer(request)) });
    FunctionName = (await world.deploy({})).resources.get('Handler')?.physicalId as string;
  });

  test('a function gets other code, and another environment', async () => {
    await expect(client.send(new UpdateFunctionCodeCommand({ FunctionName, S3Bucket: 'assets', S3Key: 'new.zip' }))).resolves.toMatchObject({ LastUpdateStatus: 'Successful' });
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description: 'new', Environment: { Variables: { A: '1' } } }));
    expect(world.sandbox.home.functions.find(FunctionName)).toMatchObject({ code: { bucket: 'assets', key: 'new.zip' }, environment: { A: '1' } });
  });

  test('code that isn\'t in a bucket, and other settings, are refused by name', async () => {
    await expect(client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: Buffer.from('zip') })))
      .rejects.toThrow('The cdk-org-guard sandbox doesn\'t emulate functions whose code is not in a bucket');
    await expect(client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 5 })))
      .rejects.toThrow('The cdk-org-guard sandbox doesn\'t emulate changing Timeout of a function beside its stack');
  });
});

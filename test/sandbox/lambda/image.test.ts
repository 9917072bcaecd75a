import { ChildFunctions } from '../../support/child-functions';

let functions: ChildFunctions;
beforeEach(() => { functions = new ChildFunctions(); });
afterEach(() => functions.close());

const CLIENT = '@aws-sdk/client-cloudwatch-logs';

function lacking(name: string): object {
  const errorMessage = `The function asks for ${name}, which Lambda has in the image of functions, and the cdk-org-guard sandbox doesn't`;
  return { ok: false, errorType: 'Sandbox.NotInTheImage', errorMessage, trace: [] };
}

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['when it is loaded', { 'index.js': `require('${CLIENT}'); exports.handler = () => 1;` }, CLIENT],
  ['when it is called', { 'index.js': `exports.handler = async () => require('${CLIENT}');` }, CLIENT],
  ['and would go on without it', { 'index.js': `exports.handler = async () => { try { require('${CLIENT}'); } catch { await new Promise(() => {}); } };` }, CLIENT],
  ['in a module of its own', { 'index.js': 'exports.handler = () => require("./other");', 'other.js': `require('${CLIENT}');` }, CLIENT],
  ['by the path of a file', { 'index.js': `exports.handler = () => require('${CLIENT}/dist-cjs/commands');` }, CLIENT],
  ['as an ES module', { 'index.mjs': `import { CloudWatchLogsClient } from '${CLIENT}'; export const handler = () => CloudWatchLogsClient;` }, CLIENT],
  ['by an import() that waits', { 'index.js': `exports.handler = () => import('${CLIENT}');` }, CLIENT],
  ['of what the SDK is made of', { 'index.js': 'exports.handler = () => require("@smithy/node-http-handler");' }, '@smithy/node-http-handler'],
])('a function that asks for a client which the sandbox lacks %s is ended, and the module named', async (_when, code, name) => {
  await expect(functions.invoke(await functions.deploy(code))).resolves.toEqual(lacking(name));
  expect(functions.log).toEqual([expect.stringMatching(new RegExp(`^\\S+ request-1 The function asks for ${name}, which Lambda has`))]);
});

test.each([
  ['isn\'t there in AWS either', 'exports.handler = () => require("@aws-sdk/signature-v4-crt");', 'Cannot find module \'@aws-sdk/signature-v4-crt\''],
  ['is nobody\'s', 'exports.handler = () => require("lodash");', 'Cannot find module \'lodash\''],
])('a module that %s is missing as in Lambda', async (_which, code, message) => {
  await expect(functions.invoke(await functions.deploy({ 'index.js': code }))).resolves.toMatchObject({
    ok: false, errorType: 'Error', errorMessage: expect.stringContaining(message),
  });
});

test.each([
  ['cloudformation', 'CloudFormationClient'], ['identitystore', 'IdentitystoreClient'], ['lambda', 'LambdaClient'], ['organizations', 'OrganizationsClient'],
  ['s3', 'S3Client'], ['sfn', 'SFNClient'], ['ssm', 'SSMClient'],
])('the image has the client of %s, with every command', async (service, client) => {
  const definition = await functions.deploy({
    'index.js': `const sdk = require('@aws-sdk/client-${service}'); exports.handler = () => [new sdk.${client}({}).constructor.name, Object.keys(sdk).filter((name) => name.endsWith('Command')).length];`,
  });
  const commands = Object.keys(jest.requireActual<object>(`@aws-sdk/client-${service}`)).filter((name) => name.endsWith('Command'));
  await expect(functions.valueOf(definition)).resolves.toEqual([client, commands.length]);
});

test('a client in the code of the function is taken from there', async () => {
  const definition = await functions.deploy({
    'index.js': `exports.handler = () => require('${CLIENT}').name;`, [`node_modules/${CLIENT}/index.js`]: 'exports.name = "own";',
  });
  await expect(functions.valueOf(definition)).resolves.toBe('own');
});

import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand, ListStacksCommand, Stack } from '@aws-sdk/client-cloudformation';
import { stateOf } from '../../sandbox/control/state';
import type { OrganizationsSeed } from '../../sandbox/organizations/seed';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { HANDLER, HANDLER_ROLE, ScriptedFunctions, thing } from '../support/scripted-functions';
import { WireHandler } from '../../rehearsal/functions/wire-handler';

const OWN = '123456789012';
const OTHER = '222233334444';

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

function clientIn(account: string, region: string): CloudFormationClient {
  const requestHandler = new WireHandler((request) => world.sandbox.answer(request));
  return new CloudFormationClient({ ...clientSettings(`SANDBOX${account}`), region, requestHandler });
}

async function create(account: string, region: string, StackName: string, template: object): Promise<Stack | undefined> {
  const client = clientIn(account, region);
  await world.time.run(client.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_IAM'] })));
  await world.time.run(world.time.sleep(60_000));
  return (await world.time.run(client.send(new DescribeStacksCommand({ StackName })))).Stacks?.[0];
}

const Role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: HANDLER_ROLE.trustPolicy } };
const Handler = { ...HANDLER, Properties: { ...HANDLER.Properties, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } };
const exporting = {
  Resources: { Role, Handler, Thing: thing() },
  Outputs: { Where: { Value: { 'Fn::Sub': '${AWS::AccountId} ${AWS::Region}' }, Export: { Name: 'where' } } },
};
const importing = { Resources: { Role, Handler, Thing: thing({ from: { 'Fn::ImportValue': 'where' } }) } };

test('each account and Region has stacks of its own, also of one name', async () => {
  const places = [[OWN, 'us-east-1'], [OWN, 'eu-west-1'], [OTHER, 'eu-west-1']] as const;
  for (const [account, region] of places) {
    const stack = await create(account, region, 'A', exporting);
    expect(stack?.StackStatus).toBe('CREATE_COMPLETE');
    expect(stack?.StackId).toMatch(`arn:aws:cloudformation:${region}:${account}:stack/A/`);
    expect(stack?.Outputs?.[0]?.OutputValue).toBe(`${account} ${region}`);
  }
  for (const [account, region] of places) {
    expect((await clientIn(account, region).send(new ListStacksCommand({}))).StackSummaries).toMatchObject([{ StackName: 'A', StackStatus: 'CREATE_COMPLETE' }]);
  }
});

test('a function answers in the bucket of its Region', async () => {
  await create(OTHER, 'eu-west-1', 'A', exporting);
  expect(new URL(world.events[0]?.ResponseURL ?? '').host).toBe('cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com');
  expect(world.events[0]?.ServiceToken).toMatch(`arn:aws:lambda:eu-west-1:${OTHER}:function:A-Handler-`);
});

test.each([[OWN, 'eu-west-1'], [OTHER, 'us-east-1']])('an export is not seen in %s, %s, which is another account or Region', async (account, region) => {
  await create(OWN, 'us-east-1', 'A', exporting);
  expect(await create(OWN, 'us-east-1', 'B', importing)).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
  const stack = await create(account, region, 'B', importing);
  expect(stack?.StackStatus).toBe('ROLLBACK_COMPLETE');
});

const reading = (members: object): object =>
  ({ Resources: { Handler: HANDLER, Thing: thing({ from: { 'Fn::GetStackOutput': { StackName: 'A', OutputName: 'Where', ...members } } }) } });

test('an output of another Region is read by a weak reference that names the Region', async () => {
  await create(OWN, 'eu-west-1', 'A', exporting);
  expect(await create(OWN, 'us-east-1', 'B', reading({ Region: 'eu-west-1' }))).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
  expect(world.events.at(-1)?.ResourceProperties.from).toBe(`${OWN} eu-west-1`);
});

describe('an output of another account', () => {
  const RoleArn = `arn:aws:iam::${OTHER}:role/reader`;
  const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: OWN }, Action: 'sts:AssumeRole' }] };
  const READ = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'cloudformation:DescribeStacks', Resource: '*' }] };

  async function read(roles: readonly object[]): Promise<{ status: string | undefined; reason: string | undefined }> {
    world = new ScriptedFunctions({}, {}, { roles: roles as NonNullable<OrganizationsSeed['roles']> });
    await create(OTHER, 'eu-west-1', 'A', exporting);
    const stack = await create(OWN, 'us-east-1', 'B', reading({ Region: 'eu-west-1', RoleArn }));
    const events = world.sandbox.cloudFormation.existing(stack?.StackId ?? '').events;
    return { status: stack?.StackStatus, reason: events.find(({ status }) => status === 'ROLLBACK_IN_PROGRESS')?.reason };
  }

  test('is read with a role there', async () => {
    expect(await read([{ account: OTHER, roleName: 'reader', trustPolicy: TRUST, policies: [READ] }])).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect(world.events.at(-1)?.ResourceProperties.from).toBe(`${OTHER} eu-west-1`);
  });

  test('is not read with a role that may not', async () => {
    expect((await read([{ account: OTHER, roleName: 'reader', trustPolicy: TRUST }])).reason)
      .toMatch(`User: ${RoleArn} is not authorized to perform: cloudformation:DescribeStacks on resource: arn:aws:cloudformation:eu-west-1:${OTHER}:stack/A/`);
  });

  test('is not read with a role that isn\'t there', async () => {
    expect((await read([])).reason).toMatch(`The role ${RoleArn} can not be assumed`);
  });
});

test('a request that names no Region is for the own one', async () => {
  await create(OWN, 'us-east-1', 'A', exporting);
  const body = new TextEncoder().encode(new URLSearchParams({ Version: '2010-05-15', Action: 'DescribeStacks' }).toString());
  const response = await world.sandbox.answer({
    method: 'POST', host: '127.0.0.1', path: '/', query: new URLSearchParams(), headers: { 'content-type': 'application/x-www-form-urlencoded' }, body,
  });
  expect(response.body).toContain('<StackName>A</StackName>');
});

test('the state has the stacks of all accounts and Regions', async () => {
  await create(OWN, 'us-east-1', 'A', exporting);
  await create(OTHER, 'eu-west-1', 'B', exporting);
  expect(stateOf(world.sandbox).stacks).toMatchObject([{ name: 'A', account: OWN, region: 'us-east-1' }, { name: 'B', account: OTHER, region: 'eu-west-1' }]);
});

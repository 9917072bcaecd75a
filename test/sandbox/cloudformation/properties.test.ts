import { readFileSync } from 'node:fs';
import {
  CloudFormationClient, CreateChangeSetCommand, DescribeChangeSetCommand, DescribeEventsCommand, ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { PROPERTIES, treatmentsOf } from '../../../sandbox/cloudformation/properties/table';
import type { Json, ResourceDefinition } from '../../../sandbox/cloudformation/template';
import { exception, notEmulated } from '../../support/refusals';
import { HANDLER, historyOfResource, ScriptedFunctions, thing } from '../../support/scripted-functions';

const FUNCTION = HANDLER.Properties ?? {};
const VPC = { VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] } };

let world: ScriptedFunctions;
let client: CloudFormationClient;

beforeEach(() => {
  world = new ScriptedFunctions();
  client = world.clientOf();
});

function ofType(Type: string, Properties: Record<string, Json>): ResourceDefinition {
  return { Type, Properties };
}

/** A function with a role that may do something. */
function functionWith(properties: Record<string, Json>, ...allowed: (string | Record<string, Json>)[]): Record<string, ResourceDefinition> {
  const Statement = allowed.map((one) => ({ Effect: 'Allow', ...(typeof one === 'string' ? { Action: one, Resource: '*' } : one) }));
  const PolicyDocument = { Version: '2012-10-17', Statement };
  return {
    Role: ofType('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
      ...(Statement.length > 0 && { Policies: [{ PolicyName: 'own', PolicyDocument }] }),
    }),
    Function: ofType('AWS::Lambda::Function', { ...FUNCTION, Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, ...properties }),
  };
}

/** Without what is another one each time. */
function withoutIds(text: string | undefined): string | undefined {
  return text?.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID');
}

describe('A property that its type doesn\'t have', () => {
  test.each<[string, ResourceDefinition, string]>([
    ['of a role', ofType('AWS::IAM::Role', { AssumeRolePolicyDocument: {}, Polices: [] }), '#: extraneous key [Polices] is not permitted'],
    ['of a function', ofType('AWS::Lambda::Function', { ...FUNCTION, Timout: 5, Vpc: {} }),
      '#: extraneous key [Timout] is not permitted\n#: extraneous key [Vpc] is not permitted'],
    ['within another', ofType('AWS::Lambda::Function', { ...FUNCTION, Environment: { Variable: {} } }), '#/Environment: extraneous key [Variable] is not permitted'],
    ['that every object has', ofType('AWS::Logs::LogGroup', { constructor: 1 }), '#: extraneous key [constructor] is not permitted'],
    ['that is only read', ofType('AWS::Logs::LogGroup', { Arn: 'x' }), '#: extraneous key [Arn] is not permitted'],
  ])('fails the resource: %s', async (_what, One, message) => {
    const stack = await world.deploy({ One });
    expect(historyOfResource(stack, 'One').slice(0, 2)).toEqual([
      'CREATE_IN_PROGRESS', `CREATE_FAILED Properties validation failed for resource One with message:\n${message}`,
    ]);
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
  });

  test('fails an update, which is rolled back', async () => {
    await world.deploy({ One: ofType('AWS::Logs::LogGroup', {}) });
    const stack = await world.deploy({ One: ofType('AWS::Logs::LogGroup', { Retention: 1 }) });
    expect(historyOfResource(stack, 'One')).toContain(
      'UPDATE_FAILED Properties validation failed for resource One with message:\n#: extraneous key [Retention] is not permitted');
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  test('is none when a condition takes it away', async () => {
    const stack = await world.deploy({ One: ofType('AWS::Logs::LogGroup', { Retention: { Ref: 'AWS::NoValue' } }) });
    expect(stack.status).toBe('CREATE_COMPLETE');
  });

  test('may be any of a custom resource', async () => {
    expect(await world.deploy({ One: thing({ Anything: { at: 'all' } }) })).toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  test('fails a change set, which tells each by DescribeEvents', async () => {
    const Resources = { One: ofType('AWS::Logs::LogGroup', { Retention: 1 }), Two: ofType('AWS::Lambda::Function', { ...FUNCTION, Code: { S3Bucket: 'b', S3Key: 'k', Hash: 'x' } }) };
    const { Id, StackId } = await client.send(new CreateChangeSetCommand({
      StackName: 'Stack', ChangeSetName: 'first', ChangeSetType: 'CREATE', TemplateBody: JSON.stringify({ Resources }),
    }));
    expect(await client.send(new DescribeChangeSetCommand({ ChangeSetName: Id }))).toMatchObject({
      Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE',
      StatusReason: 'The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation]. '
        + 'To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.',
    });
    const { OperationEvents = [] } = await client.send(new DescribeEventsCommand({ StackName: 'Stack', ChangeSetName: 'first', Filters: { FailedEvents: true } }));
    expect(OperationEvents).toEqual([
      expect.objectContaining({
        EventType: 'VALIDATION_ERROR', StackId, LogicalResourceId: 'One', ResourceType: 'AWS::Logs::LogGroup', ValidationStatus: 'FAILED',
        ValidationPath: '/Resources/One/Properties/Retention', ValidationStatusReason: 'Unsupported property [Retention]',
      }),
      expect.objectContaining({
        LogicalResourceId: 'Two', ValidationPath: '/Resources/Two/Properties/Code/Hash', ValidationStatusReason: 'Unsupported property [Hash]',
      }),
    ]);
    await expect(client.send(new ExecuteChangeSetCommand({ ChangeSetName: Id }))).rejects.toThrow(
      exception('InvalidChangeSetStatusException', `ChangeSet [${Id}] cannot be executed in its current status of [FAILED]`));
  });

  test('is looked for in change sets only: DescribeEvents is asked for nothing else', async () => {
    await expect(client.send(new DescribeEventsCommand({ StackName: 'Stack' }))).rejects.toThrow(
      'The cdk-org-guard sandbox doesn\'t emulate DescribeEvents without a change set');
  });
});

describe('A property that isn\'t emulated', () => {
  test.each<[string, ResourceDefinition, string]>([
    ['of a function', ofType('AWS::Lambda::Function', { ...FUNCTION, FileSystemConfigs: [] }), 'FileSystemConfigs of AWS::Lambda::Function'],
    ['within another', ofType('AWS::Lambda::Function', { ...FUNCTION, Code: { ImageUri: 'image' } }), 'Code.ImageUri of AWS::Lambda::Function'],
    ['of a policy', ofType('AWS::IAM::Policy', { Users: ['ada'] }), 'Users of AWS::IAM::Policy'],
    ['of a log', ofType('AWS::Logs::LogGroup', { DeletionProtectionEnabled: true }), 'DeletionProtectionEnabled of AWS::Logs::LogGroup'],
  ])('is refused before anything is deployed: %s', async (_what, One, named) => {
    await expect(async () => world.deploy({ One })).rejects.toThrow(notEmulated(`the property ${named} (resource One)`));
  });

  test('fails the resource if a condition decides', async () => {
    const { cloudFormation } = world.sandbox;
    const stack = cloudFormation.newStack('Stack');
    const text = JSON.stringify({
      Conditions: { Protected: { 'Fn::Equals': ['1', '1'] } },
      Resources: { One: ofType('AWS::Logs::LogGroup', { DeletionProtectionEnabled: { 'Fn::If': ['Protected', true, { Ref: 'AWS::NoValue' }] } }) },
    });
    await world.time.run(cloudFormation.deploy(stack, cloudFormation.target(stack, text, []), { rollback: true }));
    expect(historyOfResource(stack, 'One')[1]).toBe(
      'CREATE_FAILED The cdk-org-guard sandbox doesn\'t emulate the property DeletionProtectionEnabled of AWS::Logs::LogGroup (resource One)');
  });
});

describe('A property that is only recorded', () => {
  const REMARK = 'Layers is only recorded by the cdk-org-guard sandbox: the function runs without its layers';

  test('is told of by the event that the resource is being created, with every other one', async () => {
    const stack = await world.deploy({ One: ofType('AWS::Lambda::Function', { ...FUNCTION, Layers: ['arn'], EphemeralStorage: { Size: 1024 } }) });
    expect(historyOfResource(stack, 'One')).toEqual([
      'CREATE_IN_PROGRESS',
      `CREATE_IN_PROGRESS ${REMARK}; EphemeralStorage is only recorded by the cdk-org-guard sandbox: /tmp is as large as that of this computer`,
      'CREATE_COMPLETE',
    ]);
  });

  test('is told of by the event that the resource is updated', async () => {
    await world.deploy({});
    const stack = await world.deploy({ Handler: ofType('AWS::Lambda::Function', { ...FUNCTION, Layers: ['arn'] }) });
    expect(historyOfResource(stack, 'Handler').slice(-2)).toEqual(['UPDATE_IN_PROGRESS', `UPDATE_COMPLETE ${REMARK}`]);
  });

  test('goes without saying if nobody could tell the difference', async () => {
    const stack = await world.deploy({ One: ofType('AWS::Logs::LogGroup', { RetentionInDays: 30, Tags: [{ Key: 'a', Value: 'b' }] }) });
    expect(historyOfResource(stack, 'One')[1]).toBe('CREATE_IN_PROGRESS Resource creation Initiated');
  });
});

describe('A function whose role lacks what its configuration needs', () => {
  const NETWORK = ['ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DeleteNetworkInterface'];
  const TARGETS = { queue: 'arn:aws:sqs:us-east-1:123456789012:dead', topic: 'arn:aws:sns:us-east-1:123456789012:dead' };

  test.each<[string, Record<string, Json>, (string | Record<string, Json>)[], string]>([
    ['a VPC, and no permission', VPC, [], 'CreateNetworkInterface on EC2'],
    ['a VPC, and one of three permissions', VPC, NETWORK.slice(0, 1), 'DescribeNetworkInterfaces on EC2'],
    ['a VPC, and two of three permissions', VPC, NETWORK.slice(0, 2), 'DeleteNetworkInterface on EC2'],
    ['a VPC, and permissions on certain interfaces', VPC,
      [{ Action: 'ec2:*', Resource: 'arn:aws:ec2:us-east-1:123456789012:network-interface/*' }], 'CreateNetworkInterface on EC2'],
    ['a VPC, and permissions under a condition', VPC,
      [{ Action: 'ec2:*', Resource: '*', Condition: { StringEquals: { 'ec2:Region': 'eu-west-1' } } }], 'CreateNetworkInterface on EC2'],
    ['tracing', { TracingConfig: { Mode: 'Active' } }, [], 'PutTraceSegments on XRAY'],
    ['a queue of dead letters', { DeadLetterConfig: { TargetArn: TARGETS.queue } }, [], 'SendMessage on SQS'],
    ['a topic of dead letters', { DeadLetterConfig: { TargetArn: TARGETS.topic } }, ['sqs:*'], 'Publish on SNS'],
  ])('fails: %s', async (_what, properties, allowed, name) => {
    const stack = await world.deploy(functionWith(properties, ...allowed));
    expect(withoutIds(historyOfResource(stack, 'Function')[1])).toBe(
      `CREATE_FAILED Resource handler returned message: "The provided execution role does not have permissions to call ${name} `
      + '(Service: Lambda, Status Code: 400, Request ID: ID) (SDK Attempt Count: 1)" (RequestToken: ID, HandlerErrorCode: InvalidRequest)');
  });

  test.each<[string, Record<string, Json>, string[]]>([
    ['a VPC', VPC, NETWORK],
    ['no subnets of a VPC', { VpcConfig: { SubnetIds: [], SecurityGroupIds: [] } }, []],
    ['tracing', { TracingConfig: { Mode: 'Active' } }, ['xray:PutTraceSegments']],
    ['tracing of what is traced already', { TracingConfig: { Mode: 'PassThrough' } }, []],
    ['a queue of dead letters', { DeadLetterConfig: { TargetArn: TARGETS.queue } }, ['sqs:SendMessage']],
    ['a topic of dead letters', { DeadLetterConfig: { TargetArn: TARGETS.topic } }, ['sns:Publish']],
  ])('is deployed when it has it: %s', async (_what, properties, allowed) => {
    expect(await world.deploy(functionWith(properties, ...allowed))).toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  test('is deployed to a VPC with the managed policy for that', async () => {
    const { Role, Function } = functionWith(VPC);
    const ManagedPolicyArns = ['arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole'];
    const Managed = { ...Role, Properties: { ...Role?.Properties, ManagedPolicyArns } } as ResourceDefinition;
    expect(await world.deploy({ Role: Managed, Function: Function as ResourceDefinition })).toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  test('fails the update that asks for it', async () => {
    await world.deploy(functionWith({}));
    const stack = await world.deploy(functionWith(VPC));
    expect(historyOfResource(stack, 'Function')).toContainEqual(expect.stringMatching(/^UPDATE_FAILED .* permissions to call CreateNetworkInterface on EC2 /));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });
});

/** What aws-cdk-lib writes into the template for a type. */
function propertiesOfTheCdk(type: string): string[] {
  const [, service = '', resource = ''] = type.split('::');
  const module = service.toLowerCase() === 'cloudformation' ? 'core' : `aws-${service.toLowerCase()}`;
  const file = module === 'core' ? 'core/lib/cloudformation' : `${module}/lib/${service.toLowerCase()}`;
  const source = readFileSync(require.resolve(`aws-cdk-lib/package.json`).replace('package.json', `${file}.generated.js`), 'utf8');
  const [, body = ''] = new RegExp(`function convertCfn${resource}PropsToCloudFormation\\(properties\\)\\{.*?assertSuccess\\(\\),\\{(.*?)\\}\\)`).exec(source) ?? [];
  return [...body.matchAll(/(?:^|,)([A-Z]\w*):/g)].map(([, name = '']) => name).sort();
}

test.each(Object.keys(PROPERTIES).filter((type) => !/CDK::Metadata|WaitConditionHandle|CustomResource|IdentityStore::User/.test(type)))(
  'the table of %s has every property that the CDK knows', (type) => {
    const known = propertiesOfTheCdk(type);
    expect(known.length).toBeGreaterThan(1);
    expect(Object.keys(treatmentsOf(type) ?? {})).toEqual(expect.arrayContaining(known));
  });

test('every remark on a recorded property says what is different', () => {
  const remarks = Object.values(PROPERTIES).flatMap((treatments) => Object.values(treatments)).flatMap((treatment) => (treatment.kind === 'RECORDED' ? [treatment.remark] : []));
  expect(remarks.length).toBeGreaterThan(20);
  expect(remarks.filter((remark) => !/^[a-z/].*[^.]$/.test(remark))).toEqual([]);
});

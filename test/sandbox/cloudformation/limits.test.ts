import {
  CloudFormationClient, CreateChangeSetCommand, CreateChangeSetCommandInput, CreateStackCommand, DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { Json, ResourceDefinition, Template } from '../../../sandbox/cloudformation/template';
import { exception } from '../../support/refusals';
import { HANDLER, historyOfResource, ScriptedFunctions, thing } from '../../support/scripted-functions';

let world: ScriptedFunctions;
let client: CloudFormationClient;

beforeEach(() => {
  world = new ScriptedFunctions();
  client = world.clientOf();
});

const Resources = { One: { Type: 'AWS::CloudFormation::WaitConditionHandle' } };
const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };

function many<Value>(count: number, value: (index: number) => Value): Record<string, Value> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`Name${index}`, value(index)]));
}

/** A change set for a template, or else one that is as small as can be. */
async function prepare(template: Partial<Template>, input: Partial<CreateChangeSetCommandInput> = {}): Promise<unknown> {
  const TemplateBody = JSON.stringify({ Resources, ...template });
  return client.send(new CreateChangeSetCommand({ StackName: 'Stack', ChangeSetName: 'first', ChangeSetType: 'CREATE', TemplateBody, ...input }));
}

/** Without what is another one each time. */
function withoutIds(text: string | undefined): string | undefined {
  return text?.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID');
}

function fromHandler(message: string, service: string, status: number, code: string): string {
  return `Resource handler returned message: "${message} (Service: ${service}, Status Code: ${status}, Request ID: ID) (SDK Attempt Count: 1)" `
    + `(RequestToken: ID, HandlerErrorCode: ${code})`;
}

const OUTPUT = { Value: 'x' };
const PARAMETER = { Type: 'String', Default: 'x' };

describe('A template is refused when it has', () => {
  test.each<[string, Partial<Template>, string]>([
    ['more than 200 parameters', { Parameters: many(201, () => PARAMETER) }, 'Template format error: Parameter count 201 is greater than max allowed 200'],
    ['more than 200 mappings', { Mappings: many(201, () => ({ a: { b: 'c' } })) }, 'Template format error: Mappings count 201 is greater than max allowed 200'],
    ['more than 200 outputs', { Outputs: many(201, () => OUTPUT) }, 'Template format error: Outputs count 201 is greater than max allowed 200'],
    ['more than 500 resources', { Resources: many(501, () => Resources.One) },
      'Template format error: Number of resources, 501, is greater than maximum allowed, 500'],
    ['a description of more than 1,024 characters', { Description: 'x'.repeat(1025) }, 'Template format error: \'Description\' length is greater than 1024.'],
    ['an output with a description of more than 1,024 characters', { Outputs: { Out: { Value: 'x', Description: 'x'.repeat(1025) } } },
      'Template format error: \'Description\' length is greater than 1024.'],
    ['a parameter whose default has more than 4,096 characters', { Parameters: { Long: { Type: 'String', Default: 'x'.repeat(4097) } } },
      'Template format error: Parameter \'Long\' default value \'[****]\' length is greater than 4096.'],
    ['an export whose name has other characters', { Outputs: { Out: { Value: 'x', Export: { Name: 'a_b' } } } },
      'Template format error: Output Out is malformed. '
      + 'The Name field of every Export member must be specified and consist only of alphanumeric characters, colons, or hyphens.'],
    ['an export whose name has more than 256 characters', { Outputs: { Out: { Value: 'x', Export: { Name: 'x'.repeat(257) } } } },
      'Template format error: Output Out is malformed. The Name field of every Export member must not be longer than 256 characters.'],
    // These were faults of the sandbox, once the stack was being created.
    ['a resource under a condition that isn\'t there', { Resources: { One: { ...Resources.One, Condition: 'Maybe' } } },
      'Template format error: Unresolved condition dependency Maybe in the Resources block of the template'],
    ['an output under a condition that isn\'t there', { Outputs: { Out: { Value: 'x', Condition: 'toString' } } },
      'Template format error: Unresolved condition dependency toString in the Outputs block of the template'],
    ['one name for two exports', { Outputs: { A: { Value: 'x', Export: { Name: 'n' } }, B: { Value: 'y', Export: { Name: 'n' } } } },
      'Template format error: The Outputs section contains duplicate Export names: [n]. Specify a unique name for each export.'],
  ])('%s', async (_what, template, message) => {
    await expect(prepare(template)).rejects.toThrow(exception('ValidationError', message));
  });

  test('more than 51,200 bytes in the request', async () => {
    const TemplateBody = JSON.stringify({ Resources, Metadata: 'ä'.repeat(25_600) });
    await expect(prepare({}, { TemplateBody })).rejects.toThrow(exception('ValidationError',
      `1 validation error detected: Value '${TemplateBody}' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200`));
  });

  test('more than 1,000,000 bytes in a bucket', async () => {
    const TemplateURL = await world.publish('large', { Resources, Metadata: 'x'.repeat(1_000_000) } as Template);
    await expect(client.send(new CreateStackCommand({ StackName: 'Stack', TemplateURL }))).rejects.toThrow(
      exception('ValidationError', 'Template may not exceed 1000000 bytes in size.'));
  });

  test('a URL that is none', async () => {
    await expect(client.send(new CreateStackCommand({ StackName: 'Stack', TemplateURL: 'nowhere' }))).rejects.toThrow(
      exception('ValidationError', 'TemplateURL must be a supported URL.'));
  });

  test('a parameter that is given more than 4,096 characters', async () => {
    await expect(prepare({ Parameters: { Long: PARAMETER } }, { Parameters: [{ ParameterKey: 'Long', ParameterValue: 'x'.repeat(4097) }] })).rejects.toThrow(
      exception('ValidationError', 'Template format error: Parameter \'Long\' value \'[****]\' length is greater than 4096.'));
  });
});

test('a template that has as much as it may have of everything is taken', async () => {
  const TemplateURL = await world.publish('full', {
    Description: 'x'.repeat(1024), Parameters: many(200, () => PARAMETER), Mappings: many(200, () => ({ a: { b: 'c' } })), Resources: many(500, () => Resources.One),
    Outputs: many(200, (index) => ({ Value: 'x', Description: 'x'.repeat(1024), Export: { Name: `n${'x'.repeat(250)}${index}` } })),
  });
  await client.send(new CreateStackCommand({ StackName: 'Stack', TemplateURL, Tags: Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: 'v' })) }));
  await world.time.run(world.sandbox.cloudFormation.existing('Stack').whenSettled());
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: 'Stack' }));
  expect([stack?.StackStatus, stack?.Outputs?.length, stack?.Parameters?.length, stack?.Tags?.length]).toEqual(['CREATE_COMPLETE', 200, 200, 50]);
});

describe('A request is refused that has', () => {
  const detected = (violation: string): string => `1 validation error detected: ${violation}`;
  const tags = (...list: [string, string][]) => list.map(([Key, Value]) => ({ Key, Value }));

  test.each<[string, Partial<CreateChangeSetCommandInput>, string]>([
    ['a stack name with other characters', { StackName: 'my_stack' },
      'Value \'my_stack\' at \'stackName\' failed to satisfy constraint: Member must satisfy regular expression pattern: '
      + '[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*'],
    ['a stack name of more than 128 characters', { StackName: 'x'.repeat(129) },
      `Value '${'x'.repeat(129)}' at 'stackName' failed to satisfy constraint: Member must have length less than or equal to 128`],
    ['a name of a change set with more than 128 characters', { ChangeSetName: 'x'.repeat(129) },
      `Value '${'x'.repeat(129)}' at 'changeSetName' failed to satisfy constraint: Member must have length less than or equal to 128`],
    ['a description of more than 1,024 characters', { Description: 'x'.repeat(1025) },
      `Value '${'x'.repeat(1025)}' at 'description' failed to satisfy constraint: Member must have length less than or equal to 1024`],
    ['a tag whose key has more than 128 characters', { Tags: tags(['x'.repeat(129), 'v']) },
      `Value '${'x'.repeat(129)}' at 'tags.1.member.key' failed to satisfy constraint: Member must have length less than or equal to 128`],
    ['a tag whose value has more than 256 characters', { Tags: tags(['a', 'b'], ['k', 'x'.repeat(257)]) },
      `Value '${'x'.repeat(257)}' at 'tags.2.member.value' failed to satisfy constraint: Member must have length less than or equal to 256`],
  ])('%s', async (_what, input, violation) => {
    await expect(prepare({}, input)).rejects.toThrow(exception('ValidationError', detected(violation)));
  });

  test('more than 5 topics to notify', async () => {
    const NotificationARNs = Array.from({ length: 6 }, (_, index) => `arn:aws:sns:us-east-1:123456789012:topic${index}`);
    await expect(prepare({}, { NotificationARNs })).rejects.toThrow(exception('ValidationError', detected(
      `Value '[${NotificationARNs.join(', ')}]' at 'notificationARNs' failed to satisfy constraint: Member must have length less than or equal to 5`)));
  });

  test('more than 50 tags', async () => {
    const Tags = Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));
    await expect(prepare({}, { Tags })).rejects.toThrow(exception('ValidationError', detected(
      `Value '[${Tags.map(({ Key }) => `Tag(key=${Key}, value=v)`).join(', ')}]' at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50`)));
  });
});

test.each(['', ' \n'])('a stack fails that exports nothing but %j', async (Value) => {
  const stack = await world.deploy({}, { Nothing: { Value, Export: { Name: 'nothing' } } });
  expect(stack).toMatchObject({ status: 'ROLLBACK_COMPLETE' });
  expect(stack.events.find(({ status }) => status === 'ROLLBACK_IN_PROGRESS')?.reason).toBe(
    'Cannot export output Nothing. Exported values must not be empty or whitespace-only. Rollback requested by user.');
});

/** A policy of exactly so many characters that aren't blanks. */
function policyOf(size: number): Json {
  const document = (Sid: string): Json => ({ Version: '2012-10-17', Statement: [{ Sid, Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }] });
  return document('x'.repeat(size - JSON.stringify(document('')).length));
}

function role(properties: Record<string, Json>): ResourceDefinition {
  return { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: TRUST, ...properties } };
}

function ofType(Type: string, Properties: Record<string, Json>): ResourceDefinition {
  return { Type, Properties };
}

function functionWith(properties: Record<string, Json>): ResourceDefinition {
  return ofType('AWS::Lambda::Function', { ...HANDLER.Properties, ...properties });
}

/** A trust policy of exactly so many characters. */
function trustOf(size: number): Json {
  const Sid = 'x'.repeat(size - JSON.stringify(TRUST).length - '"Sid":"",'.length);
  return { ...TRUST, Statement: [{ Sid, ...TRUST.Statement[0] }] } as unknown as Json;
}

/** An environment of exactly so many bytes, as Lambda measures it. */
function environmentOf(bytes: number): Json {
  return { Variables: { A: 'x'.repeat(bytes - '{"A":""}'.length) } };
}

const POLICIES = [{ PolicyName: 'a', PolicyDocument: policyOf(5000) }, { PolicyName: 'b', PolicyDocument: policyOf(5241) }];
const LONG_NAME = 'x'.repeat(65);

function tooLong(at: string, longest: number): string {
  return `1 validation error detected: Value at '${at}' failed to satisfy constraint: Member must have length less than or equal to ${longest}`;
}

function invalid(at: string, actual: number, longest: number): string {
  return `Properties validation failed for resource One with message:\n#/${at}: expected maxLength: ${longest}, actual: ${actual}`;
}

describe('A resource fails that has', () => {
  test.each<[string, ResourceDefinition, string]>([
    ['inline policies of more than 10,240 characters together', role({ RoleName: 'one', Policies: POLICIES }),
      fromHandler('Maximum policy size of 10240 bytes exceeded for role one', 'Iam', 409, 'ServiceLimitExceeded')],
    ['a trust policy of more than 2,048 characters', role({ AssumeRolePolicyDocument: trustOf(2049) }),
      fromHandler('Cannot exceed quota for ACLSizePerRole: 2048', 'Iam', 409, 'ServiceLimitExceeded')],
    ['a managed policy of more than 6,144 characters', ofType('AWS::IAM::ManagedPolicy', { PolicyDocument: policyOf(6145) }),
      fromHandler('Cannot exceed quota for PolicySize: 6144', 'Iam', 409, 'ServiceLimitExceeded')],
    ['a name of a role with more than 64 characters', role({ RoleName: LONG_NAME }), fromHandler(tooLong('roleName', 64), 'Iam', 400, 'InvalidRequest')],
    ['a name of a role with other characters', role({ RoleName: 'my role/1' }), fromHandler(
      'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-', 'Iam', 400, 'InvalidRequest')],
    ['a path of a role with more than 512 characters', role({ Path: `/${'x'.repeat(511)}/` }), fromHandler(tooLong('path', 512), 'Iam', 400, 'InvalidRequest')],
    ['a description of a role with more than 1,000 characters', role({ Description: 'x'.repeat(1001) }),
      fromHandler(tooLong('description', 1000), 'Iam', 400, 'InvalidRequest')],
    ['a name of an inline policy with more than 128 characters', role({ Policies: [{ PolicyName: 'x'.repeat(129), PolicyDocument: policyOf(200) }] }),
      fromHandler(tooLong('policyName', 128), 'Iam', 400, 'InvalidRequest')],
    ['a name of a managed policy with more than 128 characters',
      ofType('AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'x'.repeat(129), PolicyDocument: policyOf(200) }),
      fromHandler(tooLong('policyName', 128), 'Iam', 400, 'InvalidRequest')],
    ['a name of a function with more than 64 characters', functionWith({ FunctionName: LONG_NAME }),
      fromHandler(`1 validation error detected: Value '${LONG_NAME}' at 'functionName' failed to satisfy constraint: `
        + 'Member must have length less than or equal to 64', 'Lambda', 400, 'InvalidRequest')],
    ['a timeout of more than 900 seconds', functionWith({ Timeout: 901 }),
      fromHandler('1 validation error detected: Value \'901\' at \'timeout\' failed to satisfy constraint: Member must have value less than or equal to 900',
        'Lambda', 400, 'InvalidRequest')],
    ['less than 128 megabytes of memory', functionWith({ MemorySize: 64 }),
      fromHandler('1 validation error detected: Value \'64\' at \'memorySize\' failed to satisfy constraint: Member must have value greater than or equal to 128',
        'Lambda', 400, 'InvalidRequest')],
    ['more than 10,240 megabytes of memory', functionWith({ MemorySize: 10_241 }),
      fromHandler('1 validation error detected: Value \'10241\' at \'memorySize\' failed to satisfy constraint: Member must have value less than or equal to 10240',
        'Lambda', 400, 'InvalidRequest')],
    ['a variable that Lambda sets itself', functionWith({ Environment: { Variables: { AWS_REGION: 'eu-west-1', OWN: 'x', AWS_LAMBDA_FUNCTION_NAME: 'x' } } }),
      fromHandler('Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are '
        + 'currently not supported for modification. Reserved keys used in this request: AWS_REGION, AWS_LAMBDA_FUNCTION_NAME', 'Lambda', 400, 'InvalidRequest')],
    // It gave the account room, so that others could reserve more than there is.
    ['a negative number of invocations reserved', functionWith({ ReservedConcurrentExecutions: -1 }),
      'Properties validation failed for resource One with message:\n#/ReservedConcurrentExecutions: -1 is not greater or equal to 0'],
    ['more than 4 KB of environment', functionWith({ Environment: environmentOf(4097) }),
      fromHandler('Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. '
        + `String measured: {"A":"${'x'.repeat(4089)}"}`, 'Lambda', 400, 'InvalidRequest')],
    ['a description of a function with more than 256 characters', functionWith({ Description: 'x'.repeat(257) }), invalid('Description', 257, 256)],
    ['a handler with more than 128 characters', functionWith({ Handler: 'x'.repeat(129) }), invalid('Handler', 129, 128)],
    ['a name of a log with more than 512 characters', ofType('AWS::Logs::LogGroup', { LogGroupName: 'x'.repeat(513) }), invalid('LogGroupName', 513, 512)],
    ['a value of a standard parameter with more than 4,096 characters', ofType('AWS::SSM::Parameter', { Type: 'String', Value: 'x'.repeat(4097) }),
      fromHandler('Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter '
        + 'to use the advanced-parameter tier. For more information, see '
        + 'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html', 'Ssm', 400, 'InvalidRequest')],
    ['a value of an advanced parameter with more than 8,192 characters',
      ofType('AWS::SSM::Parameter', { Type: 'String', Tier: 'Advanced', Value: 'x'.repeat(8193) }),
      fromHandler('Advanced tier parameters support a maximum parameter value of 8192 characters.', 'Ssm', 400, 'InvalidRequest')],
    ['a description of a parameter with more than 1,024 characters',
      ofType('AWS::SSM::Parameter', { Type: 'String', Value: 'x', Description: 'x'.repeat(1025) }), invalid('Description', 1025, 1024)],
    ['a name of a state machine with more than 80 characters',
      ofType('AWS::StepFunctions::StateMachine', { StateMachineName: 'x'.repeat(81), RoleArn: 'x' }), invalid('StateMachineName', 81, 80)],
    ['a name of a permission set with more than 32 characters', ofType('AWS::SSO::PermissionSet', { Name: 'x'.repeat(33) }), invalid('Name', 33, 32)],
    ['a description of a permission set with more than 700 characters', ofType('AWS::SSO::PermissionSet', { Name: 'x', Description: 'x'.repeat(701) }),
      invalid('Description', 701, 700)],
  ])('%s', async (_what, One, message) => {
    const stack = await world.deploy({ One });
    expect(withoutIds(historyOfResource(stack, 'One').find((event) => event.startsWith('CREATE_FAILED')))).toBe(`CREATE_FAILED ${message}`);
  });

  test('more than 10 managed policies', async () => {
    const stack = await world.deploy({
      ...many(11, () => ofType('AWS::IAM::ManagedPolicy', { PolicyDocument: policyOf(200) })),
      One: role({ ManagedPolicyArns: Object.keys(many(11, () => 0)).map((Ref) => ({ Ref })) }),
    });
    expect(withoutIds(historyOfResource(stack, 'One')[1])).toBe(
      `CREATE_FAILED ${fromHandler('Cannot exceed quota for PoliciesPerRole: 10', 'Iam', 409, 'ServiceLimitExceeded')}`);
  });

  test('a policy beside it that takes its role beyond 10,240 characters', async () => {
    const stack = await world.deploy({
      Role: role({ RoleName: 'one', Policies: POLICIES.slice(0, 1) }),
      One: ofType('AWS::IAM::Policy', { PolicyName: 'more', PolicyDocument: policyOf(5241), Roles: [{ Ref: 'Role' }] as Json }),
    });
    expect(withoutIds(historyOfResource(stack, 'One')[1])).toBe(
      `CREATE_FAILED ${fromHandler('Maximum policy size of 10240 bytes exceeded for role one', 'Iam', 409, 'ServiceLimitExceeded')}`);
  });
});

test('resources that have as much as they may have of everything are made', async () => {
  const stack = await world.deploy({
    Role: role({
      RoleName: 'x'.repeat(64), Description: 'x'.repeat(1000), AssumeRolePolicyDocument: trustOf(2048),
      Policies: [{ PolicyName: 'x'.repeat(128), PolicyDocument: policyOf(10_240) }], ManagedPolicyArns: [{ Ref: 'Managed' }] as Json,
    }),
    Managed: ofType('AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'x'.repeat(128), PolicyDocument: policyOf(6144) }),
    Function: functionWith({ FunctionName: 'x'.repeat(64), Timeout: 900, MemorySize: 10_240, Environment: environmentOf(4096), Description: 'x'.repeat(256) }),
    Log: ofType('AWS::Logs::LogGroup', { LogGroupName: 'x'.repeat(512) }),
    Parameter: ofType('AWS::SSM::Parameter', { Type: 'String', Value: 'x'.repeat(4096) }),
    Advanced: ofType('AWS::SSM::Parameter', { Type: 'String', Tier: 'Advanced', Value: 'x'.repeat(8192) }),
    Thing: thing(),
  });
  expect(historyOfResource(stack, 'Stack')).toEqual(['CREATE_IN_PROGRESS User Initiated', 'CREATE_COMPLETE']);
});

import type { Json, ResourceDefinition } from '../../../sandbox/cloudformation/template';
import { HANDLER, historyOfResource, ScriptedFunctions } from '../../support/scripted-functions';

let world: ScriptedFunctions;

beforeEach(() => { world = new ScriptedFunctions(); });

function role(service: string, condition: object = {}): ResourceDefinition {
  const Statement = [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole', ...condition }];
  return { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement } as Json } };
}

const FUNCTION = (Role: Json): ResourceDefinition => ({ ...HANDLER, Properties: { ...HANDLER.Properties, Role } });
const STATE_MACHINE = (RoleArn: Json): ResourceDefinition => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { RoleArn, DefinitionString: JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true } } }) },
});

const OWN: Json = { 'Fn::GetAtt': ['Role', 'Arn'] };

async function failures(One: ResourceDefinition, Role = role('lambda.amazonaws.com')): Promise<string[]> {
  const stack = await world.deploy({ Role, One });
  return historyOfResource(stack, 'One').filter((event) => /^\w+_FAILED/.test(event))
    .map((event) => event.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID'));
}

function refused(message: string, service: string, status: number, code: string): string {
  return `CREATE_FAILED Resource handler returned message: "${message} (Service: ${service}, Status Code: ${status}, Request ID: ID) (SDK Attempt Count: 1)" `
    + `(RequestToken: ID, HandlerErrorCode: ${code})`;
}

const CROSS_ACCOUNT = 'Cross-account pass role is not allowed.';
const NOT_BY_LAMBDA = refused('The role defined for the function cannot be assumed by Lambda.', 'Lambda', 400, 'InvalidRequest');
const NOT_BY_STEP_FUNCTIONS = refused(
  'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.', 'Sfn', 400, 'AccessDenied');

describe('A function is refused with a role', () => {
  test('of another account', async () => {
    expect(await failures(FUNCTION('arn:aws:iam::111122223333:role/handler'))).toEqual([refused(CROSS_ACCOUNT, 'Lambda', 403, 'AccessDenied')]);
  });

  test('that isn\'t there', async () => {
    expect(await failures(FUNCTION('arn:aws:iam::123456789012:role/nobody'))).toEqual([NOT_BY_LAMBDA]);
  });

  test('that is there under another path', async () => {
    expect(await failures(FUNCTION('arn:aws:iam::123456789012:role/other/handler'))).toEqual([NOT_BY_LAMBDA]);
  });

  test('that trusts another service', async () => {
    expect(await failures(FUNCTION(OWN), role('states.amazonaws.com'))).toEqual([NOT_BY_LAMBDA]);
  });

  test('that trusts Lambda only for another account', async () => {
    const elsewhere = { Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } };
    expect(await failures(FUNCTION(OWN), role('lambda.amazonaws.com', elsewhere))).toEqual([NOT_BY_LAMBDA]);
  });
});

describe('A state machine is refused with a role', () => {
  test('of another account', async () => {
    expect(await failures(STATE_MACHINE('arn:aws:iam::111122223333:role/handler'))).toEqual([refused(CROSS_ACCOUNT, 'Sfn', 403, 'AccessDenied')]);
  });

  test('that trusts another service', async () => {
    expect(await failures(STATE_MACHINE(OWN))).toEqual([NOT_BY_STEP_FUNCTIONS]);
  });
});

test.each<[string, ResourceDefinition, string]>([
  ['function', FUNCTION(OWN), 'lambda.amazonaws.com'],
  ['state machine', STATE_MACHINE(OWN), 'states.amazonaws.com'],
])('A %s takes a role that trusts its service', async (_what, One, service) => {
  expect(await failures(One, role(service))).toEqual([]);
});

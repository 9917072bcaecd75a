import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Json, ResourceDefinition } from '../../../sandbox/cloudformation/template';
import type { OrganizationsSeed } from '../../../sandbox/organizations/seed';
import { Sandbox } from '../../../sandbox/sandbox';
import { SystemTime } from '../../../sandbox/time/system-time';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { historyOfResource, ScriptedFunctions } from '../../support/scripted-functions';
import { seededRandom } from '../../support/seeded-random';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';

const ACCOUNT = '123456789012';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/people/one`;
const CALLER = `arn:aws:sts::${ACCOUNT}:assumed-role/one/somebody`;
const STACK_ARN = `arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/Stack/*`;
const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*', Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

function policy(...Statement: Record<string, Json>[]): Json {
  return { Version: '2012-10-17', Statement };
}

function allow(Action: Json): Record<string, Json> {
  return { Effect: 'Allow', Action, Resource: '*' };
}

/** A role that may look at stacks, as far as its boundary lets it. */
function role(properties: Record<string, Json> = {}): ResourceDefinition {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'one', Path: '/people/', AssumeRolePolicyDocument: TRUST, Policies: [{ PolicyName: 'p', PolicyDocument: policy(allow('cloudformation:*')) }], ...properties,
    },
  };
}

function boundary(...statements: Record<string, Json>[]): Record<string, ResourceDefinition> {
  return {
    Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'Edge', Path: '/org/', PolicyDocument: policy(...statements) } },
    Role: role({ PermissionsBoundary: { Ref: 'Boundary' } }),
  };
}

async function keyOf(RoleArn: string, { sandbox } = world): Promise<string> {
  const sts = new STSClient({ ...clientSettings('SANDBOXPERSON'), requestHandler: new WireHandler((request) => sandbox.answer(request)) });
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'somebody' }));
  return Credentials?.AccessKeyId ?? '';
}

/** What the role gets when it looks at the stack: nothing, or why it may not. */
async function looking(RoleArn = ROLE): Promise<string | undefined> {
  try {
    await world.clientOf(await keyOf(RoleArn)).send(new DescribeStacksCommand({ StackName: 'Stack' }));
    return undefined;
  } catch (thrown) {
    return (thrown as Error).message;
  }
}

function failureOf(stack: Stack, logicalId: string): string | undefined {
  return historyOfResource(stack, logicalId).find((event) => event.includes('_FAILED'))?.replaceAll(/[0-9a-f-]{36}/g, 'ID');
}

const DENIED = `User: ${CALLER} is not authorized to perform: cloudformation:DescribeStacks on resource: ${STACK_ARN}`;

describe('A permissions boundary', () => {
  test.each<[string, Record<string, Json>[], string | undefined]>([
    ['that allows what the role may do changes nothing', [allow('cloudformation:Describe*')], undefined],
    ['that allows other things only leaves nothing', [allow('s3:*')], `${DENIED} because no permissions boundary allows the cloudformation:DescribeStacks action`],
    ['that denies it is named with its ARN', [allow('*'), { ...allow('cloudformation:DescribeStacks'), Effect: 'Deny' }],
      `${DENIED} with an explicit deny in a permissions boundary: arn:aws:iam::${ACCOUNT}:policy/org/Edge`],
  ])('%s', async (_what, statements, refusal) => {
    expect(await world.deploy(boundary(...statements))).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect(await looking()).toBe(refusal);
  });

  test.each<[string, string | undefined]>([
    ['AdministratorAccess', undefined],
    ['PowerUserAccess', undefined],
    ['IAMFullAccess', `${DENIED} because no permissions boundary allows the cloudformation:DescribeStacks action`],
  ])('may be AWS\'s own %s', async (name, refusal) => {
    await world.deploy({ Role: role({ PermissionsBoundary: `arn:aws:iam::aws:policy/${name}` }) });
    expect(await looking()).toBe(refusal);
  });

  test('allows nothing by itself', async () => {
    await world.deploy({ Role: role({ Policies: [], PermissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess' }) });
    expect(await looking()).toBe(`${DENIED} because no identity-based policy allows the cloudformation:DescribeStacks action`);
  });

  test('is changed, and taken away, by an update', async () => {
    await world.deploy(boundary(allow('s3:*')));
    await world.deploy(boundary(allow('cloudformation:*')));
    expect(await looking()).toBeUndefined();
    const { Boundary } = boundary(allow('s3:*'));
    await world.deploy({ Boundary: Boundary as ResourceDefinition, Role: role() });
    expect(await looking()).toBeUndefined();
  });

  test('that isn\'t there fails the role', async () => {
    const arn = `arn:aws:iam::${ACCOUNT}:policy/Nowhere`;
    expect(failureOf(await world.deploy({ Role: role({ PermissionsBoundary: arn }) }), 'Role')).toBe(
      `CREATE_FAILED Resource handler returned message: "Scope ARN: ${arn} does not exist or is not attachable. (Service: Iam, Status Code: 404, Request ID: ID) `
      + '(SDK Attempt Count: 1)" (RequestToken: ID, HandlerErrorCode: NotFound)');
  });

  test('of AWS that the sandbox doesn\'t know is refused by name', async () => {
    expect(failureOf(await world.deploy({ Role: role({ PermissionsBoundary: 'arn:aws:iam::aws:policy/ViewOnlyAccess' }) }), 'Role')).toBe(
      'CREATE_FAILED The cdk-org-guard sandbox doesn\'t emulate the managed policy arn:aws:iam::aws:policy/ViewOnlyAccess');
  });

  test('of a function\'s role counts when Lambda looks whether the role may use a VPC', async () => {
    const stack = await world.deploy({
      Role: role({ Policies: [{ PolicyName: 'p', PolicyDocument: policy(allow('*')) }], PermissionsBoundary: 'arn:aws:iam::aws:policy/IAMFullAccess' }),
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Code: { S3Bucket: 'b', S3Key: 'k' }, Handler: 'index.handler', Runtime: 'nodejs24.x', Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, VpcConfig: { SubnetIds: ['subnet-1'] },
        },
      },
    });
    expect(failureOf(stack, 'Function')).toContain('does not have permissions to call CreateNetworkInterface on EC2');
  });
});

describe('A managed policy of a stack', () => {
  const managed = (properties: Record<string, Json>): ResourceDefinition => ({
    Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: policy(allow('cloudformation:*')), ...properties },
  });

  test('allows its roles what it says, until it is taken from them', async () => {
    const Role = role({ Policies: [] });
    await world.deploy({ Role, Policy: managed({ Roles: [{ Ref: 'Role' }] as Json }) });
    expect(await looking()).toBeUndefined();
    await world.deploy({ Role, Policy: managed({}) });
    expect(await looking()).toContain('because no identity-based policy allows');
  });

  test('can\'t be deleted while a role of another stack has it', async () => {
    const stack = await world.deploy({ Policy: managed({ ManagedPolicyName: 'Shared' }) });
    const { cloudFormation } = world.sandbox;
    const other = cloudFormation.newStack('Other');
    const text = JSON.stringify({ Resources: { Role: role({ ManagedPolicyArns: [`arn:aws:iam::${ACCOUNT}:policy/Shared`] }) } });
    await world.time.run(cloudFormation.deploy(other, cloudFormation.target(other, text, []), { rollback: true }));
    await world.destroy();
    expect(failureOf(stack, 'Policy')).toContain('Cannot delete a policy attached to entities.');
  });

  test('that isn\'t there can\'t be attached', async () => {
    const arn = `arn:aws:iam::${ACCOUNT}:policy/Nowhere`;
    expect(failureOf(await world.deploy({ Role: role({ ManagedPolicyArns: [arn] }) }), 'Role')).toContain(`"Policy ${arn} does not exist or is not attachable. (`);
  });
});

describe('A path of a role', () => {
  test('is in its ARN, and not in the ARN of its sessions', async () => {
    const stack = await world.deploy({ Role: role() });
    expect(stack.resources.get('Role')).toMatchObject({ physicalId: 'one', attributes: { Arn: ROLE } });
    expect(world.sandbox.callers.callerOf(`Credential=${await keyOf(ROLE)}/`)).toMatchObject({ arn: CALLER, roleArn: ROLE });
  });

  test('belongs to whom one assumes: without it there is no such role', async () => {
    await world.deploy({ Role: role() });
    const arn = ROLE.replace('people/', '');
    await expect(keyOf(arn)).rejects.toThrow(
      `User: arn:aws:iam::${ACCOUNT}:user/sandbox is not authorized to perform: sts:AssumeRole on resource: ${arn}`);
  });

  test('that changes makes another role', async () => {
    const { RoleName, ...unnamed } = role().Properties ?? {};
    expect(RoleName).toBe('one');
    const before = (await world.deploy({ Role: { Type: 'AWS::IAM::Role', Properties: unnamed } })).resources.get('Role')?.physicalId;
    const stack = await world.deploy({ Role: { Type: 'AWS::IAM::Role', Properties: { ...unnamed, Path: '/other/' } } });
    expect(stack.resources.get('Role')?.attributes.Arn).toMatch(/:role\/other\/Stack-Role-/);
    expect(stack.resources.get('Role')?.physicalId).not.toBe(before);
  });

  test('can\'t change while the name stays', async () => {
    await world.deploy({ Role: role() });
    expect(failureOf(await world.deploy({ Role: role({ Path: '/other/' }) }), 'Role')).toBe(
      'UPDATE_FAILED CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename one and update the stack again.');
    expect(await looking()).toBeUndefined();
  });
});

describe('A seed', () => {
  const seeded = (seed: OrganizationsSeed): Sandbox => new Sandbox({ time: new SystemTime(), random: seededRandom(1), seed, runner: () => ({}) as never });

  test('has roles with paths and boundaries, and managed policies', () => {
    const sandbox = seeded({
      managedPolicies: [{ account: '111122223333', policyName: 'Edge', path: '/org/', document: policy(allow('s3:*')) as object }],
      roles: [{
        account: '111122223333', roleName: 'Join', path: '/people/', trustPolicy: TRUST, policies: [policy(allow('*')) as object],
        permissionsBoundary: 'arn:aws:iam::111122223333:policy/org/Edge',
      }],
    });
    return expect(keyOf('arn:aws:iam::111122223333:role/people/Join', { ...world, sandbox } as unknown as ScriptedFunctions)).resolves.toMatch(/^ASIA/);
  });

  test('can\'t have a boundary that isn\'t there', () => {
    const permissionsBoundary = 'arn:aws:iam::111122223333:policy/Nowhere';
    expect(() => seeded({ roles: [{ account: '111122223333', roleName: 'Join', trustPolicy: TRUST, permissionsBoundary }] })).toThrow(
      `Scope ARN: ${permissionsBoundary} does not exist or is not attachable.`);
  });
});

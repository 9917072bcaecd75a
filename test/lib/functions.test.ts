import { App, NestedStack, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CustomResourceConfig } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { Acceptance, AccountInvitation, FunctionConfig, FunctionOptions, Group, IdentityStore, InvitationTarget } from '../../lib';
import { warningsIn } from '../support/warnings';

/** What can be set of the functions of a stack, and what the CDK's own means set. */

let app: App;
let stack: Stack;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'People', { env: { account: '123456789012', region: 'eu-central-1' } });
});

/** A function for each service, and one that waits. */
function declareAll(scope = stack): void {
  new Group(scope, 'Admins', { identityStore: IdentityStore.fromIdentityStoreId(scope, 'Directory', 'd-1234567890'), displayName: 'admins' });
  new AccountInvitation(scope, 'Payments', { target: InvitationTarget.account('111122223333'), acceptance: Acceptance.waitFor() });
}

const GUARD = { Description: Match.stringLikeRegexp('^cdk-org-guard: ') };
const KEY = 'arn:aws:kms:eu-central-1:123456789012:key/94cac42a-3f0a-4bc6-890c-cf05e7474043';

function functionsOf(scope: Stack, like: object): number {
  return Object.keys(Template.fromStack(scope).findResources('AWS::Lambda::Function', { Properties: like })).length;
}

test('the functions are as they are said to be', () => {
  FunctionConfig.of(stack).configure({
    architecture: Architecture.X86_64, memorySize: 1024, reservedConcurrentExecutions: 10, acceptorRoleName: 'Acceptor',
    environmentEncryption: Key.fromKeyArn(stack, 'Environment', KEY), logEncryptionKey: Key.fromKeyArn(stack, 'Log', KEY),
  });
  declareAll();
  expect(functionsOf(stack, { ...GUARD, Architectures: ['x86_64'], MemorySize: 1024, KmsKeyArn: KEY })).toBe(3);
  expect(functionsOf(stack, { ...GUARD, ReservedConcurrentExecutions: 10 })).toBe(2);
  const template = Template.fromStack(stack);
  template.allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: KEY });
  expect(Object.keys(template.findResources('AWS::IAM::Role', { Properties: { RoleName: 'Acceptor' } }))).toEqual([expect.stringMatching(/^CdkOrgGuardOrganizationsRole/)]);
});

test('the functions, those of the provider framework included, run in a VPC, with the permissions that Lambda needs for it', () => {
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-central-1a'], isolatedSubnetIds: ['subnet-1'] });
  const securityGroup = SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1');
  FunctionConfig.of(stack).configure({ vpc, vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED }, securityGroups: [securityGroup] });
  declareAll();
  const template = Template.fromStack(stack);
  template.allResourcesProperties('AWS::Lambda::Function', { VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] } });
  const roles = template.findResources('AWS::IAM::Role', { Properties: { AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }] } } });
  for (const { Properties: { Policies } } of Object.values(roles) as { Properties: { Policies: unknown } }[]) {
    expect(JSON.stringify(Policies)).toContain('ec2:CreateNetworkInterface');
  }
});

test('nothing is set that nobody has set', () => {
  declareAll();
  const [one] = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function', { Properties: GUARD })) as { Properties: object }[];
  expect(Object.keys(one?.Properties ?? {})).not.toEqual(expect.arrayContaining(['VpcConfig', 'KmsKeyArn', 'ReservedConcurrentExecutions']));
});

test('an option of an inner scope counts before that of an outer one', () => {
  const stage = new Stage(app, 'Production');
  const inner = new Stack(stage, 'People');
  FunctionConfig.of(app).configure({ memorySize: 1024, reservedConcurrentExecutions: 10 });
  FunctionConfig.of(inner).configure({ memorySize: 2048 });
  FunctionConfig.of(stage).configure({ memorySize: 256, architecture: Architecture.X86_64 });
  declareAll(inner);
  expect(functionsOf(inner, { ...GUARD, MemorySize: 2048, ReservedConcurrentExecutions: 10, Architectures: ['x86_64'] })).toBe(2);
});

test('an option is refused once a function was made without it', () => {
  declareAll();
  expect(() => FunctionConfig.of(stack).configure({ memorySize: 1024 }))
    .toThrow(new Error('People: People/CdkOrgGuardIdentityStore is made already: configure functions before the first guarded resource'));
  expect(() => FunctionConfig.of(app).configure({ memorySize: 1024 }))
    .toThrow(new Error('the app: People/CdkOrgGuardIdentityStore is made already: configure functions before the first guarded resource'));
  expect(() => FunctionConfig.of(new Stack(app, 'Other')).configure({ memorySize: 1024 })).not.toThrow();
});

test.each<{ what: string; options: FunctionOptions; message: string }>([
  { what: 'too little memory', options: { memorySize: 128 }, message: 'memorySize 128 is not allowed: it must be a whole number from 256 to 10240' },
  { what: 'a part of a megabyte', options: { memorySize: 512.5 }, message: 'memorySize 512.5 is not allowed: it must be a whole number from 256 to 10240' },
  { what: 'no concurrency', options: { reservedConcurrentExecutions: 0 }, message: 'reservedConcurrentExecutions 0 is not allowed: it must be a whole number of at least 1' },
  { what: 'a role with a path', options: { acceptorRoleName: 'teams/Acceptor' }, message: 'acceptorRoleName "teams/Acceptor" is not allowed: it must be 1 to 64 letters, digits and + = , . @ - _' },
  { what: 'subnets of no VPC', options: { vpcSubnets: {} }, message: 'vpc undefined is not allowed: it must be given where vpcSubnets or securityGroups are' },
  { what: 'a number that is a text', options: { memorySize: '1024' as any }, message: 'memorySize "1024" is not allowed: it must be a number, in YAML and JSON without quotation marks' },
  { what: 'a VPC by its id', options: { vpc: 'vpc-1' as any }, message: 'vpc "vpc-1" is not allowed: it must be a VPC, as Vpc.fromLookup() makes it' },
])('$what is refused', ({ options, message }) => {
  expect(() => FunctionConfig.of(stack).configure(options)).toThrow(new Error(`People: ${message}`));
  expect(() => FunctionConfig.of(app).configure(options)).toThrow(new Error(`the app: ${message}`));
});

test.each<{ what: string; scope: unknown; shown: string }>([
  { what: 'nothing', scope: undefined, shown: 'undefined' },
  { what: 'no construct', scope: 'People', shown: '"People"' },
  { what: 'what is only like one', scope: { node: {} }, shown: '{"node":{}}' },
])('functions of $what are refused', ({ scope, shown }) => {
  expect(() => FunctionConfig.of(scope as any)).toThrow(new Error(`FunctionConfig.of: scope ${shown} is not allowed: it must be an App, a Stage or a Stack`));
});

test('functions of a construct in a stack are refused, since they are those of the whole stack', () => {
  expect(() => FunctionConfig.of(new Construct(stack, 'Team')))
    .toThrow(new Error('People/Team: scope "<Construct>" is not allowed: it must be an App, a Stage or a Stack'));
});

test('a nested stack has functions of its own, and a construct around stacks sets those of each', () => {
  const team = new Construct(app, 'Team');
  const inTeam = new Stack(team, 'People');
  const nested = new NestedStack(inTeam, 'Nested');
  FunctionConfig.of(team).configure({ memorySize: 1024 });
  FunctionConfig.of(nested).configure({ memorySize: 2048 });
  [inTeam, nested].forEach(declareAll);
  expect([inTeam, nested].map((scope) => [1024, 2048].map((memory) => functionsOf(scope, { ...GUARD, MemorySize: memory })))).toEqual([[3, 0], [0, 3]]);
});

test('an alias is refused as the key of the log, which CloudWatch Logs doesn\'t take', () => {
  const logEncryptionKey = Alias.fromAliasName(stack, 'Alias', 'alias/log');
  expect(() => FunctionConfig.of(stack).configure({ logEncryptionKey }))
    .toThrow(new Error('People: logEncryptionKey "alias/log" is not allowed: it must be the key itself, not an alias of it'));
});

describe('a name of the acceptor role that is set for an app', () => {
  const UNIQUE = 'both stacks are in the same account, in which the name of a role is unique';
  const invite = (scope: Stack): unknown => new AccountInvitation(scope, 'Payments', { target: InvitationTarget.account('111122223333') });
  const stackIn = (id: string, account?: string, region = 'us-east-1'): Stack => new Stack(app, id, account === undefined ? {} : { env: { account, region } });
  beforeEach(() => FunctionConfig.of(app).configure({ acceptorRoleName: 'Acceptor' }));

  test('is refused for a second stack of an account, in any Region', () => {
    invite(stack);
    expect(() => invite(stackIn('Second', '123456789012')))
      .toThrow(new Error(`Second: acceptorRoleName "Acceptor" is not allowed: it must be another name than in People: ${UNIQUE}`));
  });

  test('is refused for a second stack of an account that differs in case only', () => {
    invite(stack);
    const second = stackIn('Second', '123456789012');
    FunctionConfig.of(second).configure({ acceptorRoleName: 'ACCEPTOR' });
    expect(() => invite(second)).toThrow(new Error(`Second: acceptorRoleName "ACCEPTOR" is not allowed: it must be another name than in People: ${UNIQUE}`));
  });

  test('is refused for a nested stack, which is in the account of the one around it', () => {
    const around = stackIn('Around');
    invite(around);
    expect(() => invite(new NestedStack(around, 'Nested')))
      .toThrow(new Error(`Around/Nested: acceptorRoleName "Acceptor" is not allowed: it must be another name than in Around: ${UNIQUE}`));
  });

  test('is taken for stacks of different accounts, and by those without invitations', () => {
    const others = [stackIn('Second', '210987654321'), stackIn('Third', '123456789012')];
    [stack, others[0] as Stack].forEach(invite);
    new Group(others[1] as Stack, 'Admins', { identityStore: IdentityStore.fromIdentityStoreId(others[1] as Stack, 'Directory', 'd-1234567890'), displayName: 'admins' });
    expect(others.map((other) => warningsIn(other).filter((warning) => warning.includes('acceptorRoleName')))).toEqual([[], []]);
  });

  test('is warned of where an account isn\'t known', () => {
    const second = stackIn('Second');
    [stack, second].forEach(invite);
    expect(warningsIn(second).filter((warning) => !warning.includes(': invitation of '))).toEqual(['/Second: acceptorRoleName "Acceptor" is also that of People: '
      + 'if both stacks are deployed to the same account, the second one fails, since the name of a role is unique there [ack: cdk-org-guard:roleNameInAnotherStack]']);
  });
});

describe('the CDK\'s own means', () => {
  test('set retention and removal policy of the log, also so that it outlives the rollback of a first deployment', () => {
    CustomResourceConfig.of(app).addLogRetentionLifetime(RetentionDays.TEN_YEARS);
    CustomResourceConfig.of(app).addRemovalPolicy(RemovalPolicy.RETAIN);
    declareAll();
    const template = Template.fromStack(stack);
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 3653 });
    template.allResources('AWS::Logs::LogGroup', { DeletionPolicy: 'Retain' });
  });

  test('set the Node.js runtime', () => {
    CustomResourceConfig.of(app).addLambdaRuntime(Runtime.NODEJS_22_X);
    declareAll();
    expect(functionsOf(stack, { ...GUARD, Runtime: 'nodejs22.x' })).toBe(3);
  });

  test('set a permissions boundary', () => {
    PermissionsBoundary.of(app).apply(ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'Boundary'));
    declareAll();
    Template.fromStack(stack).allResourcesProperties('AWS::IAM::Role', { PermissionsBoundary: Match.anyValue() });
  });
});

import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Acceptance } from '../../lib';
import { campaign } from '../support/declared-campaign';
import { invitation } from '../support/declared-invitations';

/** The roles that the functions of this library don't have: those of the provider framework, of its state machine and of schedules. */

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

interface Trust {
  readonly Principal: { readonly Service: string };
  readonly Condition?: object;
}

interface Resource {
  readonly Type: string;
  readonly Properties: {
    readonly Roles?: readonly { readonly Ref: string }[];
    readonly PolicyDocument?: { readonly Statement: readonly Statement[] };
    readonly Policies?: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
    readonly ManagedPolicyArns?: readonly unknown[];
    readonly AssumeRolePolicyDocument?: { readonly Statement: readonly Trust[] };
  };
}

function awaited(stack: Stack): void {
  invitation({ acceptance: Acceptance.waitFor() })(stack);
}

function template(declare: (stack: Stack) => void = awaited): Record<string, Resource> {
  const stack = new Stack(new App(), 'Accounts');
  declare(stack);
  return Template.fromStack(stack).toJSON().Resources as Record<string, Resource>;
}

/** `CdkOrgGuardOrganizationsRoleF40595C8` → `Role`. */
function shortened(logicalId: string): string {
  return logicalId.replace(/^CdkOrgGuard(Campaign|Organizations)/, '').replace(/[0-9A-F]{8}$/, '');
}

/** A resource of a statement, with the logical id of what it is. */
function named(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const { 'Fn::GetAtt': attribute, 'Fn::Join': joined, Ref: ref } = resource as Readonly<Record<string, any>>;
  if (ref) return shortened(ref as string);
  if (joined) return (joined[1] as unknown[]).map(named).join('');
  return attribute ? shortened(attribute[0] as string) : JSON.stringify(resource);
}

/** What each role may do, by the short name of the role. */
function permissions(declare?: (stack: Stack) => void): Record<string, string[]> {
  const roles: Record<string, string[]> = {};
  for (const [logicalId, { Type, Properties }] of Object.entries(template(declare))) {
    const { Roles = [{ Ref: logicalId }], PolicyDocument, Policies = [] } = Properties;
    const statements = [...PolicyDocument?.Statement ?? [], ...Policies.flatMap((policy) => policy.PolicyDocument.Statement)];
    if (!Type.startsWith('AWS::IAM::')) continue;
    const texts = statements.map(({ Action, Resource: on }) => `${[Action].flat().join(' ')} on ${[on].flat().map(named).join(' ')}`);
    for (const { Ref } of Roles) roles[shortened(Ref)] = [...roles[shortened(Ref)] ?? [], ...texts];
  }
  return roles;
}

const LOG = 'logs:CreateLogStream logs:PutLogEvents on LogGroup';
/** With every version and alias, of which there are none: that is how the CDK grants it. */
const INVOKE = 'lambda:InvokeFunction on AwaitingFunction AwaitingFunction:*';
/** Asked for when the function isn't active yet. */
const LOOK_AT = 'lambda:GetFunction on AwaitingFunction';

test('the provider framework may call the function that waits and start its state machine, and write to the log of this library', () => {
  const { ProviderEventRole, ProviderCompletionRole } = permissions();
  expect(ProviderEventRole).toEqual([LOG, INVOKE, LOOK_AT, 'states:StartExecution on Providerwaiterstatemachine']);
  expect(new Set(ProviderCompletionRole)).toEqual(new Set([LOG, INVOKE, LOOK_AT]));
});

test('the state machine may call the two functions of the framework that it is made of', () => {
  expect(permissions().ProviderwaiterstatemachineRole).toEqual([
    'lambda:InvokeFunction on ProviderframeworkisComplete ProviderframeworkisComplete:*',
    'lambda:InvokeFunction on ProviderframeworkonTimeout ProviderframeworkonTimeout:*',
  ]);
});

test('there are no other roles, and no managed policies', () => {
  expect(Object.keys(permissions()).sort()).toEqual(['ProviderCompletionRole', 'ProviderEventRole', 'ProviderwaiterstatemachineRole', 'Role']);
  expect(Object.values(template()).flatMap(({ Properties }) => Properties.ManagedPolicyArns ?? [])).toEqual([]);
});

test('each role is for one service of AWS, and nobody is given permission to call a function', () => {
  const trusting = Object.values(template()).flatMap(({ Properties }) => Properties.AssumeRolePolicyDocument?.Statement ?? []);
  const services = trusting.map(({ Principal }) => Principal.Service);
  expect([...new Set(services)].sort()).toEqual(['lambda.amazonaws.com', 'states.amazonaws.com']);
  // CloudFormation calls in the name of whoever deploys.
  expect(Object.values(template()).filter(({ Type }) => Type === 'AWS::Lambda::Permission')).toEqual([]);
});

describe('the role of the schedules of campaigns', () => {
  const declared = (stack: Stack): void => {
    campaign([{ account: '111122223333' }])(stack);
    campaign([{ account: '444455556666' }], {}, 'Second')(stack);
  };

  test('may invoke the function that goes on with campaigns, and nothing else', () => {
    expect(permissions(declared).ScheduleRole).toEqual(['lambda:InvokeFunction on RunFunction']);
    expect(Object.keys(permissions(declared)).sort()).toEqual(['Role', 'ScheduleRole']);
  });

  test('is for schedules of this account only', () => {
    const [, role] = Object.entries(template(declared)).find(([logicalId]) => shortened(logicalId) === 'ScheduleRole') ?? [];
    expect(role?.Properties.AssumeRolePolicyDocument?.Statement).toEqual([{
      Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'scheduler.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    }]);
  });
});

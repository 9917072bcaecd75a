import { Capability, CreateChangeSetCommand, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import type { Template } from '../../../sandbox/cloudformation/template';
import { exception } from '../../support/refusals';
import { ScriptedFunctions } from '../../support/scripted-functions';

const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
const ALLOWANCE = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };
const ROLE: Template['Resources'] = { One: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: TRUST } } };
const NAMED: Template['Resources'] = { One: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: TRUST, RoleName: 'one' } } };
const POLICY: Template['Resources'] = {
  ...ROLE, Two: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'two', PolicyDocument: ALLOWANCE, Roles: [{ Ref: 'One' }] } },
};
const NAMED_POLICY: Template['Resources'] = { One: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'one', PolicyDocument: ALLOWANCE } } };

const WAYS = {
  CreateStack: (TemplateBody: string, Capabilities: Capability[]) =>
    new ScriptedFunctions().clientOf().send(new CreateStackCommand({ StackName: 'Stack', TemplateBody, Capabilities })),
  CreateChangeSet: (TemplateBody: string, Capabilities: Capability[]) =>
    new ScriptedFunctions().clientOf().send(new CreateChangeSetCommand({ StackName: 'Stack', ChangeSetName: 'first', ChangeSetType: 'CREATE', TemplateBody, Capabilities })),
};

describe.each(Object.entries(WAYS))('%s', (_operation, begin) => {
  test.each<[string, Template['Resources'], Capability[], string]>([
    ['a role without any', ROLE, [], 'CAPABILITY_IAM'],
    ['a named role without any', NAMED, [], 'CAPABILITY_NAMED_IAM'],
    ['a named role with the lesser one', NAMED, ['CAPABILITY_IAM'], 'CAPABILITY_NAMED_IAM'],
    ['a named managed policy with the lesser one', NAMED_POLICY, ['CAPABILITY_IAM'], 'CAPABILITY_NAMED_IAM'],
    ['a policy with another one', POLICY, ['CAPABILITY_AUTO_EXPAND'], 'CAPABILITY_IAM'],
  ])('refuses %s', async (_what, Resources, capabilities, needed) => {
    await expect(begin(JSON.stringify({ Resources }), capabilities)).rejects.toThrow(
      exception('InsufficientCapabilitiesException', `Requires capabilities : [${needed}]`));
  });

  test.each<[string, Template['Resources'], Capability[]]>([
    ['a role with it', ROLE, ['CAPABILITY_IAM']],
    ['a role with the greater one', ROLE, ['CAPABILITY_NAMED_IAM']],
    ['a policy, whose name every one has', POLICY, ['CAPABILITY_IAM']],
    ['a named role with it', NAMED, ['CAPABILITY_NAMED_IAM']],
  ])('takes %s', async (_what, Resources, capabilities) => {
    await expect(begin(JSON.stringify({ Resources }), capabilities)).resolves.toHaveProperty('StackId');
  });
});

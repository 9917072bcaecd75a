import {
  CreateChangeSetCommand, CreateStackCommand, DescribeStacksCommand, ExecuteChangeSetCommand, UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { ScriptedFunctions } from '../../support/scripted-functions';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:deployments';
const OTHER = 'arn:aws:sns:us-east-1:123456789012:others';
const Resources = { Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle' } };
const TemplateBody = JSON.stringify({ Resources, Outputs: { Topics: { Value: { 'Fn::Join': [',', { Ref: 'AWS::NotificationARNs' }] } } } });

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

async function settled(): Promise<void> {
  await world.time.run(world.sandbox.cloudFormation.existing('Stack').whenSettled());
}

/** Whom the stack says it notifies, and what its template knows of that. */
async function described(): Promise<unknown[]> {
  const { Stacks: [stack] = [] } = await world.clientOf().send(new DescribeStacksCommand({ StackName: 'Stack' }));
  return [stack?.NotificationARNs ?? [], stack?.Outputs?.[0]?.OutputValue];
}

async function create(): Promise<void> {
  await world.clientOf().send(new CreateStackCommand({ StackName: 'Stack', TemplateBody, NotificationARNs: [TOPIC, OTHER] }));
  await settled();
}

describe('the topics that are told of the events of a stack', () => {
  test('are described, and are known to its template', async () => {
    await create();
    expect(await described()).toEqual([[TOPIC, OTHER], `${TOPIC},${OTHER}`]);
  });

  test('are kept by an update that names none', async () => {
    await create();
    const changed = JSON.stringify({ ...JSON.parse(TemplateBody) as object, Description: 'changed', Resources: { ...Resources, More: Resources.Handle } });
    await world.clientOf().send(new UpdateStackCommand({ StackName: 'Stack', TemplateBody: changed }));
    await settled();
    expect(await described()).toEqual([[TOPIC, OTHER], `${TOPIC},${OTHER}`]);
  });

  test.each([{ NotificationARNs: [OTHER], known: OTHER }, { NotificationARNs: [], known: '' }])('are others after an update to $NotificationARNs', async ({ NotificationARNs, known }) => {
    await create();
    await world.clientOf().send(new UpdateStackCommand({ StackName: 'Stack', TemplateBody, NotificationARNs }));
    await settled();
    expect(await described()).toEqual([NotificationARNs, known]);
  });

  test('are others only once a change set is executed', async () => {
    await create();
    const names = { StackName: 'Stack', ChangeSetName: 'change' };
    await world.clientOf().send(new CreateChangeSetCommand({ ...names, TemplateBody, NotificationARNs: [OTHER] }));
    expect(await described()).toEqual([[TOPIC, OTHER], `${TOPIC},${OTHER}`]);
    await world.clientOf().send(new ExecuteChangeSetCommand(names));
    await settled();
    expect(await described()).toEqual([[OTHER], OTHER]);
  });

  test('are none unless they are named', async () => {
    await world.clientOf().send(new CreateStackCommand({ StackName: 'Stack', TemplateBody: JSON.stringify({ Resources }) }));
    await settled();
    expect(await described()).toEqual([[], undefined]);
  });
});

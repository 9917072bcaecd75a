import {
  DescribeChangeSetCommand, DescribeStackEventsCommand, DescribeStackResourcesCommand, DescribeStacksCommand, GetTemplateCommand, ListChangeSetsCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { ReadingOperation, Switches } from '../../../sandbox/cloudformation/switches';
import { exception } from '../../support/refusals';
import { ScriptedFunctions, thing } from '../../support/scripted-functions';

const THROTTLED = exception('Throttling', 'Rate exceeded');
const STACK = { StackName: 'Stack' };
const STATUS = new DescribeStacksCommand(STACK);

const COMMANDS: Readonly<Record<ReadingOperation, object>> = {
  DescribeStacks: STATUS,
  DescribeStackEvents: new DescribeStackEventsCommand(STACK),
  DescribeStackResources: new DescribeStackResourcesCommand(STACK),
  ListStackResources: new ListStackResourcesCommand(STACK),
  GetTemplate: new GetTemplateCommand(STACK),
  DescribeChangeSet: new DescribeChangeSetCommand({ ...STACK, ChangeSetName: 'missing' }),
  ListChangeSets: new ListChangeSetsCommand(STACK),
};

let world: ScriptedFunctions;

async function given(requestRates?: Switches['requestRates']): Promise<void> {
  world = new ScriptedFunctions({}, requestRates && { requestRates });
  await world.deploy({ A: thing() });
}

function ask(): Promise<unknown> {
  return world.clientOf().send(STATUS as never) as Promise<unknown>;
}

/** How many of the calls were let through, whatever came of them. */
async function admitted(calls: number, command: object = STATUS, accessKeyId?: string): Promise<number> {
  const client = world.clientOf(accessKeyId);
  const results = await Promise.allSettled(Array.from({ length: calls }, () => client.send(command as never) as Promise<unknown>));
  return results.filter((result) => result.status === 'fulfilled' || (result.reason as Error).name !== 'Throttling').length;
}

function pass(milliseconds: number): Promise<void> {
  return world.time.run(world.time.sleep(milliseconds));
}

test.each<[ReadingOperation, number]>([
  ['DescribeStacks', 5], ['DescribeStackEvents', 10], ['DescribeStackResources', 10], ['ListStackResources', 10], ['GetTemplate', 10],
  ['DescribeChangeSet', 10], ['ListChangeSets', 10],
])('%s takes %d requests at once and as many each second', async (operation, perSecond) => {
  await given();
  const command = COMMANDS[operation];
  expect(await admitted(30, command)).toBe(perSecond);
  await pass(1000);
  expect(await admitted(30, command)).toBe(perSecond);
  await pass(1000 / perSecond);
  expect(await admitted(30, command)).toBe(1);
  await pass(3600_000);
  expect(await admitted(30, command)).toBe(perSecond);
});

test('what comes too fast is refused as AWS does, with the status 400', async () => {
  await given({ DescribeStacks: { perSecond: 1, burst: 1 } });
  await ask();
  await expect(ask()).rejects.toEqual(THROTTLED);
  await expect(ask()).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 }, $fault: 'client' });
});

test('a burst can be larger than what a second brings', async () => {
  await given({ DescribeStacks: { perSecond: 2, burst: 7 } });
  expect(await admitted(30)).toBe(7);
  await pass(1000);
  expect(await admitted(30)).toBe(2);
});

test('every operation has a rate of its own, and one without a rate takes any number', async () => {
  await given({ DescribeStacks: { perSecond: 1, burst: 1 }, ListStackResources: { perSecond: 1, burst: 2 } });
  expect(await admitted(30)).toBe(1);
  expect(await admitted(30, COMMANDS.ListStackResources)).toBe(2);
  expect(await admitted(30, COMMANDS.GetTemplate)).toBe(30);
});

test('all callers of an account share a rate, functions and the cdk command alike, and another account has its own', async () => {
  await given({ DescribeStacks: { perSecond: 1, burst: 3 } });
  const { callers, home: { environment: { account } } } = world.sandbox;
  const roleOfAFunction = callers.issue({ account, arn: `arn:aws:sts::${account}:assumed-role/handler/function` });
  expect(await admitted(2, STATUS, roleOfAFunction)).toBe(2);
  expect(await admitted(30)).toBe(1);
  expect(await admitted(30, STATUS, roleOfAFunction)).toBe(0);
  expect(await admitted(30, STATUS, 'SANDBOX111122223333')).toBe(3);
});

test('no rates, no refusals', async () => {
  await given({});
  expect(await admitted(100)).toBe(100);
});

import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnParameter, Stack } from 'aws-cdk-lib';
import { progressPolicy } from '../../../cli/progress/policy';
import type { ContentsProgress } from '../../../cli/progress/read-contents';
import { Completion, ContentsScope, Failures } from '../../../lib';
import { declareContents, Tables } from '../../support/declared-contents';
import { ALWAYS, serviceError } from '../../support/effects';
import { Printed, ProgressWorld } from '../../support/progress-world';

const SLOW = { requestsPerSecond: 1 };
const BACKGROUND = { ...SLOW, completion: Completion.background() };

function tables(count: number, others: readonly string[] = []): Tables {
  const users = Array.from({ length: count }, (_, index) => `user${index}`);
  return { users, groups: { readers: [...users, ...others] } };
}

/** What is printed some seconds after a deployment has begun. */
async function printedAfter(world: ProgressWorld, seconds: number, declare: (stack: Stack) => void): Promise<Printed> {
  const deploying = world.deploying('People', declare);
  await world.time.run(world.time.sleep(seconds * 1000));
  const printed = await world.printed();
  await world.time.run(deploying);
  return printed;
}

function hours(world: ProgressWorld, count: number): Promise<void> {
  return world.time.run(world.time.sleep(count * 3600_000));
}

describe('the contents of a stack', () => {
  test('are at rest once they are deployed', async () => {
    const world = new ProgressWorld();
    await world.deploy('People', declareContents(tables(2)));
    const { text, exitCode } = await world.printed();
    expect(text).toMatch(new RegExp(`^${[
      'PeopleE38C8D03: at rest since 2026-[-\\d]+T[:\\d]+Z', ` {2}${'█'.repeat(40)} 100 %`, ' {2}5 of 5 rows', ' {2}CloudFormation was told SUCCESS\\.',
    ].join('\n')}$`));
    expect(exitCode).toBe(0);
  });

  test('show how far they are while they are deployed', async () => {
    const { text, exitCode } = await printedAfter(new ProgressWorld(), 60, declareContents(tables(40), SLOW));
    expect(text.split('\n')).toEqual([
      'PeopleE38C8D03: creates: memberships',
      `  ${'█'.repeat(20)}${'░'.repeat(20)} 51 %`,
      '  42 of 81 rows, 1.1 requests a second, about 35 s left',
    ]);
    expect(exitCode).toBe(3);
  });

  test('are about to begin if their function has yet to tell of itself', async () => {
    const world = new ProgressWorld();
    world.fault('deliver:Create', { kind: 'DELAYED', milliseconds: 30_000 });
    const { text, exitCode } = await printedAfter(world, 10, declareContents(tables(1)));
    expect(text).toBe('PeopleE38C8D03: an event came; the function has yet to tell of it');
    expect(exitCode).toBe(3);
  });

  test('tell which rows failed, by code', async () => {
    const world = new ProgressWorld();
    await world.deploy('People', declareContents({ users: ['ada'], groups: { readers: ['ada', 'b', 'c', 'd', 'e', 'f', 'g'] }, others: { nowhere: ['ada'] } }, { failures: Failures.upTo(7) }));
    const { text, exitCode } = await world.printed();
    expect(text.split('\n').slice(2)).toEqual([
      '  3 of 10 rows',
      '  CloudFormation was told SUCCESS.',
      '  6 rows failed with USER_NOT_FOUND: membership 2, membership 3, membership 4, membership 5,',
      '  membership 6, …',
      '  1 row failed with GROUP_NOT_FOUND: membership 8',
    ]);
    expect(exitCode).toBe(0);
  });

  test('aren\'t well as long as somebody has still to leave', async () => {
    const world = new ProgressWorld();
    await world.deploy('Others', declareContents({ users: ['ada', 'eve'], groups: { admins: ['ada', 'eve'] } }));
    await world.deploy('People', declareContents({ users: ['ada'], groups: { admins: ['ada'] } }, { scope: ContentsScope.exclusive({ groups: ['admins'] }) }));
    const { text, exitCode } = await world.printed();
    expect(text).toMatch(/at rest since [-T:\dZ]+, but not all who are to leave have left\n/);
    expect(text).toMatch(/\n {2}1 removal owed\. Removals that are owed are made by the next deployment/);
    expect(exitCode).toBe(1);
  });

  test('say that the workflow goes on while the deployment has ended', async () => {
    const world = new ProgressWorld();
    await world.deploy('People', declareContents(tables(40), BACKGROUND));
    await world.time.run(world.time.sleep(50_000));
    const running = await world.printed();
    expect(running.text).toMatch(/^PeopleE38C8D03: creates: memberships\n/);
    expect(running.text).toContain('\n  CloudFormation was told SUCCESS. The workflow\'s execution is RUNNING, with call 2 of the function.');
    expect(running.exitCode).toBe(3);
    await hours(world, 1);
    const ended = await world.printed();
    expect(ended.text).toContain('\n  CloudFormation was told SUCCESS. The workflow\'s execution is SUCCEEDED, with call 2 of the\n  function.');
    expect(ended.exitCode).toBe(0);
  });

  test('say why a run in the background has failed, and what to do', async () => {
    const world = new ProgressWorld();
    await world.deploy('People', declareContents(tables(3, ['eve']), BACKGROUND));
    await hours(world, 1);
    const { text, exitCode } = await world.printed();
    expect(text).toMatch(/^PeopleE38C8D03: failed: CONTENTS_INCOMPLETE\n/);
    expect(text).toContain('\n  npx cdk-org-guard explain CONTENTS_INCOMPLETE tells what to do.');
    expect(exitCode).toBe(1);
  });

  test('count as failed if somebody has stopped the workflow', async () => {
    const world = new ProgressWorld();
    await world.deploy('People', declareContents(tables(3), BACKGROUND));
    const [progress] = await world.progress();
    const executionArn = `${(await world.resourcesIn('People'))[0]?.stateMachineArn?.replace(':stateMachine:', ':execution:')}:${progress?.status?.requestId}`;
    await world.stopExecution(executionArn);
    expect(await world.printed()).toMatchObject({ text: expect.stringMatching(/^PeopleE38C8D03: failed\n/) as string, exitCode: 1 });
  });

  test('count as failed if the event is gone that the workflow has to go on with', async () => {
    const world = new ProgressWorld();
    await world.deploy('People', declareContents({ users: ['user0'], groups: Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`group${index}`, []])) }, BACKGROUND));
    for (const bucket of world.sandbox.buckets.made) bucket.keys.filter((key) => key.startsWith('event/')).forEach((key) => bucket.delete(key));
    await hours(world, 2);
    const { text, exitCode } = await world.printed();
    expect(text).toMatch(/^PeopleE38C8D03: failed\n/);
    expect(text).toMatch(/\n {2}CloudFormation was told SUCCESS\. The workflow's execution is FAILED/);
    expect(exitCode).toBe(1);
  });

  test('are told one after the other if there are several', async () => {
    const world = new ProgressWorld();
    await world.deploy('People', (stack) => {
      declareContents({ users: ['ada'] }, {}, 'One')(stack);
      declareContents({ users: ['eve'] }, {}, 'Two')(stack);
    });
    expect((await world.progress()).map(({ name, condition }) => [name, condition])).toEqual([['One8A44B909', 'WELL'], ['Two20CDA8F5', 'WELL']]);
  });

  test('are found in a nested stack, which changes with that around it', async () => {
    const world = new ProgressWorld();
    const own = await world.deploy('People', declareContents({ users: ['ada'] }));
    const parent = world.sandbox.cloudFormation.newStack('App');
    parent.templateText = '{}';
    parent.setStatus('UPDATE_IN_PROGRESS');
    const definition = { Type: 'AWS::CloudFormation::Stack' };
    const resource = { logicalId: 'Nested', type: definition.Type, definition, properties: {}, physicalId: own.id, attributes: {}, status: '', updatedAt: 0 };
    parent.resources.set('Nested', resource);
    parent.setResourceStatus(resource, 'UPDATE_COMPLETE');
    expect(await world.progress('App')).toMatchObject([{ name: 'PeopleE38C8D03', stackId: own.id, condition: 'CHANGING' }]);
  });
});

describe('the bucket of the ledger', () => {
  test('may be a parameter of the stack', async () => {
    const world = new ProgressWorld();
    world.sandbox.buckets.create({ name: 'given', account: '111111111111', region: 'us-east-1' } as never);
    const declare = (stack: Stack): void => {
      const name = new CfnParameter(stack, 'Name', { default: 'given' }).valueAsString;
      declareContents({ users: ['ada'] }, { ledger: Bucket.fromBucketName(stack, 'Given', name) })(stack);
    };
    await world.deploy('People', declare);
    expect(await world.resourcesIn('People')).toMatchObject([{ bucket: 'given' }]);
  });

  test('is given by hand if the template doesn\'t tell it', async () => {
    const world = new ProgressWorld();
    await world.deploy('People', declareContents({ users: ['ada'] }));
    const [{ bucket } = {}] = await world.resourcesIn('People');
    const stack = world.sandbox.cloudFormation.existing('People');
    stack.templateText = stack.templateText.replace(/"Ledger":\{"Bucket":\{[^}]*\}\}/, '"Ledger":{"Bucket":{"Fn::ImportValue":"elsewhere"}}');
    expect(await world.progress()).toMatchObject([{
      condition: 'UNKNOWN', notRead: ['the bucket of the ledger isn\'t in the stack yet, or the template doesn\'t tell its name: give it by --ledger'],
    }]);
    expect(await world.progress('People', { ledger: bucket })).toMatchObject([{ condition: 'WELL', notRead: [] }]);
  });
});

test('a stack that isn\'t there is what AWS says of it', async () => {
  await expect(new ProgressWorld().progress('Nobody')).rejects.toThrow('Stack with id Nobody does not exist');
});

test('a bucket that is gone is told, and so is that nothing is known', async () => {
  const world = new ProgressWorld();
  await world.deploy('People', declareContents({ users: ['ada'] }));
  world.fault('s3:GetObject', serviceError('NoSuchBucket', {}, 404), ALWAYS);
  expect(await world.progress()).toMatchObject([{ condition: 'UNKNOWN', notRead: [expect.stringMatching(/head\.json: /), expect.stringMatching(/status\.json: /)] }]);
});

interface Policy {
  readonly Statement: readonly { readonly Action: readonly string[] }[];
}

function policyWithout(action: string): object {
  const policy = progressPolicy() as Policy;
  return { ...policy, Statement: policy.Statement.map((statement) => ({ ...statement, Action: statement.Action.map((each) => each === action ? 'sts:GetCallerIdentity' : each) })) };
}

describe('a role', () => {
  const told = async (action: string): Promise<ContentsProgress[]> => {
    const world = new ProgressWorld(policyWithout(action));
    await world.deploy('People', declareContents(tables(3), BACKGROUND));
    await hours(world, 1);
    return world.progress();
  };

  test.each(['cloudformation:DescribeStacks', 'cloudformation:ListStackResources', 'cloudformation:GetTemplate'])('without %s is told that by AWS', async (action) => {
    await expect(told(action)).rejects.toThrow(`is not authorized to perform: ${action} on resource: `);
  });

  test('that may not read the ledger is told so', async () => {
    expect(await told('s3:GetObject')).toMatchObject([{ condition: 'UNKNOWN', notRead: [expect.stringContaining('s3:GetObject'), expect.stringContaining('s3:GetObject')] }]);
  });

  test('that may not look at the workflow is told the rest', async () => {
    expect(await told('states:DescribeExecution')).toMatchObject([{ condition: 'WELL', notRead: [expect.stringContaining('states:DescribeExecution')] }]);
  });
});

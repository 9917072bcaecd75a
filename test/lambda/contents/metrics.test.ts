import { Completion, Failures } from '../../../lib';
import { declareContents } from '../../support/declared-contents';
import { InProcess } from '../../support/in-process';

const USERS = ['ada', 'alan', 'grace'];
const TABLES = { users: USERS, groups: { readers: [...USERS, 'nobody'] } };

function metricsOf({ metrics }: InProcess): unknown[] {
  return metrics.map((line) => JSON.parse(line) as unknown);
}

test('contents that are asked for metrics write a line of CloudWatch\'s embedded metric format when a call of their function ends', async () => {
  const world = new InProcess();
  await world.deploy('People', declareContents(TABLES, { metrics: true, failures: Failures.upTo(1) }));
  const [LogicalResourceId] = world.events.map((event) => event.LogicalResourceId);
  const names = ['Done', 'Failed', 'Owed'].map((Name) => ({ Name, Unit: 'Count' }));
  expect(metricsOf(world)).toEqual([{
    _aws: { Timestamp: expect.any(Number), CloudWatchMetrics: [{ Namespace: 'CdkOrgGuard', Dimensions: [['StackName', 'LogicalResourceId']], Metrics: names }] },
    StackName: 'People', LogicalResourceId, Done: 7, Failed: 1, Owed: 0,
  }]);
  expect(world.metrics.filter((line) => line.includes('\n'))).toEqual([]);
});

test('a call that leaves the rest to the next one says how far it is', async () => {
  const world = new InProcess();
  await world.deploy('People', declareContents({ users: USERS }, { metrics: true, completion: Completion.background() }));
  await world.time.run(world.time.sleep(3600_000));
  expect(metricsOf(world)).toMatchObject([{ Done: 0 }, { Done: 3 }]);
});

test('others write none', async () => {
  const world = new InProcess();
  await world.deploy('People', declareContents(TABLES, { failures: Failures.upTo(1) }));
  expect(world.metrics).toEqual([]);
});

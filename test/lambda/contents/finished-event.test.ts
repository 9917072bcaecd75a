import { Completion } from '../../../lib';
import { declareContents, Tables } from '../../support/declared-contents';
import { ALWAYS, killed, serviceError } from '../../support/effects';
import { InProcess } from '../../support/in-process';
import { eventsOf, lastStatusOf } from '../../support/progress-of-contents';

const BACKGROUND = { completion: Completion.background(), requestsPerSecond: 2 };

function tables(count: number, readers: readonly string[] = []): Tables {
  const users = Array.from({ length: count }, (_, index) => `user${index}`);
  return { users, groups: { readers: [...users, ...readers] } };
}

async function restOf(world: InProcess): Promise<void> {
  await world.time.run(world.time.sleep(4 * 3600_000));
}

async function deployed(declared: Tables, props: object = BACKGROUND): Promise<InProcess> {
  const world = new InProcess();
  await world.deploy('People', declareContents(declared, props));
  await restOf(world);
  return world;
}

test('the end of a run of the workflow is one event on the default bus, with nothing personal in it', async () => {
  const world = await deployed(tables(20));
  const [request] = world.events;
  expect(eventsOf(world)).toEqual([
    {
      id: expect.any(String), bus: 'default', source: 'cdk-org-guard', detailType: 'Identity Store Contents Finished', resources: [], time: expect.any(String),
      detail: {
        format: 1, stackId: request?.StackId, logicalResourceId: request?.LogicalResourceId, requestId: request?.RequestId, requestType: 'Create', state: 'DONE',
        rows: { toDo: 41, done: 41, failed: 0 }, failedByCode: {}, removals: { toDo: 0, done: 0, failed: 0 }, owed: 0,
      },
    },
  ]);
});

test('a run that has failed says so, with the code and how many rows have failed', async () => {
  const world = await deployed(tables(20, ['eve', 'oscar']));
  expect(eventsOf(world).map(({ detail }) => detail)).toMatchObject([
    { state: 'FAILED', code: 'CONTENTS_INCOMPLETE', rows: { toDo: 43, done: 41, failed: 2 }, failedByCode: { USER_NOT_FOUND: 2 } },
  ]);
});

test('a run that another one goes on in place of tells nothing', async () => {
  const world = new InProcess();
  await world.deploy('People', declareContents(tables(100), BACKGROUND));
  await world.deploy('People', declareContents(tables(101), BACKGROUND));
  await restOf(world);
  expect(eventsOf(world).map(({ detail }) => (detail as { readonly requestType: string }).requestType)).toEqual(['Update']);
});

test('contents without a workflow tell nothing', async () => {
  expect(eventsOf(await deployed(tables(2), {}))).toEqual([]);
});

test('a run whose function ends again and again has failed', async () => {
  const world = new InProcess();
  world.fault('identitystore:CreateUser', killed('BEFORE'), ALWAYS);
  await world.deploy('People', declareContents(tables(20), BACKGROUND));
  await restOf(world);
  expect(eventsOf(world).map(({ detail }) => detail)).toMatchObject([{ requestType: 'Create', state: 'FAILED', code: 'CONTENTS_ABANDONED' }]);
  expect(lastStatusOf(world)).toMatchObject({ requestType: 'Create', state: 'FAILED', code: 'CONTENTS_ABANDONED', answer: { status: 'SUCCESS' } });
});

test.each([
  ['is denied', 'AccessDeniedException', 400], ['is refused', 'InternalException', 500], ['is throttled', 'ThrottlingException', 400],
])('an event that %s keeps the run from nothing', async (_, code, status) => {
  const world = new InProcess();
  world.fault('events:PutEvents', serviceError(code, {}, status), ALWAYS);
  await world.deploy('People', declareContents(tables(20), BACKGROUND));
  await restOf(world);
  expect(eventsOf(world)).toEqual([]);
  expect(lastStatusOf(world)).toMatchObject({ state: 'DONE', rows: { done: 41 } });
  expect(world.thrown).toEqual([]);
});

test('an event that is refused at first is put again', async () => {
  const world = new InProcess();
  world.fault('events:PutEvents', serviceError('InternalException', {}, 500));
  await world.deploy('People', declareContents(tables(20), BACKGROUND));
  await restOf(world);
  expect(eventsOf(world)).toHaveLength(1);
});

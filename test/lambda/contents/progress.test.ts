import { Completion, Failures } from '../../../lib';
import type { ContentsStatus } from '../../../lib/contract/contents-status';
import { declareContents, failing, Tables } from '../../support/declared-contents';
import { InProcess, SynthesizedTemplate } from '../../support/in-process';
import { lastStatusOf, lineOf, statusesOf } from '../../support/progress-of-contents';

const SLOW = { requestsPerSecond: 1 };

function named(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `user${String(index).padStart(3, '0')}`);
}

function tables(users: readonly string[], readers = users): Tables {
  return { users, groups: { readers } };
}

/** Without those that say the same as the one before. */
function linesOf(world: InProcess): string[] {
  return statusesOf(world).map(lineOf).filter((line, index, lines) => line !== lines[index - 1]);
}

async function background(world: InProcess): Promise<void> {
  await world.time.run(world.time.sleep(4 * 3600_000));
}

describe('the status of contents that one call of the function brings', () => {
  test('is written when it begins, about every 20 seconds, and when it ends', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(tables(named(40)), SLOW));
    const statuses = statusesOf(world);
    expect(statuses.map(lineOf)).toEqual([
      'Create RUNNING CHECKING 0/0', 'Create RUNNING ENTITIES 21/81', 'Create RUNNING MEMBERSHIPS 42/81', 'Create RUNNING MEMBERSHIPS 62/81',
      'Create DONE MEMBERSHIPS 81/81',
    ]);
    const [begun, ...later] = statuses.map(({ updated, started }) => Math.round((updated - started) / 1000));
    expect(begun).toBe(0);
    expect(later).toEqual([20, 40, 60, 78]);
  });

  test('tells what was asked for, at which rate it goes on, and what CloudFormation is told', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(tables(named(40)), SLOW));
    const [event] = world.events;
    const { signed, started, updated, ...last } = lastStatusOf(world) as ContentsStatus;
    expect(last).toEqual({
      format: 1, requestId: event?.RequestId, requestType: 'Create', state: 'DONE', phase: 'MEMBERSHIPS', passes: 1, rows: { toDo: 81, done: 81, failed: 0 },
      failedByCode: {}, removals: { toDo: 0, done: 0, failed: 0 }, owed: 0, requestsPerSecond: 1, tasksPerSecond: 1.1, answer: { status: 'SUCCESS' },
    });
    expect(signed).toBeLessThanOrEqual(started);
    expect(started).toBeLessThan(updated);
  });

  test('has nothing personal', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents({ users: ['ada'], groups: { secretary: ['ada', 'nobody'] } }, { failures: Failures.upTo(1) }));
    expect(JSON.stringify(statusesOf(world))).not.toMatch(/ada|nobody|secretary|example\.com/);
  });

  test('counts the rows that failed by their codes', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents({ users: ['ada'], groups: { readers: ['ada', 'eve', 'oscar'] } }, { failures: Failures.upTo(2) }));
    expect(lastStatusOf(world)).toMatchObject({ state: 'DONE', rows: { toDo: 5, done: 3, failed: 2 }, failedByCode: { USER_NOT_FOUND: 2 } });
  });

  test('says why the deployment fails', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents({ users: ['ada'], groups: { readers: ['ada', 'eve'] } }));
    expect(statusesOf(world).find(({ state }) => state === 'FAILED')).toMatchObject({
      requestType: 'Create', code: 'CONTENTS_INCOMPLETE', answer: { status: 'FAILED', code: 'CONTENTS_INCOMPLETE' }, failedByCode: { USER_NOT_FOUND: 1 },
    });
  });

  test('tells who has still to leave, and then that they have left', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(tables(['ada', 'eve'])));
    await world.deploy('People', declareContents(tables(['ada', 'eve'], ['ada'])));
    expect(statusesOf(world).filter(({ state }) => state !== 'RUNNING').map(({ requestType, owed, removals: { toDo, done } }) => ({ requestType, owed, toDo, done }))).toEqual([
      { requestType: 'Create', owed: 0, toDo: 0, done: 0 }, { requestType: 'Update', owed: 1, toDo: 0, done: 0 }, { requestType: 'Delete', owed: 0, toDo: 1, done: 1 },
    ]);
  });

  test('keeps what the update has counted while its clean-up removes those who leave', async () => {
    const world = new InProcess();
    const given = { failures: Failures.upTo(1) };
    await world.deploy('People', declareContents(tables(['ada', 'eve']), given));
    await world.deploy('People', declareContents({ users: ['ada', 'eve'], groups: { readers: ['ada'], writers: ['ada', 'nobody'] } }, given));
    expect(lastStatusOf(world)).toMatchObject({ requestType: 'Delete', state: 'DONE', rows: { toDo: 3, done: 2, failed: 1 }, failedByCode: { USER_NOT_FOUND: 1 } });
  });

  test('counts what a rollback takes back', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(tables(['ada', 'eve'], ['ada'])));
    await world.deploy('People', failing(declareContents(tables(['ada', 'eve']))));
    const updates = statusesOf(world).filter(({ requestType, state }) => requestType === 'Update' && state === 'DONE');
    expect(updates.map(({ rows, removals }) => [rows.done, removals.done])).toEqual([[1, 0], [0, 1]]);
  });
});

/** Takes away the permission to write what people read. */
function withoutReports({ Resources }: SynthesizedTemplate): void {
  const statements = Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::Policy')
    .flatMap(({ Properties }) => (Properties.PolicyDocument as { readonly Statement: { Action: unknown; Resource: unknown }[] }).Statement);
  for (const statement of statements.filter(({ Action }) => JSON.stringify(Action).includes('s3:PutObject'))) {
    statement.Resource = (statement.Resource as readonly unknown[]).filter((resource) => !JSON.stringify(resource).includes('/report/'));
  }
}

test('a status that can\'t be written changes nothing else, and is tried as often as one that can', async () => {
  const run = async (changeTemplate?: (template: SynthesizedTemplate) => void): Promise<readonly [world: InProcess, ...facts: unknown[]]> => {
    const world = new InProcess({ ...(changeTemplate && { changeTemplate }) });
    const started = world.time.now();
    const { status } = await world.deploy('People', declareContents(tables(named(20)), SLOW));
    return [world, status, world.log.map(({ result }) => result), world.calls.length, Math.round((world.time.now() - started) / 1000)];
  };
  const [, ...undisturbed] = await run();
  const [world, ...denied] = await run(withoutReports);
  expect(denied).toEqual(undisturbed);
  expect(statusesOf(world)).toEqual([]);
});

describe('the status of contents that several calls of the function bring', () => {
  test('goes on counting where the call before has stopped', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(tables(named(550)), SLOW));
    const statuses = statusesOf(world);
    expect(lastStatusOf(world)).toMatchObject({ state: 'DONE', passes: 2, rows: { toDo: 1101, done: 1101, failed: 0 } });
    expect(new Set(statuses.map(({ started }) => started)).size).toBe(1);
    const done = statuses.map(({ rows }) => rows.done);
    expect(done).toEqual(done.toSorted((one, other) => one - other));
    expect(statuses.filter(({ rows }) => rows.toDo > 0).map(({ rows }) => rows.toDo)).toEqual(statuses.filter(({ rows }) => rows.toDo > 0).map(() => 1101));
  });

  test('counts rows that failed before once', async () => {
    const world = new InProcess();
    const declared = { users: named(550), groups: { all: [...named(550), 'nobody'] }, others: { missing: ['user000'] } };
    await world.deploy('People', declareContents(declared, { ...SLOW, failures: Failures.upTo(2) }));
    expect(lastStatusOf(world)).toMatchObject({
      state: 'DONE', passes: 2, rows: { toDo: 1103, done: 1101, failed: 2 }, failedByCode: { USER_NOT_FOUND: 1, GROUP_NOT_FOUND: 1 },
    });
  });

  test('says that CloudFormation was answered while it goes on in the background', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(tables(named(30)), { ...SLOW, completion: Completion.background() }));
    expect(linesOf(world).slice(0, 2)).toEqual(['Create RUNNING CHECKING 0/0', 'Create RUNNING CHECKING 0/61']);
    expect(lastStatusOf(world)).toMatchObject({ state: 'RUNNING', answer: { status: 'SUCCESS' } });
    await background(world);
    expect(lastStatusOf(world)).toMatchObject({ state: 'DONE', passes: 2, rows: { toDo: 61, done: 61, failed: 0 }, answer: { status: 'SUCCESS' } });
  });

  test('says that another event goes on in its place', async () => {
    const world = new InProcess();
    const inBackground = { ...SLOW, completion: Completion.background() };
    const declared = (users: readonly string[]): ReturnType<typeof declareContents> => declareContents(tables(users), inBackground);
    await world.deploy('People', declared(named(100)));
    await world.deploy('People', declared(named(101)));
    const ended = statusesOf(world).filter(({ state }) => state === 'OVERTAKEN');
    expect(ended.map(({ requestType }) => requestType)).toEqual(['Create']);
    await background(world);
    expect(lastStatusOf(world)).toMatchObject({ requestType: 'Update', state: 'DONE' });
  });
});

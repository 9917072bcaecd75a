import { StoreLists } from '../../../lambda/contents/pass/store-lists';
import type { ListCalls } from '../../../lambda/contents/contents-calls';
import { taskList } from '../../../lambda/contents/pass/task-list';
import { carryOut, Notebook } from '../../../lambda/contents/pass/tasks';
import { Session } from '../../../lambda/guard/session';
import { declareContents } from '../../support/declared-contents';
import { STORE } from '../../support/ids';
import { InProcess } from '../../support/in-process';

const SURROUNDINGS = { now: () => 0, sleep: async () => undefined, random: () => 0 };

describe('few rows of a large store', () => {
  const ROWS = Array.from({ length: 60 }, (_, index) => `user${index}`);

  test('aren\'t looked for in more pages than there are rows', async () => {
    const others = Array.from({ length: 7_000 }, (_, index) => `other${index}`);
    const users = [...others, ...ROWS].map((userName) => ({ userName, displayName: userName, name: { givenName: userName, familyName: 'Test' }, email: `${userName}@example.com` }));
    const world = new InProcess({ seed: { identityStores: { [STORE]: { users } } } });
    const stack = await world.deploy('People', declareContents({ users: ROWS }));
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(world.users).toHaveLength(7_060);
    expect(world.calls.filter((operation) => operation === 'identitystore:ListUsers')).toHaveLength(60);
  });

  test('are all that is kept of its lists', async () => {
    const Users = ['ada', 'eve', 'kate', 'joan'].map((name) => ({
      IdentityStoreId: STORE, UserId: `id-of-${name}`, UserName: name, Emails: [{ Value: `${name}@example.com`, Primary: true }],
    }));
    const calls = { listUsers: async () => ({ Users }) } as unknown as ListCalls;
    const lists = new StoreLists(calls, { IdentityStoreId: STORE });
    await lists.readUsers(new Session(SURROUNDINGS, 60_000), {
      names: new Set(['ada']), addresses: new Set(['eve@example.com']), ids: new Set(['id-of-kate']),
    }, 1);
    expect(Users.map(({ UserId }) => lists.user(UserId)?.UserName)).toEqual(['ada', 'eve', 'kate', undefined]);
  });
});

test('tasks are made a few at a time, since all of a large file would take more room than its rows', async () => {
  let [made, run, most] = [0, 0, 0];
  const notebook: Notebook = { note: async () => ({ kind: 'NOTED' }), withdraw: () => undefined, record: () => undefined, stopped: undefined };
  const tasks = taskList(Array.from({ length: 2_000 }, (_, index) => String(index)), (key) => {
    made += 1;
    most = Math.max(most, made - run);
    const carriedOut = async (): Promise<[]> => {
      run += 1;
      return [];
    };
    return { intent: { kind: 'membership', key, does: 'create', sequence: 1 }, run: carriedOut };
  });
  await carryOut(tasks, notebook, new Session(SURROUNDINGS, 60_000), () => undefined, () => undefined);
  expect(run).toBe(2_000);
  expect(most).toBeLessThan(120);
});

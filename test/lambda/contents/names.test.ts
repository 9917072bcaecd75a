import { Stack } from 'aws-cdk-lib';
import { ContentsScope, ContentsSource, Failures, IdentityStore, IdentityStoreContents } from '../../../lib';
import { declareContents, membersOf } from '../../support/declared-contents';
import { STORE } from '../../support/ids';
import { failuresOf, InProcess } from '../../support/in-process';
import { SomebodyElse } from '../../support/somebody-else';

describe('a group of the file to which somebody else has given the name of an exclusive group that the file has no row for', () => {
  const props = { scope: ContentsScope.exclusive({ groups: ['admins'] }), failures: Failures.upTo(1) };

  async function misnamed(finance: readonly string[]): Promise<InProcess> {
    const world = new InProcess();
    const file = { users: ['ada', 'grace'], groups: { finance }, others: { admins: ['grace'] } };
    await world.deploy('People', declareContents(file, props));
    await new SomebodyElse(world).renamesGroup(world.groups[0]?.id ?? '', 'admins');
    await world.deploy('People', declareContents(file, { ...props, generation: '2' }));
    return world;
  }

  test('gets its name back, and nobody into it who has a row for the other one', async () => {
    expect(membersOf(await misnamed([]), 'finance')).toEqual([]);
  });

  test('keeps its members, who have no row for the other one', async () => {
    const world = await misnamed(['ada', 'grace']);
    expect(world.calls).not.toContain('identitystore:DeleteGroupMembership');
    expect(membersOf(world, 'finance')).toEqual(['ada', 'grace']);
  });
});

/** Both rows would have had one group, and whoever is in one of them would have been in both. */
describe('a row with the name that somebody else has given the group of another row', () => {
  const FILE = { users: ['ada', 'alan'], groups: { operators: ['ada'], admins: ['alan'] } };

  async function misnamed(): Promise<InProcess> {
    const world = new InProcess();
    await world.deploy('People', declareContents({ users: ['ada', 'alan'], groups: { operators: ['ada'] } }));
    await new SomebodyElse(world).renamesGroup(world.groups[0]?.id ?? '', 'admins');
    return world;
  }

  test('is refused, and nobody gets into that group', async () => {
    const world = await misnamed();
    const [reason] = failuresOf(await world.deploy('People', declareContents(FILE)));
    expect(reason).toContain('2 failed, and 0 may: 2 NAME_HELD_BY_ANOTHER_CONSTRUCT (group 2, membership 2)');
    expect(membersOf(world, 'admins')).toEqual(['ada']);
  });

  test('gets a group of its own while the other one gets its name back', async () => {
    const world = await misnamed();
    const { status } = await world.deploy('People', declareContents(FILE, { generation: '2' }));
    expect(status).toBe('UPDATE_COMPLETE');
    expect([membersOf(world, 'operators'), membersOf(world, 'admins')]).toEqual([['ada'], ['alan']]);
  });
});

describe('an exclusive group that is renamed', () => {
  const named = (group: string, users: readonly string[], formerName?: string) => (stack: Stack): void => {
    new IdentityStoreContents(stack, 'People', {
      identityStore: IdentityStore.fromIdentityStoreId(stack, 'Store', STORE),
      source: ContentsSource.inline({
        users: ['ada', 'alan'].map((userName) => ({ userName, displayName: userName, name: { givenName: userName, familyName: 'Test' }, email: `${userName}@example.com` })),
        groups: [{ displayName: group, ...(formerName !== undefined && { formerName }) }],
        memberships: users.map((userName) => ({ group, userName })),
      }),
      scope: ContentsScope.exclusive({ groups: [group] }),
      protection: { maxRemovals: 10, maxRemovalsPercent: 100 },
    });
  };

  test('loses who has no row any more, also whom somebody else had put there before', async () => {
    const world = new InProcess();
    await world.deploy('Others', declareContents({ users: ['ada', 'alan'], groups: { admins: ['ada', 'alan'] } }));
    await world.deploy('People', named('admins', ['ada', 'alan']));
    await world.deploy('People', named('chiefs', ['ada'], 'admins'));
    expect(membersOf(world, 'chiefs')).toEqual(['ada']);
  });

  test('loses whom somebody else has put there since', async () => {
    const world = new InProcess();
    await world.deploy('People', named('admins', ['ada']));
    const alan = world.users.find(({ UserName }) => UserName === 'alan');
    await new SomebodyElse(world).createsMembership(world.groups[0]?.id ?? '', alan?.UserId ?? '');
    await world.deploy('People', named('chiefs', ['ada'], 'admins'));
    expect(membersOf(world, 'chiefs')).toEqual(['ada']);
  });
});

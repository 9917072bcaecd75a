import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ConflictPolicy, ContentsScope, Failures, Group, GroupMembership, IdentityStore, RemovedEntities, User } from '../../../lib';
import { CONTENTS_RESOURCE_TYPE } from '../../../lib/contract/contents';
import { declareContents, failing, membersOf } from '../../support/declared-contents';
import { STORE } from '../../support/ids';
import { InProcess, physicalIdOf } from '../../support/in-process';
import { SomebodyElse } from '../../support/somebody-else';

const FILE = { users: ['ada'], groups: { admins: ['ada'] } };
const EXCLUSIVE = { scope: ContentsScope.exclusive({ groups: ['admins'] }) };

/** Eve is in the group, and nobody of the stack has put her there. */
async function withEve(users: readonly string[] = ['eve']): Promise<InProcess> {
  const world = new InProcess();
  await world.deploy('Others', declareContents({ users, groups: { admins: users } }));
  return world;
}

describe('a group that was to become exclusive', () => {
  test('keeps its members if the update is rolled back, also with the next one', async () => {
    const world = await withEve();
    await world.deploy('People', declareContents(FILE));
    await world.deploy('People', failing(declareContents(FILE, EXCLUSIVE)));
    const stack = await world.deploy('People', declareContents({ ...FILE, users: ['ada', 'alan'] }));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(membersOf(world, 'admins')).toEqual(['ada', 'eve']);
  });

  test('has the id of before after a rollback', async () => {
    const world = await withEve();
    const before = physicalIdOf(await world.deploy('People', declareContents(FILE)), CONTENTS_RESOURCE_TYPE);
    const stack = await world.deploy('People', failing(declareContents(FILE, EXCLUSIVE)));
    expect(physicalIdOf(stack, CONTENTS_RESOURCE_TYPE)).toBe(before);
  });
});

test('who is to leave an exclusive group and gets a row before isn\'t out of it for a moment', async () => {
  const world = await withEve(['ada', 'eve']);
  await world.deploy('People', declareContents(FILE, EXCLUSIVE));
  const before = world.calls.length;
  const both = { admins: ['ada', 'eve'] };
  await world.deploy('People', declareContents({ ...FILE, groups: both }, EXCLUSIVE));
  await world.deploy('People', declareContents({ users: ['ada', 'alan'], groups: both }, EXCLUSIVE));
  expect(world.calls.slice(before)).not.toContain('identitystore:DeleteGroupMembership');
  expect(membersOf(world, 'admins')).toEqual(['ada', 'eve']);
});

test('a membership that moves to a construct of its own stays, also with later updates', async () => {
  const world = new InProcess();
  const declare = (users: readonly string[]) => (stack: Stack): void => {
    declareContents({ users, groups: { admins: ['alan'] } })(stack);
    const store = IdentityStore.fromIdentityStoreId(stack, 'SameStore', STORE);
    new GroupMembership(stack, 'Moved', { group: Group.fromDisplayName(stack, 'Admins', store, 'admins'), member: User.fromUserName(stack, 'Ada', store, 'ada') });
  };
  await world.deploy('People', declareContents({ users: ['ada', 'alan'], groups: { admins: ['ada', 'alan'] } }));
  await world.deploy('People', declare(['ada', 'alan']));
  await world.deploy('People', declare(['ada', 'alan', 'grace']));
  expect(membersOf(world, 'admins')).toEqual(['ada', 'alan']);
});

test.each<{ readonly row: string; readonly groups: Readonly<Record<string, readonly string[]>> }>([
  { row: 'has gone', groups: {} },
  { row: 'is still there', groups: { admins: [] } },
])('a member whose row names the group by the name that somebody else has given it stays if that row fails, and that of the group $row', async ({ groups }) => {
  const world = new InProcess();
  const props = { membershipConflictPolicy: ConflictPolicy.FAIL, failures: Failures.upTo(1) };
  await world.deploy('People', declareContents(FILE, props));
  await new SomebodyElse(world).renamesGroup(world.groups[0]?.id ?? '', 'finance');
  await world.deploy('People', declareContents({ users: ['ada'], groups, others: { finance: ['ada'] } }, props));
  expect(world.results).toContain('Update AS_DECLARED_BUT_FAILURES');
  expect(membersOf(world, 'finance')).toEqual(['ada']);
});

describe('what other contents of the stack declare', () => {
  test('stays when a row moves there', async () => {
    const world = new InProcess();
    const declare = (one: readonly string[], other: readonly string[]) => (stack: Stack): void => {
      declareContents({ users: ['ada', 'alan'], groups: { admins: one } })(stack);
      declareContents({ others: { admins: other } }, {}, 'More')(stack);
      stack.node.findChild('More').node.addDependency(stack.node.findChild('People'));
    };
    await world.deploy('People', declare(['ada', 'alan'], []));
    await world.deploy('People', declare(['alan'], ['ada']));
    expect(membersOf(world, 'admins')).toEqual(['ada', 'alan']);
  });

  test('stays when a construct with DESTROY gets another id', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(FILE, { removalPolicy: RemovalPolicy.DESTROY }));
    await world.deploy('People', declareContents(FILE, { removalPolicy: RemovalPolicy.DESTROY }, 'Staff'));
    expect(membersOf(world, 'admins')).toEqual(['ada']);
  });
});

/** The ledger had them as declared for as long as it lay there, so that whoever came back removed them. */
describe('what was kept when its contents left the stack', () => {
  const gone = declareContents({ groups: { others: [] } }, {}, 'Others');
  const BOTH = { users: ['ada', 'alan'], groups: { admins: ['ada', 'alan'] } };

  /** Contents that were there, have left, and come back without Alan. */
  async function comeBack(props: Parameters<typeof declareContents>[1] = {}): Promise<InProcess> {
    const world = new InProcess();
    await world.deploy('People', declareContents(BOTH, props));
    await world.deploy('People', declareContents(BOTH));
    await world.deploy('People', gone);
    await world.deploy('People', declareContents(FILE, props));
    return world;
  }

  test('stays if they come back without its row, also with the update after that', async () => {
    const world = await comeBack({ removedUsers: RemovedEntities.DELETE });
    const { resources } = await world.deploy('People', declareContents(FILE, { removedUsers: RemovedEntities.DELETE, generation: '2' }));
    expect([...resources.values()].find(({ type }) => type === CONTENTS_RESOURCE_TYPE)?.attributes).toMatchObject({ Created: '0', Adopted: '3', Owed: '0' });
    expect(membersOf(world, 'admins')).toEqual(['ada', 'alan']);
  });

  test('stays if they come back with DESTROY, and are destroyed', async () => {
    const world = await comeBack({ removalPolicy: RemovalPolicy.DESTROY });
    await world.destroy('People');
    expect(membersOf(world, 'admins')).toEqual(['ada', 'alan']);
  });

  test('and was still to leave an exclusive group stays when they come back', async () => {
    const world = await withEve(['ada', 'eve']);
    await world.deploy('People', declareContents(FILE, EXCLUSIVE));
    await world.deploy('People', gone);
    await world.deploy('People', declareContents(FILE));
    await world.deploy('People', declareContents(FILE, { generation: '2' }));
    expect(membersOf(world, 'admins')).toEqual(['ada', 'eve']);
  });
});

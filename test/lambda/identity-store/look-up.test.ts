import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ConflictPolicy, Group, IdentityStore, User } from '../../../lib';
import { group, nothing } from '../../support/declared-groups';
import { somebody, user } from '../../support/declared-users';
import { serviceError } from '../../support/effects';
import { STORE } from '../../support/ids';
import { InProcess, InProcessOptions, physicalIdOf } from '../../support/in-process';
import { link, messageOf } from '../../support/messages';
import { SomebodyElse } from '../../support/somebody-else';

interface Kind {
  readonly kind: 'user' | 'group';
  readonly name: string;
  /** Declares the look-up, and has the id as an output. */
  readonly lookedUp: (name?: string, generation?: string) => (scope: Stack) => void;
  readonly created: (name?: string) => Promise<string>;
  readonly operation: string;
  readonly notFound: string;
}

let world: InProcess;
let someone: SomebodyElse;

function begin(options: InProcessOptions = {}): void {
  world = new InProcess(options);
  someone = new SomebodyElse(world);
}

beforeEach(() => begin());

const directory = (scope: Stack) => IdentityStore.fromIdentityStoreId(scope, 'Directory', STORE);
const generationOf = (generation: string | undefined) => (generation === undefined ? {} : { generation });

const KINDS: readonly Kind[] = [
  {
    kind: 'user',
    name: 'Ada',
    lookedUp: (name = 'Ada', generation = undefined) => (scope) => {
      const { userId } = User.fromUserName(scope, 'LookedUp', directory(scope), name, generationOf(generation));
      new CfnOutput(scope, 'Id', { value: userId });
    },
    created: (name = 'Ada') => someone.createsUser({ UserName: name, Emails: undefined }),
    operation: 'identitystore:GetUserId',
    notFound: `USER_NOT_FOUND: there is no user "Ada" in identity store "${STORE}". Correct the name given to User.fromUserName, or have the user created first (by its stack, or by the `
      + `identity provider), then deploy again. ${link('user_not_found')}`,
  },
  {
    kind: 'group',
    name: 'Ada',
    lookedUp: (name = 'Ada', generation = undefined) => (scope) => {
      const { groupId } = Group.fromDisplayName(scope, 'LookedUp', directory(scope), name, generationOf(generation));
      new CfnOutput(scope, 'Id', { value: groupId });
    },
    created: (name = 'Ada') => someone.createsGroup(name),
    operation: 'identitystore:GetGroupId',
    notFound: `GROUP_NOT_FOUND: there is no group "Ada" in identity store "${STORE}". Correct the name given to Group.fromDisplayName, or have the group created first (by its stack, or by `
      + `the identity provider), then deploy again. ${link('group_not_found')}`,
  },
];

describe.each(KINDS)('looking up a $kind', ({ kind, lookedUp, created, operation, notFound }) => {
  function idIn(stack: ReturnType<typeof world.sandbox.cloudFormation.existing>): unknown {
    return stack.outputs.find(({ key }) => key === 'Id')?.value;
  }

  test('tells the id of the one with the name, with one call', async () => {
    const id = await created();
    const stack = await world.deploy('A', lookedUp());
    expect(idIn(stack)).toBe(id);
    expect(physicalIdOf(stack)).toBe(`found:${id}`);
    expect(world.calls).toEqual([operation]);
    expect(world.results).toEqual(['Create DONE']);
  });

  test('fails clearly when nobody has the name', async () => {
    expect(messageOf(await world.deploy('A', lookedUp()))).toBe(notFound);
  });

  test.each([
    { declared: 'ada lovelace', exists: 'Ada Lovelace', kinds: ['group'] },
    { declared: 'ada\u00a0lovelace', exists: 'ada lovelace', kinds: ['group'] },
    { declared: 'Ada.Lovelace', exists: 'ADA.LOVELACE', kinds: ['user', 'group'] },
    { declared: 'Zoe\u0308', exists: 'Zo\u00eb', kinds: ['user', 'group'] },
  ].filter(({ kinds }) => kinds.includes(kind)))('tells of one that is spelled otherwise: $exists', async ({ declared, exists }) => {
    begin({ switches: { identityStore: { lookupsIgnoreCase: false } } });
    await created(exists);
    expect(messageOf(await world.deploy('A', lookedUp(declared))))
      .toContain(`: there is no ${kind} ${JSON.stringify(declared)} in identity store "${STORE}", but ${JSON.stringify(exists)}, which is spelled otherwise. Correct the name `);
  });

  test('finds one that was made a moment ago', async () => {
    begin({ switches: { identityStore: { readLagMilliseconds: 400 } } });
    const id = await created();
    expect(idIn(await world.deploy('A', lookedUp()))).toBe(id);
    expect(world.calls.length).toBeGreaterThan(1);
  });

  test.each([true, false])('finds one that the service keeps in lower case: look-ups ignore case %s', async (lookupsIgnoreCase) => {
    begin({ switches: { identityStore: { lookupsIgnoreCase } } });
    const id = await created('ada');
    expect(idIn(await world.deploy('A', lookedUp('ADA')))).toBe(id);
  });

  test('is not repeated by a deployment in which nothing changed', async () => {
    await created();
    await world.deploy('A', lookedUp());
    await world.deploy('A', lookedUp());
    expect(world.calls).toEqual([operation]);
  });

  test('is repeated for another generation, and follows to the one that has the name by then', async () => {
    const [first, other] = [await created(), await created('other')];
    await world.deploy('A', lookedUp());
    rename(kind, first, 'former');
    rename(kind, other, 'Ada');
    const stack = await world.deploy('A', lookedUp('Ada', '2'));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(idIn(stack)).toBe(other);
    expect(count(kind)).toBe(2);
    expect(world.results).toEqual(['Create DONE', 'Update DONE', 'Delete KEPT']);
  });

  test('keeps its answer in an update that fails', async () => {
    const id = await created();
    await world.deploy('A', lookedUp());
    const stack = await world.deploy('A', lookedUp('nobody'));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(physicalIdOf(stack)).toBe(`found:${id}`);
  });

  test('keeps its answer in a rollback to a name that nobody has any more', async () => {
    const id = await created();
    const other = await created('other');
    await world.deploy('A', lookedUp());
    await someone.createsGroup('taken');
    const refused = group('Refused', { displayName: 'taken', conflictPolicy: ConflictPolicy.FAIL });
    rename(kind, id, 'former');
    const stack = await world.deploy('A', (scope) => {
      lookedUp('other')(scope);
      refused(scope).node.addDependency(scope.node.findChild('LookedUp'));
    });
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(physicalIdOf(stack)).toBe(`found:${other}`);
  });

  test('deletes nothing when it is removed, nor with its stack, and makes no call', async () => {
    await created();
    await world.deploy('A', lookedUp());
    await world.deploy('A', nothing);
    await world.deploy('A', lookedUp());
    world.calls.length = 0;
    await world.destroy('A');
    expect(count(kind)).toBe(1);
    expect(world.calls).toEqual([]);
  });

  test('says that it was a look-up when it is refused', async () => {
    await created();
    world.fault(operation, serviceError('ValidationException', { Reason: 'KMS_DISABLED' }));
    expect(messageOf(await world.deploy('A', lookedUp()))).toContain(`KMS_KEY_UNUSABLE: looking up ${kind} "Ada" failed because the KMS key of the identity store can't be used. `);
  });

  test('has no permission to change anything', async () => {
    await created();
    await world.deploy('A', lookedUp());
    const { template } = world.sandbox.cloudFormation.existing('A');
    const actions = JSON.stringify(template).match(/identitystore:\w+/g);
    expect(actions).toEqual([operation]);
  });
});

test('a looked-up user can be a member of a group that the stack manages', async () => {
  const ada = await someone.createsUser();
  const stack = await world.deploy('A', (scope) => {
    const member = User.fromUserName(scope, 'Ada', directory(scope), 'ada');
    const admins = group('Admins', { removalPolicy: RemovalPolicy.DESTROY })(scope);
    admins.addMember('Ada', member);
    admins.addMember('Byron', user('Byron', somebody('byron'))(scope));
  });
  expect(stack.status).toBe('CREATE_COMPLETE');
  expect(world.memberships.map(({ MemberId }) => MemberId.UserId)).toContain(ada);
  await world.destroy('A');
  expect(world.users.map(({ UserId }) => UserId)).toEqual([ada]);
});

function count(kind: Kind['kind']): number {
  return kind === 'user' ? world.users.length : world.storedGroups.length;
}

function rename(kind: Kind['kind'], id: string, name: string): void {
  if (kind === 'user') return someone.changes(id, { UserName: name });
  const { groups } = world.sandbox.identityStores.store(STORE);
  const renamed = groups.get(id);
  if (renamed) groups.set(id, { ...renamed, DisplayName: name });
}

import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ConflictPolicy, Group, GroupMembership, IdentityStore, User } from '../../../lib';
import { GROUP_MEMBERSHIP_RESOURCE_TYPE, USER_RESOURCE_TYPE } from '../../../lib/contract/identity-store';
import { group, inOrder } from '../../support/declared-groups';
import { membership, team, user } from '../../support/declared-users';
import { killed } from '../../support/effects';
import { STORE } from '../../support/ids';
import { InProcess, InProcessOptions, physicalIdOf } from '../../support/in-process';
import { SomebodyElse } from '../../support/somebody-else';

const CREATE = 'identitystore:CreateGroupMembership';
const ADOPTION = [CREATE, 'identitystore:GetGroupMembershipId', 'cloudformation:ListStackResources'];
const refused = group('Refused', { displayName: 'taken', conflictPolicy: ConflictPolicy.FAIL });

let world: InProcess;
let someone: SomebodyElse;
let admins: string;
let ada: string;

/** A world with a group and a user that somebody else manages. */
async function begin(options: InProcessOptions = {}): Promise<void> {
  world = new InProcess(options);
  someone = new SomebodyElse(world);
  admins = await someone.createsGroup();
  ada = await someone.createsUser();
}

beforeEach(() => begin());

function stackA() {
  return world.sandbox.cloudFormation.existing('A');
}

function owned(): string | undefined {
  return physicalIdOf(stackA(), GROUP_MEMBERSHIP_RESOURCE_TYPE);
}

function someId(): string | undefined {
  return world.memberships[0]?.MembershipId;
}

describe('another group or user', () => {
  let byron: string;
  beforeEach(async () => { byron = await someone.createsUser({ UserName: 'byron', Emails: undefined }); });

  test('is another membership, which replaces the first and remembers it', async () => {
    await world.deploy('A', membership(admins, ada));
    const first = owned();
    await world.deploy('A', membership(admins, byron));
    expect(world.memberships).toEqual([expect.objectContaining({ MemberId: { UserId: byron } })]);
    expect(owned()).toBe(`created:${someId()};replaces=${first}`);
    expect(world.results).toEqual(['Create CREATED', 'Update CREATED', 'Delete DELETED']);
  });

  test('replaces an adopted membership, which is not revoked', async () => {
    const id = await someone.createsMembership(admins, ada);
    await world.deploy('A', membership(admins, ada));
    await world.deploy('A', membership(admins, byron));
    expect(world.memberships).toHaveLength(2);
    expect(owned()).toMatch(new RegExp(`^created:.*;replaces=adopted:${id}$`));
  });

  test('adopts the membership that is there', async () => {
    const id = await someone.createsMembership(admins, byron);
    await world.deploy('A', membership(admins, ada));
    await world.deploy('A', membership(admins, byron));
    expect(owned()).toMatch(new RegExp(`^adopted:${id};replaces=created:`));
    expect(world.memberships.map(({ MembershipId }) => MembershipId)).toEqual([id]);
  });

  describe.each(['NEW', 'OLD'] as const)('in an update that is rolled back with the %s id', (rollbackPhysicalId) => {
    beforeEach(async () => {
      await begin({ switches: { cloudFormation: { rollbackPhysicalId } } });
      byron = await someone.createsUser({ UserName: 'byron', Emails: undefined });
      await someone.createsGroup('taken');
    });

    test('gives way to the first one, under its id', async () => {
      await world.deploy('A', membership(admins, ada));
      const first = owned();
      const stack = await world.deploy('A', inOrder(membership(admins, byron), refused));
      expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(owned()).toBe(first);
      expect(world.memberships).toEqual([expect.objectContaining({ MemberId: { UserId: ada } })]);
    });

    test('gives way to an adopted one, under its id', async () => {
      const id = await someone.createsMembership(admins, ada);
      await world.deploy('A', membership(admins, ada));
      await world.deploy('A', inOrder(membership(admins, byron), refused));
      expect(owned()).toBe(`adopted:${id}`);
      expect(world.memberships.map(({ MembershipId }) => MembershipId)).toEqual([id]);
    });

    test('keeps the memory of those before', async () => {
      await world.deploy('A', membership(admins, ada));
      await world.deploy('A', membership(admins, byron));
      const second = owned();
      const charles = await someone.createsUser({ UserName: 'charles', Emails: undefined });
      await world.deploy('A', inOrder(membership(admins, charles), refused));
      expect(owned()).toBe(second);
      expect(world.memberships).toEqual([expect.objectContaining({ MemberId: { UserId: byron } })]);
    });
  });

  test('can follow many times: the oldest are forgotten before the id is too long', async () => {
    await world.deploy('A', membership(admins, ada));
    for (const member of Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? byron : ada))) {
      expect(await world.deploy('A', membership(admins, member))).toMatchObject({ status: 'UPDATE_COMPLETE' });
      expect(Buffer.byteLength(owned() ?? '')).toBeLessThanOrEqual(1024);
      expect(world.memberships).toEqual([expect.objectContaining({ MemberId: { UserId: member } })]);
    }
  });
});

describe.each([ConflictPolicy.ADOPT, ConflictPolicy.FAIL])('memberships whose members move, under %s', (conflictPolicy) => {
  let byron: string;
  let charles: string;
  beforeEach(async () => {
    byron = await someone.createsUser({ UserName: 'byron', Emails: undefined });
    charles = await someone.createsUser({ UserName: 'charles', Emails: undefined });
  });

  /** The members of constructs by their ids, each handled after the one before it. */
  async function deployMembers(members: Readonly<Record<string, string>>): Promise<void> {
    const stack = await world.deploy('A', inOrder(...Object.entries(members).map(([id, userId]) => (scope: Stack) => {
      const identityStore = IdentityStore.fromIdentityStoreId(scope, `Directory${id}`, STORE);
      const declaredGroup = Group.fromGroupId(scope, `Group${id}`, identityStore, admins);
      return new GroupMembership(scope, id, { group: declaredGroup, member: User.fromUserId(scope, `User${id}`, identityStore, userId), conflictPolicy });
    })));
    expect(stack.status).toMatch(/^(CREATE|UPDATE)_COMPLETE$/);
    expect(world.memberships.map(({ MemberId }) => MemberId.UserId).sort()).toEqual(Object.values(members).sort());
    await world.time.run(world.time.sleep(60_000));
  }

  afterEach(async () => {
    await world.destroy('A');
    expect(world.memberships).toEqual([]);
  });

  // What a resource had replaced in the same update was nobody's, so it was adopted, and never revoked.
  test('belong to the stack also when one construct takes a member that another one has just left', async () => {
    await deployMembers({ Second: byron, First: ada });
    await deployMembers({ Second: charles, First: byron });
    expect(world.results.slice(-4)).toEqual(['Update CREATED', 'Update CREATED', 'Delete DELETED', 'Delete KEPT']);
  });

  // The id of one that went back to its first membership didn't say any more which one it had replaced by that.
  test('belong to the stack also when a construct goes back to its former member', async () => {
    await deployMembers({ First: ada });
    await deployMembers({ First: byron, Second: ada });
    await deployMembers({ First: ada, Second: charles, Third: byron });
    expect(world.results.filter((result) => /^(Create|Update)/.test(result)).slice(-3)).toEqual(['Update CREATED', 'Update CREATED', 'Create CREATED']);
  });
});

test('a membership that an earlier update replaced and retained is adopted', async () => {
  const byron = await someone.createsUser({ UserName: 'byron', Emails: undefined });
  await world.deploy('A', membership(admins, ada, { removalPolicy: RemovalPolicy.RETAIN }));
  const kept = someId();
  await world.time.run(world.time.sleep(60_000));
  await world.deploy('A', membership(admins, byron, { removalPolicy: RemovalPolicy.RETAIN }));
  await world.time.run(world.time.sleep(60_000));
  await world.deploy('A', (scope) => {
    membership(admins, byron, { removalPolicy: RemovalPolicy.RETAIN })(scope);
    const identityStore = IdentityStore.fromIdentityStoreId(scope, 'Other', STORE);
    Group.fromGroupId(scope, 'Admins', identityStore, admins).addMember('Ada', User.fromUserId(scope, 'Ada', identityStore, ada));
  });
  expect([...stackA().resources.values()].map(({ physicalId }) => physicalId)).toContain(`adopted:${kept}`);
});

describe('a membership of a user of the same stack', () => {
  beforeEach(() => {
    world = new InProcess();
    someone = new SomebodyElse(world);
  });

  test('follows its user when that one is replaced', async () => {
    await world.deploy('A', team());
    await someone.deletesUser(world.users[0]?.UserId ?? '');
    const stack = await world.deploy('A', team({}, { title: 'Engineer' }));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(physicalIdOf(stack, USER_RESOURCE_TYPE)).toBe(`created:${world.users[0]?.UserId}`);
    expect(world.memberships).toEqual([expect.objectContaining({ MemberId: { UserId: world.users[0]?.UserId } })]);
  });

  test('stays when the user\'s construct is renamed, under another logical id', async () => {
    await world.deploy('A', team());
    const id = someId();
    await world.deploy('A', (scope) => { group('Admins')(scope).addMember('Lovelace', user('Lovelace')(scope)); });
    expect(owned()).toBe(`created:${id}`);
    expect(world.memberships).toHaveLength(1);
    await world.destroy('A');
    expect(world.memberships).toEqual([]);
  });

  test.each([ConflictPolicy.FAIL, ConflictPolicy.OVERWRITE])('is handed over under %s as well', async (conflictPolicy) => {
    await world.deploy('A', team({ conflictPolicy }));
    await world.deploy('A', (scope) => { group('Admins')(scope).addMember('Lovelace', user('Lovelace')(scope), { conflictPolicy }); });
    expect(owned()).toBe(`created:${someId()}`);
    expect(world.results.slice(-2).sort()).toEqual(['Delete KEPT', 'Delete KEPT']);
  });
});

describe('deliveries and kills', () => {
  test('two stacks that make the same membership at the same time never both own it', async () => {
    await world.time.run(Promise.all(['A', 'B'].map((name) => world.deploying(name, membership(admins, ada)))));
    const owners = ['A', 'B'].map((name) => physicalIdOf(world.sandbox.cloudFormation.existing(name))?.split(':')[0]);
    expect(owners.sort()).toEqual(['adopted', 'created']);
  });

  test.each([true, false])('a Create, an Update and a Delete that are delivered twice do their work once: overlapping %s', async (overlapping) => {
    const byron = await someone.createsUser({ UserName: 'byron', Emails: undefined });
    for (const type of ['Create', 'Update', 'Delete']) world.fault(`deliver:${type}`, { kind: 'DELIVERED_TWICE', overlapping });
    await world.deploy('A', membership(admins, ada));
    expect(owned()).toBe(`created:${someId()}`);
    await world.deploy('A', membership(admins, byron));
    expect(owned()).toMatch(/^created:/);
    await world.destroy('A');
    await world.time.run(world.time.sleep(60_000));
    expect(world.memberships).toEqual([]);
  });

  test.each([
    { operation: CREATE, moment: 'BEFORE', ownership: 'created' },
    { operation: CREATE, moment: 'AFTER', ownership: 'adopted' },
    { operation: 'answer', moment: 'BEFORE', ownership: 'adopted' },
    { operation: 'answer', moment: 'AFTER', ownership: 'created' },
  ] as const)('a function that is killed $moment $operation is started again, and the membership is $ownership', async ({ operation, moment, ownership }) => {
    world.fault(operation, killed(moment));
    await world.deploy('A', membership(admins, ada));
    expect(owned()).toBe(`${ownership}:${someId()}`);
    expect(world.memberships).toHaveLength(1);
  });

  test.each(ADOPTION.flatMap((operation) => (['BEFORE', 'AFTER'] as const).map((moment) => ({ operation, moment }))))(
    'a function that adopts and is killed $moment $operation is started again', async ({ operation, moment }) => {
      const id = await someone.createsMembership(admins, ada);
      world.fault(operation, killed(moment));
      await world.deploy('A', membership(admins, ada));
      expect(owned()).toBe(`adopted:${id}`);
    });

  test.each(['cloudformation:DescribeStacks', 'identitystore:DeleteGroupMembership', 'answer'].flatMap((operation) => (['BEFORE', 'AFTER'] as const)
    .map((moment) => ({ operation, moment }))))('a function that revokes and is killed $moment $operation is started again', async ({ operation, moment }) => {
    await world.deploy('A', membership(admins, ada));
    world.fault(operation, killed(moment));
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(world.memberships).toEqual([]);
  });

  test('what is made for a deployment that fails is revoked', async () => {
    await someone.createsGroup('taken');
    const stack = await world.deploy('A', inOrder(membership(admins, ada), refused));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(world.memberships).toEqual([]);
  });
});

describe.each(['NEW', 'OLD'] as const)('a rollback to a user who is gone for good, with the %s id', (rollbackPhysicalId) => {
  test('ends, with the membership of the user that took their place', async () => {
    await begin({ switches: { cloudFormation: { rollbackPhysicalId } } });
    await someone.createsGroup('taken');
    await world.deploy('A', team());
    const [gone] = world.users.filter(({ UserId }) => UserId !== ada);
    world.sandbox.identityStores.store(STORE).removeUser(gone?.UserId ?? ada);
    const stack = await world.deploy('A', (scope) => {
      const declared = refused(scope);
      team({ generation: '2' }, { displayName: 'Ada again' })(scope);
      declared.node.addDependency(scope.node.findChild('Admins'));
    });
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });
});

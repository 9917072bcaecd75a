import { Stack } from 'aws-cdk-lib';
import { ConflictPolicy, ContentsSource, Failures, IdentityStore, IdentityStoreContents } from '../../../lib';
import { CONTENTS_RESOURCE_TYPE } from '../../../lib/contract/contents';
import { declareContents, failing, membersOf } from '../../support/declared-contents';
import { STORE } from '../../support/ids';
import { InProcess } from '../../support/in-process';

const OVERWRITE = { membershipConflictPolicy: ConflictPolicy.OVERWRITE };
const WITH_EVE = { users: ['ada'], others: { admins: ['eve'] } };

async function withEve(): Promise<InProcess> {
  const world = new InProcess();
  await world.deploy('Others', declareContents({ users: ['eve'], groups: { admins: ['eve'] } }));
  return world;
}

describe('a renaming that is rolled back', () => {
  const named = (group: string, user: string, isRenamed: boolean) => (stack: Stack): void => {
    new IdentityStoreContents(stack, 'People', {
      identityStore: IdentityStore.fromIdentityStoreId(stack, 'Store', STORE),
      source: ContentsSource.inline({
        users: [{
          userName: user, displayName: 'Ada', name: { givenName: 'Ada', familyName: 'Test' }, email: 'ada@example.com', ...(isRenamed && { formerName: 'ada' }),
        }],
        groups: [{ displayName: group, ...(isRenamed && { formerName: 'admins' }) }],
        memberships: [{ group, userName: user }],
      }),
      protection: { maxRemovals: 10, maxRemovalsPercent: 100 },
    });
  };

  test('gives the same user and group their names back, and the ledger still has them', async () => {
    const world = new InProcess();
    await world.deploy('People', named('admins', 'ada', false));
    const [groups, memberships] = [world.groups, world.memberships];
    await world.deploy('People', failing(named('chiefs', 'ada.test', true)));
    expect(world.groups).toEqual(groups);
    expect(world.memberships).toEqual(memberships);
    expect(world.users.map(({ UserName }) => UserName)).toEqual(['ada']);
    await world.deploy('People', declareContents({ users: ['ada'] }));
    expect(membersOf(world, 'admins')).toEqual([]);
  });
});

describe('a membership that was there and was taken over by OVERWRITE', () => {
  test('stays if the update is rolled back', async () => {
    const world = await withEve();
    await world.deploy('People', declareContents({ users: ['ada'] }));
    await world.deploy('People', failing(declareContents(WITH_EVE, OVERWRITE)));
    expect(membersOf(world, 'admins')).toEqual(['eve']);
  });

  test('stays if the first creation fails', async () => {
    const world = await withEve();
    await world.deploy('People', failing(declareContents(WITH_EVE, OVERWRITE)));
    expect(membersOf(world, 'admins')).toEqual(['eve']);
  });

  test('is only adopted again if the change of the policy is rolled back', async () => {
    const world = await withEve();
    await world.deploy('People', declareContents(WITH_EVE));
    await world.deploy('People', failing(declareContents(WITH_EVE, OVERWRITE)));
    await world.deploy('People', declareContents({ users: ['ada'] }));
    expect(membersOf(world, 'admins')).toEqual(['eve']);
  });

  test('leaves with its row otherwise', async () => {
    const world = await withEve();
    await world.deploy('People', declareContents(WITH_EVE, OVERWRITE));
    await world.deploy('People', declareContents({ users: ['ada'] }, OVERWRITE));
    expect(membersOf(world, 'admins')).toEqual([]);
  });
});

describe('a rollback that was continued without the contents', () => {
  const both = { users: ['ada', 'alan'], groups: { admins: ['ada', 'alan'] } };
  const one = { ...both, groups: { admins: ['ada'] } };

  async function skipped(): Promise<InProcess> {
    const world = new InProcess();
    await world.deploy('People', declareContents(both));
    world.fault('cloudformation:DescribeStacks', { kind: 'DELAYED', milliseconds: 0 });
    world.fault('cloudformation:DescribeStacks', { kind: 'ERROR', code: 'ValidationError', httpStatus: 400, fields: {} });
    const { status } = await world.deploy('People', failing(declareContents(one)));
    expect(status).toBe('UPDATE_ROLLBACK_FAILED');
    await world.continueRollbackSkipping('People', CONTENTS_RESOURCE_TYPE);
    return world;
  }

  test('keeps whom the undone update has left out until another one has succeeded that leaves them out', async () => {
    const world = await skipped();
    const { status } = await world.deploy('People', failing(declareContents(one)));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(world.calls).not.toContain('identitystore:DeleteGroupMembership');
    await world.deploy('People', declareContents(one));
    expect(membersOf(world, 'admins')).toEqual(['ada']);
  });

  test('keeps whom the undone update has left out if the next one has their row', async () => {
    const world = await skipped();
    await world.deploy('People', declareContents({ ...both, description: 'of the platform' }));
    await world.deploy('People', declareContents({ ...both, description: 'of all platforms' }));
    expect(world.calls).not.toContain('identitystore:DeleteGroupMembership');
    expect(membersOf(world, 'admins')).toEqual(['ada', 'alan']);
  });
});

/** The ledger called it released then, and nobody took it away any more. */
describe('a membership without a row that stayed since a row of its group had failed', () => {
  const props = { failures: Failures.upTo(1) };
  const file = (members: readonly string[], users = ['ada', 'alan']): ReturnType<typeof declareContents> => declareContents({ users, groups: { admins: members } }, props);

  test.each([
    { update: 'leaves it out, too', undone: file(['ada'], ['ada', 'alan', 'grace']) },
    { update: 'brings its row back', undone: file(['ada', 'alan']) },
  ])('leaves with the next update that succeeds, also if one is rolled back before that $update', async ({ undone }) => {
    const world = new InProcess();
    await world.deploy('People', file(['ada', 'alan']));
    await world.deploy('People', file(['ada', 'nobody']));
    expect(membersOf(world, 'admins')).toEqual(['ada', 'alan']);
    await world.deploy('People', failing(undone));
    expect(membersOf(world, 'admins')).toEqual(['ada', 'alan']);
    await world.deploy('People', file(['ada']));
    expect(membersOf(world, 'admins')).toEqual(['ada']);
  });
});

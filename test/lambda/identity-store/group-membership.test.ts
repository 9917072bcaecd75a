import { ConflictPolicy } from '../../../lib';
import { GROUP_MEMBERSHIP_RESOURCE_TYPE } from '../../../lib/contract/identity-store';
import { group, nothing } from '../../support/declared-groups';
import { membership, somebody, team, user } from '../../support/declared-users';
import { ALWAYS, lost, serviceError, TAKEN } from '../../support/effects';
import { NOBODY, OTHER_STORE, STORE } from '../../support/ids';
import { InProcess, InProcessOptions, physicalIdOf } from '../../support/in-process';
import { conflictIn, link, messageOf } from '../../support/messages';
import { SomebodyElse } from '../../support/somebody-else';

const CREATE = 'identitystore:CreateGroupMembership';
const FIND = 'identitystore:GetGroupMembershipId';
const ADOPTION = [CREATE, FIND, 'cloudformation:ListStackResources'];

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

function owned(): string | undefined {
  return physicalIdOf(world.sandbox.cloudFormation.existing('A'), GROUP_MEMBERSHIP_RESOURCE_TYPE);
}

function someId(): string | undefined {
  return world.memberships[0]?.MembershipId;
}

const entity = (): string => `membership of user "${ada}" in group "${admins}"`;

describe('create', () => {
  test('makes a member with one call', async () => {
    const stack = await world.deploy('A', membership(admins, ada));
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(world.memberships).toEqual([expect.objectContaining({ GroupId: admins, MemberId: { UserId: ada } })]);
    expect(owned()).toBe(`created:${someId()}`);
    expect(world.calls).toEqual([CREATE]);
  });

  test('adopts a membership that exists, with three calls, and doesn\'t revoke it when it is removed', async () => {
    const id = await someone.createsMembership(admins, ada);
    const stack = await world.deploy('A', membership(admins, ada));
    const [resource] = [...stack.resources.values()].filter(({ type }) => type.startsWith('Custom::'));
    expect(resource).toMatchObject({ physicalId: `adopted:${id}`, attributes: { MembershipId: id, Outcome: 'ADOPTED' } });
    expect(world.calls).toEqual(ADOPTION);

    await world.deploy('A', nothing);
    expect(world.memberships).toHaveLength(1);
    expect(world.results).toEqual(['Create ADOPTED', 'Delete KEPT']);
  });

  test('takes ownership under OVERWRITE, and revokes it when it is removed', async () => {
    const id = await someone.createsMembership(admins, ada);
    await world.deploy('A', membership(admins, ada, { conflictPolicy: ConflictPolicy.OVERWRITE }));
    expect(owned()).toBe(`created:${id}`);
    await world.deploy('A', nothing);
    expect(world.memberships).toEqual([]);
  });

  test('fails under FAIL when it exists', async () => {
    const id = await someone.createsMembership(admins, ada);
    const stack = await world.deploy('A', membership(admins, ada, { conflictPolicy: ConflictPolicy.FAIL }));
    expect(messageOf(stack)).toBe(`ALREADY_EXISTS: ${entity()} already exists (${id}) and its conflictPolicy is FAIL. Set conflictPolicy to ADOPT to manage the existing one, `
      + `or declare another one, then deploy again. ${conflictIn('CreateGroupMembership')} ${link('already_exists')}`);
    expect(world.memberships).toHaveLength(1);
  });

  test('fails with what was seen when it conflicts with one that isn\'t found', async () => {
    world.fault(CREATE, TAKEN, ALWAYS);
    const stack = await world.deploy('A', membership(admins, ada));
    expect(messageOf(stack).replace(/in \d+ s/, 'in … s')).toBe(`CONFLICT_UNRESOLVED: ${entity()} can't be created because it conflicts with an existing one, but reading 6 times in `
      + '… s found none. Deploy again in a minute; if it fails again, look for it in the IAM Identity Center console, where a name or an e-mail address may be spelled differently. '
      + `${conflictIn('CreateGroupMembership')} ${link('conflict_unresolved')}`);
  });

  // The copies of this loop differed: a membership told the seconds before its last attempt.
  test('tells the seconds until its last look came back, as a group does', async () => {
    world.fault(CREATE, TAKEN, ALWAYS);
    world.fault(FIND, { kind: 'DELAYED', milliseconds: 4_500 }, ALWAYS);
    const stack = await world.deploy('A', membership(admins, ada));
    const [, told] = /reading 6 times in (\d+) s/.exec(messageOf(stack)) ?? [];
    const failed = stack.events.find(({ status, type }) => status === 'CREATE_FAILED' && type === GROUP_MEMBERSHIP_RESOURCE_TYPE);
    const begun = stack.events.find(({ logicalId }) => logicalId === failed?.logicalId);
    const seconds = ((failed?.timestamp ?? 0) - (begun?.timestamp ?? 0)) / 1000;
    expect(Math.abs(seconds - Number(told))).toBeLessThan(2);
  });

  // One counter for both made the conflict looked at once, and told as if that had been six times.
  test('looks six times for the conflicting membership, even after five attempts with a group that wasn\'t visible yet', async () => {
    world.fault(CREATE, serviceError('ResourceNotFoundException', { ResourceType: 'GROUP' }), 5);
    world.fault(CREATE, TAKEN, ALWAYS);
    expect(messageOf(await world.deploy('A', membership(admins, ada)))).toContain('but reading 6 times in ');
    expect(world.calls.filter((call) => call === FIND)).toHaveLength(6);
  });

  test('fails with what AWS said of another conflict', async () => {
    world.fault(CREATE, serviceError('ConflictException'), ALWAYS);
    expect(messageOf(await world.deploy('A', membership(admins, ada)))).toContain(`UNEXPECTED: creating ${entity()} failed in a way this version doesn't know: "ConflictException on demand".`);
  });

  test('makes the member when the conflicting membership goes meanwhile', async () => {
    world.fault(CREATE, TAKEN);
    await world.deploy('A', membership(admins, ada));
    expect(owned()).toBe(`created:${someId()}`);
  });
});

describe('a group or user that isn\'t there', () => {
  test.each([
    { missing: 'user', pair: () => [admins, NOBODY], resourceType: 'USER' },
    { missing: 'group', pair: () => [NOBODY, ada], resourceType: 'GROUP' },
    { missing: 'user or group', pair: () => [admins, ada], resourceType: undefined },
  ])('is reported after a few attempts: $missing', async ({ missing, pair, resourceType }) => {
    const [groupId, userId] = pair() as [string, string];
    if (!resourceType) world.fault(CREATE, serviceError('ResourceNotFoundException'), ALWAYS);
    const stack = await world.deploy('A', membership(groupId, userId));
    expect(messageOf(stack).replace(/in \d+ s/, 'in … s')).toBe(`MEMBERSHIP_PARTY_NOT_FOUND: membership of user "${userId}" in group "${groupId}" can't be created because the `
      + `identity store doesn't have that ${missing}, also after 6 attempts in … s. Compare the id with the one in the IAM Identity Center console and refer to an existing ${missing}, `
      + `then deploy again. [ResourceNotFoundException, identitystore:CreateGroupMembership, request …] ${link('membership_party_not_found')}`);
    expect(world.calls.filter((call) => call === CREATE)).toHaveLength(6);
  });

  test('yet, because it was created a moment ago, is waited for', async () => {
    await begin({ switches: { identityStore: { readLagMilliseconds: 2000 } } });
    const declared = (scope: Parameters<ReturnType<typeof group>>[0]): void => {
      group('Operators', { displayName: 'operators' })(scope).addMember('Byron', user('Byron', somebody('byron'))(scope));
    };
    expect(await world.deploy('A', declared)).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect(world.memberships).toHaveLength(1);
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(world.memberships).toEqual([]);
  });
});

describe('a lost answer to CreateGroupMembership', () => {
  test('ends in a created membership, which goes with the stack', async () => {
    world.fault(CREATE, lost('AFTER'));
    await world.deploy('A', membership(admins, ada, { conflictPolicy: ConflictPolicy.FAIL }));
    expect(owned()).toBe(`created:${someId()}`);
    await world.destroy('A');
    expect(world.memberships).toEqual([]);
  });

  test('does not make a membership ours that somebody else made a second earlier', async () => {
    // A time in whole seconds may have lost its fraction.
    await world.time.run(world.time.sleep(7));
    const id = await someone.createsMembership(admins, ada);
    await world.time.run(world.time.sleep(1_000));
    world.fault(CREATE, lost('BEFORE'));
    await world.deploy('A', membership(admins, ada));
    expect(owned()).toBe(`adopted:${id}`);
  });

  test('is looked into when later attempts fail for another reason', async () => {
    world.fault(CREATE, lost('AFTER'));
    world.fault(CREATE, serviceError('ServiceQuotaExceededException'));
    await world.deploy('A', membership(admins, ada));
    expect(owned()).toBe(`created:${someId()}`);
  });
});

describe('update', () => {
  test('with nothing to change reads once, and keeps the id byte for byte', async () => {
    await world.deploy('A', membership(admins, ada));
    const before = owned();
    world.calls.length = 0;
    await world.deploy('A', membership(admins, ada, { generation: '2' }));
    expect(owned()).toBe(before);
    expect(world.calls).toEqual([FIND]);
  });

  test('makes the membership again that is gone', async () => {
    await world.deploy('A', membership(admins, ada));
    await someone.deletesMembership(someId() ?? '');
    await world.deploy('A', membership(admins, ada, { generation: '2' }));
    expect(world.memberships).toHaveLength(1);
    expect(owned()).toBe(`created:${someId()}`);
    expect(world.results).toEqual(['Create CREATED', 'Update CREATED', 'Delete DELETED']);
  });

  test('adopts the membership that somebody made again', async () => {
    await world.deploy('A', membership(admins, ada));
    await someone.deletesMembership(someId() ?? '');
    const id = await someone.createsMembership(admins, ada);
    await world.deploy('A', membership(admins, ada, { generation: '2' }));
    expect(owned()).toBe(`adopted:${id}`);
    expect(world.memberships).toHaveLength(1);
  });

  test('doesn\'t follow to another identity store, and the rollback finds the membership where it is', async () => {
    await world.deploy('A', membership(admins, ada));
    const before = owned();
    const stack = await world.deploy('A', membership(admins, ada, { storeId: OTHER_STORE }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(messageOf(stack)).toBe(`IDENTITY_STORE_CHANGED: ${entity()} is declared in identity store "${OTHER_STORE}", but this resource manages one in "${STORE}". Declare it `
      + `under a new construct id to have it in the other store, or set identityStoreId back, then deploy again. ${link('identity_store_changed')}`);
    expect(owned()).toBe(before);
  });

  // Was reported as a changed store, whatever the reason was.
  test('reports a failed read as what it is, also when another identity store is declared', async () => {
    await world.deploy('A', membership(admins, ada));
    world.fault(FIND, serviceError('ValidationException', { Reason: 'KMS_DISABLED' }));
    expect(messageOf(await world.deploy('A', membership(admins, ada, { storeId: OTHER_STORE })))).toMatch(new RegExp(`^KMS_KEY_UNUSABLE: looking up ${entity()} `));
  });
});

describe('delete', () => {
  test('revokes a membership that was created, with two calls when the stack goes', async () => {
    await world.deploy('A', membership(admins, ada));
    world.calls.length = 0;
    await world.destroy('A');
    expect(world.memberships).toEqual([]);
    expect(world.calls).toEqual(['cloudformation:DescribeStacks', 'identitystore:DeleteGroupMembership']);
  });

  test.each(['REFUSED', 'SUCCEED'] as const)('counts one that is gone as revoked, if deletions of what is missing are %s', async (missingDeletes) => {
    await begin({ switches: { identityStore: { missingDeletes } } });
    await world.deploy('A', membership(admins, ada));
    await someone.deletesMembership(someId() ?? '');
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
  });

  test.each(['REFUSED', 'SUCCEED'] as const)('succeeds together with its user and group, if deletions of what is missing are %s', async (missingDeletes) => {
    world = new InProcess({ switches: { identityStore: { missingDeletes } } });
    await world.deploy('A', team());
    await world.deploy('A', nothing);
    expect([world.users, world.storedGroups, world.memberships]).toEqual([[], [], []]);
    expect(world.sandbox.cloudFormation.existing('A').status).toBe('UPDATE_COMPLETE');
  });

  test('waits a concurrent modification out', async () => {
    await world.deploy('A', membership(admins, ada));
    world.fault('identitystore:DeleteGroupMembership', serviceError('ConflictException', { Reason: 'CONCURRENT_MODIFICATION' }), 3);
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
  });

  test('names the membership when it is refused', async () => {
    await world.deploy('A', membership(admins, ada));
    world.fault('identitystore:DeleteGroupMembership', serviceError('ValidationException', { Reason: 'KMS_DISABLED' }));
    expect(messageOf(await world.destroy('A'))).toMatch(new RegExp(`^KMS_KEY_UNUSABLE: deleting membership ${someId()} failed`));
  });
});

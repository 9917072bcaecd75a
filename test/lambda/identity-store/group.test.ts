import { CreateGroupCommand, DeleteGroupCommand, UpdateGroupCommand } from '@aws-sdk/client-identitystore';
import { RemovalPolicy } from 'aws-cdk-lib';
import { ConflictPolicy } from '../../../lib';
import type { Stack as DeployedStack } from '../../../sandbox/cloudformation/stack';
import { group, inOrder, nothing } from '../../support/declared-groups';
import { ALWAYS, serviceError } from '../../support/effects';
import { HOMEPAGE } from '../../support/homepage';
import { STORE } from '../../support/ids';
import { failuresOf, InProcess, physicalIdOf } from '../../support/in-process';

/** Somebody else creates a group. */
async function givenGroup(displayName = 'admins', description?: string): Promise<string> {
  const { GroupId } = await world.time.run(world.identityStore.send(
    new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName: displayName, Description: description })));
  return GroupId as string;
}

/** What a person gets who sets no removal policy. */
const BY_DEFAULT = { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE };

let world: InProcess;

function stackA(): DeployedStack {
  return world.sandbox.cloudFormation.existing('A');
}

beforeEach(() => { world = new InProcess(); });

describe('create', () => {
  test('creates a group with one call', async () => {
    const stack = await world.deploy('A', group('Admins', { description: 'Platform team' }));

    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(world.groups).toEqual([{ id: expect.any(String), displayName: 'admins', description: 'Platform team' }]);
    expect(physicalIdOf(stackA())).toBe(`created:${world.groups[0]?.id}`);
    expect(world.calls).toEqual(['identitystore:CreateGroup']);
  });

  test('adopts a group that exists with the same name, with four calls when nothing differs', async () => {
    const id = await givenGroup('admins', 'Platform team');
    const stack = await world.deploy('A', group('Admins', { description: 'Platform team' }));

    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(physicalIdOf(stackA())).toBe(`adopted:${id}`);
    expect(world.calls).toEqual([
      'identitystore:CreateGroup', 'identitystore:GetGroupId', 'identitystore:DescribeGroup', 'cloudformation:ListStackResources',
    ]);
  });

  test('brings the declared attributes of an adopted group to their declared values, with five calls', async () => {
    const id = await givenGroup('admins', 'made by hand');
    await world.deploy('A', group('Admins', { description: 'Platform team' }));

    expect(world.groups).toEqual([{ id, displayName: 'admins', description: 'Platform team' }]);
    expect(world.calls).toHaveLength(5);
  });

  test('leaves the attributes of an adopted group alone that are not declared', async () => {
    const id = await givenGroup('admins', 'made by hand');
    await world.deploy('A', group('Admins'));

    expect(world.groups).toEqual([{ id, displayName: 'admins', description: 'made by hand' }]);
  });

  test('fails when the group exists and the policy is FAIL, and changes nothing', async () => {
    const id = await givenGroup('admins', 'made by hand');
    const stack = await world.deploy('A', group('Admins', { description: 'Platform team', conflictPolicy: ConflictPolicy.FAIL }));

    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(world.groups).toEqual([{ id, displayName: 'admins', description: 'made by hand' }]);
    expect(failuresOf(stack)).toEqual([expect.stringMatching(new RegExp('^'
      + 'Received response status \\[FAILED\\] from custom resource\\. Message returned: '
      + `ALREADY_EXISTS: group "admins" already exists \\(${id}\\) and its conflictPolicy is FAIL\\. `
      + 'Set conflictPolicy to ADOPT to manage the existing one, or declare another one, then deploy again\\. '
      + '\\[ConflictException UNIQUENESS_CONSTRAINT_VIOLATION, identitystore:CreateGroup, request [-0-9a-f]{36}\\] '
      + `${HOMEPAGE}/blob/main/docs/reasons\\.md#already_exists \\(RequestId: [-0-9a-f]{36}\\)$`))]);
    expect(world.results).toEqual(['Create ALREADY_EXISTS', 'Delete KEPT']);
  });

  test('adopts a group of an external identity provider when every declared attribute holds', async () => {
    const id = await givenGroup('admins', 'from the provider');
    externallyProvisioned(id);
    const stack = await world.deploy('A', group('Admins', { description: 'from the provider' }));

    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(physicalIdOf(stackA())).toBe(`adopted:${id}`);
  });

  test('fails for a group of an external identity provider that differs, and never writes to it', async () => {
    const id = await givenGroup('admins', 'from the provider');
    externallyProvisioned(id);
    const stack = await world.deploy('A', group('Admins', { description: 'Platform team' }));

    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(failuresOf(stack)[0]).toContain(`MANAGED_EXTERNALLY: group "admins" (${id}) is provisioned by an external identity provider, `
      + 'and these attributes differ from the declaration: description. Change them in the identity provider, or declare what it provisions, then deploy again. '
      + `${HOMEPAGE}/blob/main/docs/reasons.md#managed_externally`);
    expect(world.groups).toEqual([{ id, displayName: 'admins', description: 'from the provider' }]);
  });

  test('fails with what was seen when the name is taken but no group is found', async () => {
    world.fault('identitystore:CreateGroup', serviceError('ConflictException', { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' }), ALWAYS);
    const stack = await world.deploy('A', group('Admins'));

    expect(failuresOf(stack)[0]).toMatch(/CONFLICT_UNRESOLVED: group "admins" can't be created because it conflicts with an existing one, but reading 6 times in \d+ s found none\./);
  });

  test('creates the group when the conflicting one is deleted meanwhile', async () => {
    world.fault('identitystore:CreateGroup', serviceError('ConflictException', { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' }));
    const stack = await world.deploy('A', group('Admins'));

    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(physicalIdOf(stackA())).toMatch(/^created:/);
  });
});

describe('a lost answer', () => {
  test('of a create that took effect ends in a created group, which is deleted with its stack', async () => {
    world.fault('identitystore:CreateGroup', { kind: 'CONNECTION_LOST', moment: 'AFTER' });
    await world.deploy('A', group('Admins', { description: 'Platform team' }));
    expect(physicalIdOf(stackA())).toBe(`created:${world.groups[0]?.id}`);

    await world.destroy('A');
    expect(world.groups).toEqual([]);
  });

  test.each([
    { attribute: 'description', change: { Description: 'by somebody else' } },
    { attribute: 'spelling', change: { DisplayName: 'ADMINS' } },
  ])('of a create that took effect ends in an adopted group when its $attribute differs from the declared one', async ({ change }) => {
    world.fault('identitystore:CreateGroup', { kind: 'CONNECTION_LOST', moment: 'AFTER' });
    world.fault('identitystore:CreateGroup', { kind: 'DELAYED', milliseconds: 1000 });
    const changed = world.time.sleep(500).then(() => Object.assign(world.storedGroups[0] ?? {}, change));
    await world.time.run(Promise.all([changed, world.deploying('A', group('Admins', { description: 'Platform team' }))]));

    expect(physicalIdOf(stackA())).toBe(`adopted:${world.groups[0]?.id}`);
  });

  test('of a create without effect leaves an existing group to whoever made it', async () => {
    // A time in whole seconds may have lost its fraction.
    await world.time.run(world.time.sleep(7));
    const id = await givenGroup();
    await world.time.run(world.time.sleep(1));
    world.fault('identitystore:CreateGroup', { kind: 'CONNECTION_LOST', moment: 'BEFORE' });
    await world.deploy('A', group('Admins'));

    expect(physicalIdOf(stackA())).toBe(`adopted:${id}`);
  });
});

describe('update', () => {
  test.each([
    { change: 'sets a description', before: {}, after: { description: 'new' }, expected: { displayName: 'admins', description: 'new' } },
    { change: 'changes a description', before: { description: 'old' }, after: { description: 'new' }, expected: { displayName: 'admins', description: 'new' } },
    { change: 'removes a description that is no longer declared', before: { description: 'old' }, after: {}, expected: { displayName: 'admins', description: undefined } },
  ])('$change in place, with two calls', async ({ before, after, expected }) => {
    await world.deploy('A', group('Admins', before));
    const [created] = world.groups;
    const physicalId = physicalIdOf(stackA());
    world.calls.length = 0;
    const stack = await world.deploy('A', group('Admins', after));

    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.groups).toEqual([{ id: created?.id, ...expected }]);
    expect(physicalIdOf(stackA())).toBe(physicalId);
    expect(world.calls).toEqual(['identitystore:DescribeGroup', 'identitystore:UpdateGroup']);
  });

  test('renames the group in place, with three calls: another construct might hold it', async () => {
    await world.deploy('A', group('Admins'));
    const id = world.groups[0]?.id;
    world.calls.length = 0;
    await world.deploy('A', group('Admins', { displayName: 'operators' }));

    expect(world.groups).toEqual([{ id, displayName: 'operators', description: undefined }]);
    expect(world.calls).toEqual(['identitystore:DescribeGroup', 'cloudformation:ListStackResources', 'identitystore:UpdateGroup']);
  });

  test('keeps how the group came under management', async () => {
    await givenGroup();
    await world.deploy('A', group('Admins'));
    const stack = await world.deploy('A', group('Admins', { description: 'Platform team' }));

    const [resource] = [...stack.resources.values()].filter(({ type }) => type.startsWith('Custom::'));
    expect(resource?.attributes).toEqual({ GroupId: world.groups[0]?.id, Outcome: 'ADOPTED' });
  });

  test('writes nothing when only the generation changed and the group is as declared', async () => {
    await world.deploy('A', group('Admins', { description: 'Platform team' }));
    world.calls.length = 0;
    await world.deploy('A', group('Admins', { description: 'Platform team', generation: '2' }));

    expect(world.calls).toEqual(['identitystore:DescribeGroup']);
  });

  test('repairs what was changed behind our back when the generation changes', async () => {
    await world.deploy('A', group('Admins', { description: 'Platform team' }));
    const id = world.groups[0]?.id;
    await world.time.run(world.identityStore.send(new UpdateGroupCommand({
      IdentityStoreId: STORE, GroupId: id, Operations: [{ AttributePath: 'description', AttributeValue: 'by hand' }],
    })));
    await world.deploy('A', group('Admins', { description: 'Platform team', generation: '2' }));

    expect(world.groups).toEqual([{ id, displayName: 'admins', description: 'Platform team' }]);
  });

  test('creates the group again when it is gone, as a replacement', async () => {
    await world.deploy('A', group('Admins'));
    const id = world.groups[0]?.id;
    await world.time.run(world.identityStore.send(new DeleteGroupCommand({ IdentityStoreId: STORE, GroupId: id })));
    const stack = await world.deploy('A', group('Admins', { description: 'Platform team' }));

    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.groups).toEqual([{ id: expect.not.stringMatching(id as string), displayName: 'admins', description: 'Platform team' }]);
    expect(physicalIdOf(stackA())).toBe(`created:${world.groups[0]?.id}`);
    expect(world.results).toEqual(['Create CREATED', 'Update CREATED', 'Delete DELETED']);
  });

  test('fails when another group has the new name, and the rollback leaves both as they were', async () => {
    await world.deploy('A', group('Admins', { description: 'Platform team' }));
    const id = world.groups[0]?.id;
    const other = await givenGroup('operators');
    const stack = await world.deploy('A', group('Admins', { displayName: 'operators', description: 'changed' }));

    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(failuresOf(stack)[0]).toContain(`DISPLAY_NAME_TAKEN: group "admins" (${id}) can't be renamed to "operators" because another group has that name (${other}). `
      + 'Declare another displayName, or rename the other group, or remove it if nobody needs it, then deploy again; two groups that swap names need a third name in between. [ConflictException UNIQUENESS_CONSTRAINT_VIOLATION, identitystore:UpdateGroup, request ');
    expect(world.groups).toEqual([
      { id, displayName: 'admins', description: 'Platform team' },
      { id: other, displayName: 'operators', description: undefined },
    ]);
    expect(world.events.map(({ RequestType }) => RequestType)).toEqual(['Create', 'Update', 'Update']);
  });

  test('refuses to follow to another identity store', async () => {
    await world.deploy('A', group('Admins'));
    const stack = await world.deploy('A', group('Admins', { storeId: 'd-0987654321' }));

    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(failuresOf(stack)[0]).toContain('IDENTITY_STORE_CHANGED: group "admins" is declared in identity store "d-0987654321", '
      + 'but this resource manages one in "d-1234567890". Declare it under a new construct id to have it in the other store, or set identityStoreId back, then deploy again.');
    expect(world.groups).toHaveLength(1);
  });
});

describe('delete', () => {
  test('deletes a group that it created, with three calls', async () => {
    await world.deploy('A', group('Admins'));
    world.calls.length = 0;
    const stack = await world.destroy('A');

    expect(stack.status).toBe('DELETE_COMPLETE');
    expect(world.groups).toEqual([]);
    expect(world.calls).toEqual(['cloudformation:DescribeStacks', 'identitystore:DescribeGroup', 'identitystore:DeleteGroup']);
  });

  test('keeps a group that it adopted, without a call', async () => {
    const id = await givenGroup();
    await world.deploy('A', group('Admins'));
    world.calls.length = 0;
    const stack = await world.destroy('A');

    expect(stack.status).toBe('DELETE_COMPLETE');
    expect(world.groups.map((kept) => kept.id)).toEqual([id]);
    expect(world.results).toEqual(['Create ADOPTED', 'Delete KEPT']);
    expect(world.calls).toEqual([]);
  });

  test('counts a group that is gone already as deleted', async () => {
    await world.deploy('A', group('Admins'));
    await world.time.run(world.identityStore.send(new DeleteGroupCommand({ IdentityStoreId: STORE, GroupId: world.groups[0]?.id })));
    const stack = await world.destroy('A');

    expect(stack.status).toBe('DELETE_COMPLETE');
    expect(world.results).toEqual(['Create CREATED', 'Delete DELETED']);
  });

  test('by default keeps a group when its construct is removed, without an event', async () => {
    await world.deploy('A', group('Admins', BY_DEFAULT));
    await world.deploy('A', nothing);

    expect(world.groups).toHaveLength(1);
    expect(world.events.map(({ RequestType }) => RequestType)).toEqual(['Create']);
  });

  test('by default cleans up the group of a first deployment that fails', async () => {
    await givenGroup('operators');
    const stack = await world.deploy('A', inOrder(
      group('Admins', BY_DEFAULT),
      group('Operators', { ...BY_DEFAULT, displayName: 'operators', conflictPolicy: ConflictPolicy.FAIL }),
    ));

    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(world.groups.map(({ displayName }) => displayName)).toEqual(['operators']);
    expect(world.results).toEqual(['Create CREATED', 'Create ALREADY_EXISTS', 'Delete KEPT', 'Delete DELETED']);
  });
});

describe('a renamed construct', () => {
  test('keeps its group, and owns it as before', async () => {
    await world.deploy('A', group('Admins'));
    const id = world.groups[0]?.id;
    const stack = await world.deploy('A', group('Administrators'));

    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.results).toEqual(['Create CREATED', 'Create CREATED', 'Delete KEPT']);
    expect(physicalIdOf(stackA())).toBe(`created:${id}`);

    await world.destroy('A');
    expect(world.groups).toEqual([]);
  });

  test('keeps an adopted group as adopted', async () => {
    const id = await givenGroup();
    await world.deploy('A', group('Admins'));
    await world.deploy('A', group('Administrators'));
    await world.destroy('A');

    expect(world.groups.map((kept) => kept.id)).toEqual([id]);
  });

  test('keeps its group under the policy FAIL as well', async () => {
    await world.deploy('A', group('Admins', { conflictPolicy: ConflictPolicy.FAIL }));
    const stack = await world.deploy('A', group('Administrators', { conflictPolicy: ConflictPolicy.FAIL }));

    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.groups).toHaveLength(1);
  });

  test('keeps its group when the deployment that renames it fails', async () => {
    await world.deploy('A', group('Admins'));
    const id = world.groups[0]?.id;
    await givenGroup('operators');
    const stack = await world.deploy('A', inOrder(
      group('Administrators'),
      group('Operators', { displayName: 'operators', conflictPolicy: ConflictPolicy.FAIL }),
    ));

    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(world.groups.map((kept) => kept.id)).toContain(id);
    expect(physicalIdOf(stackA())).toBe(`created:${id}`);
  });
});

describe('an obstacle that passes', () => {
  test.each([
    { obstacle: 'throttling', response: serviceError('ThrottlingException', { RetryAfterSeconds: 3 }, 429) },
    { obstacle: 'a concurrent modification', response: serviceError('ConflictException', { Reason: 'CONCURRENT_MODIFICATION' }, 409) },
    { obstacle: 'an internal error', response: serviceError('InternalServerException', {}, 500) },
    { obstacle: 'a policy that is not effective yet', response: serviceError('AccessDeniedException', {}, 403) },
    { obstacle: 'an exception that nobody knows, with a server\'s status', response: serviceError('ServiceUnavailable', {}, 503) },
  ])('$obstacle is waited out', async ({ response }) => {
    world.fault('identitystore:CreateGroup', response, 3);
    const stack = await world.deploy('A', group('Admins'));

    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(world.groups).toHaveLength(1);
    expect(world.calls.filter((operation) => operation === 'identitystore:CreateGroup')).toHaveLength(4);
  });

  test('throttling is waited out for at least as long as the service asks', async () => {
    world.fault('identitystore:CreateGroup', serviceError('ThrottlingException', { RetryAfterSeconds: 7 }), 2);
    await world.deploy('A', group('Admins'));

    expect(world.log[0]?.milliseconds).toBeGreaterThanOrEqual(14_000);
  });
});

describe('an obstacle that stays', () => {
  test.each([
    { response: serviceError('ThrottlingException'), code: 'THROTTLED', least: 750, most: 780 },
    { response: serviceError('ConflictException', { Reason: 'CONCURRENT_MODIFICATION' }), code: 'CONCURRENT_MODIFICATION', least: 750, most: 780 },
    { response: serviceError('InternalServerException', {}, 500), code: 'SERVICE_UNAVAILABLE', least: 750, most: 780 },
    { response: serviceError('AccessDeniedException'), code: 'ACCESS_DENIED', least: 45, most: 60 },
    { response: serviceError('AccessDeniedException', { Reason: 'KMS_ACCESS_DENIED' }), code: 'KMS_ACCESS_DENIED', least: 45, most: 60 },
    { response: serviceError('ThrottlingException', { Reason: 'KMS_THROTTLING' }), code: 'KMS_THROTTLED', least: 750, most: 780 },
    { response: serviceError('ValidationException', { Reason: 'KMS_DISABLED' }), code: 'KMS_KEY_UNUSABLE', least: 0, most: 0 },
    { response: serviceError('ResourceNotFoundException', { ResourceType: 'IDENTITY_STORE' }), code: 'IDENTITY_STORE_NOT_FOUND', least: 0, most: 0 },
    { response: serviceError('ServiceQuotaExceededException'), code: 'QUOTA_EXCEEDED', least: 0, most: 0 },
    { response: serviceError('ValidationException'), code: 'INVALID_REQUEST', least: 0, most: 0 },
    { response: serviceError('SomethingNewException'), code: 'UNEXPECTED', least: 0, most: 0 },
  ])('is reported as $code after $least to $most s', async ({ response, code, least, most }) => {
    world.fault('identitystore:CreateGroup', response, ALWAYS);
    const stack = await world.deploy('A', group('Admins'));

    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(failuresOf(stack)).toEqual([expect.stringContaining(`Message returned: ${code}: creating group "admins" `)]);
    expect(failuresOf(stack)[0]).toContain('identitystore:CreateGroup, request ');
    const seconds = (world.log[0]?.milliseconds ?? 0) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(least);
    expect(seconds).toBeLessThanOrEqual(most);
  });

  test('says so when the service gives no reason', async () => {
    world.fault('identitystore:CreateGroup', serviceError('ValidationException', { message: '', Message: '' }), ALWAYS);
    const stack = await world.deploy('A', group('Admins'));

    expect(failuresOf(stack)[0]).toContain('INVALID_REQUEST: creating group "admins" was refused as invalid: AWS gave no reason. ');
  });
});

function externallyProvisioned(groupId: string): void {
  const found = world.sandbox.identityStores.store(STORE).groups.get(groupId);
  if (found) found.ExternalIds = [{ Issuer: 'https://scim.example.com', Id: '42' }];
}

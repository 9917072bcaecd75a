import { RemovalPolicy } from 'aws-cdk-lib';
import { ConflictPolicy } from '../../../lib';
import { inOrder, nothing } from '../../support/declared-groups';
import { DeclaredUser, somebody, user } from '../../support/declared-users';
import { killed, lost, serviceError } from '../../support/effects';
import { OTHER_STORE } from '../../support/ids';
import { InProcess, InProcessOptions, physicalIdOf } from '../../support/in-process';
import { conflictIn, link, messageOf } from '../../support/messages';
import { SomebodyElse } from '../../support/somebody-else';

const WITHOUT_EMAIL = { email: undefined };
/** Fails wherever a user `taken` is. */
const refused = user('Refused', { ...somebody('taken'), conflictPolicy: ConflictPolicy.FAIL });

let world: InProcess;
let someone: SomebodyElse;

function begin(options: InProcessOptions = {}): void {
  world = new InProcess(options);
  someone = new SomebodyElse(world);
}

beforeEach(() => begin());

async function deployed(declared: DeclaredUser = {}): Promise<string> {
  await world.deploy('A', user('Ada', declared));
  world.calls.length = 0;
  return world.users[0]?.UserId ?? '';
}

async function deployedAndGone(declared: DeclaredUser = {}): Promise<string> {
  const id = await deployed(declared);
  await someone.deletesUser(id);
  return id;
}

function stackA() {
  return world.sandbox.cloudFormation.existing('A');
}

function ownerOf(userId: string | undefined): string {
  const physicalId = physicalIdOf(stackA()) ?? '';
  return physicalId.endsWith(`:${userId}`) ? physicalId.split(':')[0] ?? '' : 'nobody';
}

describe('an update that fails', () => {
  test('changes nothing, and its rollback doesn\'t remove what was never ours', async () => {
    await someone.createsUser({ Title: 'Analyst' });
    await someone.createsUser({ UserName: 'byron', Emails: [{ Value: 'byron@example.com' }] });
    await world.deploy('A', user('Ada'));
    const stack = await world.deploy('A', user('Ada', { email: 'byron@example.com', title: 'Engineer' }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(world.users[0]).toMatchObject({ Title: 'Analyst', Emails: [{ Value: 'ada@example.com' }] });
  });

  test('says what was seen when nobody is found who has the value', async () => {
    const id = await deployed();
    world.fault('identitystore:UpdateUser', serviceError('ConflictException', { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' }), 4);
    const stack = await world.deploy('A', user('Ada', { email: 'new@example.com', title: 'Engineer' }));
    expect(messageOf(stack)).toBe(`UPDATE_CONFLICT_UNRESOLVED: user "ada" (${id}) can't be changed because a new value of title, emails conflicts with another user, but none was `
      + 'found that has it. Look in the IAM Identity Center console for another user with the same value, change one of the two, then deploy again. '
      + `${conflictIn('UpdateUser')} ${link('update_conflict_unresolved')}`);
  });

  test('says what AWS said of a conflict that is about no value', async () => {
    await deployed();
    world.fault('identitystore:UpdateUser', serviceError('ConflictException'), 4);
    const stack = await world.deploy('A', user('Ada', { title: 'Engineer' }));
    expect(messageOf(stack)).toContain('UNEXPECTED: updating user "ada" failed in a way this version doesn\'t know: "ConflictException on demand".');
  });

  test('is tried again after a concurrent modification and a lost answer', async () => {
    await deployed();
    world.fault('identitystore:UpdateUser', serviceError('ConflictException', { Reason: 'CONCURRENT_MODIFICATION' }), 2);
    world.fault('identitystore:UpdateUser', lost('AFTER'));
    expect(await world.deploy('A', user('Ada', { title: 'Engineer' }))).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(world.users[0]?.Title).toBe('Engineer');
  });
});

describe('an update of a user of an external identity provider', () => {
  test('fails when it would write, and its rollback doesn\'t', async () => {
    const id = await someone.createsUser();
    someone.provisions(id);
    await world.deploy('A', user('Ada'));
    const stack = await world.deploy('A', user('Ada', { title: 'Engineer' }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(messageOf(stack)).toContain(`MANAGED_EXTERNALLY: user "ada" (${id}) is provisioned by an external identity provider, and these attributes differ from the declaration: title. `);
    expect(world.calls).not.toContain('identitystore:UpdateUser');
  });

  test('may stop declaring an attribute, which stays', async () => {
    const id = await someone.createsUser({ Title: 'Analyst' });
    someone.provisions(id);
    await world.deploy('A', user('Ada', { title: 'Analyst' }));
    expect(await world.deploy('A', user('Ada'))).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(world.users[0]?.Title).toBe('Analyst');
  });
});

describe('another identity store', () => {
  test('is not followed to, and the rollback finds the user where it is', async () => {
    const id = await deployed();
    const stack = await world.deploy('A', user('Ada', { storeId: OTHER_STORE }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(messageOf(stack)).toBe(`IDENTITY_STORE_CHANGED: user "ada" is declared in identity store "${OTHER_STORE}", but this resource manages one in "d-1234567890". `
      + `Declare it under a new construct id to have it in the other store, or set identityStoreId back, then deploy again. ${link('identity_store_changed')}`);
    expect(ownerOf(id)).toBe('created');
    expect(world.sandbox.identityStores.store(OTHER_STORE).users.size).toBe(0);
  });

  test('is not blamed for a failed read that doesn\'t say where the user is', async () => {
    await deployed();
    world.fault('identitystore:DescribeUser', serviceError('ValidationException', { Reason: 'KMS_DISABLED' }));
    expect(messageOf(await world.deploy('A', user('Ada', { storeId: OTHER_STORE })))).toMatch(/^KMS_KEY_UNUSABLE: reading user "ada" /);
  });
});

describe('a renamed construct', () => {
  test.each([
    { what: 'with an e-mail address', declared: {} },
    { what: 'without one', declared: WITHOUT_EMAIL },
    { what: 'under the policy FAIL', declared: { conflictPolicy: ConflictPolicy.FAIL } },
    { what: 'without one under the policy FAIL', declared: { ...WITHOUT_EMAIL, conflictPolicy: ConflictPolicy.FAIL } },
  ])('keeps its user $what, and owns it as before', async ({ declared }) => {
    const id = await deployed(declared);
    await world.deploy('A', user('Lovelace', declared));
    expect(world.results).toEqual(['Create CREATED', 'Create CREATED', 'Delete KEPT']);
    expect(ownerOf(id)).toBe('created');
    await world.destroy('A');
    expect(world.users).toEqual([]);
  });

  test('keeps an adopted user as adopted', async () => {
    const id = await someone.createsUser();
    await world.deploy('A', user('Ada'));
    await world.deploy('A', user('Lovelace'));
    expect(ownerOf(id)).toBe('adopted');
  });

  test('may not change the e-mail address at the same time: that is no proof', async () => {
    const id = await deployed();
    const stack = await world.deploy('A', user('Lovelace', { email: 'countess@example.org' }));
    expect(messageOf(stack)).toMatch(/^IDENTITY_MISMATCH: user "ada" already exists \(.*\) with the e-mail address a\*\*\*@example\.com, but "countess@example\.org" is declared\./);
    expect(ownerOf(id)).toBe('created');
    expect(world.users[0]?.Emails?.[0]?.Value).toBe('ada@example.com');
  });

  test('may get other attributes, with the same e-mail address', async () => {
    const id = await deployed();
    await world.deploy('A', user('Lovelace', { title: 'Engineer' }));
    expect(ownerOf(id)).toBe('created');
    expect(world.users).toEqual([expect.objectContaining({ Title: 'Engineer', Emails: [{ Value: 'ada@example.com', Primary: true }] })]);
  });

  test('keeps its user when the deployment that renames it fails', async () => {
    const id = await deployed();
    await someone.createsUser({ UserName: 'taken', Emails: undefined });
    const stack = await world.deploy('A', inOrder(user('Lovelace'), refused));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(ownerOf(id)).toBe('created');
    expect(world.users.map(({ UserName }) => UserName)).toContain('ada');
  });
});

describe('a user name that is taken over by a new construct while its user is renamed', () => {
  const renamed = user('Ada', { userName: 'countess' });

  test('fails with the reason when the new construct goes first and only the old template can be read', async () => {
    begin({ switches: { identityStore: { userNameIsUpdatable: true }, cloudFormation: { templateDuringUpdate: 'OLD' } } });
    const id = await deployed();
    const stack = await world.deploy('A', inOrder(user('Successor', { conflictPolicy: ConflictPolicy.OVERWRITE, email: undefined }), renamed));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(messageOf(stack).replace(/Successor\w+/, 'Successor')).toBe(`HELD_BY_ANOTHER_CONSTRUCT: user "ada" (${id}) can't be renamed to "countess" because another resource of this `
      + 'stack ("Successor") manages the same one. If the other one is new and is to have the old name, deploy the new name alone first and declare the other in the deployment after that; if '
      + 'both have been in the stack before, remove one of them, deploy that alone, and declare it again, with the other name, in the deployment after it. '
      + link('held_by_another_construct'));
    expect(ownerOf(id)).toBe('created');
    expect(world.users).toHaveLength(1);
  });

  test('makes two users when the old construct goes first', async () => {
    begin({ switches: { identityStore: { userNameIsUpdatable: true } } });
    await deployed();
    const stack = await world.deploy('A', inOrder(renamed, user('Successor', { email: 'successor@example.com' })));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.users.map(({ UserName }) => UserName)).toEqual(['countess', 'ada']);
  });
});

describe('a user who is gone', () => {
  test('is created again by an update, as a replacement', async () => {
    const id = await deployedAndGone();
    const stack = await world.deploy('A', user('Ada', { title: 'Engineer' }));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.users).toEqual([expect.objectContaining({ UserId: expect.not.stringMatching(id), Title: 'Engineer' })]);
    expect(ownerOf(world.users[0]?.UserId)).toBe('created');
    expect(world.results).toEqual(['Create CREATED', 'Update CREATED', 'Delete DELETED']);
  });

  test('is not created again because one read didn\'t find it', async () => {
    const id = await deployed();
    world.fault('identitystore:DescribeUser', serviceError('ResourceNotFoundException', { ResourceType: 'USER' }), 2);
    await world.deploy('A', user('Ada', { title: 'Engineer' }));
    expect(world.users.map(({ UserId }) => UserId)).toEqual([id]);
  });

  test('is adopted when somebody has created it again', async () => {
    await deployedAndGone();
    const id = await someone.createsUser();
    await world.deploy('A', user('Ada', { title: 'Engineer' }));
    expect(ownerOf(id)).toBe('adopted');
    expect(world.users[0]?.Title).toBe('Engineer');
  });

  test('and who goes while being written is created again', async () => {
    const id = await deployed();
    world.fault('identitystore:UpdateUser', { kind: 'DELAYED', milliseconds: 1000 });
    const deletion = world.time.sleep(500).then(() => someone.deletesUser(id));
    await Promise.all([world.deploy('A', user('Ada', { title: 'Engineer' })), deletion]);
    expect(ownerOf(world.users[0]?.UserId)).toBe('created');
    expect(world.users[0]?.UserId).not.toBe(id);
  });

  test.each([
    { id: 'NEW', declared: {} }, { id: 'OLD', declared: {} }, { id: 'NEW', declared: WITHOUT_EMAIL }, { id: 'OLD', declared: WITHOUT_EMAIL },
  ] as const)('and was replaced by an update that is rolled back, stays replaced: $id id, $declared', async ({ id: rollbackPhysicalId, declared }) => {
    begin({ switches: { cloudFormation: { rollbackPhysicalId } } });
    await someone.createsUser({ UserName: 'taken', Emails: undefined });
    await world.deploy('A', user('Ada', declared));
    await someone.deletesUser(world.users[1]?.UserId ?? '');
    const stack = await world.deploy('A', inOrder(user('Ada', { ...declared, title: 'Engineer' }), refused));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(world.users.map(({ UserName }) => UserName)).toEqual(['taken', 'ada']);
    expect(ownerOf(world.users[1]?.UserId)).toBe('created');
  });
});

describe('removal policies', () => {
  test('RETAIN keeps the user, without an event', async () => {
    await deployed({ removalPolicy: RemovalPolicy.RETAIN });
    await world.deploy('A', nothing);
    expect(world.users).toHaveLength(1);
    expect(world.results).toEqual(['Create CREATED']);
  });
});

describe('two stacks', () => {
  test('that create the same user at the same time never both own it', async () => {
    await world.time.run(Promise.all([world.deploying('A', user('Ada')), world.deploying('B', user('Ada'))]));
    const owners = ['A', 'B'].map((name) => physicalIdOf(world.sandbox.cloudFormation.existing(name))?.split(':')[0]);
    expect(owners.sort()).toEqual(['adopted', 'created']);
    expect(world.users).toHaveLength(1);
  });

  test('keep the user of one when the other is deleted', async () => {
    await deployed();
    await world.deploy('B', user('Lovelace'));
    await world.destroy('B');
    expect(world.users).toHaveLength(1);
  });
});

describe('an event that is delivered twice', () => {
  test.each([
    { overlapping: true, declared: {} }, { overlapping: false, declared: {} },
    { overlapping: true, declared: WITHOUT_EMAIL }, { overlapping: false, declared: WITHOUT_EMAIL },
  ])('makes one user, who is owned: overlapping $overlapping, $declared', async ({ overlapping, declared }) => {
    world.fault('deliver:Create', { kind: 'DELIVERED_TWICE', overlapping });
    const stack = await world.deploy('A', user('Ada', declared));
    await world.time.run(world.time.sleep(60_000));
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(world.users).toHaveLength(1);
    expect(ownerOf(world.users[0]?.UserId)).toBe('created');
  });

  test.each([true, false])('updates and deletes one user: overlapping %s', async (overlapping) => {
    const id = await deployed();
    world.fault('deliver:Update', { kind: 'DELIVERED_TWICE', overlapping });
    world.fault('deliver:Delete', { kind: 'DELIVERED_TWICE', overlapping });
    await world.deploy('A', user('Ada', { title: 'Engineer' }));
    expect(ownerOf(id)).toBe('created');
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
    await world.time.run(world.time.sleep(60_000));
    expect(world.users).toEqual([]);
  });
});

describe('a function that is killed', () => {
  const OPERATIONS = {
    create: ['identitystore:CreateUser', 'answer'],
    adoption: ['identitystore:CreateUser', 'identitystore:GetUserId', 'identitystore:DescribeUser', 'cloudformation:ListStackResources', 'identitystore:UpdateUser', 'answer'],
    update: ['identitystore:DescribeUser', 'identitystore:UpdateUser', 'answer'],
    deletion: ['cloudformation:DescribeStacks', 'identitystore:DescribeUser', 'identitystore:DeleteUser', 'answer'],
  };
  const kills = (operations: readonly string[]) => operations.flatMap((operation) => (['BEFORE', 'AFTER'] as const).map((moment) => ({ operation, moment })));

  test.each(kills(OPERATIONS.create))('$moment $operation of a create is started again, and one user is there', async ({ operation, moment }) => {
    world.fault(operation, killed(moment));
    const stack = await world.deploy('A', user('Ada'));
    await world.time.run(world.time.sleep(600_000));
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(world.users).toHaveLength(1);
    // Only who lives to see the answer of CreateUser, or nobody before it took effect, can tell that the user is its own.
    const isProvable = (operation === 'identitystore:CreateUser' && moment === 'BEFORE') || (operation === 'answer' && moment === 'AFTER');
    expect(ownerOf(world.users[0]?.UserId)).toBe(isProvable ? 'created' : 'adopted');
  });

  test.each(kills(OPERATIONS.adoption))('$moment $operation of an adoption is started again', async ({ operation, moment }) => {
    const id = await someone.createsUser({ Title: 'Analyst' });
    world.fault(operation, killed(moment));
    const stack = await world.deploy('A', user('Ada', { title: 'Engineer' }));
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(ownerOf(id)).toBe('adopted');
    expect(world.users).toEqual([expect.objectContaining({ Title: 'Engineer' })]);
  });

  test.each(kills(OPERATIONS.update))('$moment $operation of an update is started again', async ({ operation, moment }) => {
    const id = await deployed({ nickName: 'Ada' });
    world.fault(operation, killed(moment));
    const stack = await world.deploy('A', user('Ada', { title: 'Engineer', email: 'new@example.com' }));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(ownerOf(id)).toBe('created');
    expect(world.users).toEqual([expect.objectContaining({ Title: 'Engineer', Emails: [{ Value: 'new@example.com', Primary: true }] })]);
    expect(world.users[0]).not.toHaveProperty('NickName');
  });

  test.each(kills(OPERATIONS.deletion))('$moment $operation of a deletion is started again', async ({ operation, moment }) => {
    await deployed();
    world.fault(operation, killed(moment));
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(world.users).toEqual([]);
  });
});

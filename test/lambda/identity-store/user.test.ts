import { ConflictPolicy } from '../../../lib';
import { inOrder, nothing } from '../../support/declared-groups';
import { somebody, together, user } from '../../support/declared-users';
import { ALWAYS, lost, serviceError, TAKEN } from '../../support/effects';
import { STORE } from '../../support/ids';
import { failuresOf, InProcess, physicalIdOf } from '../../support/in-process';
import { conflictIn, link, messageOf } from '../../support/messages';
import { SomebodyElse } from '../../support/somebody-else';

let world: InProcess;
let someone: SomebodyElse;

beforeEach(() => {
  world = new InProcess();
  someone = new SomebodyElse(world);
});

function stackA() {
  return world.sandbox.cloudFormation.existing('A');
}

const CREATE_CONFLICT = conflictIn('CreateUser');
const UPDATE_CONFLICT = conflictIn('UpdateUser');
const ADOPTION = ['identitystore:CreateUser', 'identitystore:GetUserId', 'identitystore:DescribeUser', 'cloudformation:ListStackResources'];

describe('create', () => {
  test('creates a user with one call', async () => {
    const stack = await world.deploy('A', user('Ada'));
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(world.users).toEqual([expect.objectContaining({
      UserName: 'ada', DisplayName: 'Ada Lovelace', Name: { GivenName: 'Ada', FamilyName: 'Lovelace' }, Emails: [{ Value: 'ada@example.com', Primary: true }],
    })]);
    expect(physicalIdOf(stack)).toBe(`created:${world.users[0]?.UserId}`);
    expect(world.calls).toEqual(['identitystore:CreateUser']);
  });

  test('adopts the user who has the same name and e-mail address, with four calls when nothing differs', async () => {
    const id = await someone.createsUser();
    const stack = await world.deploy('A', user('Ada'));
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(physicalIdOf(stack)).toBe(`adopted:${id}`);
    expect(world.calls).toEqual(ADOPTION);
  });

  test('brings the declared attributes of an adopted user to their declared values and leaves the others, with five calls', async () => {
    const id = await someone.createsUser({ DisplayName: 'A. L.', NickName: 'Countess', Title: 'Analyst' });
    await world.deploy('A', user('Ada', { title: 'Engineer' }));
    expect(world.users).toEqual([expect.objectContaining({ UserId: id, DisplayName: 'Ada Lovelace', NickName: 'Countess', Title: 'Engineer' })]);
    expect(world.calls).toEqual([...ADOPTION, 'identitystore:UpdateUser']);
  });

  test('keeps the attributes Outcome and UserId through updates of an adopted user', async () => {
    const id = await someone.createsUser();
    await world.deploy('A', user('Ada'));
    const stack = await world.deploy('A', user('Ada', { title: 'Engineer' }));
    const [resource] = [...stack.resources.values()].filter(({ type }) => type.startsWith('Custom::'));
    expect(resource?.attributes).toEqual({ UserId: id, UserStatus: 'ENABLED', Outcome: 'ADOPTED' });
  });

  test('fails with what was seen when the conflict is about nobody that can be found', async () => {
    world.fault('identitystore:CreateUser', TAKEN, ALWAYS);
    const stack = await world.deploy('A', user('Ada'));
    expect(messageOf(stack).replace(/in \d+ s/, 'in … s')).toBe('CONFLICT_UNRESOLVED: user "ada" can\'t be created because it conflicts with an existing one, '
      + 'but reading 6 times in … s found none. Deploy again in a minute; if it fails again, look for it in the IAM Identity Center console, where a name or an e-mail '
      + `address may be spelled differently. ${CREATE_CONFLICT} ${link('conflict_unresolved')}`);
  });

  test.each([{ fields: {} }, { fields: { Reason: 'SOMETHING_NEW' } }])('treats a conflict with $fields as one about uniqueness if somebody is found', async ({ fields }) => {
    const id = await someone.createsUser();
    world.fault('identitystore:CreateUser', serviceError('ConflictException', fields));
    expect(physicalIdOf(await world.deploy('A', user('Ada')))).toBe(`adopted:${id}`);
  });

  test('fails with everything AWS said for another conflict that nobody is found for', async () => {
    world.fault('identitystore:CreateUser', serviceError('ConflictException', { Reason: 'SOMETHING_NEW' }), ALWAYS);
    const stack = await world.deploy('A', user('Ada'));
    expect(messageOf(stack)).toBe('UNEXPECTED: creating user "ada" failed in a way this version doesn\'t know: "ConflictException on demand". Read what AWS said, '
      + 'and report it to the project together with the code in brackets if it is no fault of the template. '
      + `[ConflictException SOMETHING_NEW, identitystore:CreateUser, request …] ${link('unexpected')}`);
  });

  test('creates the user when the conflicting one is deleted meanwhile', async () => {
    world.fault('identitystore:CreateUser', TAKEN);
    expect(physicalIdOf(await world.deploy('A', user('Ada')))).toBe(`created:${world.users[0]?.UserId}`);
  });

  test('fails for an existing user under the policy FAIL, and changes nothing', async () => {
    const id = await someone.createsUser({ Title: 'Analyst' });
    const stack = await world.deploy('A', user('Ada', { title: 'Engineer', conflictPolicy: ConflictPolicy.FAIL }));
    expect(messageOf(stack)).toBe(`ALREADY_EXISTS: user "ada" already exists (${id}) and its conflictPolicy is FAIL. Set conflictPolicy to ADOPT to manage the `
      + `existing one, or declare another one, then deploy again. ${CREATE_CONFLICT} ${link('already_exists')}`);
    expect(world.users).toEqual([expect.objectContaining({ UserId: id, Title: 'Analyst' })]);
    expect(world.results).toEqual(['Create ALREADY_EXISTS', 'Delete KEPT']);
  });
});

describe('the proof before adoption', () => {
  const overwrite = { conflictPolicy: ConflictPolicy.OVERWRITE };

  test('ignores the case of e-mail addresses', async () => {
    const id = await someone.createsUser({ Emails: [{ Value: 'ADA@Example.com' }] });
    const stack = await world.deploy('A', user('Ada'));
    expect(physicalIdOf(stack)).toBe(`adopted:${id}`);
    expect(world.users[0]?.Emails).toEqual([{ Value: 'ada@example.com', Primary: true }]);
  });

  test('fails when the addresses differ, shows the declared one and masks the other', async () => {
    const id = await someone.createsUser({ Emails: [{ Value: 'countess@example.org' }] });
    const stack = await world.deploy('A', user('Ada', { title: 'Engineer' }));
    expect(messageOf(stack)).toBe(`IDENTITY_MISMATCH: user "ada" already exists (${id}) with the e-mail address c***@example.org, but "ada@example.com" is declared. `
      + 'If it is the same person, declare the address that the user has or correct it in IAM Identity Center; if not, declare another userName, then deploy again. '
      + `${CREATE_CONFLICT} ${link('identity_mismatch')}`);
    expect(world.users[0]).not.toHaveProperty('Title');
  });

  test.each([
    { who: 'the declaration', declared: undefined, Emails: [{ Value: 'ada@example.com' }], missing: 'the declaration has no e-mail address' },
    { who: 'the existing user', declared: 'ada@example.com', Emails: undefined, missing: 'the existing user has no e-mail address' },
    { who: 'either', declared: undefined, Emails: undefined, missing: 'neither of the two has an e-mail address' },
  ])('fails when $who has no address', async ({ declared, Emails, missing }) => {
    const id = await someone.createsUser({ Emails });
    const stack = await world.deploy('A', user('Ada', { email: declared }));
    expect(messageOf(stack)).toBe(`IDENTITY_UNPROVEN: user "ada" already exists (${id}), and nothing proves that it is the declared one: ${missing}; it was made at `
      + '2026-01-01T00:00:00.000Z, during the deployment that asked for it at 2026-01-01T00:00:00.000Z. '
      + 'If you know that it is the same person, or that this stack has left it behind, give the user and its declaration the same e-mail address or set conflictPolicy to '
      + 'OVERWRITE; if it is somebody else, declare another userName; then deploy again; aws identitystore list-users shows when and by whom each user was '
      + 'made. '
      + `${CREATE_CONFLICT} ${link('identity_unproven')}`);
  });

  test.each([
    { what: 'different addresses', declared: 'ada@example.com', Emails: [{ Value: 'countess@example.org' }], expected: [{ Value: 'ada@example.com', Primary: true }] },
    { what: 'no existing address', declared: 'ada@example.com', Emails: undefined, expected: [{ Value: 'ada@example.com', Primary: true }] },
    { what: 'no declared address', declared: undefined, Emails: [{ Value: 'countess@example.org' }], expected: [{ Value: 'countess@example.org' }] },
  ])('is skipped by OVERWRITE: $what', async ({ declared, Emails, expected }) => {
    const id = await someone.createsUser({ Emails });
    const stack = await world.deploy('A', user('Ada', { email: declared, ...overwrite }));
    expect(physicalIdOf(stack)).toBe(`adopted:${id}`);
    expect(world.users[0]?.Emails).toEqual(expected);
  });

  test('does not let OVERWRITE take another user for the declared one because the address is theirs', async () => {
    await someone.createsUser({ UserName: 'countess' });
    expect(messageOf(await world.deploy('A', user('Ada', overwrite)))).toMatch(/^EMAIL_TAKEN: /);
  });
});

describe('an e-mail address that somebody else has', () => {
  const remedy = (owner: string): string =>
    `If both are the same person, declare ${owner} instead; if not, change that user's address or declare another one; then deploy again; two users that swap addresses need a third address in between.`;

  test.each([
    { called: 'a name', UserName: 'countess', owner: '"countess"' },
    { called: 'an address, which is masked', UserName: 'countess@example.org', owner: '"c***@example.org"' },
  ])('fails a create, naming who has it by $called', async ({ UserName, owner }) => {
    const id = await someone.createsUser({ UserName });
    const stack = await world.deploy('A', user('Ada'));
    expect(messageOf(stack)).toBe(`EMAIL_TAKEN: user "ada" can't be created because a***@example.com already belongs to user ${owner} (${id}). ${remedy(owner)} `
      + `${CREATE_CONFLICT} ${link('email_taken')}`);
    expect(world.users).toHaveLength(1);
  });

  test.each([
    { called: 'a name', UserName: 'countess', owner: '"countess"' },
    { called: 'an address, which is masked', UserName: 'countess@example.org', owner: '"c***@example.org"' },
  ])('fails an update, naming who has it by $called, and the rollback leaves both as they were', async ({ UserName, owner }) => {
    await world.deploy('A', user('Ada'));
    const id = await someone.createsUser({ UserName, Emails: [{ Value: 'new@example.com' }] });
    const stack = await world.deploy('A', user('Ada', { email: 'new@example.com', title: 'Engineer' }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(messageOf(stack)).toBe(`EMAIL_TAKEN: user "ada" can't be changed because n***@example.com already belongs to user ${owner} (${id}). ${remedy(owner)} `
      + `${UPDATE_CONFLICT} ${link('email_taken')}`);
    expect(world.users.map(({ Emails, Title }) => [Emails?.[0]?.Value, Title])).toEqual([['ada@example.com', undefined], ['new@example.com', undefined]]);
  });

  test('is found in the spelling that the service may have given it', async () => {
    world = new InProcess({ switches: { identityStore: { normalizesValues: true, lookupsIgnoreCase: false } } });
    someone = new SomebodyElse(world);
    await someone.createsUser({ UserName: 'countess', Emails: [{ Value: 'Ada@Example.com' }] });
    expect(messageOf(await world.deploy('A', user('Ada', { email: 'ADA@example.com' })))).toMatch(/^EMAIL_TAKEN: user "ada" can't be created because A\*\*\*@example\.com /);
  });

  test('is waited for while its user gives it up in the same deployment', async () => {
    await world.deploy('A', together(user('Ada'), user('Byron', somebody('byron'))));
    world.fault('deliver:Update', { kind: 'DELAYED', milliseconds: 300 });
    const stack = await world.deploy('A', together(user('Ada', { email: 'third@example.com' }), user('Byron', { ...somebody('byron'), email: 'ada@example.com' })));
    expect(stack.status).toBe('UPDATE_COMPLETE');
  });

  test('can\'t be swapped by two declared users without a third one', async () => {
    await world.deploy('A', together(user('Ada'), user('Byron', somebody('byron'))));
    const before = world.users.map(({ UserId, Emails }) => [UserId, Emails]);
    const stack = await world.deploy('A', together(user('Ada', { email: 'byron@example.com' }), user('Byron', { ...somebody('byron'), email: 'ada@example.com' })));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(failuresOf(stack)[0]).toMatch(/EMAIL_TAKEN: .* two users that swap addresses need a third address in between\./);
    expect(world.users.map(({ UserId, Emails }) => [UserId, Emails])).toEqual(before);
  });
});

describe('a user of an external identity provider', () => {
  test('is adopted when every declared attribute holds, and not written to', async () => {
    const id = await someone.createsUser({ NickName: 'Countess' });
    someone.provisions(id);
    const stack = await world.deploy('A', user('Ada'));
    expect(physicalIdOf(stack)).toBe(`adopted:${id}`);
    expect(world.calls).toEqual(ADOPTION);
  });

  test.each([ConflictPolicy.ADOPT, ConflictPolicy.OVERWRITE])('fails under %s when attributes differ, listing them', async (conflictPolicy) => {
    const id = await someone.createsUser({ DisplayName: 'A. L.' });
    someone.provisions(id);
    const stack = await world.deploy('A', user('Ada', { title: 'Engineer', phoneNumber: '+44 20 7946 0000', enterprise: { department: 'Analysis' }, conflictPolicy }));
    expect(messageOf(stack)).toBe(`MANAGED_EXTERNALLY: user "ada" (${id}) is provisioned by an external identity provider, and these attributes differ from the `
      + 'declaration: displayName, title, aws:identitystore:enterprise.department, phoneNumbers. Change them in the identity provider, or declare what it provisions, then '
      + `deploy again. ${link('managed_externally')}`);
    expect(world.calls).not.toContain('identitystore:UpdateUser');
  });
});

describe('a lost answer to CreateUser', () => {
  test('ends in one created user, who is deleted with the stack', async () => {
    world.fault('identitystore:CreateUser', lost('AFTER'));
    await world.deploy('A', user('Ada', { title: 'Engineer', enterprise: { department: 'Analysis' }, photos: [{ value: 'https://example.com/ada.png' }] }));
    expect(physicalIdOf(stackA())).toBe(`created:${world.users[0]?.UserId}`);
    await world.destroy('A');
    expect(world.users).toEqual([]);
  });

  test('ends in one created user without an e-mail address, and under the policy FAIL', async () => {
    world.fault('identitystore:CreateUser', lost('AFTER'));
    await world.deploy('A', user('Ada', { email: undefined, conflictPolicy: ConflictPolicy.FAIL }));
    expect(physicalIdOf(stackA())).toBe(`created:${world.users[0]?.UserId}`);
  });

  test('does not make a user ours whom somebody else created a second earlier', async () => {
    // A time in whole seconds may have lost its fraction.
    await world.time.run(world.time.sleep(7));
    const id = await someone.createsUser();
    await world.time.run(world.time.sleep(1_000));
    world.fault('identitystore:CreateUser', lost('BEFORE'));
    await world.deploy('A', user('Ada'));
    expect(physicalIdOf(stackA())).toBe(`adopted:${id}`);
    await world.destroy('A');
    expect(world.users).toHaveLength(1);
  });

  test.each([
    { attribute: 'an undeclared attribute', change: { NickName: 'Countess' } },
    { attribute: 'another value', change: { DisplayName: 'A. L.' } },
  ])('ends in an adopted user who has $attribute', async ({ change }) => {
    world.fault('identitystore:CreateUser', lost('AFTER'));
    world.fault('identitystore:CreateUser', { kind: 'DELAYED', milliseconds: 1000 });
    const changed = world.time.sleep(500).then(() => someone.changes(world.users[0]?.UserId ?? '', change));
    await world.time.run(Promise.all([changed, world.deploying('A', user('Ada'))]));
    expect(physicalIdOf(stackA())).toBe(`adopted:${world.users[0]?.UserId}`);
  });

  test('is looked into when later attempts fail for another reason', async () => {
    world.fault('identitystore:CreateUser', lost('AFTER'));
    world.fault('identitystore:CreateUser', serviceError('ServiceQuotaExceededException'));
    await world.deploy('A', user('Ada'));
    expect(physicalIdOf(stackA())).toBe(`created:${world.users[0]?.UserId}`);
  });
});

describe('delete', () => {
  test('deletes a user that it created, with three calls', async () => {
    await world.deploy('A', user('Ada'));
    world.calls.length = 0;
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(world.users).toEqual([]);
    expect(world.calls).toEqual(['cloudformation:DescribeStacks', 'identitystore:DescribeUser', 'identitystore:DeleteUser']);
  });

  test('deletes a user whose construct is removed, with four calls', async () => {
    await world.deploy('A', inOrder(user('Ada'), user('Byron', somebody('byron'))));
    world.calls.length = 0;
    await world.deploy('A', user('Byron', somebody('byron')));
    expect(world.users.map(({ UserName }) => UserName)).toEqual(['byron']);
    expect(world.calls).toEqual([
      'cloudformation:DescribeStacks', 'cloudformation:ListStackResources', 'identitystore:DescribeUser', 'identitystore:DeleteUser',
    ]);
  });

  test('keeps a user that it adopted, without a call', async () => {
    await someone.createsUser();
    await world.deploy('A', user('Ada', { title: 'Engineer' }));
    world.calls.length = 0;
    await world.destroy('A');
    expect(world.users).toHaveLength(1);
    expect(world.calls).toEqual([]);
  });

  test('by default keeps a user whose construct is removed, without an event', async () => {
    await world.deploy('A', user('Ada', { removalPolicy: undefined }));
    await world.deploy('A', nothing);
    expect(world.users).toHaveLength(1);
    expect(world.events.map(({ RequestType }) => RequestType)).toEqual(['Create']);
  });

  test('by default cleans up the user of a first deployment that fails', async () => {
    await someone.createsUser(({ UserName: 'byron' }));
    const stack = await world.deploy('A', inOrder(
      user('Ada', { removalPolicy: undefined, email: 'other@example.com' }), user('Byron', { ...somebody('byron'), conflictPolicy: ConflictPolicy.FAIL })));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(world.users.map(({ UserName }) => UserName)).toEqual(['byron']);
  });

  test.each(['REFUSED', 'SUCCEED'] as const)('counts a user who is gone already as deleted, if deletions of what is missing are %s', async (missingDeletes) => {
    world = new InProcess({ switches: { identityStore: { missingDeletes } } });
    someone = new SomebodyElse(world);
    await world.deploy('A', user('Ada'));
    await someone.deletesUser(world.users[0]?.UserId ?? '');
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
  });

  test('waits a concurrent modification out', async () => {
    await world.deploy('A', user('Ada'));
    world.fault('identitystore:DeleteUser', serviceError('ConflictException', { Reason: 'CONCURRENT_MODIFICATION' }), 3);
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(world.sandbox.identityStores.store(STORE).users.size).toBe(0);
  });

  test('succeeds when the answer is lost after the user is gone', async () => {
    await world.deploy('A', user('Ada'));
    world.fault('identitystore:DeleteUser', lost('AFTER'));
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
  });
});

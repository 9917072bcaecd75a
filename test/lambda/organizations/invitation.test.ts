import { Acceptance } from '../../../lib';
import { byEmail, BY_ROLE, DATA, invitation, InvitingWorld, PAYMENTS_EMAIL, UNIT } from '../../support/declared-invitations';
import { PAYMENTS } from '../../support/ids';
import { failuresOf, physicalIdOf } from '../../support/in-process';
import { DAY } from '../../support/times';

/** What the function for invitations does, step by step, where nothing is in the way. */

const TAGS = { team: 'payments' };

describe('an account by its id', () => {
  test('is invited with two calls', async () => {
    const world = new InvitingWorld();
    const stack = await world.deploy('A', invitation({ notes: 'Join us', tags: TAGS }));

    expect(failuresOf(stack)).toEqual([]);
    expect(world.calls).toEqual(['organizations:DescribeAccount', 'organizations:InviteAccountToOrganization']);
    expect(world.invitations).toMatchObject([{ recipient: { type: 'ACCOUNT', id: PAYMENTS }, notes: 'Join us', tags: [{ Key: 'team', Value: 'payments' }] }]);
    const [handshake] = world.invitations;
    expect(physicalIdOf(stack)).toBe(`created:${handshake?.id}`);
    expect(world.attributesOf('A')).toEqual({
      HandshakeId: handshake?.id,
      HandshakeArn: `arn:aws:organizations::123456789012:handshake/${world.organization.id}/invite/${handshake?.id}`,
      ExpiresAt: new Date((handshake?.requestedAt ?? 0) + 15 * DAY).toISOString(),
      AccountId: PAYMENTS,
      State: 'PENDING',
      Outcome: 'CREATED',
    });
  });

  test('that is a member already isn\'t invited, and gets its missing tags', async () => {
    const world = new InvitingWorld({ organization: { accounts: [{ id: PAYMENTS, tags: { team: 'payments', owner: 'ada', stage: 'old' } }] } });
    const stack = await world.deploy('A', invitation({ tags: { ...TAGS, stage: 'new', cost: '1' } }));

    expect(world.calls).toEqual(['organizations:DescribeAccount', 'organizations:ListTagsForResource', 'organizations:TagResource']);
    expect(Object.fromEntries(world.organization.tagsOf(PAYMENTS))).toEqual({ team: 'payments', owner: 'ada', stage: 'new', cost: '1' });
    expect(physicalIdOf(stack)).toBe(`member:${PAYMENTS}`);
    expect(world.attributesOf('A')).toEqual({ HandshakeId: '', HandshakeArn: '', ExpiresAt: '', AccountId: PAYMENTS, State: 'MEMBER', Outcome: 'ALREADY_MEMBER' });
  });

  test('that has every tag isn\'t written to', async () => {
    const world = new InvitingWorld({ organization: { accounts: [{ id: PAYMENTS, tags: TAGS }] } });
    await world.deploy('A', invitation({ tags: TAGS }));
    expect(world.writesSince(0)).toEqual([]);
  });
});

describe('an account by its e-mail address', () => {
  test('is invited with one call: the list of all accounts is read when that is refused', async () => {
    const world = new InvitingWorld();
    const stack = await world.deploy('A', invitation(byEmail()));

    expect(world.calls).toEqual(['organizations:InviteAccountToOrganization']);
    expect(physicalIdOf(stack)).toMatch(/^created:h-/);
    expect(world.attributesOf('A')).toMatchObject({ AccountId: '', State: 'PENDING', Outcome: 'CREATED' });
  });

  test('is a member already in any case of its letters, on whatever page', async () => {
    const accounts = Array.from({ length: 45 }, (_, index) => ({ id: String(200_000_000_000 + index) }));
    const world = new InvitingWorld({ organization: { accounts: [...accounts, { id: PAYMENTS }] } });
    await world.deploy('A', invitation(byEmail('Account-111122223333@EXAMPLE.com')));

    expect(world.calls).toEqual(['organizations:InviteAccountToOrganization', ...Array<string>(3).fill('organizations:ListAccounts')]);
    expect(world.attributesOf('A')).toMatchObject({ AccountId: PAYMENTS, State: 'MEMBER', Outcome: 'ALREADY_MEMBER' });
  });

  test.each(['EMAIL', 'ACCOUNT'] as const)('joins, its party shown as %s, and is the same member at the next update', async (acceptedParty) => {
    const world = new InvitingWorld({ switches: { organizations: { acceptedParty } } });
    const stack = await world.deploy('A', invitation(byEmail()));
    const id = physicalIdOf(stack);
    world.answerAs('accept');
    await world.deploy('A', invitation({ ...byEmail(), generation: '2' }));

    expect(physicalIdOf(stack)).toBe(id);
    expect(world.attributesOf('A')).toMatchObject({ AccountId: PAYMENTS, State: 'MEMBER', Outcome: 'CREATED', HandshakeArn: '' });
  });
});

describe('a pending invitation', () => {
  test.each([
    { invitationState: 'OPEN', emptyPages: false } as const,
    { invitationState: 'REQUESTED', emptyPages: true } as const,
  ])('of the same account is reused and, being somebody else\'s, not canceled ($invitationState)', async (organizations) => {
    const handshakes = Array.from({ length: 30 }, (_, index) => ({ email: `other${index}@example.com` }));
    const world = new InvitingWorld({ switches: { organizations }, organization: { handshakes: [...handshakes, { account: PAYMENTS }] } });
    const stack = await world.deploy('A', invitation());

    expect(physicalIdOf(stack)).toBe(`adopted:${world.invitations.at(-1)?.id}`);
    expect(world.attributesOf('A')).toMatchObject({ AccountId: PAYMENTS, State: 'PENDING', Outcome: 'REUSED', HandshakeId: world.invitations.at(-1)?.id });
    await world.destroy('A');
    expect(world.states.at(-1)).toBe(organizations.invitationState);
  });

  test('of the same e-mail address is reused, ignoring case', async () => {
    const world = new InvitingWorld({ organization: { handshakes: [{ email: 'ACCOUNT-111122223333@example.com' }] } });
    const stack = await world.deploy('A', invitation(byEmail()));
    expect(physicalIdOf(stack)).toBe(`adopted:${world.invitations[0]?.id}`);
    expect(world.invitations).toHaveLength(1);
  });

  test('that reads show late is found', async () => {
    const world = new InvitingWorld({ switches: { organizations: { readLag: 8_000 } }, organization: { handshakes: [{ account: PAYMENTS }] } });
    const stack = await world.deploy('A', invitation());
    expect(physicalIdOf(stack)).toMatch(/^adopted:h-/);
    expect(world.invitations).toHaveLength(1);
  });

  test('of an earlier stack that was rolled back is reused', async () => {
    const world = new InvitingWorld();
    const failed = await world.deploy('A', invitation({ acceptance: Acceptance.assumeRole({ roleName: 'Missing' }) }));
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    expect(world.states).toEqual(['REQUESTED']);

    await world.destroy('A');
    const stack = await world.deploy('A', invitation());
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(world.attributesOf('A')).toMatchObject({ Outcome: 'REUSED' });
    expect(world.states).toEqual(['REQUESTED']);
  });
});

describe('an update', () => {
  test.each([
    { what: 'pending by id', props: {} },
    { what: 'pending by e-mail', props: byEmail() },
  ])('with nothing to change writes nothing ($what)', async ({ props }) => {
    const world = new InvitingWorld();
    const stack = await world.deploy('A', invitation(props));
    const before = { id: physicalIdOf(stack), attributes: world.attributesOf('A'), calls: world.calls.length };
    await world.deploy('A', invitation({ ...props, generation: '2', notes: 'Others' }));

    expect(world.writesSince(before.calls)).toEqual([]);
    expect(physicalIdOf(stack)).toBe(before.id);
    expect(world.attributesOf('A')).toEqual(before.attributes);
  });

  test('of a member that is where it belongs writes nothing', async () => {
    const world = new InvitingWorld();
    const props = { ...BY_ROLE, organizationalUnitId: UNIT, tags: TAGS };
    await world.deploy('A', invitation(props));
    const before = world.calls.length;
    await world.deploy('A', invitation({ ...props, generation: '2' }));
    expect(world.writesSince(before)).toEqual([]);
    expect(world.attributesOf('A')).toMatchObject({ State: 'MEMBER', Outcome: 'CREATED' });
  });

  test('gives a member a tag that is declared later', async () => {
    const world = new InvitingWorld();
    await world.deploy('A', invitation());
    world.answerAs('accept');
    await world.deploy('A', invitation({ tags: TAGS }));
    expect(Object.fromEntries(world.organization.tagsOf(PAYMENTS))).toEqual(TAGS);
  });
});

test('two accounts of one stack are two invitations', async () => {
  const world = new InvitingWorld();
  await world.deploy('A', (scope) => [invitation()(scope), invitation(byEmail(`account-${DATA}@example.com`), 'Data')(scope)]);
  expect(world.states).toEqual(['REQUESTED', 'REQUESTED']);
});

test('nothing personal is logged, and every event has one line', async () => {
  const world = new InvitingWorld();
  await world.deploy('A', invitation({ ...byEmail(), notes: 'For Ada' }));
  world.fault('organizations:ListAccounts', { kind: 'ERROR', code: 'AWSOrganizationsNotInUseException', fields: {}, httpStatus: 400 });
  await world.deploy('A', invitation({ ...byEmail('ada@example.com'), notes: 'For Ada' }));

  expect(world.log).toHaveLength(world.events.length);
  const log = JSON.stringify(world.log);
  for (const personal of [PAYMENTS_EMAIL, 'ada@', 'For Ada', 'https://', 'X-Amz-Signature']) expect(log).not.toContain(personal);
});

test.each([true, false])('a member is one with or without the retired status of accounts (%s)', async (accountStatus) => {
  const world = new InvitingWorld({ switches: { organizations: { accountStatus } }, organization: { accounts: [{ id: PAYMENTS }] } });
  await world.deploy('A', invitation());
  expect(world.attributesOf('A')).toMatchObject({ Outcome: 'ALREADY_MEMBER' });
});

test.each([
  { membershipChangePause: 0, status: 'UPDATE_COMPLETE' },
  { membershipChangePause: DAY, status: 'UPDATE_ROLLBACK_COMPLETE' },
])('an account that has just left is invited again if AWS lets it (after $membershipChangePause ms)', async ({ membershipChangePause, status }) => {
  const world = new InvitingWorld({ switches: { organizations: { membershipChangePause } } });
  await world.deploy('A', invitation());
  if (membershipChangePause === 0) world.answerAs('accept');
  else world.join();
  world.leave();
  if (membershipChangePause > 0) world.cancel();
  expect(await world.deploy('A', invitation({ generation: '2' }))).toMatchObject({ status });
});

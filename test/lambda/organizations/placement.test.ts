import { BY_ROLE, byEmail, invitation, InvitingOptions, InvitingWorld, OTHER_UNIT, UNIT } from '../../support/declared-invitations';
import { ALWAYS, serviceError } from '../../support/effects';
import { HOMEPAGE } from '../../support/homepage';
import { PAYMENTS } from '../../support/ids';
import { refusedInvitation } from '../../support/refused-invitation';

/** Where an account is put once it is a member, and its tags. */

const MOVE = 'organizations:MoveAccount';
const MEMBER: InvitingOptions = { organization: { accounts: [{ id: PAYMENTS }] } };
const PLACED = { organizationalUnitId: UNIT };

describe('an account that is a member', () => {
  test.each([
    { target: 'by id', props: PLACED, writes: [MOVE] },
    { target: 'by e-mail', props: { ...PLACED, ...byEmail() }, writes: ['organizations:InviteAccountToOrganization', MOVE] },
  ])('is moved to its unit ($target)', async ({ props, writes }) => {
    const world = new InvitingWorld(MEMBER);
    await world.deploy('A', invitation(props));
    expect(world.parentOf()).toBe(UNIT);
    expect(world.writesSince(0)).toEqual(writes);
    expect(world.attributesOf('A', 'AccountMembership')).toEqual({ AccountId: PAYMENTS, State: 'MEMBER' });
  });

  test('that is there already isn\'t written to', async () => {
    const world = new InvitingWorld({ organization: { accounts: [{ id: PAYMENTS, organizationalUnit: 'Workloads' }] } });
    await world.deploy('A', invitation(PLACED));
    expect(world.writesSince(0)).toEqual([]);
  });

  test('is moved back to the root, if that is declared', async () => {
    const world = new InvitingWorld({ organization: { accounts: [{ id: PAYMENTS, organizationalUnit: 'Workloads' }] } });
    await world.deploy('A', invitation({ organizationalUnitId: world.organization.rootId }));
    expect(world.parentOf()).toBe(world.organization.rootId);
  });

  test('is moved to another unit by an update, and back where somebody took it from', async () => {
    const world = new InvitingWorld(MEMBER);
    await world.deploy('A', invitation(PLACED));
    await world.deploy('A', invitation({ organizationalUnitId: OTHER_UNIT }));
    expect(world.parentOf()).toBe(OTHER_UNIT);
    Object.assign(world.organization.members.get(PAYMENTS) ?? {}, { parentId: UNIT });
    await world.deploy('A', invitation({ organizationalUnitId: OTHER_UNIT, generation: '2' }));
    expect(world.parentOf()).toBe(OTHER_UNIT);
  });

  test('stays where it is when its declaration goes', async () => {
    const world = new InvitingWorld(MEMBER);
    await world.deploy('A', invitation(PLACED));
    await world.destroy('A');
    expect(world.parentOf()).toBe(UNIT);
  });
});

test('an account that hasn\'t accepted yet isn\'t moved, and is so by a later deployment', async () => {
  const world = new InvitingWorld();
  await world.deploy('A', invitation(PLACED));
  expect(world.attributesOf('A', 'AccountMembership')).toEqual({ AccountId: PAYMENTS, State: 'PENDING' });
  world.answerAs('accept');
  await world.deploy('A', invitation({ ...PLACED, generation: '2' }));
  expect(world.parentOf()).toBe(UNIT);
});

describe('somebody else who moves the account meanwhile', () => {
  test.each([
    { moved: 'to where it belongs', to: UNIT },
    { moved: 'elsewhere', to: OTHER_UNIT },
  ].flatMap((each) => (['DuplicateAccountException', 'AccountNotFoundException'] as const).map((alreadyMoved) => ({ ...each, alreadyMoved }))))(
    '$moved is no obstacle ($alreadyMoved)', async ({ to, alreadyMoved }) => {
      const world = new InvitingWorld({ ...MEMBER, switches: { organizations: { alreadyMoved } } });
      world.fault(MOVE, { kind: 'DELAYED', milliseconds: 15_000 });
      const moves = world.time.sleep(14_000).then(() => Object.assign(world.organization.members.get(PAYMENTS) ?? {}, { parentId: to }));
      await world.time.run(Promise.all([world.deploying('A', invitation(PLACED)), moves]));
      expect(world.attributesOf('A', 'AccountMembership')).toEqual({ AccountId: PAYMENTS, State: 'MEMBER' });
      expect(world.parentOf()).toBe(UNIT);
    },
  );

  test.each(['DuplicateAccountException', 'SourceParentNotFoundException'])('again and again is reported in the end (%s)', async (name) => {
    const world = new InvitingWorld(MEMBER);
    world.fault(MOVE, serviceError(name), 20);
    expect(await refusedInvitation(world, PLACED)).toMatch(new RegExp(`^UNEXPECTED: moving account 111122223333 to ${UNIT} failed .* \\[${name}, ${MOVE}\\]`));
    expect(world.calls.filter((operation) => operation === MOVE)).toHaveLength(5);
  });
});

describe('an account that leaves meanwhile is said not to be there any more', () => {
  test.each([
    { operation: MOVE, name: 'AccountNotFoundException', props: PLACED, doing: `moving account 111122223333 to ${UNIT}` },
    { operation: 'organizations:ListParents', name: 'ChildNotFoundException', props: PLACED, doing: `moving account 111122223333 to ${UNIT}` },
    { operation: 'organizations:ListTagsForResource', name: 'TargetNotFoundException', props: { tags: { Team: 'Payments' } }, doing: 'tagging account 111122223333' },
    { operation: 'organizations:TagResource', name: 'TargetNotFoundException', props: { tags: { Team: 'Payments' } }, doing: 'tagging account 111122223333' },
  ])('$operation $name', async ({ operation, name, props, doing }) => {
    const world = new InvitingWorld(MEMBER);
    world.fault(operation, serviceError(name), 20);
    const message = `ACCOUNT_NOT_IN_ORGANIZATION: ${doing} began when the account was a member, but the account isn't in the organization. If it has left since, change `
      + 'generation of RESOURCE to another text, which sends a new invitation with the next deployment; else deploy again in a few minutes. ';
    expect(await refusedInvitation(world, props)).toMatch(new RegExp(`^${message.replaceAll('.', '\\.').replace('RESOURCE', 'Payments\\w+')}.*\\[${name}, ${operation}\\]`));
    expect(world.calls.filter((each) => each === operation)).toHaveLength(5);
  });

  test('and is tagged if it was only not known yet', async () => {
    const world = new InvitingWorld(MEMBER);
    world.fault('organizations:ListTagsForResource', serviceError('TargetNotFoundException'), 3);
    expect(await world.deploy('A', invitation({ tags: { Team: 'Payments' } }))).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect([...world.organization.tagsOf(PAYMENTS)]).toEqual([['Team', 'Payments']]);
  });
});

describe('a move', () => {
  test('whose answer is lost has been made', async () => {
    const world = new InvitingWorld(MEMBER);
    world.fault(MOVE, { kind: 'CONNECTION_LOST', moment: 'AFTER' });
    expect(await world.deploy('A', invitation(PLACED))).toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  test('to a unit that isn\'t there leaves the account where it is', async () => {
    const world = new InvitingWorld(MEMBER);
    expect(await refusedInvitation(world, { organizationalUnitId: 'ou-ab12-00000000' })).toBe('OU_NOT_FOUND: account 111122223333 can\'t be moved because there is no organizational '
      + 'unit "ou-ab12-00000000" in the organization. Correct organizationalUnitId, then deploy again: the account has joined and stays where it is. '
      + `[DestinationParentNotFoundException, ${MOVE}] ${HOMEPAGE}/blob/main/docs/reasons.md#ou_not_found`);
    expect(world.parentOf()).toBe(world.organization.rootId);
  });

  test.each([
    { exception: 'InvalidInputException', Reason: 'MOVING_ACCOUNT_BETWEEN_DIFFERENT_ROOTS', code: 'INVALID_ORGANIZATIONS_INPUT' },
    { exception: 'AWSOrganizationsNotInUseException', Reason: undefined, code: 'NO_ORGANIZATION' },
    { exception: 'SomethingNew', Reason: undefined, code: 'UNEXPECTED' },
  ])('that is refused is explained ($exception)', async ({ exception, Reason, code }) => {
    const world = new InvitingWorld(MEMBER);
    world.fault(MOVE, serviceError(exception, Reason === undefined ? {} : { Reason }));
    expect(await refusedInvitation(world, PLACED)).toMatch(new RegExp(`^${code}: moving account 111122223333 to ${UNIT} .*\\[${exception}`));
  });

  test.each(['ConcurrentModificationException', 'TooManyRequestsException', 'ServiceException', 'AccessDeniedException'])('is tried again after %s', async (name) => {
    const world = new InvitingWorld(MEMBER);
    for (const operation of [MOVE, 'organizations:ListParents']) world.fault(operation, serviceError(name), 3);
    expect(await world.deploy('A', invitation(PLACED))).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect(world.parentOf()).toBe(UNIT);
  });

  test('of an account that has just joined waits until its parent is known', async () => {
    const world = new InvitingWorld();
    world.fault('organizations:ListParents', serviceError('ChildNotFoundException'), 3);
    await world.deploy('A', invitation({ ...BY_ROLE, ...PLACED }));
    expect(world.parentOf()).toBe(UNIT);
  });

  test('that is denied names what is denied', async () => {
    const world = new InvitingWorld(MEMBER);
    world.fault(MOVE, serviceError('AccessDeniedException'), ALWAYS);
    expect(await refusedInvitation(world, PLACED)).toMatch(/^ACCESS_DENIED: moving account 111122223333 .* denies organizations:MoveAccount/);
  });
});

describe('tags', () => {
  const TAGS = { team: 'payments' };

  test.each([
    { exception: 'ConstraintViolationException', Reason: 'TAG_POLICY_VIOLATION', code: 'TAG_NOT_ALLOWED' },
    { exception: 'ConstraintViolationException', Reason: 'MAX_TAG_LIMIT_EXCEEDED', code: 'TAG_NOT_ALLOWED' },
    { exception: 'InvalidInputException', Reason: 'INVALID_SYSTEM_TAGS_PARAMETER', code: 'TAG_NOT_ALLOWED' },
  ])('that are refused are explained ($exception $Reason)', async ({ exception, Reason, code }) => {
    const world = new InvitingWorld(MEMBER);
    world.fault('organizations:TagResource', serviceError(exception, { Reason }));
    expect(await refusedInvitation(world, { tags: TAGS })).toMatch(new RegExp(`^${code}: tagging account 111122223333 `));
  });

  test('of a reused invitation are given to the account once it has joined', async () => {
    const world = new InvitingWorld({ organization: { handshakes: [{ account: PAYMENTS }] } });
    await world.deploy('A', invitation({ ...BY_ROLE, tags: TAGS }));
    expect(Object.fromEntries(world.organization.tagsOf(PAYMENTS))).toEqual(TAGS);
  });

  test('that came with the invitation aren\'t written again', async () => {
    const world = new InvitingWorld();
    await world.deploy('A', invitation({ ...BY_ROLE, tags: TAGS }));
    expect(world.calls).not.toContain('organizations:TagResource');
    expect(Object.fromEntries(world.organization.tagsOf(PAYMENTS))).toEqual(TAGS);
  });

  test('that are more than a page are all compared', async () => {
    const tags = Object.fromEntries(Array.from({ length: 45 }, (_, index) => [`key${index}`, String(index)]));
    const world = new InvitingWorld({ organization: { accounts: [{ id: PAYMENTS, tags }] } });
    await world.deploy('A', invitation({ tags }));
    expect(world.calls.filter((operation) => operation.endsWith('ListTagsForResource'))).toHaveLength(3);
    expect(world.writesSince(0)).toEqual([]);
  });
});

import { EMAIL_TARGET, Waited, Waiting, waitingEvent } from '../../support/awaited-invitation';
import { byEmail, invitation, InvitingOptions, InvitingWorld, UNIT } from '../../support/declared-invitations';
import { serviceError } from '../../support/effects';
import { HOMEPAGE } from '../../support/homepage';
import { MANAGEMENT, PAYMENTS } from '../../support/ids';
import { DAY, MINUTE } from '../../support/times';

/** Waiting for the acceptance, called as the CDK's provider framework calls it. */

const MEMBER = { AccountId: PAYMENTS, State: 'MEMBER' };

async function invited(options: InvitingOptions = {}, props: Parameters<typeof invitation>[0] = {}): Promise<InvitingWorld> {
  const world = new InvitingWorld(options);
  await world.deploy('A', invitation(props));
  return world;
}

/** Waits, while something happens after some minutes. */
async function waited(world: InvitingWorld, properties = {}, minutes = 0, happens: (world: InvitingWorld) => unknown = () => undefined): Promise<Waited> {
  const later = world.time.sleep(minutes * MINUTE).then(() => happens(world));
  const [result] = await world.time.run(Promise.all([new Waiting(world).until(waitingEvent(world, properties)), later]));
  return result;
}

function expectMessage({ error }: Waited, message: string | RegExp): void {
  expect(error?.message).toMatch(message);
  expect(error?.stack).toBe('');
  expect(error?.message).not.toMatch(/\n/);
  expect(error?.message).not.toMatch(/X-Amz|cancelled/);
}

describe('the event itself', () => {
  test.each(['Create', 'Update'])('%s is answered at once, and looked at later', async (requestType) => {
    const world = await invited();
    const event = { ...waitingEvent(world, {}, requestType), StackId: world.sandbox.cloudFormation.existing('A').id };
    const answer = await world.time.run(new Waiting(world).call(event));
    expect(answer).toEqual({ PhysicalResourceId: 'found:membership', Data: { WaitingSince: String(world.time.now()) } });
  });

  test('is logged once, with who has to accept and where, and how long the deployment waits', async () => {
    const world = await invited();
    const waiting = new Waiting(world);
    const [{ id: handshakeId } = { id: '' }] = world.invitations;
    const since = world.time.now();
    await world.time.run(waiting.until({ ...waitingEvent(world, { TimeoutMinutes: '2' }) }));
    expect(waiting.log).toEqual([{
      requestId: 'request-1', requestType: 'Create', resourceType: 'Custom::OrganizationsAccountMembership', logicalResourceId: 'PaymentsWaiting', result: 'WAITING',
      handshakeId, until: new Date(since + 2 * MINUTE).toISOString(),
      message: `An administrator of account ${PAYMENTS} has to accept handshake ${handshakeId} under Invitations in the AWS Organizations console, signed in to that account, `
        + 'unless it is a member already',
    }]);
  });

  test.each([
    { of: 'an account by its e-mail address, which isn\'t logged', properties: EMAIL_TARGET, says: /^An administrator of the account that was invited by its e-mail address has to accept handshake h-/ },
    { of: 'an account without an invitation', properties: { HandshakeId: '' }, says: /^An administrator of account \d{12} has to accept its invitation under Invitations / },
  ])('is logged for $of', async ({ properties, says }) => {
    const world = await invited();
    const waiting = new Waiting(world);
    await world.time.run(waiting.call(waitingEvent(world, properties)));
    expect(waiting.log.map(({ message }) => message)).toEqual([expect.stringMatching(says)]);
    expect(JSON.stringify(waiting.log)).not.toContain('@');
  });

  test.each(['Delete', 'Update'])('a %s that waits for nobody isn\'t logged', async (requestType) => {
    const world = await invited();
    world.sandbox.cloudFormation.existing('A').status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const waiting = new Waiting(world);
    await world.time.run(waiting.call({ ...waitingEvent(world, {}, requestType), StackId: world.sandbox.cloudFormation.existing('A').id }));
    expect(waiting.log).toEqual([]);
  });

  test('Delete does nothing and calls nobody', async () => {
    const world = await invited();
    const before = world.calls.length;
    expect(await world.time.run(new Waiting(world).until(waitingEvent(world, {}, 'Delete')))).toMatchObject({ data: {}, polls: 1 });
    expect(world.calls.length).toBe(before);
    expect(world.states).toEqual(['REQUESTED']);
  });

  test.each([
    { wrong: { HandshakeId: undefined }, property: 'HandshakeId' },
    { wrong: { Target: {} }, property: 'Target.AccountId' },
    { wrong: { OnTimeout: 'NEVER' }, property: 'OnTimeout' },
    { wrong: { OrganizationalUnitId: 'Workloads' }, property: 'OrganizationalUnitId' },
    { wrong: { RoleArn: 'Join' }, property: 'RoleArn' },
    { wrong: { Target: { AccountId: '1' } }, property: 'Target.AccountId' },
    { wrong: { Tags: [{ Key: 'a' }] }, property: 'Tags[0].Value' },
  ])('with a wrong property $property is refused at once', async ({ wrong, property }) => {
    const world = await invited();
    const result = await waited(world, wrong as object);
    expectMessage(result, /^INVALID_PROPERTIES: property /);
    expect(result.error?.message).toContain(`property ${property} of this resource`);
    expect(result.polls).toBe(0);
  });
});

describe('an invitation that is accepted while the deployment waits', () => {
  test.each([
    { target: 'by id', props: {}, properties: {} },
    { target: 'by e-mail', props: byEmail(), properties: EMAIL_TARGET },
  ])('ends with the account in its unit ($target)', async ({ props, properties }) => {
    const world = await invited({}, props);
    const result = await waited(world, { ...properties, OrganizationalUnitId: UNIT, Tags: [{ Key: 'team', Value: 'payments' }] }, 7, () => world.answerAs('accept'));
    expect(result).toMatchObject({ data: MEMBER, seconds: 7 * 60 });
    expect(world.parentOf()).toBe(UNIT);
    expect(Object.fromEntries(world.organization.tagsOf(PAYMENTS))).toEqual({ team: 'payments' });
  });

  test('and is seen late is waited for', async () => {
    const world = await invited({ switches: { organizations: { readLag: 40_000 } } });
    expect(await waited(world, { OrganizationalUnitId: UNIT }, 5, () => world.answerAs('accept'))).toMatchObject({ data: MEMBER });
    expect(world.parentOf()).toBe(UNIT);
  });

  test('or was accepted before, ends the waiting at the first look', async () => {
    const world = await invited();
    world.answerAs('accept');
    expect(await waited(world)).toMatchObject({ data: MEMBER, polls: 1, seconds: 0 });
  });

  test('and can\'t be placed says so', async () => {
    const world = await invited();
    expectMessage(await waited(world, { OrganizationalUnitId: 'ou-ab12-00000000' }, 1, () => world.answerAs('accept')), /^OU_NOT_FOUND: account 111122223333 /);
  });
});

describe('an invitation that ends otherwise fails at once', () => {
  test.each([
    { state: 'DECLINED', end: (world: InvitingWorld) => world.answerAs('decline'), message: 'was declined by the invited account' },
    { state: 'CANCELED', end: (world: InvitingWorld) => world.cancel(), message: 'was taken back by somebody in the management account' },
  ])('$state', async ({ state, end, message }) => {
    const world = await invited();
    const result = await waited(world, { OnTimeout: 'CONTINUE' }, 3, end);
    expectMessage(result, new RegExp(`^INVITATION_${state}: the invitation of account 111122223333 ${message} \\(handshake ${world.invitations[0]?.id}\\)\\. .*change generation of PaymentsWaiting to another text, which sends a new`));
    expect(result.seconds).toBe(3 * 60);
  });

  test('EXPIRED', async () => {
    const world = await invited();
    await world.pass(15 * DAY - 2 * MINUTE);
    expectMessage(await waited(world), /^INVITATION_EXPIRED: the invitation of account 111122223333 has expired/);
  });

  test.each(['not found', 'denied'])('forgotten by AWS, and %s', async (answer) => {
    const world = await invited();
    const event = waitingEvent(world);
    await world.pass(46 * DAY);
    if (answer === 'denied') world.fault('organizations:DescribeHandshake', serviceError('AccessDeniedException'), 500);
    expectMessage(await world.time.run(new Waiting(world).until(event)), /^INVITATION_GONE: the invitation of account 111122223333 .* any more \(h-\w+\)\. Change generation of PaymentsWaiting /);
  });

  test('never sent, because the account was a member when it was declared', async () => {
    const world = new InvitingWorld();
    expectMessage(await waited(world), /^INVITATION_GONE: .* \(the account was a member before\)\./);
  });
});

describe('out of time', () => {
  test('FAIL says who has to accept, where, and by when', async () => {
    const world = await invited();
    const [handshake] = world.invitations;
    const result = await waited(world, { TimeoutMinutes: '50' });
    expectMessage(result, '');
    expect(result.error?.message).toBe(`INVITATION_NOT_ACCEPTED: the invitation of account 111122223333 was not accepted within 50 minutes; handshake ${handshake?.id} stays valid until `
      + `${new Date(handshake?.expiresAt ?? 0).toISOString()}. Have an administrator of the invited account accept it under Invitations in the AWS Organizations console, or with "aws `
      + `organizations accept-handshake --handshake-id ${handshake?.id}", then deploy again: the invitation is reused. ${HOMEPAGE}/blob/main/docs/reasons.md#invitation_not_accepted`);
    expect(result.seconds).toBe(50 * 60);
    expect(world.states).toEqual(['REQUESTED']);
  });

  test('is after half an hour without another time', async () => {
    expect((await waited(await invited())).seconds).toBe(30 * 60);
  });

  test.each([{ target: 'by id', properties: {}, AccountId: PAYMENTS }, { target: 'by e-mail', properties: EMAIL_TARGET, AccountId: '' }])(
    'CONTINUE goes on as pending ($target)', async ({ properties, AccountId }) => {
      const world = await invited({}, AccountId === '' ? byEmail() : {});
      expect(await waited(world, { ...properties, TimeoutMinutes: '5', OnTimeout: 'CONTINUE' })).toMatchObject({ data: { AccountId, State: 'PENDING' }, seconds: 300 });
    },
  );

  describe.each(['organizations:DescribeHandshake', 'organizations:DescribeAccount'])('comes although %s is throttled by then', (operation) => {
    const throttle = (world: InvitingWorld): void => world.fault(operation, serviceError('TooManyRequestsException'), 500);

    test('to CONTINUE', async () => {
      const result = await waited(await invited(), { TimeoutMinutes: '5', OnTimeout: 'CONTINUE' }, 4, throttle);
      expect(result.data).toEqual({ AccountId: PAYMENTS, State: 'PENDING' });
      expect(result.seconds).toBeLessThan(6 * 60);
    });

    test('to FAIL', async () => {
      const result = await waited(await invited(), { TimeoutMinutes: '5' }, 4, throttle);
      expectMessage(result, /^INVITATION_NOT_ACCEPTED: .* stays valid until it expires\.|^THROTTLED: looking up account 111122223333/);
      expect(result.seconds).toBeLessThan(6 * 60);
    });
  });

  test('an account that has accepted and left isn\'t said to have never accepted', async () => {
    const world = await invited();
    world.answerAs('accept');
    world.leave();
    expectMessage(await waited(world, { TimeoutMinutes: '5' }), /^ACCOUNT_NOT_IN_ORGANIZATION: the invitation of account 111122223333 was accepted \(handshake /);
  });
});

describe('a look that says nothing is followed by another one', () => {
  test.each([
    { name: 'TooManyRequestsException' }, { name: 'ServiceException' }, { name: 'ConcurrentModificationException' }, { name: 'SomethingOfTheServer', status: 500 },
  ])('$name', async ({ name, status = 400 }) => {
    const world = await invited();
    for (const operation of ['DescribeAccount', 'DescribeHandshake', 'ListParents', 'MoveAccount']) world.fault(`organizations:${operation}`, serviceError(name, {}, status), 30);
    expect(await waited(world, { OrganizationalUnitId: UNIT }, 10, () => world.answerAs('accept'))).toMatchObject({ data: MEMBER });
    expect(world.parentOf()).toBe(UNIT);
  });

  test('a policy that isn\'t effective yet, for a minute: longer than one look takes', async () => {
    const world = await invited();
    world.fault('organizations:DescribeAccount', serviceError('AccessDeniedException'), 15);
    expect(await waited(world, {}, 5, () => world.answerAs('accept'))).toMatchObject({ data: MEMBER });
  });

  test('and a permission that is missing for good is reported', async () => {
    const world = await invited();
    world.fault('organizations:DescribeAccount', serviceError('AccessDeniedException'), 5000);
    const result = await waited(world);
    expectMessage(result, /^ACCESS_DENIED: looking up account 111122223333 is not allowed for the function of this stack/);
    expect(result.seconds).toBeLessThan(120);
  });

  test('and is reported after a minute, even if the deployment would go on without the account', async () => {
    const world = await invited();
    world.fault('organizations:DescribeAccount', serviceError('AccessDeniedException'), 5000);
    const result = await waited(world, { TimeoutMinutes: '1', OnTimeout: 'CONTINUE' });
    expectMessage(result, /^ACCESS_DENIED: looking up account 111122223333 is not allowed for the function of this stack/);
    expect(result.seconds).toBeLessThan(120);
  });

  test('in the wrong account it is reported at once, with the right one', async () => {
    const world = new InvitingWorld({ organization: { managementAccount: '999999999999', accounts: [{ id: MANAGEMENT }], handshakes: [{ account: PAYMENTS }] } });
    expectMessage(await waited(world), /^NOT_MANAGEMENT_ACCOUNT: looking up account 111122223333 .* Deploy this stack to the management account 999999999999\. \[/);
  });
});

test('fifty that wait at once share the rates, and each ends as it should', async () => {
  const accounts = Array.from({ length: 50 }, (_, index) => String(300_000_000_000 + index));
  const world = new InvitingWorld({ organization: { accountQuota: 100, handshakes: accounts.map((account) => ({ account })) } });
  const events = world.invitations.map((handshake, index) => waitingEvent(world, {
    Target: { AccountId: accounts[index] as string }, HandshakeId: handshake.id, HandshakeArn: world.sandbox.organizations.handshakeArn(handshake),
  }));
  const answers = accounts.map((account, index) => world.time.sleep((index + 1) * 10_000).then(() => {
    const answer = index % 2 === 0 ? 'accept' : 'decline';
    world.sandbox.handshakeAnswers[answer](world.invitations[index] as (typeof world.invitations)[number], world.sandbox.callers.personIn(account));
  }));
  const [results] = await world.time.run(Promise.all([Promise.all(events.map((event) => new Waiting(world).until(event))), Promise.all(answers)]));
  expect(results.map(({ data, error }) => data?.State ?? error?.message.split(':')[0])).toEqual(accounts.map((_, index) => index % 2 === 0 ? 'MEMBER' : 'INVITATION_DECLINED'));
}, 120_000);

import { Acceptance } from '../../../lib';
import type { OrganizationsSwitches } from '../../../sandbox/organizations/switches';
import { EMAIL_TARGET, Waiting, waitingEvent } from '../../support/awaited-invitation';
import { byEmail, invitation, InvitingWorld, JOIN_ROLE, PAYMENTS_EMAIL, UNIT } from '../../support/declared-invitations';
import { serviceError } from '../../support/effects';
import { PAYMENTS } from '../../support/ids';
import { failuresOf, physicalIdOf } from '../../support/in-process';
import { MINUTE } from '../../support/times';

/**
 * Invitations by e-mail into an organization of thousands of accounts, at the published rates. Every look read the list of all accounts, 20 a page
 * and 8 pages a second, and gave it up after 10 seconds: nobody who waited in an organization of more than 1,600 accounts ever succeeded.
 */

const LIST = 'organizations:ListAccounts';

function largeWorld(switches: Partial<OrganizationsSwitches> = {}, length = 2_000): InvitingWorld {
  const accounts = Array.from({ length }, (_, index) => ({ id: String(200_000_000_000 + index) }));
  return new InvitingWorld({ organization: { accounts, accountQuota: 20_000 }, switches: { organizations: { throttling: true, ...switches } } });
}

function lists({ calls }: InvitingWorld): number {
  return calls.filter((call) => call === LIST).length;
}

test('an invitation is sent, and accepted by a role, without a list of all accounts', async () => {
  const world = largeWorld();
  const stack = await world.deploy('A', invitation({ ...byEmail(), acceptance: Acceptance.assumeRole({ roleArn: JOIN_ROLE }), organizationalUnitId: UNIT }));
  expect(failuresOf(stack)).toEqual([]);
  expect(world.parentOf()).toBe(UNIT);
  expect(lists(world)).toBe(0);
});

test.each([
  { shown: 'in the resources', switches: {}, pages: 0 },
  { shown: 'as the party', switches: { acceptedParty: 'ACCOUNT' as const, acceptedResource: false }, pages: 0 },
  { shown: 'nowhere', switches: { acceptedResource: false }, pages: 101 },
])('an acceptance that is waited for is seen, the account shown $shown of the handshake', async ({ switches, pages }) => {
  const world = largeWorld(switches);
  await world.deploy('A', invitation(byEmail()));
  const later = world.time.sleep(3 * MINUTE).then(() => world.answerAs('accept'));
  const [result] = await world.time.run(Promise.all([new Waiting(world).until(waitingEvent(world, { ...EMAIL_TARGET, OrganizationalUnitId: UNIT })), later]));
  expect(result).toMatchObject({ data: { AccountId: PAYMENTS, State: 'MEMBER' } });
  // Those that are refused for their rate are tried again.
  expect(lists(world)).toBeGreaterThanOrEqual(pages);
  expect(lists(world)).toBeLessThanOrEqual(3 * pages);
  expect(world.parentOf()).toBe(UNIT);
});

test('a list that takes longer than one look goes on at the next', async () => {
  const world = largeWorld({ acceptedResource: false }, 4_000);
  await world.deploy('A', invitation(byEmail()));
  world.answerAs('accept');
  const before = lists(world);
  const throttled = world.time.sleep(15_000).then(() => world.fault(LIST, serviceError('TooManyRequestsException'), 60));
  const [result] = await world.time.run(Promise.all([new Waiting(world).until(waitingEvent(world, EMAIL_TARGET)), throttled]));
  expect(result).toMatchObject({ data: { AccountId: PAYMENTS, State: 'MEMBER' }, polls: 2 });
  // From the beginning there would be a hundred more.
  expect(lists(world) - before).toBeLessThan(700);
});

describe('an account whose address has changed since it joined', () => {
  const OTHER_ADDRESS = 'payments-new@example.com';

  test.each([
    { how: 'by the handshake that it accepted', options: {}, joins: true },
    { how: 'by the handshake that it accepted, which shows it as its party', options: { switches: { organizations: { acceptedParty: 'ACCOUNT' as const } } }, joins: true },
  ])('is known $how, and no invitation is sent to the old address', async ({ options, joins }) => {
    const world = new InvitingWorld(options);
    const stack = await world.deploy('A', invitation({ ...byEmail(), organizationalUnitId: UNIT, tags: { team: 'payments' } }));
    if (joins) world.answerAs('accept');
    const sent = world.invitations.length;
    const id = physicalIdOf(stack);
    world.sandbox.organizations.accounts.get(PAYMENTS).email = OTHER_ADDRESS;
    await world.deploy('A', invitation({ ...byEmail(), organizationalUnitId: UNIT, tags: { team: 'payments', stage: 'prod' }, generation: '2' }));

    expect(failuresOf(stack)).toEqual([]);
    expect(world.invitations).toHaveLength(sent);
    expect(physicalIdOf(stack)).toBe(id);
    expect(world.parentOf()).toBe(UNIT);
    expect(Object.fromEntries(world.organization.tagsOf(PAYMENTS))).toEqual({ team: 'payments', stage: 'prod' });
    expect(world.attributesOf('A', 'AccountMembership')).toEqual({ AccountId: PAYMENTS, State: 'MEMBER' });
  });

  test('isn\'t the account that has that address now', async () => {
    const world = new InvitingWorld({ organization: { accounts: [{ id: PAYMENTS }] } });
    await world.deploy('A', invitation(byEmail()));
    world.sandbox.organizations.accounts.get(PAYMENTS).email = OTHER_ADDRESS;
    await world.deploy('A', invitation(byEmail('account-444455556666@example.com')));
    await world.deploy('A', invitation(byEmail(PAYMENTS_EMAIL)));
    expect(world.attributesOf('A')).toMatchObject({ State: 'PENDING', AccountId: '' });
  });
});

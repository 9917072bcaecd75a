import {
  AcceptHandshakeCommand, CancelHandshakeCommand, DeclineHandshakeCommand, DescribeHandshakeCommand, Handshake, InviteAccountToOrganizationCommand,
  ListHandshakesForAccountCommand, ListHandshakesForOrganizationCommand, ListHandshakesForOrganizationCommandInput,
} from '@aws-sdk/client-organizations';
import { MANAGEMENT } from '../../support/ids';
import { ALONE, ELSEWHERE, MEMBER, OrganizationsWorld, OTHER_MANAGEMENT, TOO_LATE } from '../../support/organizations-world';
import { exception } from '../../support/refusals';
import { DAY, MINUTE, SECOND } from '../../support/times';

const PAYMENTS = 'payments@example.com';
const ALREADY = exception('HandshakeAlreadyInStateException', 'The handshake is already in the state that you requested.');
const NOT_FOUND = exception('HandshakeNotFoundException', 'You specified a handshake that doesn\'t exist.');
const DENIED = exception('AccessDeniedException', 'You don\'t have permissions to access this resource.');

let world: OrganizationsWorld;
beforeEach(() => { world = new OrganizationsWorld({ accounts: [{ id: ALONE, email: PAYMENTS }] }); });

async function invite(target: { account?: string; email?: string } = { account: ALONE }): Promise<string> {
  const Target = target.account === undefined ? { Type: 'EMAIL' as const, Id: target.email } : { Type: 'ACCOUNT' as const, Id: target.account };
  const { Handshake: handshake } = await world.in(MANAGEMENT).send(new InviteAccountToOrganizationCommand({ Target }));
  return handshake?.Id as string;
}

const COMMANDS = { accept: AcceptHandshakeCommand, decline: DeclineHandshakeCommand, cancel: CancelHandshakeCommand };
type Deed = keyof typeof COMMANDS;

async function act(deed: Deed, HandshakeId: string, account = deed === 'cancel' ? MANAGEMENT : ALONE): Promise<Handshake> {
  const { Handshake: handshake } = await world.in(account).send(new COMMANDS[deed]({ HandshakeId }));
  return handshake as Handshake;
}

async function stateOf(HandshakeId: string, account = MANAGEMENT): Promise<string | undefined> {
  const { Handshake: handshake } = await world.in(account).send(new DescribeHandshakeCommand({ HandshakeId }));
  return handshake?.State;
}

const ENDS: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
  ACCEPTED: (id) => act('accept', id),
  DECLINED: (id) => act('decline', id),
  CANCELED: (id) => act('cancel', id),
  EXPIRED: () => world.pass(15 * DAY),
};

test.each(Object.keys(ENDS))('a handshake ends %s', async (state) => {
  const id = await invite();
  await ENDS[state]?.(id);
  await expect(stateOf(id)).resolves.toBe(state);
  await expect(stateOf(id, ALONE)).resolves.toBe(state);
});

test.each<[state: string, deed: Deed, refusal: Error]>([
  ['ACCEPTED', 'accept', ALREADY],
  ['ACCEPTED', 'decline', TOO_LATE],
  ['ACCEPTED', 'cancel', TOO_LATE],
  ['DECLINED', 'accept', TOO_LATE],
  ['DECLINED', 'decline', ALREADY],
  ['DECLINED', 'cancel', TOO_LATE],
  ['CANCELED', 'accept', TOO_LATE],
  ['CANCELED', 'decline', TOO_LATE],
  ['CANCELED', 'cancel', ALREADY],
  ['EXPIRED', 'accept', TOO_LATE],
  ['EXPIRED', 'decline', TOO_LATE],
  ['EXPIRED', 'cancel', TOO_LATE],
])('once %s, to %s is refused', async (state, deed, refusal) => {
  const id = await invite();
  await ENDS[state]?.(id);
  await expect(act(deed, id)).rejects.toThrow(refusal);
  await expect(stateOf(id)).resolves.toBe(state);
});

test('an invitation is open for 15 days, to the millisecond', async () => {
  const id = await invite();
  await world.pass(15 * DAY - 1);
  await expect(stateOf(id)).resolves.toBe('REQUESTED');
  await world.pass(1);
  await expect(stateOf(id)).resolves.toBe('EXPIRED');
});

test.each(Object.keys(ENDS))('%s, it is shown for another 30 days and then deleted', async (state) => {
  const id = await invite();
  await ENDS[state]?.(id);
  await world.pass(30 * DAY - 1);
  await expect(stateOf(id)).resolves.toBe(state);
  await world.pass(1);
  await expect(stateOf(id)).rejects.toThrow(NOT_FOUND);
  const { Handshakes } = await world.in(MANAGEMENT).send(new ListHandshakesForOrganizationCommand());
  expect(Handshakes).toEqual([]);
});

test.each<[deed: Deed, who: string, account: string, refusal: Error]>([
  ['accept', 'the organization', MANAGEMENT, DENIED],
  ['decline', 'the organization', MANAGEMENT, DENIED],
  ['cancel', 'the invited account', ALONE, DENIED],
  ['cancel', 'another member', MEMBER, DENIED],
  ['accept', 'somebody else', ELSEWHERE, NOT_FOUND],
  ['decline', 'somebody else', ELSEWHERE, NOT_FOUND],
  ['cancel', 'another organization', OTHER_MANAGEMENT, NOT_FOUND],
])('to %s is not for %s', async (deed, _who, account, refusal) => {
  const id = await invite();
  await expect(act(deed, id, account)).rejects.toThrow(refusal);
  await expect(stateOf(id)).resolves.toBe('REQUESTED');
});

test('an account that is suspended can\'t answer', async () => {
  const id = await invite();
  world.account(ALONE).state = 'SUSPENDED';
  await expect(act('accept', id)).rejects.toThrow(DENIED);
});

test('an invitation by e-mail is for the account that has it, in any case', async () => {
  const id = await invite({ email: 'Payments@Example.com' });
  await expect(act('accept', id)).resolves.toMatchObject({ State: 'ACCEPTED' });
});

test.each([
  { acceptedParty: 'EMAIL' as const, party: { Type: 'EMAIL', Id: PAYMENTS } },
  { acceptedParty: 'ACCOUNT' as const, party: { Type: 'ACCOUNT', Id: ALONE } },
])('once accepted, the party of an invitation by e-mail is shown by $acceptedParty, by switch', async ({ acceptedParty, party }) => {
  world = new OrganizationsWorld({ switches: { acceptedParty }, accounts: [{ id: ALONE, email: PAYMENTS }] });
  const id = await invite({ email: PAYMENTS });
  expect(await act('accept', id)).toMatchObject({ Parties: [{ Type: 'ORGANIZATION' }, party] });
});

test.each([true, false])('once accepted, an invitation by e-mail has its account in its resources, by switch (%s)', async (acceptedResource) => {
  world = new OrganizationsWorld({ switches: { acceptedResource }, accounts: [{ id: ALONE, email: PAYMENTS }] });
  const id = await invite({ email: PAYMENTS });
  const { Resources = [] } = await act('accept', id) ?? {};
  expect(Resources.filter(({ Type }) => Type === 'ACCOUNT' || Type === 'EMAIL'))
    .toEqual([{ Type: 'EMAIL', Value: PAYMENTS }, ...(acceptedResource ? [{ Type: 'ACCOUNT', Value: ALONE }] : [])]);
});

test('the account that invites is a party before the invited one, by switch', async () => {
  world = new OrganizationsWorld({ switches: { inviterIsParty: true }, accounts: [{ id: ALONE, email: PAYMENTS }] });
  const id = await invite();
  expect(await act('accept', id)).toMatchObject({ Parties: [{ Type: 'ORGANIZATION' }, { Type: 'ACCOUNT', Id: MANAGEMENT }, { Type: 'ACCOUNT', Id: ALONE }] });
});

describe('lists of handshakes', () => {
  async function listed(input: ListHandshakesForOrganizationCommandInput = {}, account = MANAGEMENT) {
    const { Handshakes = [], NextToken } = await world.in(account).send(new ListHandshakesForOrganizationCommand(input));
    return { ids: Handshakes.map(({ Id }) => Id), NextToken };
  }

  async function listedForAccount(account: string): Promise<(string | undefined)[] | undefined> {
    const { Handshakes } = await world.in(account).send(new ListHandshakesForAccountCommand());
    return Handshakes?.map(({ Id }) => Id);
  }

  test('are of those that the organization sent, and of those that an account got', async () => {
    const [byId, byEmail, other] = [await invite(), await invite({ email: 'other@example.com' }), await invite({ account: ELSEWHERE })];
    await expect(listed()).resolves.toEqual({ ids: [byId, byEmail, other], NextToken: undefined });
    await expect(listedForAccount(ALONE)).resolves.toEqual([byId]);
    await expect(listedForAccount(ELSEWHERE)).resolves.toEqual([other]);
    await expect(listedForAccount(MANAGEMENT)).resolves.toEqual([]);
    await expect(listed({}, OTHER_MANAGEMENT)).resolves.toEqual({ ids: [], NextToken: undefined });
  });

  test('are given by pages of at most 20', async () => {
    world.organization.accountQuota = 50;
    for (let number = 0; number < 21; number += 1) await invite({ email: `${number}@example.com` });
    const first = await listed();
    expect(first.ids).toHaveLength(20);
    const second = await listed({ NextToken: first.NextToken });
    expect(second.ids).toHaveLength(1);
    expect(second.NextToken).toBeUndefined();
    expect((await listed({ MaxResults: 5 })).ids).toHaveLength(5);
  });

  test.each([{ emptyPages: false, pages: 1 }, { emptyPages: true, pages: 2 }])('take $pages pages for one handshake, by switch', async ({ emptyPages, pages }) => {
    world = new OrganizationsWorld({ switches: { emptyPages } });
    const id = await invite();
    const seen: (readonly (string | undefined)[])[] = [];
    for (let token: string | undefined = undefined, more = true; more;) {
      const { ids, NextToken }: { ids: (string | undefined)[]; NextToken: string | undefined } = await listed(token === undefined ? {} : { NextToken: token });
      seen.push(ids);
      token = NextToken;
      more = NextToken !== undefined;
    }
    expect(seen).toEqual(pages === 2 ? [[], [id]] : [[id]]);
  });

  test.each([{ readLag: 0, sees: 1 }, { readLag: 5 * SECOND, sees: 0 }])('show a new handshake after $readLag ms, by switch', async ({ readLag, sees }) => {
    world = new OrganizationsWorld({ switches: { readLag } });
    await invite();
    expect((await listed()).ids).toHaveLength(sees);
    expect(await listedForAccount(ALONE)).toHaveLength(sees);
    await world.pass(readLag);
    expect((await listed()).ids).toHaveLength(1);
  });

  test('can be narrowed to an action or the parts of a handshake, not both', async () => {
    const id = await invite();
    await expect(listed({ Filter: { ActionType: 'INVITE' } })).resolves.toMatchObject({ ids: [id] });
    await expect(listed({ Filter: { ActionType: 'ENABLE_ALL_FEATURES' } })).resolves.toMatchObject({ ids: [] });
    await expect(listed({ Filter: { ParentHandshakeId: id } })).resolves.toMatchObject({ ids: [] });
    await expect(listed({ Filter: { ActionType: 'INVITE', ParentHandshakeId: id } }))
      .rejects.toThrow(exception('InvalidInputException', 'You can filter by only one criterion.', { Reason: 'MAX_LIMIT_EXCEEDED_FILTER' }));
  });

  test('show billing transfers too, which can\'t be accepted here', async () => {
    world = new OrganizationsWorld({ organization: { handshakes: [{ action: 'TRANSFER_RESPONSIBILITY', account: OTHER_MANAGEMENT }] } });
    const { ids: [id] } = await listed({ Filter: { ActionType: 'TRANSFER_RESPONSIBILITY' } });
    await expect(act('accept', id as string, OTHER_MANAGEMENT)).rejects.toThrow('doesn\'t emulate accepting a handshake of the action TRANSFER_RESPONSIBILITY');
  });
});

test('a canceled, declined or expired invitation gives its place in the quota back', async () => {
  world.organization.accountQuota = 3;
  for (const end of ['CANCELED', 'DECLINED', 'EXPIRED']) {
    const id = await invite();
    await expect(invite({ email: 'other@example.com' })).rejects.toMatchObject({ Reason: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED' });
    await ENDS[end]?.(id);
    await world.pass(MINUTE);
  }
  await expect(invite()).resolves.toMatch(/^h-/);
});

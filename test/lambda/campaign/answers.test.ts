import { accountIds, campaign, CampaignWorld, everySixHours } from '../../support/declared-campaign';
import { INVITE, OTHER_UNIT, UNIT } from '../../support/declared-invitations';
import { serviceError } from '../../support/effects';

/** What becomes of invitations, and of those who have joined. */

const [FIRST, SECOND, THIRD] = accountIds(3) as [string, string, string];
const address = (account: string): string => `account-${account}@example.com`;

describe('an account that declines', () => {
  test('isn\'t invited again without another generation of its row', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign([{ account: FIRST }]));
    await world.passHours(1);
    world.answerAs('decline', FIRST);
    await world.passHours(30);
    expect(world.counts).toEqual({ DECLINED: 1 });
    expect(world.status.condition).toBe('FINISHED');
    await world.deploy('A', campaign([{ account: FIRST, generation: '2' }]));
    await world.passHours(1);
    expect(world.counts).toEqual({ INVITED: 1 });
  });

  test('isn\'t either if that was before the campaign', async () => {
    const world = new CampaignWorld();
    world.sandbox.organizations.handshakes.add({ action: 'INVITE', organizationId: world.organization.id, recipient: { type: 'ACCOUNT', id: FIRST } });
    world.answerAs('decline', FIRST);
    await world.passHours(1);
    await world.deploy('A', campaign([{ account: FIRST }, { account: SECOND }]));
    await world.passHours(1);
    expect(world.counts).toEqual({ DECLINED: 1, INVITED: 1 });
  });
});

describe('an invitation that expires', () => {
  // Only of what had just expired it was asked how often that had happened.
  test('isn\'t sent again once fewer are declared, also if AWS has refused the next one meanwhile', async () => {
    const world = new CampaignWorld({ changeTemplate: everySixHours });
    await world.deploy('A', campaign([{ account: FIRST }], { reinvitations: 1 }));
    await world.passHours(14 * 24);
    world.fault(INVITE, serviceError('HandshakeConstraintViolationException', { Reason: 'PAYMENT_INSTRUMENT_REQUIRED' }));
    await world.passHours(2 * 24 - 12);
    expect(world.counts).toEqual({ BLOCKED: 1 });
    await world.deploy('A', campaign([{ account: FIRST }], { reinvitations: 0 }));
    await world.passHours(3 * 24);
    expect(world.counts).toEqual({ BLOCKED: 1 });
    expect([world.invitations.length, world.status.condition]).toEqual([1, 'FINISHED']);
  });

  test('is sent again as often as is declared', async () => {
    const world = new CampaignWorld({ changeTemplate: everySixHours });
    await world.deploy('A', campaign([{ account: FIRST }], { reinvitations: 1 }));
    await world.passHours(14 * 24);
    expect(world.counts).toEqual({ INVITED: 1 });
    await world.passHours(2 * 24);
    expect(world.counts).toEqual({ INVITED: 1 });
    await world.passHours(15 * 24);
    expect(world.counts).toEqual({ EXPIRED: 1 });
    expect(world.invitations.length).toBe(2);
    expect(world.status.condition).toBe('FINISHED');
    expect(world.told).toEqual([
      `${FIRST} QUEUED INVITED`, `${FIRST} INVITED EXPIRED`, `${FIRST} EXPIRED INVITED`, `${FIRST} INVITED EXPIRED`,
    ]);
  });

  test('that somebody takes back isn\'t sent again', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign([{ account: FIRST }]));
    await world.passHours(1);
    world.cancel();
    await world.passHours(48);
    expect(world.status.stuck).toEqual([{ row: 1, name: FIRST, state: 'BLOCKED', code: 'INVITATION_CANCELED' }]);
  });
});

describe('an account that has joined', () => {
  test('is placed once, and left where somebody moves it', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign([{ account: FIRST, organizationalUnitId: UNIT, tags: { Team: 'Payments' } }]));
    await world.passHours(1);
    world.answerAs('accept', FIRST);
    await world.passHours(1);
    expect(world.parentOf(FIRST)).toBe(UNIT);
    expect([...world.organization.tagsOf(FIRST)]).toEqual([['Team', 'Payments']]);
    const member = world.organization.members.get(FIRST);
    if (member) member.parentId = OTHER_UNIT;
    await world.passHours(48);
    expect(world.parentOf(FIRST)).toBe(OTHER_UNIT);
    expect(world.counts).toEqual({ PLACED: 1 });
  });

  test('before the campaign isn\'t invited, but placed', async () => {
    const world = new CampaignWorld({ organization: { accounts: [{ id: FIRST }] } });
    await world.deploy('A', campaign([{ account: FIRST, organizationalUnitId: UNIT }]));
    await world.passHours(1);
    expect(world.invitations).toEqual([]);
    expect(world.parentOf(FIRST)).toBe(UNIT);
  });

  test('and leaves is left alone', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign([{ account: FIRST }]));
    await world.passHours(1);
    world.answerAs('accept', FIRST);
    await world.passHours(1);
    world.leave(FIRST);
    await world.passHours(48);
    expect(world.counts).toEqual({ LEFT: 1 });
    expect(world.invitations.length).toBe(1);
  });

  test('by its address is the same account as by its id', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign([{ email: address(FIRST) }, { account: SECOND }, { account: FIRST }]));
    await world.passHours(1);
    expect(world.counts).toEqual({ INVITED: 2, BLOCKED: 1 });
    expect(world.invitations.map(({ recipient }) => recipient?.id)).toEqual([address(FIRST), SECOND]);
    world.sandbox.handshakeAnswers.accept(world.invitations[0] as NonNullable<(typeof world.invitations)[0]>, world.sandbox.callers.personIn(FIRST));
    await world.passHours(1);
    expect(world.status.counts).toMatchObject({ JOINED: 1, SKIPPED: 1 });
    expect(world.status.stuck).toEqual([{ row: 3, name: FIRST, state: 'SKIPPED', code: 'DUPLICATE' }]);
  });
});

describe('an account in two rows', () => {
  // The second row stayed a duplicate, and its unit was never followed.
  test('is followed by the second one once the first has gone', async () => {
    const world = new CampaignWorld();
    const second = { account: FIRST, organizationalUnitId: UNIT };
    await world.deploy('A', campaign([{ email: address(FIRST) }, second]));
    await world.passHours(1);
    world.sandbox.handshakeAnswers.accept(world.invitations[0] as NonNullable<(typeof world.invitations)[0]>, world.sandbox.callers.personIn(FIRST));
    await world.passHours(1);
    expect(world.counts).toEqual({ JOINED: 1, SKIPPED: 1 });
    await world.deploy('A', campaign([second]));
    await world.passHours(1);
    expect(world.counts).toEqual({ PLACED: 1 });
    expect(world.parentOf(FIRST)).toBe(UNIT);
  });
});

describe('an invitation that somebody else has sent, and takes back', () => {
  async function withStrangersInvitation(prepare: (world: CampaignWorld) => Promise<void> = async () => undefined): Promise<CampaignWorld> {
    const world = new CampaignWorld();
    await world.deploy('A', campaign([{ account: SECOND }]));
    await world.passHours(1);
    await prepare(world);
    world.sandbox.organizations.handshakes.add({ action: 'INVITE', organizationId: world.organization.id, recipient: { type: 'ACCOUNT', id: FIRST } });
    await world.passHours(1);
    await world.deploy('A', campaign([{ account: SECOND }, { account: FIRST }]));
    await world.passHours(1);
    expect(world.counts).toEqual({ INVITED: 2 });
    world.cancel();
    await world.passHours(1);
    return world;
  }

  // It counted as one of the campaign: who moved an account from another declaration into a roster saw it blocked for ever.
  test('keeps nobody from being invited', async () => {
    const world = await withStrangersInvitation();
    expect(world.states).toEqual(['REQUESTED', 'CANCELED', 'REQUESTED']);
    expect(world.counts).toEqual({ INVITED: 2 });
  });

  test('has whoever has declined before not invited either', async () => {
    const world = await withStrangersInvitation(async (begun) => {
      await begun.deploy('A', campaign([{ account: SECOND }, { account: FIRST }]));
      await begun.passHours(1);
      begun.answerAs('decline', FIRST);
      await begun.passHours(1);
    });
    expect(world.states).toEqual(['REQUESTED', 'DECLINED', 'CANCELED']);
    expect(world.counts).toEqual({ INVITED: 1, DECLINED: 1 });
  });
});

describe('the rows of a roster', () => {
  test('are invited by their priority, and else in their order', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign([{ account: FIRST }, { account: SECOND, priority: 2 }, { account: THIRD, priority: 1 }]));
    await world.passHours(1);
    expect(world.invitations.map(({ recipient }) => recipient?.id)).toEqual([THIRD, SECOND, FIRST]);
  });
});

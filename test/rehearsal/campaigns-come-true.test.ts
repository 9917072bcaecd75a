import { DailyInvitations, RosterRow } from '../../lib';
import type { CampaignPlan, RowsPlan } from '../../rehearsal/campaigns/campaign-plan';
import type { Handshake } from '../../sandbox/organizations/handshakes';
import { accountIds, campaign, CampaignWorld, everySixHours } from '../support/declared-campaign';
import { UNIT } from '../support/declared-invitations';
import { MANAGEMENT } from '../support/ids';
import { planOf } from '../support/planned';

/** What a plan says of a roster is what the deployment and the days after it bring, if nobody answers meanwhile. */

type Props = NonNullable<Parameters<typeof campaign>[1]>;

const ACCOUNTS = accountIds(24);
const [JOINED, DECLINED, CANCELED, OF_OTHERS, ELSEWHERE, MEMBER] = ACCOUNTS as [string, string, string, string, string, string];
/** The day after a campaign has invited, in hours. */
const DAY = 24;
/** The next run comes within six hours. */
const RUN = 7;

function rowsOf(from: number, to: number): RosterRow[] {
  return ACCOUNTS.slice(from, to).map((account) => ({ account }));
}

function invitationOf(world: CampaignWorld, account: string): Handshake {
  return world.invitations.findLast(({ recipient }) => recipient?.id === account) as Handshake;
}

/** An organization whose campaign has been at work for a day and a half: some have answered, some are invited by somebody else, one may not leave its own. */
async function begun(): Promise<CampaignWorld> {
  const world = new CampaignWorld({
    changeTemplate: everySixHours, organization: { dailyInvitations: 3 }, others: [{ managementAccount: '555555555555', accounts: [{ id: ELSEWHERE }], allowsTransfers: false }],
  });
  const { handshakeAnswers, callers, organizations } = world.sandbox;
  organizations.handshakes.add({ action: 'INVITE', organizationId: world.organization.id, recipient: { type: 'ACCOUNT', id: OF_OTHERS } });
  await world.passHours(2 * DAY);
  await world.deploy('A', campaign(rowsOf(0, 10)));
  await world.passHours(RUN);
  handshakeAnswers.accept(invitationOf(world, JOINED), callers.personIn(JOINED));
  handshakeAnswers.decline(invitationOf(world, DECLINED), callers.personIn(DECLINED));
  handshakeAnswers.cancel(invitationOf(world, CANCELED), callers.personIn(MANAGEMENT));
  await world.passHours(DAY + RUN);
  world.join(MEMBER);
  return world;
}

/** How many rows are in each state once nothing more happens by itself, if AWS refuses nobody but who may not leave their organization. */
function expectedCounts({ rows }: CampaignPlan, refused: number): Record<string, number> {
  const counts: Record<string, number> = {};
  const stateAfter = ({ state, next }: RowsPlan): string => (next === 'INVITATION' ? 'INVITED' : next === 'PLACE' ? 'PLACED' : state);
  for (const group of rows) counts[stateAfter(group)] = (counts[stateAfter(group)] ?? 0) + group.count;
  if (refused > 0) Object.assign(counts, { INVITED: (counts.INVITED ?? 0) - refused, BLOCKED: (counts.BLOCKED ?? 0) + refused });
  return counts;
}

const GENERATION: RosterRow[] = rowsOf(0, 10).map((row) => ({ ...row, generation: '2' }));

test.each<[what: string, rows: RosterRow[], props: Props]>([
  ['grows', rowsOf(0, 20), { invitationsPerDay: DailyInvitations.of(3) }],
  ['shrinks, and cancels what it has sent', rowsOf(7, 12), { invitationsPerDay: DailyInvitations.of(2), cancelRemoved: true }],
  ['shrinks, and leaves what it has sent', rowsOf(9, 14), { invitationsPerDay: DailyInvitations.of(3) }],
  ['is exchanged', rowsOf(12, 24), { invitationsPerDay: DailyInvitations.of(3), cancelRemoved: true }],
  ['has units, and another generation', GENERATION.map((row) => ({ ...row, organizationalUnitId: UNIT })), { invitationsPerDay: DailyInvitations.of(1) }],
  ['grows, with as many invitations as AWS takes', rowsOf(0, 16), {}],
])('a roster that %s', async (_what, rows, props) => {
  const world = await begun();
  const declare = campaign(rows, props);
  const { stacks: [stack] } = await planOf(world, { A: declare });
  const plan = stack?.resources[0]?.campaign as CampaignPlan;
  const { invitations, gone, roster } = plan;
  const { count = 0, days } = invitations ?? {};
  const [sentBefore, canceledBefore] = [world.invitations.length, world.states.filter((state) => state === 'CANCELED').length];
  const canceled = (): number => world.states.filter((state) => state === 'CANCELED').length - canceledBefore;
  const sent = (): number => world.invitations.length - sentBefore;

  await world.deploy('A', declare);
  expect(world.attributesOf('A', 'InvitationCampaign')).toMatchObject({ Rows: String(rows.length) });
  expect({ sent: sent(), canceled: canceled() }).toEqual({ sent: 0, canceled: 0 });
  const names = new Set(rows.map(({ account }) => account));
  const before = rowsOf(0, 10).map(({ account }) => account);
  expect(roster).toMatchObject({
    rows: rows.length, added: rows.filter(({ account }) => !before.includes(account)).length, removed: before.filter((account) => !names.has(account)).length,
  });

  await world.passHours(RUN);
  expect(canceled()).toBe(gone.canceled);
  const refused = names.has(ELSEWHERE) ? 1 : 0;
  // Of those that are sent as AWS takes them nobody knows when the last one is.
  await world.passHours(((days ?? 6) - 1) * DAY - 2 * RUN);
  const early = sent();
  await world.passHours(DAY + RUN);
  expect({ isEarly: days !== undefined && early === count - refused, sent: sent() }).toEqual({ isEarly: false, sent: count - refused });
  expect(world.counts).toEqual(expectedCounts(plan, refused));
});

import { DailyInvitations } from '../../../lib';
import type { Handshake } from '../../../sandbox/organizations/handshakes';
import { accountIds, campaign, CampaignWorld, everySixHours } from '../../support/declared-campaign';
import { UNIT } from '../../support/declared-invitations';
import { seededRandom } from '../../support/seeded-random';
import { DAY, MINUTE } from '../../support/times';

/** A merger: hundreds of accounts, of which some accept, some decline, and some never answer. */

/** Hundreds take minutes, so that they are a choice. */
const ACCOUNTS = accountIds(process.env.E2E_SIZE === 'full' ? 500 : 30);
const LAST_FIRST_DAY = ACCOUNTS.length / 20 + 1;

interface Course {
  readonly world: CampaignWorld;
  /** When each account was invited, in days since the campaign began. */
  readonly invited: ReadonlyMap<string, readonly number[]>;
  /** The day at which every row was at its end. */
  readonly endedAt: number;
  /** How many invitations of 24 hours that weren't accepted there were at each look, while somebody was waiting for the first one. */
  readonly usedWhileQueued: readonly number[];
}

/** Lets the hours of a campaign pass. From time to time some of those who have an invitation answer. */
async function run(daily: DailyInvitations, dailyInvitations?: number): Promise<Course> {
  const world = new CampaignWorld({
    changeTemplate: everySixHours, organization: { accountQuota: 600, ...(dailyInvitations !== undefined && { dailyInvitations }) },
  });
  const { handshakes } = world.sandbox.organizations;
  const random = seededRandom(7);
  const begun = world.time.now();
  const rows = ACCOUNTS.map((account) => ({ account, organizationalUnitId: UNIT }));
  await world.deploy('A', campaign(rows, { invitationsPerDay: daily, reinvitations: 2 }));
  // Each look comes when the run before it has ended.
  await world.pass(5 * MINUTE);
  const fate = new Map<string, 'ACCEPTS' | 'DECLINES' | 'SILENT'>();
  const usedWhileQueued: number[] = [];
  let endedAt = Infinity;
  for (let hour = 6; hour <= 90 * 24 && endedAt === Infinity; hour += 6) {
    await world.passHours(6);
    const pending = handshakes.pending(world.organization.id, 'INVITE');
    expect(new Set(pending.map(({ recipient }) => recipient?.id)).size).toBe(pending.length);
    if ((world.status.counts.QUEUED) > 0) usedWhileQueued.push(handshakes.invitationsOfTheDay(world.organization.id));
    for (const each of pending) if (random() < 1 / 12) answer(world, each, fate, random);
    if (world.status.condition === 'FINISHED') endedAt = (world.time.now() - begun) / DAY;
  }
  const invited = new Map(ACCOUNTS.map((account) => [account, sentTo(world, account).map((at) => (at - begun) / DAY)]));
  return { world, invited, endedAt, usedWhileQueued };
}

function answer(world: CampaignWorld, handshake: Handshake, fate: Map<string, 'ACCEPTS' | 'DECLINES' | 'SILENT'>, random: () => number): void {
  const id = handshake.recipient?.id as string;
  const drawn = random();
  if (!fate.has(id)) fate.set(id, drawn < 0.6 ? 'ACCEPTS' : drawn < 0.7 ? 'DECLINES' : 'SILENT');
  const person = world.sandbox.callers.personIn(id);
  if (fate.get(id) === 'ACCEPTS') world.sandbox.handshakeAnswers.accept(handshake, person);
  if (fate.get(id) === 'DECLINES') world.sandbox.handshakeAnswers.decline(handshake, person);
}

/** The world forgets what is long over, so that the events tell. */
function sentTo(world: CampaignWorld, account: string): number[] {
  return world.sandbox.home.events.all
    .filter(({ detail }) => (detail as { name?: string; to?: string }).name === account && (detail as { to?: string }).to === 'INVITED')
    .map(({ time }) => Date.parse(time));
}

describe('a campaign of hundreds of accounts', () => {
  test('with 20 invitations a day has invited everybody by the day that this takes, and is at its end by day 70', async () => {
    const { world, invited, endedAt, usedWhileQueued } = await run(DailyInvitations.of(20));
    const first = [...invited.values()].map(([day]) => day ?? Infinity);
    expect(Math.max(...first)).toBeLessThan(LAST_FIRST_DAY);
    expect(endedAt).toBeLessThan(70);
    // 20 of each day: there are fewer only after some were accepted within the hour.
    expect(Math.max(...usedWhileQueued)).toBe(20);
    expect(usedWhileQueued.filter((used) => used < 19).length).toBe(0);
    expect(Math.max(...[...invited.values()].map(({ length }) => length))).toBe(3);
    expect(Object.keys(world.counts).sort()).toEqual(['DECLINED', 'EXPIRED', 'PLACED']);
    expect(world.runs.filter((result) => result !== 'DONE')).toEqual([]);
  }, 300_000);

  test('with the allowance of AWS sends as many a day as that is', async () => {
    const { invited, endedAt } = await run(DailyInvitations.allowance(), 40);
    const first = [...invited.values()].map(([day]) => day ?? Infinity);
    expect(Math.max(...first)).toBeLessThan(ACCOUNTS.length / 40 + 1);
    expect(endedAt).toBeLessThan(70);
  }, 300_000);
});

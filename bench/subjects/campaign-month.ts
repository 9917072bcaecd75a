import { DailyInvitations, RosterRow } from '../../lib';
import { accountIds, campaign, CampaignWorld } from '../../test/support/declared-campaign';
import { UNIT } from '../../test/support/declared-invitations';
import { seededRandom } from '../../test/support/seeded-random';
import { DAY, MINUTE } from '../../test/support/times';
import { LatencyModel, ObservedCall, TakingTime } from './latency';
import type { Usage } from './prices';

/** A call takes long, and every call of the function begins in a new environment: an hour is longer than any stays. */
export const MODEL: LatencyModel = { coldStartMilliseconds: 600, callMilliseconds: 100 };

/** What Lambda writes around the line of a call, in bytes: its members, when it began, and what it took. */
export const LOG_AROUND = 1_000;

export const INVITATIONS_PER_DAY = 20;

export interface CampaignMonth {
  readonly accounts: number;
  readonly days: number;
  readonly usage: Usage;
  /** How many rows are in each state at the end. */
  readonly counts: Readonly<Record<string, number>>;
}

const STACK = 'Merger';
const GIGABYTE = 1_000_000_000;
const SEED = 7;
/** How many invitations are answered within an hour, of those that are answered at all. */
const ANSWERED = 1 / 72;

/**
 * Plays a campaign in virtual time, with the schedule that is declared, and counts what it uses. Six of ten accounts accept, one declines, and the others never
 * answer; those who join are placed and get a tag.
 */
export async function playedMonth(accounts: number, days: number): Promise<CampaignMonth> {
  let observed: readonly ObservedCall[] = [];
  const world = new CampaignWorld({
    organization: { accountQuota: accounts + 100 },
    faults: (time) => {
      const taking = new TakingTime(time, MODEL);
      observed = taking.calls;
      return taking;
    },
  });
  const rows = accountIds(accounts).map((account): RosterRow => ({ account, organizationalUnitId: UNIT, tags: { Team: 'Merger' } }));
  await world.deploy(STACK, campaign(rows, { invitationsPerDay: DailyInvitations.of(INVITATIONS_PER_DAY), reinvitations: 2 }));
  const random = seededRandom(SEED);
  const answers = new Map(accountIds(accounts).map((account) => [account, answerOf(random())]));
  // Who answers does so when no function runs.
  await world.pass(30 * MINUTE);
  for (const end = world.time.now() + days * DAY; world.time.now() < end; await world.passHours(1)) {
    for (const invitation of world.sandbox.organizations.handshakes.pending(world.organization.id, 'INVITE')) {
      const account = invitation.recipient?.id ?? '';
      const answer = answers.get(account);
      if (answer && random() < ANSWERED) world.sandbox.handshakeAnswers[answer](invitation, world.sandbox.callers.personIn(account));
    }
  }
  return { accounts, days, usage: usageIn(world, observed), counts: world.counts };
}

function answerOf(drawn: number): 'accept' | 'decline' | undefined {
  return drawn < 0.6 ? 'accept' : drawn < 0.7 ? 'decline' : undefined;
}

function usageIn(world: CampaignWorld, observed: readonly ObservedCall[]): Usage {
  const count = (...operations: readonly string[]): number => observed.filter(({ operation }) => operations.includes(operation)).length;
  const milliseconds = world.log.reduce((sum, line) => sum + line.milliseconds + MODEL.coldStartMilliseconds, 0);
  return {
    s3Writes: count('s3:PutObject', 's3:ListObjectsV2'),
    s3Reads: count('s3:GetObject'),
    // As if all that is there at the end had been there from the beginning.
    s3Gigabytes: storedBytes(world) / GIGABYTE,
    schedulerInvocations: world.runs.length,
    lambdaRequests: world.log.length,
    lambdaGigabyteSeconds: milliseconds / 1_000 * memoryIn(world) / 1_024,
    events: world.sandbox.home.events.all.length,
    logGigabytes: world.log.reduce((sum, line) => sum + JSON.stringify(line).length + LOG_AROUND, 0) / GIGABYTE,
  };
}

/** With what was overwritten, as long as the bucket keeps that. */
function storedBytes({ sandbox: { buckets } }: CampaignWorld): number {
  const versions = buckets.made.flatMap((bucket) => bucket.keys.flatMap((key) => bucket.versionsOf(key)));
  return versions.reduce((sum, { content }) => sum + (content?.bytes.length ?? 0), 0);
}

/** In megabytes. */
function memoryIn({ sandbox: { cloudFormation } }: CampaignWorld): number {
  const functions = [...cloudFormation.existing(STACK).resources.values()].filter(({ type }) => type === 'AWS::Lambda::Function');
  return Math.max(...functions.map(({ properties }) => Number(properties.MemorySize)));
}

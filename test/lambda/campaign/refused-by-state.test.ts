import { COLUMN_OF_CODE, COLUMN_OF_REASON, RefusalColumn } from '../../../lambda/campaign/decide/refusal-column';
import { Acceptance, RosterRow } from '../../../lib';
import { campaign, CampaignWorld } from '../../support/declared-campaign';
import { INVITE, joinRole } from '../../support/declared-invitations';
import { ACCOUNTS, Arising, CONCERNED, RefusingState, STATES_OF_CODE, STATES_OF_OWN_FAILURES, STATES_OF_REASON } from './refusing-states';

/** What a campaign does in every state of the world in which AWS refuses it something. No answer is invented: the sandbox refuses by what is there. */

type Columns = Readonly<Record<string, RefusalColumn>>;
interface Case extends RefusingState {
  readonly code: string;
  readonly column: RefusalColumn;
}

const ARISING: readonly Case[] = [
  ...casesOf(STATES_OF_REASON, COLUMN_OF_REASON), ...casesOf(STATES_OF_CODE, COLUMN_OF_CODE), ...casesOf(STATES_OF_OWN_FAILURES, { ACCESS_DENIED: 'OWN' }),
];

function casesOf(states: Readonly<Record<string, Arising>>, columns: Columns): Case[] {
  return Object.entries(states).flatMap(([code, arising]) => {
    const column = columns[code] as RefusalColumn;
    return 'never' in arising ? [] : arising.map((state) => ({ ...state, code, column }));
  });
}

const inColumn = (column: RefusalColumn, byRole = false): readonly Case[] =>
  ARISING.filter((each) => each.column === column && (each.acceptsByRole ?? false) === byRole);
const refusedOf = ({ concernsAll }: Case): readonly string[] => concernsAll ? ACCOUNTS : [CONCERNED];

class Refused {
  public readonly world: CampaignWorld;

  private constructor(private readonly state: Case) {
    const roles = ACCOUNTS.map((account) => joinRole({ account }));
    this.world = new CampaignWorld({ roles, ...state.options });
  }

  /** A campaign for the accounts in a state, after its first run. */
  public static async by(state: Case): Promise<Refused> {
    const refused = new Refused(state);
    await state.bring?.(refused.world);
    await refused.deploy();
    await refused.world.passHours(0.5);
    return refused;
  }

  public deploy(generations: { readonly campaign?: string; readonly rows?: string } = {}): Promise<unknown> {
    const rows = ACCOUNTS.map((account): RosterRow => ({ account, ...(generations.rows !== undefined && { generation: generations.rows }) }));
    return this.world.deploy('A', campaign(rows, {
      ...(this.state.acceptsByRole && { acceptance: Acceptance.assumeRole({ roleName: 'Join' }) }), ...(generations.campaign !== undefined && { generation: generations.campaign }),
    }));
  }

  /** Ends the state, after which hours pass. */
  public async mended(hours: number): Promise<void> {
    this.state.mend?.(this.world);
    await this.world.passHours(hours);
  }

  /** How often the function asked AWS to invite somebody. */
  public get tries(): number {
    return this.world.calls.filter((call) => call === INVITE).length;
  }

  /** The rows that say why they are where they are, as `300000000001 BLOCKED ALREADY_IN_AN_ORGANIZATION`. */
  public get stuck(): string[] {
    return this.world.status.stuck.map(({ name, state, code }) => `${name} ${state} ${code}`);
  }
}

describe.each(inColumn('WAIT'))('$code, since $state', (state) => {
  test('invites nobody else in this run, and goes on in the next', async () => {
    const refused = await Refused.by(state);
    expect(refused.world.status).toMatchObject({ condition: 'WAITING', code: state.code });
    expect(refused.tries).toBe(refused.world.invitations.length + 1);
    await refused.mended(1);
    expect(refused.world.counts).toEqual({ INVITED: 3 });
    expect(refused.world.status.condition).toBe('RUNNING');
  });
});

describe.each(inColumn('STOP'))('$code, since $state', (state) => {
  test('invites nobody until another generation is deployed', async () => {
    const refused = await Refused.by(state);
    expect(refused.world.status).toMatchObject({ condition: 'STOPPED', code: state.code });
    await refused.mended(30);
    expect([refused.tries, refused.world.counts]).toEqual([1, { QUEUED: 3 }]);
    await refused.deploy({ campaign: '2' });
    await refused.world.passHours(1);
    expect(refused.world.counts).toEqual({ INVITED: 3 });
  });
});

describe.each(inColumn('SKIP'))('$code, since $state', (state) => {
  test('gives the account up until its row has another generation, and invites the others', async () => {
    const refused = await Refused.by(state);
    expect(refused.stuck).toEqual(refusedOf(state).map((account) => `${account} SKIPPED ${state.code}`));
    expect(refused.world.counts).toEqual({ INVITED: 2, SKIPPED: 1 });
    await refused.mended(30);
    expect([refused.tries, refused.world.counts]).toEqual([3, { INVITED: 2, SKIPPED: 1 }]);
    await refused.deploy({ rows: '2' });
    await refused.world.passHours(1);
    expect(refused.world.counts).toEqual({ INVITED: 3 });
  });
});

describe.each(inColumn('LATER'))('$code, since $state', (state) => {
  test('tries the account a day later, and invites the others', async () => {
    const refused = await Refused.by(state);
    expect(refused.stuck).toEqual(refusedOf(state).map((account) => `${account} BLOCKED ${state.code}`));
    expect(refused.world.status).toMatchObject({ condition: 'RUNNING', counts: { INVITED: 3 - refusedOf(state).length } });
    await refused.mended(20);
    expect(refused.tries).toBe(3);
    await refused.world.passHours(5);
    expect(refused.world.counts).toEqual({ INVITED: 3 });
  });
});

describe.each(inColumn('LATER', true))('$code, since $state', (state) => {
  test('accepts the invitation a day later, and those of the others now', async () => {
    const refused = await Refused.by(state);
    expect(refused.stuck).toEqual([`${CONCERNED} INVITED ${state.code}`]);
    expect(refused.world.status).toMatchObject({ condition: 'RUNNING', counts: { INVITED: 1, JOINED: 2 } });
    await refused.mended(20);
    expect(refused.world.counts).toEqual({ INVITED: 1, JOINED: 2 });
    await refused.world.passHours(5);
    expect(refused.world.counts).toEqual({ JOINED: 3 });
    expect(refused.tries).toBe(3);
  });
});

describe.each(inColumn('NEXT_RUN'))('$code, since $state', (state) => {
  // The pause was counted from the refusal, so that the next run of a long one came too early for it.
  test('ends the run; the next goes on without the account, and the one after that with it', async () => {
    const refused = await Refused.by(state);
    expect(refused.world.status).toMatchObject({ condition: 'WAITING', code: state.code, counts: { QUEUED: 3 } });
    await refused.mended(1);
    expect(refused.world.counts).toEqual({ INVITED: 2, QUEUED: 1 });
    await refused.world.passHours(1);
    expect(refused.world.counts).toEqual({ INVITED: 3 });
  });
});

describe.each(inColumn('OWN'))('$code, since $state', (state) => {
  test('stops the campaign once it was refused five times, over runs', async () => {
    const refused = await Refused.by(state);
    expect(refused.world.status).toMatchObject({ condition: 'RUNNING', counts: { QUEUED: 3 } });
    expect(refused.world.head).toMatchObject({ failures: 3 });
    await refused.world.passHours(1);
    expect(refused.world.status).toMatchObject({ condition: 'STOPPED', code: state.code });
    expect(refused.world.head).toMatchObject({ failures: 5 });
    expect(refused.world.invitations).toEqual([]);
  });
});

test('every column is met', () => {
  expect(new Set(ARISING.map(({ column }) => column))).toEqual(new Set<RefusalColumn>(['WAIT', 'STOP', 'SKIP', 'LATER', 'NEXT_RUN', 'OWN']));
});

test('the management account is in no need of an invitation', async () => {
  const world = new CampaignWorld();
  await world.deploy('A', campaign([{ account: world.organization.managementAccountId }]));
  await world.passHours(1);
  expect(world.counts).toEqual({ JOINED: 1 });
  expect(world.calls).not.toContain(INVITE);
});

test('an account in no organization ends each run, and is seen in the log', async () => {
  const world = new CampaignWorld();
  world.organization.members.delete(world.organization.managementAccountId);
  await world.deploy('A', campaign(ACCOUNTS.map((account) => ({ account }))));
  await world.passHours(0.5);
  expect(world.runs).toEqual(['NO_ORGANIZATION']);
});

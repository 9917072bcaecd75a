import { CfnOutput, CfnStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { exitCodeOf } from '../../cli/plan/exit-code';
import { Acceptance, DailyInvitations, InvitationCampaign, RosterRow } from '../../lib';
import type { CampaignPlan } from '../../rehearsal/campaigns/campaign-plan';
import type { DeployedFiles } from '../../rehearsal/contents/ledgers';
import { unitsOf } from '../../rehearsal/contents/contents-plan';
import type { KnownCode } from '../../rehearsal/functions/code';
import type { Plan, ResourcePlan } from '../../rehearsal/plan';
import { rehearse } from '../../rehearsal/rehearse';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import { accountIds, campaign, CampaignWorld, everySixHours } from '../support/declared-campaign';
import { group } from '../support/declared-groups';
import { INVITE, invitation, InvitingOptions, UNIT } from '../support/declared-invitations';
import { serviceError } from '../support/effects';
import { ASSETS, MANAGEMENT } from '../support/ids';
import { codeIn, driftOf, filesIn, planOf, snapshotOf } from '../support/planned';
import { seededRandom } from '../support/seeded-random';

type Declare = (stack: Stack) => unknown;

const ACCOUNTS = accountIds(6) as [string, string, string, string, string, string];
const [FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH] = ACCOUNTS;
const BOTH = rowsOf(FIRST, SECOND);
const OTHER = group('Other', { displayName: 'other' });

function rowsOf(...accounts: readonly string[]): RosterRow[] {
  return accounts.map((account) => ({ account }));
}

function resourceIn({ stacks }: Plan): ResourcePlan {
  return stacks.flatMap(({ resources }) => resources).find(({ type }) => type.endsWith('InvitationCampaign')) as ResourcePlan;
}

function campaignIn(plan: Plan): CampaignPlan {
  return resourceIn(plan).campaign as CampaignPlan;
}

/** The rows as `2 INVITED ANSWER`. */
function rowsIn(plan: Plan): string[] {
  return campaignIn(plan).rows.map(({ state, code = '', next, isOfOthers, count }) => `${count} ${state} ${code}${code && ' '}${next}${isOfOthers ? ' of others' : ''}`);
}

/** What counts, as `deletes 2 invitation`. */
function unitsIn({ stacks }: Plan): string[] {
  return stacks.flatMap(({ resources }) => resources.flatMap(unitsOf)).map(({ resource, verb, count, entries }) => `${verb} ${count} ${entries?.kind ?? resource.entity.kind}`);
}

/** An organization whose campaign has invited two accounts. */
async function invited(props: Parameters<typeof campaign>[1] = {}, options: InvitingOptions = {}): Promise<CampaignWorld> {
  const world = new CampaignWorld(options);
  await world.deploy('A', campaign(BOTH, props));
  await world.passHours(1);
  return world;
}

interface Otherwise {
  readonly snapshot?: (snapshot: Snapshot) => Partial<Snapshot>;
  readonly files?: (files: DeployedFiles) => DeployedFiles;
  readonly code?: KnownCode;
}

/** Plans where something is otherwise than it is there. */
async function planOn(world: CampaignWorld, declare: Declare, { snapshot: changed = () => ({}), files = (all) => all, code }: Otherwise): Promise<Plan> {
  const stacks = [{ stackName: 'A', account: MANAGEMENT, region: 'us-east-1', template: world.synthesize('A', (stack) => { declare(stack); }) }];
  const snapshot = await snapshotOf(world, ['A']);
  return rehearse({
    snapshot: { ...snapshot, ...changed(snapshot) }, stacks, code: code ?? codeIn([...stacks, ...snapshot.stacks]), files: files(filesIn(world)), version: '1.2.3',
    now: new Date(world.time.now()), newRandom: () => seededRandom(1),
  });
}

function inviteBySomebodyElse(world: CampaignWorld, account: string): void {
  world.sandbox.organizations.handshakes.add({ action: 'INVITE', organizationId: world.organization.id, recipient: { type: 'ACCOUNT', id: account } });
}

describe('the roster of a new campaign', () => {
  test('is planned with those who are members, who are invited already and who are to be invited, and nobody is invited', async () => {
    const world = new CampaignWorld();
    [FIRST, SECOND].forEach((account) => world.join(account));
    inviteBySomebodyElse(world, THIRD);
    const rows = [{ account: FIRST, organizationalUnitId: UNIT }, ...rowsOf(SECOND, THIRD, FOURTH, FIFTH), { email: 'somebody@example.com' }];
    const plan = await planOf(world, { A: campaign(rows, { invitationsPerDay: DailyInvitations.of(2) }) });
    expect(resourceIn(plan)).toMatchObject({ verb: 'creates', changes: [], entity: { kind: 'campaign' } });
    expect(rowsIn(plan)).toEqual(['3 QUEUED INVITATION', '1 INVITED ANSWER of others', '1 JOINED PLACE', '1 JOINED NOTHING']);
    expect(campaignIn(plan)).toMatchObject({
      roster: { rows: 6, added: 6, removed: 0, changed: 0 }, invitations: { count: 3, first: 3, perDay: 2, days: 2, reinvitations: 2 },
      gone: { staying: 0, ofOthers: 0, canceled: 0, names: [] }, unknown: [],
    });
    expect(campaignIn(plan).rows[0]?.names).toEqual([FOURTH, FIFTH, 's***@example.com']);
    expect(world.calls).not.toContain(INVITE);
  });

  test('tells which of its units aren\'t in the organization, for those who are still to be placed', async () => {
    const world = new CampaignWorld();
    [FIRST, SECOND].forEach((account) => world.join(account));
    const elsewhere = 'ou-zz99-cdefghij';
    const rows = [
      { account: FIRST, organizationalUnitId: elsewhere }, { account: SECOND, organizationalUnitId: UNIT }, { account: THIRD, organizationalUnitId: elsewhere },
      { account: FOURTH, organizationalUnitId: 'ou-ab12-cdefghij' }, { email: 'somebody@example.com', organizationalUnitId: elsewhere }, { account: FIFTH },
    ];
    expect(campaignIn(await planOf(world, { A: campaign(rows) })).missingUnits).toEqual([
      { unit: elsewhere, count: 3, names: [FIRST, THIRD, 's***@example.com'] }, { unit: 'ou-ab12-cdefghij', count: 1, names: [FOURTH] },
    ]);
    expect(campaignIn(await planOf(world, { A: campaign([{ account: FIRST, organizationalUnitId: world.organization.rootId }]) }))).not.toHaveProperty('missingUnits');
  });

  test('doesn\'t mind the unit of an account that is in its place', async () => {
    const world = new CampaignWorld();
    world.join(FIRST);
    await world.deploy('A', campaign([{ account: FIRST, organizationalUnitId: UNIT }]));
    await world.passHours(1);
    const { rootId: ParentId } = world.organization;
    const unitsGo = ({ organization }: Snapshot): Partial<Snapshot> => ({
      ...(organization && {
        organization: { ...organization, organizationalUnits: [], accounts: organization.accounts.map((each) => ({ ...each, ParentId })) },
      }),
    });
    const plan = await planOn(world, campaign([{ account: FIRST, organizationalUnitId: UNIT, priority: 1 }]), { snapshot: unitsGo });
    expect(rowsIn(plan)).toEqual(['1 PLACED NOTHING']);
    expect(campaignIn(plan)).not.toHaveProperty('missingUnits');
  });

  test('follows an invitation that a stack before it sends', async () => {
    const plan = await planOf(new CampaignWorld(), { B: invitation(), A: campaign(rowsOf('111122223333')) });
    expect(rowsIn(plan)).toEqual(['1 INVITED ANSWER of others']);
  });

  test('in a nested stack is planned as well', async () => {
    const world = new CampaignWorld();
    const inner = world.synthesize('Nested', campaign(BOTH));
    const template = world.synthesize('A', (stack) => { new CfnStack(stack, 'Inner', { templateUrl: `https://s3.amazonaws.com/${ASSETS}/inner.json` }); });
    const plan = await rehearse({
      snapshot: await snapshotOf(world), stacks: [{ stackName: 'A', account: MANAGEMENT, region: 'us-east-1', template, nestedTemplates: new Map([['inner.json', inner]]) }],
      code: codeIn([{ template: inner }]), files: filesIn(world), version: '1.2.3', now: new Date(world.time.now()), newRandom: () => seededRandom(1),
    });
    expect(rowsIn(plan)).toEqual(['2 QUEUED INVITATION']);
  });
});

describe('another roster', () => {
  test.each<[what: string, declare: Declare, verb: string, roster: object, rows: string[], gone: object]>([
    ['with a row more', campaign(rowsOf(FIRST, SECOND, THIRD)), 'changes', { rows: 3, added: 1, removed: 0, changed: 0 },
      ['1 QUEUED INVITATION', '2 INVITED ANSWER'], { staying: 0, canceled: 0 }],
    ['with a row less', campaign(rowsOf(SECOND)), 'changes', { rows: 1, added: 0, removed: 1, changed: 0 }, ['1 INVITED ANSWER'], { staying: 1, canceled: 0 }],
    ['with a row less, whose invitation is canceled', campaign(rowsOf(SECOND), { cancelRemoved: true }), 'changes', { rows: 1, added: 0, removed: 1, changed: 0 },
      ['1 INVITED ANSWER'], { staying: 0, canceled: 1, names: [FIRST] }],
    ['with another unit and another priority', campaign([{ account: FIRST, organizationalUnitId: UNIT }, { account: SECOND, priority: 1 }]), 'changes',
      { rows: 2, added: 0, removed: 0, changed: 2 }, ['2 INVITED ANSWER'], { staying: 0, canceled: 0 }],
    ['in another order', campaign(rowsOf(SECOND, FIRST)), 'changes', { rows: 2, added: 0, removed: 0, changed: 0 }, ['2 INVITED ANSWER'], { staying: 0, canceled: 0 }],
    ['that is the same', campaign(BOTH), 'keeps', { rows: 2, added: 0, removed: 0, changed: 0 }, ['2 INVITED ANSWER'], { staying: 0, canceled: 0 }],
  ])('%s', async (_what, declare, verb, roster, rows, gone) => {
    const plan = await planOf(await invited(), { A: (stack) => { declare(stack); } });
    expect(resourceIn(plan).verb).toBe(verb);
    expect(campaignIn(plan).roster).toEqual(roster);
    expect(rowsIn(plan)).toEqual(rows);
    expect(campaignIn(plan).gone).toMatchObject(gone);
  });

  test('leaves what somebody else has sent, also with cancelRemoved', async () => {
    const world = new CampaignWorld();
    inviteBySomebodyElse(world, FIRST);
    await world.deploy('A', campaign(BOTH));
    await world.passHours(1);
    const plan = await planOf(world, { A: campaign(rowsOf(THIRD), { cancelRemoved: true }) });
    expect(campaignIn(plan).gone).toEqual({ staying: 0, ofOthers: 1, canceled: 1, names: [SECOND] });
  });

  test('cancels with cancelRemoved also what an earlier one has left', async () => {
    const world = await invited();
    await world.deploy('A', campaign(rowsOf(SECOND)));
    const plan = await planOf(world, { A: campaign(rowsOf(SECOND), { cancelRemoved: true }) });
    expect(campaignIn(plan)).toMatchObject({ roster: { removed: 0 }, gone: { canceled: 1, names: [FIRST] } });
  });

  test('tells who has declined, whose invitation was canceled or is tried again, and who is invited again with another generation', async () => {
    const world = new CampaignWorld({ others: [{ managementAccount: SIXTH, accounts: [{ id: FIFTH }], allowsTransfers: false }] });
    await world.deploy('A', campaign(rowsOf(FIRST, SECOND, THIRD, FIFTH)));
    await world.passHours(1);
    const [declined, canceled] = world.invitations as [never, never];
    world.sandbox.handshakeAnswers.decline(declined, world.sandbox.callers.personIn(FIRST));
    world.sandbox.handshakeAnswers.cancel(canceled, world.sandbox.callers.personIn(MANAGEMENT));
    const rows = rowsOf(FIRST, SECOND, THIRD, FOURTH, FIFTH);
    const plan = await planOf(world, { A: campaign(rows) });
    expect(rowsIn(plan)).toEqual([
      '1 QUEUED INVITATION', '1 INVITED ANSWER', '1 DECLINED NOTHING', '1 BLOCKED INVITATION_CANCELED NOTHING', '1 BLOCKED ALREADY_IN_AN_ORGANIZATION INVITATION',
    ]);
    expect(campaignIn(plan).invitations).toMatchObject({ count: 2, first: 2 });
    await world.passHours(1);
    const again = await planOf(world, { A: campaign(rows.map((row) => ({ ...row, generation: '2' }))) });
    expect(campaignIn(again)).toMatchObject({ roster: { added: 1, changed: 4 }, invitations: { count: 4, first: 2 } });
  });

  test('tells which invitations have expired, and which are sent again', async () => {
    const world = await invited({ reinvitations: 0 }, { changeTemplate: everySixHours });
    await world.passHours(24 * 15 + 6);
    const rows = rowsOf(FIRST, SECOND, THIRD);
    expect(rowsIn(await planOf(world, { A: campaign(rows, { reinvitations: 0 }) }))).toEqual(['1 QUEUED INVITATION', '2 EXPIRED NOTHING']);
    const more = await planOf(world, { A: campaign(rows, { reinvitations: 1 }) });
    expect(rowsIn(more)).toEqual(['1 QUEUED INVITATION', '2 EXPIRED INVITATION']);
    expect(campaignIn(more).invitations).toMatchObject({ count: 3, first: 1 });
  });

  test('lets a campaign go on that has stopped', async () => {
    const world = new CampaignWorld();
    world.fault(INVITE, serviceError('InvalidInputException'), 5);
    await world.deploy('A', campaign(BOTH));
    await world.passHours(2);
    expect(campaignIn(await planOf(world, { A: campaign(BOTH, { generation: '2' }) })).resumes).toBe('INVALID_ORGANIZATIONS_INPUT');
    expect(campaignIn(await planOf(world, { A: campaign(BOTH) })).resumes).toBeUndefined();
  });
});

test('other settings are told with what they were', async () => {
  const plan = await planOf(await invited({ invitationsPerDay: DailyInvitations.of(5), notes: 'hello' }), { A: campaign(BOTH, { invitationsPerDay: DailyInvitations.of(9), cancelRemoved: true }) });
  expect(resourceIn(plan)).toMatchObject({
    verb: 'changes',
    changes: [{ attribute: 'InvitationsPerDay', before: '5', after: '9' }, { attribute: 'Notes', before: 'hello' }, { attribute: 'CancelRemoved', after: 'true' }],
  });
});

describe('a campaign that goes', () => {
  test('leaves its invitations', async () => {
    const plan = await planOf(await invited(), { A: OTHER });
    expect(unitsIn(plan)).toEqual(['creates 1 group', 'leaves 1 campaign']);
    expect(campaignIn(plan)).toEqual({ rows: [], gone: { staying: 2, ofOthers: 0, canceled: 0, names: [] }, unknown: [] });
    expect(exitCodeOf(plan, { failOn: 'removals' })).toBe(0);
  });

  test('cancels them with DESTROY, which counts as removals', async () => {
    const plan = await planOf(await invited({ removalPolicy: RemovalPolicy.DESTROY }), { A: OTHER });
    expect(unitsIn(plan)).toEqual(['creates 1 group', 'deletes 1 campaign', 'deletes 2 invitation']);
    expect(campaignIn(plan).gone).toEqual({ staying: 0, ofOthers: 0, canceled: 2, names: BOTH.map(({ account }) => account) });
    expect(plan.totals.deletes).toBe(3);
    expect(exitCodeOf(plan, { failOn: 'removals' })).toBe(4);
  });
});

test('invitations that the first run cancels count as removals', async () => {
  const plan = await planOf(await invited(), { A: campaign(rowsOf(THIRD), { cancelRemoved: true }) });
  expect(unitsIn(plan)).toEqual(['changes 1 campaign', 'deletes 2 invitation']);
  expect(exitCodeOf(plan, { failOn: 'removals' })).toBe(4);
  expect(exitCodeOf(await planOf(await invited(), { A: campaign(rowsOf(THIRD)) }), { failOn: 'removals' })).toBe(0);
});

test('a roster that can\'t be used is refused, and nothing is said of its rows', async () => {
  const garbage = (files: DeployedFiles): DeployedFiles => new Map([...files.keys()].map((key) => [key, () => Buffer.from('no roster')]));
  const plan = await planOn(await invited(), campaign(rowsOf(THIRD)), { files: garbage });
  expect(resourceIn(plan)).toMatchObject({
    verb: 'refused', reason: { code: 'ROSTER_UNREADABLE', message: 'the roster of the campaign can\'t be used: it isn\'t whole.', remedy: expect.stringMatching(/^Deploy again what cdk synth made/) as string },
  });
  expect(resourceIn(plan).campaign).toBeUndefined();
  expect(plan.stacks[0]?.asItIs).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', leftBehind: [] });
});

describe('what can\'t be known', () => {
  test.each<[what: string, snapshot: (snapshot: Snapshot) => Partial<Snapshot>, why: string]>([
    ['the ledger was not read', ({ campaigns = [] }) => ({ campaigns: campaigns.map(({ ledger: _ledger, ...others }) => others) }),
      'where the rows of the campaign are, since its ledger was not read'],
    ['the organization was not read', ({ organization: _organization, ...others }) => ({ ...others, organization: undefined as never }), 'the organization was not read'],
    ['invitations were not read', () => ({ notRead: [{ what: 'invitations', why: 'denied' }] }), 'invitations were not read'],
    ['accounts were not read', () => ({ notRead: [{ what: `accounts in ${UNIT}`, why: 'denied' }] }), 'not all accounts were read'],
  ])('is told if %s', async (_what, snapshot, why) => {
    const plan = await planOn(await invited(), campaign(rowsOf(THIRD)), { snapshot });
    expect(resourceIn(plan)).toMatchObject({ verb: 'unknown', unknown: [why] });
    expect(resourceIn(plan).campaign).toBeUndefined();
  });

  test('is told of rows whose list is lost, and of a roster of which there is no copy any more', async () => {
    const world = await invited();
    const without = (kind: string) => ({ campaigns = [] }: Snapshot): Partial<Snapshot> => ({
      campaigns: campaigns.map(({ ledger, ...others }) => {
        const objects = Object.entries(ledger?.objects ?? {}).filter(([key]) => !key.startsWith(kind));
        return { ...others, ...(ledger && { ledger: { ...ledger, objects: Object.fromEntries(objects) } }) };
      }),
    });
    expect(campaignIn(await planOn(world, campaign(rowsOf(THIRD)), { snapshot: without('ledger/') }))).toMatchObject({
      roster: { added: 1, removed: 2 }, rows: [], unknown: [expect.stringMatching(/^where the rows of the campaign are/)],
    });
    const withoutCopy = await planOn(world, campaign(rowsOf(THIRD)), { snapshot: without('file/') });
    expect(campaignIn(withoutCopy)).toMatchObject({ roster: { rows: 1 }, gone: { staying: 2 } });
    expect(campaignIn(withoutCopy).unknown).toContain('which rows come in and which go, since the copy of the roster that the campaign follows is gone');
  });

  test('is in how many days as many invitations are sent as AWS takes, and which roles accept', async () => {
    const plan = await planOf(new CampaignWorld(), { A: campaign(BOTH, { acceptance: Acceptance.assumeRole({ roleName: 'Join' }) }) });
    expect(campaignIn(plan).invitations).toEqual({ count: 2, first: 2, reinvitations: 2 });
    expect(campaignIn(plan).unknown).toEqual([
      'in how many days all are sent: as many a day as AWS takes, and that quota can\'t be read',
      'in which accounts the role Join accepts, since roles of other accounts are not read',
    ]);
  });

  test('is what the function of another version does', async () => {
    const plan = await planOn(await invited(), campaign(rowsOf(THIRD)), { code: new Map() });
    expect(resourceIn(plan)).toMatchObject({ verb: 'unknown', unknown: ['its function is not that of this version of cdk-org-guard'] });
  });
});

test('drift is nothing that a campaign has, and the plan says so', async () => {
  const world = await invited();
  world.answerAs('decline', SECOND);
  const plan = await driftOf(world);
  expect(unitsIn(plan)).toEqual(['keeps 1 campaign']);
  expect(plan.remarks).toContain('What has become of the accounts of a campaign in A is no drift: cdk-org-guard progress tells it.');
});

test('an output that counts rows doesn\'t keep a stack from being planned', async () => {
  const declare = (accounts: readonly RosterRow[]) => (stack: Stack): void => {
    const made: InvitationCampaign = campaign(accounts)(stack);
    new CfnOutput(stack, 'Rows', { value: made.rows });
  };
  const world = new CampaignWorld();
  await world.deploy('A', declare(BOTH));
  expect(resourceIn(await planOf(world, { A: declare(rowsOf(FIRST)) })).verb).toBe('changes');
  expect(resourceIn(await planOf(world, { A: declare(BOTH) })).verb).toBe('keeps');
});

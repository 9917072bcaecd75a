import { DailyInvitations } from '../../../lib';
import { accountIds, campaign, CampaignWorld } from '../../support/declared-campaign';
import { UNIT } from '../../support/declared-invitations';
import { MINUTE, SECOND } from '../../support/times';

/** Lists show late what has happened, and miss what moves to another page while they are read. */

const ACCOUNTS = accountIds(30);
const [FIRST] = ACCOUNTS as [string];
const ROWS = ACCOUNTS.map((account) => ({ account }));

describe('a list of invitations that doesn\'t show yet what the last run has sent', () => {
  // Only the list was counted.
  test('has a run that is delivered twice not send more than a day has', async () => {
    const world = new CampaignWorld({ switches: { organizations: { readLag: MINUTE } } });
    await world.deploy('A', campaign(ROWS, { invitationsPerDay: DailyInvitations.of(3) }));
    while (world.runs.length === 0) await world.pass(SECOND);
    world.sandbox.home.schedules.deliverAgain();
    await world.pass(5 * MINUTE);
    expect(world.runs).toEqual(['DONE', 'DONE']);
    expect(world.invitations).toHaveLength(3);
    expect(world.status.lastDay).toEqual({ invitations: 3, most: 3 });
  });
});

describe('a list of accounts that doesn\'t show yet who has just accepted', () => {
  // The time since the invitation was taken for that since the acceptance, and who was taken to have left was never looked at again.
  test.each([['shows', true], ['doesn\'t show', false]])('has nobody taken to have left, also if the invitation %s the account', async (_, acceptedResource) => {
    const world = new CampaignWorld({ switches: { organizations: { readLag: MINUTE, acceptedResource } } });
    const email = `account-${FIRST}@example.com`;
    await world.deploy('A', campaign([{ email, organizationalUnitId: UNIT }]));
    while (world.runs.length < 3) await world.pass(SECOND);
    world.answerAs('accept', FIRST);
    world.sandbox.home.schedules.deliverAgain();
    await world.pass(5 * MINUTE);
    expect(world.counts).toEqual({ JOINED: 1 });
    await world.passHours(2);
    expect(world.counts).toEqual({ PLACED: 1 });
    expect(world.parentOf(FIRST)).toBe(UNIT);
  });
});

describe('a list of accounts that misses one, because another has left while it was read', () => {
  // Who was taken to have left was never looked at again.
  test('has nobody taken to have left who is a member', async () => {
    const world = new CampaignWorld({ organization: { accounts: ACCOUNTS.map((id) => ({ id })) } });
    await world.deploy('A', campaign(ROWS));
    await world.passHours(1);
    expect(world.counts).toEqual({ JOINED: 30 });
    const { faults } = world.sandbox;
    const around = faults.around.bind(faults);
    let pages = 0;
    faults.around = (operation, caller, call) => {
      if (operation === 'organizations:ListAccounts' && ++pages === 2) world.leave(FIRST);
      return around(operation, caller, call);
    };
    await world.passHours(50);
    expect(world.counts).toEqual({ JOINED: 29, LEFT: 1 });
    expect(world.told.filter((change) => change.endsWith('LEFT'))).toEqual([`${FIRST} JOINED LEFT`]);
  });
});

import { Acceptance } from '../../../lib';
import { accountIds, campaign, CampaignWorld } from '../../support/declared-campaign';
import { INVITE, joinRole, UNIT } from '../../support/declared-invitations';
import { PAYMENTS } from '../../support/ids';

const BY_ROLE = { acceptance: Acceptance.assumeRole({ roleName: 'Join' }) };

describe('a campaign whose invitations a role accepts', () => {
  test('invites, accepts and places in one run', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign([{ account: PAYMENTS, organizationalUnitId: UNIT }], BY_ROLE));
    await world.passHours(0.5);
    expect(world.counts).toEqual({ PLACED: 1 });
    expect(world.parentOf()).toBe(UNIT);
    expect(world.status.condition).toBe('FINISHED');
  });

  // Each role that couldn't be entered counted as a failure of the own side, and six of them stopped everybody's invitations.
  test('isn\'t stopped by accounts without the role that were invited before it was declared', async () => {
    const others = accountIds(6).map((account) => ({ account }));
    const world = new CampaignWorld();
    await world.deploy('A', campaign(others));
    await world.passHours(1);
    await world.deploy('A', campaign([...others, { account: PAYMENTS }], BY_ROLE));
    await world.passHours(1);
    expect(world.counts).toEqual({ INVITED: 6, JOINED: 1 });
    expect(world.status.stuck[0]).toEqual({ row: 1, name: '300000000000', state: 'INVITED', code: 'ROLE_NOT_ASSUMABLE' });
  });

  test('spends no invitation on an account whose role can\'t be entered, and looks again a day later', async () => {
    const roles = [joinRole({ principal: '999999999999' })];
    const world = new CampaignWorld({ roles });
    await world.deploy('A', campaign([{ account: PAYMENTS }], BY_ROLE));
    await world.passHours(20);
    expect(world.status.stuck).toEqual([{ row: 1, name: PAYMENTS, state: 'BLOCKED', code: 'ROLE_NOT_ASSUMABLE' }]);
    expect(world.calls).not.toContain(INVITE);
    await world.passHours(6);
    expect(world.calls.filter((call) => call === 'sts:AssumeRole').length).toBeGreaterThan(1);
  });
});

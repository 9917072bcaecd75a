import { Acceptance } from '../../../lib';
import { campaign, CampaignWorld } from '../../support/declared-campaign';
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

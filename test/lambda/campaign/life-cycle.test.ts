import { failuresOf } from '../../support/in-process';
import { accountIds, campaign, CampaignWorld } from '../../support/declared-campaign';
import { INVITE, UNIT } from '../../support/declared-invitations';

const [FIRST, SECOND, THIRD] = accountIds(3) as [string, string, string];
const ROWS = [{ account: FIRST, organizationalUnitId: UNIT }, { account: SECOND }, { account: THIRD, organizationalUnitId: UNIT }];

describe('a campaign', () => {
  test('is deployed with counts, and invites nobody meanwhile', async () => {
    const world = new CampaignWorld();
    const stack = await world.deploy('A', campaign(ROWS));
    expect(failuresOf(stack)).toEqual([]);
    expect(world.attributesOf('A', 'InvitationCampaign')).toEqual({
      Rows: '3', Queued: '3', Invited: '0', Joined: '0', Placed: '0', Declined: '0', Expired: '0', Blocked: '0', Skipped: '0', Left: '0',
    });
    expect(world.calls).not.toContain(INVITE);
  });

  test('invites, sees who has joined, places them, and tells each change once', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign(ROWS));
    await world.passHours(1);
    expect(world.counts).toEqual({ INVITED: 3 });
    world.answerAs('accept', THIRD);
    await world.passHours(1);
    expect(world.counts).toEqual({ INVITED: 2, PLACED: 1 });
    expect(world.parentOf(THIRD)).toBe(UNIT);
    expect(world.told).toEqual([
      `${FIRST} QUEUED INVITED`, `${SECOND} QUEUED INVITED`, `${THIRD} QUEUED INVITED`, `${THIRD} INVITED JOINED`, `${THIRD} JOINED PLACED`,
    ]);
    expect(world.runs).toEqual(['DONE', 'DONE']);
  });
});

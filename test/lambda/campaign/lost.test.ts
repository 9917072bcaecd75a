import { accountIds, campaign, CampaignWorld } from '../../support/declared-campaign';
import { INVITE } from '../../support/declared-invitations';

/** What is gone from the ledger of a campaign. */

const [FIRST] = accountIds(1) as [string];

async function withoutObjects(beginning: string): Promise<CampaignWorld> {
  const world = new CampaignWorld();
  await world.deploy('A', campaign([{ account: FIRST }]));
  await world.passHours(0.5);
  for (const bucket of world.sandbox.buckets.made) bucket.keys.filter((key) => key.startsWith(beginning)).forEach((key) => bucket.delete(key));
  await world.passHours(1);
  return world;
}

describe.each([['what became of the rows', 'ledger/'], ['the copy of the roster', 'file/']])('a campaign without %s', (_, beginning) => {
  test('stops, and invites nobody twice', async () => {
    const world = await withoutObjects(beginning);
    expect(world.head).toMatchObject({ pause: { kind: 'STOP', code: 'LEDGER_LOST' } });
    expect(world.runs).toEqual(['DONE', 'LEDGER_LOST']);
  });

  test('goes on with the next deployment', async () => {
    const world = await withoutObjects(beginning);
    await world.deploy('A', campaign([{ account: FIRST }], { generation: '2' }));
    await world.passHours(1);
    expect(world.counts).toEqual({ INVITED: 1 });
    expect(world.calls.filter((call) => call === INVITE)).toHaveLength(1);
  });
});

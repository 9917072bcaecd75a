import { plainContent } from '../../../sandbox/s3/plain-content';
import { accountIds, campaign, CampaignWorld } from '../../support/declared-campaign';
import { INVITE } from '../../support/declared-invitations';
import { ALWAYS, serviceError } from '../../support/effects';
import { failuresOf } from '../../support/in-process';

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

describe('a ledger that a newer version of the library has written', () => {
  // It was taken for none at all, and whoever had declined was invited again.
  test('is left alone, and so is everybody', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign([{ account: FIRST, generation: '1' }]));
    await world.passHours(1);
    world.answerAs('decline', FIRST);
    await world.passHours(1);
    const head = { ...world.head, format: 2 };
    for (const bucket of world.sandbox.buckets.made) {
      for (const key of bucket.keys.filter((each) => each.endsWith('head.json'))) bucket.put(key, plainContent(Buffer.from(JSON.stringify(head))));
    }
    const stack = await world.deploy('A', campaign([{ account: FIRST, generation: '1' }], { reinvitations: 1 }));
    expect(failuresOf(stack)[0]).toMatch(/LEDGER_TOO_NEW: the ledger of the campaign \(s3:.*head\.json\) is written in format 2, and this version of the library reads 1\. /);
    await world.passHours(2);
    expect(world.head).toEqual(head);
    expect(world.states).toEqual(['DECLINED']);
    expect(world.runs.at(-1)).toBe('LEDGER_TOO_NEW');
  });
});

describe('a campaign whose bucket is gone', () => {
  // Nothing but leaving the resource out would have let the stack go.
  test('can be deleted', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign([{ account: FIRST }]));
    for (const operation of ['s3:ListBucket', 's3:GetObject']) world.fault(operation, serviceError('NoSuchBucket', {}, 404), ALWAYS);
    expect((await world.destroy('A')).status).toBe('DELETE_COMPLETE');
  });
});

import { plainContent } from '../../../sandbox/s3/plain-content';
import { accountIds, campaign, CampaignWorld } from '../../support/declared-campaign';
import { INVITE, OTHER_UNIT, UNIT } from '../../support/declared-invitations';
import { ALWAYS, serviceError } from '../../support/effects';
import { failuresOf } from '../../support/in-process';

/** What is gone from the ledger of a campaign. */

const [FIRST] = accountIds(1) as [string];
const ROWS = [{ account: FIRST, organizationalUnitId: UNIT }];

async function begun(): Promise<CampaignWorld> {
  const world = new CampaignWorld();
  await world.deploy('A', campaign(ROWS));
  await world.passHours(0.5);
  return world;
}

function lose(world: CampaignWorld, beginning: string): Promise<void> {
  for (const bucket of world.sandbox.buckets.made) bucket.keys.filter((key) => key.startsWith(beginning)).forEach((key) => bucket.delete(key));
  return world.passHours(1);
}

describe.each([
  { what: 'what became of the rows', beginning: 'ledger/', code: 'CAMPAIGN_LEDGER_LOST', parent: UNIT },
  { what: 'the copy of the roster', beginning: 'file/', code: 'CAMPAIGN_ROSTER_LOST', parent: OTHER_UNIT },
])('a campaign without $what', ({ beginning, code, parent }) => {
  test('stops, and invites nobody twice', async () => {
    const world = await begun();
    await lose(world, beginning);
    expect(world.head).toMatchObject({ pause: { kind: 'STOP', code } });
    expect(world.runs).toEqual(['DONE', code]);
  });

  test('goes on with the next deployment', async () => {
    const world = await begun();
    await lose(world, beginning);
    await world.deploy('A', campaign(ROWS, { generation: '2' }));
    await world.passHours(1);
    expect(world.counts).toEqual({ INVITED: 1 });
    expect(world.calls.filter((call) => call === INVITE)).toHaveLength(1);
  });

  // Also with the roster only, all that was known of the rows was given up.
  test('leaves a member where somebody has moved it, unless nobody knows that it was placed', async () => {
    const world = await begun();
    world.answerAs('accept', FIRST);
    await world.passHours(1);
    const member = world.organization.members.get(FIRST);
    if (member) member.parentId = OTHER_UNIT;
    await lose(world, beginning);
    await world.passHours(24);
    await world.deploy('A', campaign(ROWS, { generation: '2' }));
    await world.passHours(1);
    expect(world.counts).toEqual({ PLACED: 1 });
    expect(world.parentOf(FIRST)).toBe(parent);
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

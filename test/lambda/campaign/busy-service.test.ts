import { RemovalPolicy } from 'aws-cdk-lib';
import { accountIds, campaign, CampaignWorld } from '../../support/declared-campaign';
import { INVITE, UNIT } from '../../support/declared-invitations';
import { ALWAYS, serviceError } from '../../support/effects';
import { MINUTE, SECOND as ONE_SECOND } from '../../support/times';

/** What goes on being refused takes the time of a row, and not that of all others. */

const [FIRST, SECOND, THIRD] = accountIds(3) as [string, string, string];
const THROTTLED = serviceError('TooManyRequestsException');

/** Invitations of one account fail inside the service, however often they are tried. */
function failFor(world: CampaignWorld, account: string): void {
  const { sandbox } = world;
  const answer = sandbox.answer.bind(sandbox);
  sandbox.answer = async (request) => {
    const isOf = new TextDecoder().decode(request.body).includes(account) && JSON.stringify(request.headers).includes('InviteAccountToOrganization');
    return isOf ? { status: 500, headers: {}, body: JSON.stringify({ __type: 'ServiceException' }) } : answer(request);
  };
}

describe('an account whose invitation fails inside the service', () => {
  // Each run spent its time on the first row, and began with it again.
  test('keeps nobody else from being invited, and is tried again', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign([{ account: FIRST }, { account: SECOND }, { account: THIRD }]));
    failFor(world, FIRST);
    await world.passHours(3);
    expect(world.counts).toEqual({ QUEUED: 1, INVITED: 2 });
    expect(world.status.stuck).toEqual([{ row: 1, name: FIRST, state: 'QUEUED', code: 'SERVICE_UNAVAILABLE' }]);
  });
});

describe('throttled moves', () => {
  // A run spent all of its time on the first one, and the rest was put off for a day.
  test('keep nobody from being invited, and follow when they can', async () => {
    const world = new CampaignWorld({ organization: { accounts: [{ id: FIRST }, { id: SECOND }] } });
    await world.deploy('A', campaign([FIRST, SECOND, THIRD].map((account) => ({ account, organizationalUnitId: UNIT }))));
    world.fault('organizations:MoveAccount', THROTTLED, ALWAYS);
    await world.passHours(1);
    expect(world.counts).toEqual({ JOINED: 2, INVITED: 1 });
    world.sandbox.faults.clear();
    await world.passHours(2);
    expect(world.counts).toEqual({ PLACED: 2, INVITED: 1 });
  });
});

describe('a run that meets throttling all the time', () => {
  test('has time to tell what it has seen', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign([{ account: FIRST }, { account: SECOND }]));
    await world.passHours(0.5);
    world.answerAs('accept', SECOND);
    world.fault(INVITE, THROTTLED, ALWAYS);
    await world.deploy('A', campaign([{ account: FIRST }, { account: SECOND }, { account: THIRD }]));
    await world.passHours(1);
    expect(world.status).toMatchObject({ condition: 'WAITING', code: 'THROTTLED', counts: { QUEUED: 1, INVITED: 1, JOINED: 1 } });
    expect(world.told.at(-1)).toBe(`${SECOND} INVITED JOINED`);
  });
});

describe('a campaign that goes while a run still tries to invite', () => {
  const other = campaign([{ account: SECOND }], {}, 'Other');

  async function removed(removalPolicy: RemovalPolicy): Promise<readonly [sinceAnswer: number, state: string | undefined]> {
    const world = new CampaignWorld();
    world.fault(INVITE, THROTTLED, ALWAYS);
    await world.deploy('A', (stack) => { campaign([{ account: FIRST }], { removalPolicy })(stack); });
    while (!world.calls.includes(INVITE)) await world.pass(ONE_SECOND);
    await world.time.run((async () => {
      const deployed = world.deploying('A', other);
      await world.time.sleep(16 * ONE_SECOND);
      world.sandbox.faults.clear();
      await deployed;
    })());
    const answered = world.time.now();
    await world.pass(10 * MINUTE);
    const [invitation] = world.invitations.filter(({ recipient }) => recipient?.id === FIRST);
    return [(invitation?.requestedAt ?? 0) - answered, invitation && world.sandbox.organizations.handshakes.stateOf(invitation)];
  }

  // Each attempt of an invitation was made whoever had taken the campaign meanwhile, for minutes.
  test('has ended it when the deletion is answered', async () => {
    const [sinceAnswer] = await removed(RemovalPolicy.RETAIN);
    expect(sinceAnswer).toBeLessThan(0);
  });

  test('takes back with DESTROY what that has sent', async () => {
    expect(await removed(RemovalPolicy.DESTROY)).toEqual([expect.any(Number), 'CANCELED']);
  });
});

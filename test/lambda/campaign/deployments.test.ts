import { RemovalPolicy } from 'aws-cdk-lib';
import { accountIds, campaign, CampaignWorld } from '../../support/declared-campaign';
import { INVITE, OTHER_UNIT, UNIT } from '../../support/declared-invitations';
import { ALWAYS, serviceError } from '../../support/effects';
import { failuresOf } from '../../support/in-process';

/** What deployments and deletions do to a campaign that is under way. */

const [FIRST, SECOND, THIRD] = accountIds(3) as [string, string, string];
const BOTH = [{ account: FIRST }, { account: SECOND }];

describe('another roster', () => {
  test('is followed from the next run on, and leaves pending invitations of rows that have gone', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign(BOTH));
    await world.passHours(1);
    const calls = world.calls.length;
    await world.deploy('A', campaign([{ account: SECOND }, { account: THIRD }]));
    expect(world.writesSince(calls).filter((call) => call.startsWith('organizations:'))).toEqual([]);
    expect(world.attributesOf('A', 'InvitationCampaign')).toMatchObject({ Rows: '2', Invited: '1', Queued: '1' });
    await world.passHours(1);
    expect(world.counts).toEqual({ INVITED: 2 });
    expect(world.states).toEqual(['REQUESTED', 'REQUESTED', 'REQUESTED']);
  });

  test('cancels them with cancelRemoved, but not what somebody else has sent', async () => {
    const world = new CampaignWorld();
    world.sandbox.organizations.handshakes.add({ action: 'INVITE', organizationId: world.organization.id, recipient: { type: 'ACCOUNT', id: FIRST } });
    await world.passHours(1);
    await world.deploy('A', campaign(BOTH, { cancelRemoved: true }));
    await world.passHours(1);
    await world.deploy('A', campaign([{ account: THIRD }], { cancelRemoved: true }));
    await world.passHours(1);
    expect(world.invitations.map(({ recipient }) => recipient?.id)).toEqual([FIRST, SECOND, THIRD]);
    expect(world.states).toEqual(['REQUESTED', 'CANCELED', 'REQUESTED']);
  });

  test('that brings a row back invites its account again', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign(BOTH, { cancelRemoved: true }));
    await world.passHours(1);
    await world.deploy('A', campaign([{ account: FIRST }], { cancelRemoved: true }));
    await world.passHours(1);
    await world.deploy('A', campaign(BOTH, { cancelRemoved: true }));
    await world.passHours(1);
    expect(world.states).toEqual(['REQUESTED', 'CANCELED', 'REQUESTED']);
  });

  test('that is rolled back isn\'t followed', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign([{ account: FIRST }]));
    await world.passHours(1);
    const stack = await world.deploy('A', (scope) => {
      const made = campaign(BOTH)(scope);
      const failing = campaign([{ account: THIRD }], {}, 'Failing')(scope);
      failing.node.addDependency(made);
      (failing.node.findChild('Resource').node.defaultChild as unknown as { addPropertyOverride(path: string, value: unknown): void }).addPropertyOverride('Source.Key', 'gone');
    });
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    await world.passHours(2);
    expect(world.invitations.map(({ recipient }) => recipient?.id)).toEqual([FIRST]);
  });
});

describe('deleting the stack', () => {
  test('ends the campaign, and leaves pending invitations', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign(BOTH));
    await world.passHours(1);
    expect((await world.destroy('A')).status).toBe('DELETE_COMPLETE');
    const calls = world.calls.length;
    await world.passHours(48);
    expect(world.calls.slice(calls)).toEqual([]);
    expect(world.states).toEqual(['REQUESTED', 'REQUESTED']);
  });

  test('cancels with DESTROY what the campaign has sent, and nothing else', async () => {
    const world = new CampaignWorld();
    world.sandbox.organizations.handshakes.add({ action: 'INVITE', organizationId: world.organization.id, recipient: { type: 'ACCOUNT', id: FIRST } });
    await world.passHours(1);
    await world.deploy('A', campaign(BOTH, { removalPolicy: RemovalPolicy.DESTROY }));
    await world.passHours(1);
    await world.destroy('A');
    expect(world.states).toEqual(['REQUESTED', 'CANCELED']);
  });
});

describe('an invitation of an account that has joined by another one', () => {
  async function unanswered(): Promise<CampaignWorld> {
    const world = new CampaignWorld();
    await world.deploy('A', campaign([{ account: FIRST }], { removalPolicy: RemovalPolicy.DESTROY }));
    await world.passHours(1);
    const recipient = { type: 'EMAIL', id: `account-${FIRST}@example.com` } as const;
    world.sandbox.organizations.handshakes.add({ action: 'INVITE', organizationId: world.organization.id, recipient });
    world.answerAs('accept', FIRST);
    await world.passHours(30);
    expect(world.counts).toEqual({ JOINED: 1 });
    expect(world.states).toEqual(['REQUESTED', 'ACCEPTED']);
    return world;
  }

  // It was forgotten once the account was a member.
  test('is canceled with DESTROY as well', async () => {
    const world = await unanswered();
    await world.destroy('A');
    expect(world.states).toEqual(['CANCELED', 'ACCEPTED']);
  });

  // An invitation that isn't there any more is denied, and the stack couldn't be deleted.
  test('is left alone once it has expired', async () => {
    const world = await unanswered();
    await world.passHours(50 * 24);
    expect((await world.destroy('A')).status).toBe('DELETE_COMPLETE');
  });
});

describe('an account that has another row than the one by which it was placed', () => {
  // The other row moved it once more.
  test('is left where somebody has moved it since', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign([{ account: FIRST, organizationalUnitId: UNIT }]));
    await world.passHours(1);
    world.answerAs('accept', FIRST);
    await world.passHours(1);
    expect(world.parentOf(FIRST)).toBe(UNIT);
    const member = world.organization.members.get(FIRST);
    if (member) member.parentId = OTHER_UNIT;
    await world.deploy('A', campaign([{ email: `account-${FIRST}@example.com`, organizationalUnitId: UNIT }]));
    await world.passHours(48);
    expect(world.counts).toEqual({ PLACED: 1 });
    expect(world.parentOf(FIRST)).toBe(OTHER_UNIT);
  });
});

describe('a row that was out of the roster for a while', () => {
  // Nobody was told what had become of it meanwhile.
  test('has the state told that it has come into since', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign(BOTH));
    await world.passHours(1);
    await world.deploy('A', campaign([{ account: FIRST }]));
    world.answerAs('decline', SECOND);
    await world.passHours(3);
    expect(world.told.at(-1)).toBe(`${SECOND} QUEUED INVITED`);
    await world.deploy('A', campaign(BOTH));
    await world.passHours(2);
    expect(world.told.slice(2)).toEqual([`${SECOND} INVITED DECLINED`]);
  });
});

describe('a deletion that can\'t cancel what was sent', () => {
  // It was answered as if nothing were left.
  test('fails and says why, and the next one goes on', async () => {
    const world = new CampaignWorld();
    await world.deploy('A', campaign(BOTH, { removalPolicy: RemovalPolicy.DESTROY }));
    await world.passHours(1);
    world.fault('organizations:CancelHandshake', serviceError('AccessDeniedException'), ALWAYS);
    const stack = await world.destroy('A');
    expect(stack.status).toBe('DELETE_FAILED');
    expect(failuresOf(stack)).toEqual([expect.stringContaining('ACCESS_DENIED: canceling the invitations that the campaign has sent')]);
    world.sandbox.faults.clear();
    expect((await world.destroy('A')).status).toBe('DELETE_COMPLETE');
    expect(world.states).toEqual(['CANCELED', 'CANCELED']);
  });
});

describe('a stack that was rolled back for the first time', () => {
  test('invites nobody', async () => {
    const world = new CampaignWorld();
    const stack = await world.deploy('A', (scope) => {
      const failing = campaign(BOTH)(scope);
      (failing.node.findChild('Resource').node.defaultChild as unknown as { addPropertyOverride(path: string, value: unknown): void }).addPropertyOverride('Source.Key', 'gone');
    });
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    await world.passHours(2);
    expect(world.calls).not.toContain(INVITE);
  });
});

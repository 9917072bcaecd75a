import { RemovalPolicy } from 'aws-cdk-lib';
import { DailyInvitations } from '../../../lib';
import { accountIds, campaign, CampaignWorld } from '../../support/declared-campaign';
import { INVITE } from '../../support/declared-invitations';
import { killed } from '../../support/effects';

/** Whose an invitation is that a run may have sent which was ended. */

const [FIRST, SECOND] = accountIds(2) as [string, string];
const OWN = { removalPolicy: RemovalPolicy.DESTROY, invitationsPerDay: DailyInvitations.of(1) };

/** A campaign whose first run was ended as it invited the only account. */
async function ended(moment: 'BEFORE' | 'AFTER'): Promise<CampaignWorld> {
  const world = new CampaignWorld();
  world.fault(INVITE, killed(moment));
  await world.deploy('A', campaign([{ account: FIRST }], OWN));
  await world.passHours(0.5);
  return world;
}

function invitedBySomebodyElse(world: CampaignWorld, account: string): void {
  world.sandbox.organizations.handshakes.add({ action: 'INVITE', organizationId: world.organization.id, recipient: { type: 'ACCOUNT', id: account } });
}

test('an invitation that the run has sent is the campaign\'s own, and is canceled with it', async () => {
  const world = await ended('AFTER');
  await world.passHours(1);
  expect(world.counts).toEqual({ INVITED: 1 });
  await world.destroy('A');
  expect(world.states).toEqual(['CANCELED']);
});

// What was about to be sent had no end, so that an invitation of days later was taken for it.
test('an invitation that somebody else sends later isn\'t', async () => {
  const world = await ended('BEFORE');
  // The invitation of the day is used up, so that no run means to invite again.
  invitedBySomebodyElse(world, SECOND);
  await world.passHours(1);
  expect(world.counts).toEqual({ QUEUED: 1 });
  invitedBySomebodyElse(world, FIRST);
  await world.passHours(1);
  expect(world.counts).toEqual({ INVITED: 1 });
  await world.destroy('A');
  expect(world.states).toEqual(['REQUESTED', 'REQUESTED']);
});

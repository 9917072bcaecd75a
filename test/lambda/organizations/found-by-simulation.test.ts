import { InvitationTarget } from '../../../lib';
import { Waiting, waitingEvent } from '../../support/awaited-invitation';
import { after, byEmail, DATA, FAILING, invitation, InvitingWorld } from '../../support/declared-invitations';
import { PAYMENTS } from '../../support/ids';
import { MINUTE } from '../../support/times';

/** What the simulation found, each with the seed of the run that did. */

describe('an event that reaches the waiting function late, when CloudFormation\'s own limit is near (seed 101003730)', () => {
  /** Waits for one minute, with an event that was made some minutes ago. */
  async function secondsWaited(minutesLate: number): Promise<number> {
    const world = new InvitingWorld();
    await world.deploy('A', invitation());
    const made = new Date(Math.ceil(world.time.now() / 1000) * 1000).toISOString().replace(/[-:]|\.\d+/g, '');
    const event = { ...waitingEvent(world, { TimeoutMinutes: '1', OnTimeout: 'CONTINUE' }), ResponseURL: `https://answers.example.com/?X-Amz-Date=${made}` };
    await world.time.run(world.time.sleep(minutesLate * MINUTE));
    const result = await world.time.run(new Waiting(world).until(event));
    expect(result.data).toMatchObject({ State: 'PENDING' });
    return result.seconds;
  }

  test('is waited for as long as declared, if that much time is left', async () => {
    expect(await secondsWaited(3.9)).toBe(60);
  });

  test('is answered at the first look, if less is left', async () => {
    expect(await secondsWaited(5.9)).toBe(0);
  });
});

describe('a rollback to a member gives it the tags again that somebody has removed meanwhile (seed 200017763)', () => {
  test.each([
    { acceptedParty: 'EMAIL', acceptedResource: true }, { acceptedParty: 'ACCOUNT', acceptedResource: true }, { acceptedParty: 'EMAIL', acceptedResource: false },
  ] as const)('when its handshake shows its $acceptedParty (in its resources: $acceptedResource)', async (organizations) => {
    const world = new InvitingWorld({ switches: { organizations } });
    const Team = 'Payments';
    await world.deploy('A', invitation({ ...byEmail(), tags: { Team } }));
    world.answerAs('accept');
    world.organization.tagsOf(PAYMENTS).clear();
    const stack = await world.deploy('A', after(invitation({ target: InvitationTarget.account(DATA), tags: { Team } }), FAILING));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect([...world.organization.tagsOf(PAYMENTS)]).toEqual([['Team', 'Payments']]);
  });
});

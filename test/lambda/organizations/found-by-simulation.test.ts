import type { Stack } from 'aws-cdk-lib';
import { Acceptance, InvitationTarget } from '../../../lib';
import { Waiting, waitingEvent } from '../../support/awaited-invitation';
import { after, byEmail, DATA, FAILING, invitation, InvitingWorld, JOIN_ROLE } from '../../support/declared-invitations';
import { serviceError } from '../../support/effects';
import { PAYMENTS } from '../../support/ids';
import { failuresOf } from '../../support/in-process';
import { link, messageOf } from '../../support/messages';
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

/** What the resources of stack A have, without what that replaces. */
function idsIn(world: InvitingWorld): string[] {
  const { resources } = world.sandbox.cloudFormation.existing('A');
  return [...resources.values()].filter(({ type }) => type.endsWith('AccountInvitation')).map(({ physicalId }) => physicalId.replace(/;.*/, '')).sort();
}

// The refused update leaves its properties behind: the next one has the member in its old properties, beside the id of the invitation. Until the stack is
// rolled back it can only be updated without rollback.
describe('a member keeps no invitation of another account after an update that was refused without rollback (seed 1013177)', () => {
  const ofMember = invitation({ target: InvitationTarget.account(DATA) });

  function both(scope: Stack): void {
    ofMember(scope);
    invitation({}, 'Successor')(scope);
  }

  async function refusedTwice(declared: (scope: Stack) => void): Promise<InvitingWorld> {
    const world = new InvitingWorld();
    world.join(DATA);
    await world.deploy('A', invitation());
    await world.deploy('A', declared, { rollback: false });
    expect(await world.deploy('A', declared, { rollback: false })).toMatchObject({ status: 'UPDATE_FAILED' });
    expect(world.results.filter((result) => result.startsWith('Update'))).toEqual(Array(2).fill('Update REPLACEMENT_WITHOUT_ROLLBACK'));
    expect(world.states).toEqual(['REQUESTED']);
    return world;
  }

  test('one that nobody declares any more is canceled once there is a rollback', async () => {
    const world = await refusedTwice(ofMember);
    await world.rollBack('A');
    await world.deploy('A', ofMember);
    expect(idsIn(world)).toEqual([`member:${DATA}`]);
    expect(world.states).toEqual(['CANCELED']);
  });

  test('one that another construct has taken over is only that one\'s in the end, and is canceled with it', async () => {
    const world = await refusedTwice(both);
    await world.rollBack('A');
    await world.deploy('A', both);
    expect(idsIn(world)).toEqual([`created:${world.invitations[0]?.id}`, `member:${DATA}`]);
    expect(world.states).toEqual(['REQUESTED']);
    await world.deploy('A', ofMember);
    expect(world.states).toEqual(['CANCELED']);
  });

  test('one that is its own, and is forgotten by now, stays', async () => {
    const world = new InvitingWorld();
    const tagged = (Team: string): ((scope: Stack) => void) => invitation({ tags: { Team } });
    await world.deploy('A', tagged('Payments'));
    const ids = idsIn(world);
    world.answerAs('accept');
    await world.pass(31 * 24 * 60 * MINUTE);
    expect(await world.deploy('A', tagged('Data'), { rollback: false })).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(idsIn(world)).toEqual(ids);
    expect([...world.organization.tagsOf(PAYMENTS)]).toEqual([['Team', 'Data']]);
  });
});

// Once an invitation by an address is accepted, it may show the id of the account. So it is that of both constructs.
describe('an account that is declared by its id now leaves an accepted invitation to the construct that has taken it over (seed 1075121)', () => {
  const switches = { organizations: { acceptedParty: 'ACCOUNT' } } as const;
  const byAddress = invitation(byEmail());
  const successor = invitation({ ...byEmail(), acceptance: Acceptance.assumeRole({ roleArn: JOIN_ROLE }) }, 'Successor');
  const LOOK = 'cloudformation:ListStackResources';

  /** The successor takes the pending invitation over, and has accepted it when the first construct is updated. */
  const accepted = after(successor, invitation());

  test('in the same update', async () => {
    const world = new InvitingWorld({ switches });
    await world.deploy('A', byAddress);
    expect(await world.deploy('A', accepted)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(idsIn(world)).toEqual([`created:${world.invitations[0]?.id}`, `member:${PAYMENTS}`]);
    expect(world.states).toEqual(['ACCEPTED']);
  });

  test('in a later one, which would go back to it', async () => {
    const world = new InvitingWorld({ switches });
    await world.deploy('A', byAddress);
    await world.deploy('A', after(successor, invitation({ target: InvitationTarget.account(DATA) })));
    expect(await world.deploy('A', accepted)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(idsIn(world)).toEqual([`created:${world.invitations[0]?.id}`, `member:${PAYMENTS}`]);
    expect(world.states).toEqual(['ACCEPTED', 'CANCELED']);
  });

  test('after an update that was refused without rollback, once there is one', async () => {
    const world = new InvitingWorld({ switches });
    const both = (scope: Stack): void => {
      invitation()(scope);
      successor(scope);
    };
    await world.deploy('A', byAddress);
    await world.deploy('A', both, { rollback: false });
    expect(await world.deploy('A', both, { rollback: false })).toMatchObject({ status: 'UPDATE_FAILED' });
    expect(world.results.filter((result) => result.startsWith('Update'))).toEqual(Array(2).fill('Update REPLACEMENT_WITHOUT_ROLLBACK'));
    expect(world.states).toEqual(['ACCEPTED']);
    await world.rollBack('A');
    expect(await world.deploy('A', both)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(idsIn(world)).toEqual([`created:${world.invitations[0]?.id}`, `member:${PAYMENTS}`]);
  });

  test('and keeps it if nobody has, after one look at the stack', async () => {
    const world = new InvitingWorld({ switches });
    await world.deploy('A', byAddress);
    world.answerAs('accept');
    const ids = idsIn(world);
    const calls = world.calls.length;
    expect(await world.deploy('A', invitation())).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(idsIn(world)).toEqual(ids);
    expect(world.calls.slice(calls).filter((operation) => operation.startsWith('cloudformation:'))).toEqual([LOOK]);
  });

  test('and isn\'t sure of that if the stack can\'t be looked at, which doesn\'t hinder the rollback', async () => {
    const world = new InvitingWorld({ switches });
    await world.deploy('A', byAddress);
    world.answerAs('accept');
    const ids = idsIn(world);
    world.fault(LOOK, serviceError('AccessDeniedException'), 20);
    const stack = await world.deploy('A', invitation());
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(failuresOf(stack)).toHaveLength(1);
    expect(messageOf(stack)).toBe(`ACCESS_DENIED: looking whether another resource of the stack holds the invitation of account ${PAYMENTS} is not allowed for the function of `
      + `this stack: "AccessDeniedException on demand". Look for what denies ${LOOK} in this account (a service control policy, a permissions boundary, missing `
      + 'delegated administration, or a changed policy of the function), have its owner allow it, then deploy again. '
      + `[AccessDeniedException, ${LOOK}, request …] ${link('access_denied')}`);
    expect(idsIn(world)).toEqual(ids);
  });
});

import { BY_ROLE, after, byEmail, FAILING, invitation, InvitingWorld, OTHER_UNIT, UNIT } from '../../support/declared-invitations';
import { PAYMENTS } from '../../support/ids';
import { failuresOf } from '../../support/in-process';
import { link, messageOf } from '../../support/messages';

/** A closed account stays a member of its organization until it is gone for good. */

const STATES = ['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'] as const;
const PLACED = { organizationalUnitId: UNIT };
const TAGGED = { tags: { team: 'payments' } };

function worldWith(state: (typeof STATES)[number] | 'ACTIVE' | 'PENDING_ACTIVATION', switches = {}): InvitingWorld {
  return new InvitingWorld({ organization: { accounts: [{ id: PAYMENTS, state, organizationalUnit: 'Workloads' }] }, switches: { organizations: switches } });
}

/** The account is closed after it was deployed. */
async function closedAfter(props: object): Promise<InvitingWorld> {
  const world = worldWith('ACTIVE');
  await world.deploy('A', invitation(props));
  world.sandbox.organizations.accounts.get(PAYMENTS).state = 'CLOSED';
  return world;
}

describe.each(STATES)('an account whose state is %s', (state) => {
  test.each([
    { what: 'by its id', props: {} },
    { what: 'by its e-mail address', props: byEmail(), tried: ['organizations:InviteAccountToOrganization'] },
    { what: 'with a unit', props: { organizationalUnitId: OTHER_UNIT } },
  ])('fails a new declaration of it $what, and nothing is written', async ({ props, tried = [] }) => {
    const world = worldWith(state);
    const stack = await world.deploy('A', invitation(props));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(messageOf(stack)).toBe(`ACCOUNT_SUSPENDED_OR_CLOSED: account ${PAYMENTS} is in the organization, but its state is ${state}, so it is neither tagged nor moved. `
      + 'Have AWS Support reopen or reinstate the account (a closed one within 90 days), or remove its invitation from the template, then deploy again. '
      + link('account_suspended_or_closed'));
    expect(world.writesSince(0)).toEqual(tried);
  });

  test('is told by its State, also where the older Status isn\'t there any more', async () => {
    expect(messageOf(await worldWith(state, { accountStatus: false }).deploy('A', invitation()))).toMatch(/^ACCOUNT_SUSPENDED_OR_CLOSED: /);
  });
});

test('an account that isn\'t activated yet is a member like any other', async () => {
  expect(await worldWith('PENDING_ACTIVATION').deploy('A', invitation(PLACED))).toMatchObject({ status: 'CREATE_COMPLETE' });
});

describe('an account that was closed after it was deployed', () => {
  test.each([
    { what: 'nothing of it changes', before: PLACED, props: { ...PLACED, generation: '2' } },
    { what: 'it was a member before, and has its tags', before: TAGGED, props: { ...TAGGED, generation: '2' } },
    { what: 'it could be accepted by a role', before: BY_ROLE, props: { ...BY_ROLE, generation: '2' } },
  ])('fails no update that writes nothing: $what', async ({ before, props }) => {
    const world = await closedAfter(before);
    expect(await world.deploy('A', invitation(props))).toMatchObject({ status: 'UPDATE_COMPLETE' });
  });

  test.each([
    { what: 'moved', props: { organizationalUnitId: OTHER_UNIT } },
    { what: 'tagged', props: { ...PLACED, ...TAGGED } },
  ])('fails an update by which it would be $what, and not its rollback', async ({ props }) => {
    const world = await closedAfter(PLACED);
    const began = world.calls.length;
    const stack = await world.deploy('A', invitation(props));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(messageOf(stack)).toMatch(/^ACCOUNT_SUSPENDED_OR_CLOSED: account 111122223333 /);
    expect(failuresOf(stack)).toHaveLength(1);
    expect(world.writesSince(began)).toEqual([]);
    expect(world.parentOf()).toBe(UNIT);
  });

  test('doesn\'t fail the rollback of an update that has moved it', async () => {
    const world = worldWith('ACTIVE');
    await world.deploy('A', invitation(PLACED));
    world.fault('organizations:InviteAccountToOrganization', { kind: 'DELAYED', milliseconds: 60_000 });
    const deploying = world.deploying('A', after(invitation({ organizationalUnitId: OTHER_UNIT }), FAILING));
    const closing = world.time.sleep(30_000).then(() => { world.sandbox.organizations.accounts.get(PAYMENTS).state = 'CLOSED'; });
    const [stack] = await world.time.run(Promise.all([deploying, closing]));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(world.parentOf()).toBe(OTHER_UNIT);
  });
});

import { byEmail, invitation, InvitingWorld } from '../../support/declared-invitations';
import { PAYMENTS } from '../../support/ids';
import { LOOK_ALIKES } from '../../support/look-alikes';

/** Accounts whose e-mail address is written like the declared one, and isn't the same. */

// Only these are addresses that the constructs take.
const ADDRESSES = LOOK_ALIKES.filter(({ declared }) => /^[ -~]+$/.test(declared));

test.each(ADDRESSES)('a member whose address differs in $how is not taken for the declared account', async ({ declared, theirs }) => {
  const world = new InvitingWorld({ organization: { accounts: [{ id: PAYMENTS }] } });
  world.sandbox.organizations.accounts.get(PAYMENTS).email = theirs;
  await world.deploy('A', invitation({ ...byEmail(declared), tags: { team: 'skip' } }));
  expect(world.results[0]).not.toBe('Create ALREADY_MEMBER');
  expect([...world.organization.tagsOf(PAYMENTS)]).toEqual([]);
});

test('an invitation whose recipient differs from the declared one by the Kelvin sign is not reused', async () => {
  const world = new InvitingWorld({ organization: { handshakes: [{ email: 's\u212aip@example.com' }] } });
  const [pending] = world.invitations;
  await world.deploy('A', invitation(byEmail('skip@example.com')));
  expect(world.sandbox.cloudFormation.existing('A').status).toBe('ROLLBACK_COMPLETE');
  expect(world.invitations).toEqual([pending]);
});

import type { Stack } from 'aws-cdk-lib';
import { Acceptance, AllFeatures, InvitationTarget } from '../../../lib';
import { after, BY_ROLE, DATA, FAILING, invitation, InvitingWorld, MANAGEMENT, UNIT } from '../../support/declared-invitations';
import { physicalIdOf } from '../../support/in-process';

/** A rollback can't bring everything back. It always ends, and nothing is sent, accepted or confirmed in it. */

async function ended(world: InvitingWorld, declare: (scope: Stack) => unknown): Promise<void> {
  const stack = await world.deploy('A', (scope) => { declare(scope); });
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
}

test('an invitation that was declined is not sent again', async () => {
  const world = new InvitingWorld({ organization: { dailyInvitations: 20 } });
  await world.deploy('A', invitation());
  const owned = physicalIdOf(world.sandbox.cloudFormation.existing('A'));
  world.answerAs('decline');
  world.fault('organizations:InviteAccountToOrganization', {
    kind: 'ERROR', code: 'HandshakeConstraintViolationException', httpStatus: 400, fields: { Reason: 'HANDSHAKE_RATE_LIMIT_EXCEEDED' },
  });
  await ended(world, invitation({ generation: '2' }));
  expect(world.states).toEqual(['DECLINED']);
  expect(physicalIdOf(world.sandbox.cloudFormation.existing('A'))).toBe(owned);
});

test.each(['NEW', 'OLD'] as const)('the invitation of the target before is not sent again, with the %s id', async (rollbackPhysicalId) => {
  const world = new InvitingWorld({ switches: { rollbackPhysicalId } });
  await world.deploy('A', invitation());
  const owned = physicalIdOf(world.sandbox.cloudFormation.existing('A'));
  world.answerAs('decline');
  await ended(world, after(invitation({ target: InvitationTarget.account(DATA) }), FAILING));
  expect(world.invitations).toHaveLength(2);
  expect(physicalIdOf(world.sandbox.cloudFormation.existing('A'))).toBe(owned);
});

test('no role accepts, although the account has left', async () => {
  const world = new InvitingWorld();
  await world.deploy('A', invitation(BY_ROLE));
  world.leave();
  await ended(world, invitation({ acceptance: Acceptance.assumeRole({ roleName: 'Nobody' }), generation: '2' }));
  expect(world.parentOf()).toBeUndefined();
});

test('an account goes back to where it was declared to be', async () => {
  const world = new InvitingWorld();
  world.join();
  await world.deploy('A', invitation({ organizationalUnitId: UNIT }));
  const root = world.organization.rootId;
  await ended(world, after(invitation({ organizationalUnitId: root }), FAILING));
  expect(world.parentOf()).toBe(UNIT);
});

test('all features are neither requested nor confirmed', async () => {
  const world = new InvitingWorld({ organization: { featureSet: 'CONSOLIDATED_BILLING', accounts: [{ id: DATA }] } });
  await world.deploy('A', (scope) => { new AllFeatures(scope, 'AllFeatures'); });
  const { handshakes } = world.sandbox.organizations;
  const approval = handshakes.all.find(({ action }) => action === 'APPROVE_ALL_FEATURES');
  world.sandbox.handshakeAnswers.decline(approval!, world.sandbox.callers.personIn(DATA));
  const before = world.calls.length;
  await ended(world, (scope) => new AllFeatures(scope, 'AllFeatures', { finalize: true }));
  expect(world.writesSince(before)).toEqual([]);
  expect(world.organization.managementAccountId).toBe(MANAGEMENT);
});

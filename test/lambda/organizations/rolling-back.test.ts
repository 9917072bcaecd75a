import { Acceptance, AllFeatures, InvitationTarget } from '../../../lib';
import { after, BY_ROLE, DATA, FAILING, invitation, INVITE, InvitingWorld, UNIT } from '../../support/declared-invitations';
import { serviceError } from '../../support/effects';
import { PAYMENTS } from '../../support/ids';
import { failuresOf, physicalIdOf } from '../../support/in-process';
import { DAY } from '../../support/times';

/**
 * What is in the way of an update is in the way of its rollback as well, which ends all the same: nothing is sent, accepted or
 * confirmed in it. Each of these once left the stack in UPDATE_ROLLBACK_FAILED, in which it can't be updated any more.
 */

const usedUp = serviceError('HandshakeConstraintViolationException', { Reason: 'HANDSHAKE_RATE_LIMIT_EXCEEDED' });

test('a declined invitation that can\'t be sent anew today stays what it is, and is sent tomorrow', async () => {
  const world = new InvitingWorld();
  await world.deploy('A', invitation());
  world.answerAs('decline');
  world.fault(INVITE, usedUp);
  const stack = await world.deploy('A', invitation({ generation: '2' }));
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(failuresOf(stack)).toHaveLength(1);
  expect(physicalIdOf(stack)).toBe(`created:${world.invitations[0]?.id}`);
  expect(world.attributesOf('A')).toEqual({
    HandshakeId: world.invitations[0]?.id, HandshakeArn: '', ExpiresAt: '', AccountId: PAYMENTS, State: 'PENDING', Outcome: 'CREATED',
  });

  expect(await world.deploy('A', invitation({ generation: '3' }))).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect(world.states).toEqual(['DECLINED', 'REQUESTED']);
});

test.each(['NEW', 'OLD'] as const)('a declined predecessor is the resource again (%s id)', async (rollbackPhysicalId) => {
  const world = new InvitingWorld({ switches: { cloudFormation: { rollbackPhysicalId } } });
  await world.deploy('A', invitation());
  world.answerAs('decline');
  const replaced = invitation({ target: InvitationTarget.account(DATA), organizationalUnitId: 'ou-ab12-00000000' });
  world.join(DATA);
  world.fault(INVITE, usedUp, 5);
  const stack = await world.deploy('A', replaced);
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(world.states).toEqual(['DECLINED']);
  expect(physicalIdOf(stack)).toBe(`created:${world.invitations[0]?.id}`);
});

test('a membership whose account has left is undone, and made again with another generation', async () => {
  const world = new InvitingWorld();
  await world.deploy('A', invitation(BY_ROLE));
  world.leave();
  await world.pass(DAY);
  const stack = await world.deploy('A', invitation({ ...BY_ROLE, organizationalUnitId: UNIT }));
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(failuresOf(stack)[0]).toContain('ACCOUNT_NOT_IN_ORGANIZATION');
  expect(await world.deploy('A', invitation({ ...BY_ROLE, organizationalUnitId: UNIT, generation: '2' }))).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect(world.parentOf()).toBe(UNIT);
});

test('a place that is gone doesn\'t keep the rest from being undone', async () => {
  const world = new InvitingWorld({ organization: { accounts: [{ id: PAYMENTS, organizationalUnit: 'Workloads' }], organizationalUnits: { Workloads: UNIT } } });
  await world.deploy('A', invitation({ organizationalUnitId: UNIT }));
  Object.assign(world.organization.members.get(PAYMENTS) ?? {}, { parentId: world.organization.rootId });
  world.organization.units.delete(UNIT);
  const stack = await world.deploy('A', invitation({ organizationalUnitId: 'ou-ab12-00000000' }));
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(world.attributesOf('A', 'AccountMembership')).toEqual({ AccountId: PAYMENTS, State: 'MEMBER' });
});

test('a request for all features that was declined stays pending', async () => {
  const world = new InvitingWorld({ organization: { featureSet: 'CONSOLIDATED_BILLING', accounts: [{ id: PAYMENTS }] } });
  await world.deploy('A', (scope) => new AllFeatures(scope, 'AllFeatures'));
  const [approval] = world.sandbox.organizations.handshakes.all.filter(({ action }) => action === 'APPROVE_ALL_FEATURES');
  if (approval) world.sandbox.handshakeAnswers.decline(approval, world.sandbox.callers.personIn(PAYMENTS));
  const stack = await world.deploy('A', (scope) => new AllFeatures(scope, 'AllFeatures', { finalize: true }));
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(failuresOf(stack)[0]).toContain('ALL_FEATURES_NOT_APPROVED');
  expect(world.attributesOf('A', 'AllFeatures')).toEqual({ HandshakeId: '', State: 'PENDING', Outcome: 'PENDING' });
});

test('no role accepts, although the account has left', async () => {
  const world = new InvitingWorld();
  await world.deploy('A', invitation(BY_ROLE));
  world.leave();
  const stack = await world.deploy('A', invitation({ acceptance: Acceptance.assumeRole({ roleName: 'Nobody' }), generation: '2' }));
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(world.parentOf()).toBeUndefined();
});

test('an account goes back to where it was declared to be', async () => {
  const world = new InvitingWorld();
  world.join();
  await world.deploy('A', invitation({ organizationalUnitId: UNIT }));
  const stack = await world.deploy('A', after(invitation({ organizationalUnitId: world.organization.rootId }), FAILING));
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(world.parentOf()).toBe(UNIT);
});

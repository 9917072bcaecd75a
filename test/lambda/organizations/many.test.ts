import type { Stack } from 'aws-cdk-lib';
import { Acceptance, AccountInvitationProps, InvitationTarget } from '../../../lib';
import { invitation, InvitingOptions, InvitingWorld, joinRole, OTHER_UNIT, UNIT } from '../../support/declared-invitations';
import { failuresOf } from '../../support/in-process';

jest.setTimeout(300_000);

/** Fifty invitations in one stack, at the rates that AWS publishes. */

const ACCOUNTS = Array.from({ length: 50 }, (_, index) => String(300_000_000_000 + index));

function fifty(props: Partial<AccountInvitationProps> = {}, target = InvitationTarget.account): (scope: Stack) => void {
  return (scope) => ACCOUNTS.forEach((account) => invitation({ ...props, target: target(account) }, `Account${account}`)(scope));
}

function recipients(world: InvitingWorld): (string | undefined)[] {
  return world.invitations.map(({ recipient }) => recipient?.id).sort();
}

async function deployed(world: InvitingWorld, props?: Partial<AccountInvitationProps>): Promise<void> {
  const stack = await world.deploy('A', fifty(props));
  expect(failuresOf(stack)).toEqual([]);
}

test.each([true, false])('fifty invitations are all sent, none twice (published rates: %s)', async (throttling) => {
  const world = new InvitingWorld({ switches: { organizations: { throttling } } });
  await deployed(world);
  expect(recipients(world)).toEqual(ACCOUNTS);
  const calls = world.calls.length;
  expect(calls > 100).toBe(throttling);

  await deployed(world, { generation: '2' });
  expect(world.writesSince(calls)).toEqual([]);

  await world.destroy('A');
  expect(new Set(world.states)).toEqual(new Set(['CANCELED']));
});

test('fifty invitations whose answers are lost are sent once, and owned', async () => {
  const world = new InvitingWorld();
  world.fault('organizations:InviteAccountToOrganization', { kind: 'CONNECTION_LOST', moment: 'AFTER' }, 20);
  await deployed(world);
  expect(recipients(world)).toEqual(ACCOUNTS);
  expect(new Set(world.results)).toEqual(new Set(['Create CREATED']));
});

test('fifty accounts accept by their roles and are placed', async () => {
  const options: InvitingOptions = { roles: ACCOUNTS.map((account) => joinRole({ account })) };
  const world = new InvitingWorld(options);
  await deployed(world, { acceptance: Acceptance.assumeRole({ roleName: 'Join' }), organizationalUnitId: UNIT });
  expect(ACCOUNTS.map((account) => world.parentOf(account))).toEqual(ACCOUNTS.map(() => UNIT));

  await deployed(world, { acceptance: Acceptance.assumeRole({ roleName: 'Join' }), organizationalUnitId: OTHER_UNIT });
  expect(ACCOUNTS.map((account) => world.parentOf(account))).toEqual(ACCOUNTS.map(() => OTHER_UNIT));
});

test('an allowance that is used up midway fails with the reason, and the next day\'s deployment sends the rest', async () => {
  const world = new InvitingWorld({ organization: { dailyInvitations: 30 } });
  const stack = await world.deploy('A', fifty());
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
  expect(failuresOf(stack).some((reason) => reason.includes('HANDSHAKE_RATE_LIMIT_EXCEEDED: '))).toBe(true);
  expect(world.invitations).toHaveLength(30);

  await world.destroy('A');
  await world.pass(86_400_000);
  await deployed(world);
  expect(recipients(world)).toEqual(ACCOUNTS);
});

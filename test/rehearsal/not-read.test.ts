import type { Stack } from 'aws-cdk-lib';
import { PAYMENTS, STORE } from '../support/ids';
import { group } from '../support/declared-groups';
import { invitation, InvitingWorld } from '../support/declared-invitations';
import { somebody, team, together, user } from '../support/declared-users';
import type { Effect } from '../../sandbox/faults/fault';
import { InProcess } from '../support/in-process';
import { driftOf, linesOf, planOf } from '../support/planned';

const DENIED: Effect = { kind: 'ERROR', code: 'AccessDeniedException', httpStatus: 400, message: 'not allowed', fields: {} };

/** What is there already, with something new beside it. */
function withMore(stack: Stack): void {
  const admins = group('Admins')(stack);
  admins.addMember('Ada', user('Ada')(stack));
  admins.addMember('Bob', user('Bob', somebody('bob'))(stack));
  group('New', { displayName: 'new' })(stack);
  invitation()(stack);
}

const NEW = ['creates group new', `creates invitation ${PAYMENTS}`, 'creates membership bob in admins', 'creates user bob'];
const INVITATION = `unknown invitation ${PAYMENTS}`;

test.each<[operation: string, unknown: string[], because: string]>([
  ['identitystore:ListUsers', ['unknown membership bob in admins', 'unknown user bob'], `users of the identity store ${STORE} were not read`],
  ['identitystore:ListGroups', ['unknown group new', expect.stringMatching(/^unknown membership bob in /) as never], `groups of the identity store ${STORE} were not read`],
  ['identitystore:ListGroupMemberships', ['unknown membership bob in admins'], expect.stringMatching(/^memberships of the group \S+ were not read$/) as never],
  ['organizations:DescribeOrganization', [INVITATION], 'the organization was not read'],
  ['organizations:ListRoots', [INVITATION], 'the organization was not read'],
  ['organizations:ListAccountsForParent', [INVITATION], 'the organization was not read'],
  ['organizations:ListOrganizationalUnitsForParent', [INVITATION], 'the organization was not read'],
  ['organizations:ListHandshakesForOrganization', [INVITATION], 'invitations were not read'],
])('what is about something that %s may not read is unknown, and never made', async (operation, unknown, because) => {
  const world = new InvitingWorld();
  await world.deploy('People', team());
  world.fault(operation, DENIED, 9);
  const plan = await planOf(world, { People: withMore });
  const lines = linesOf(plan).filter((line) => !line.startsWith('keeps')).sort();
  expect(lines.filter((line) => line.startsWith('unknown'))).toEqual(unknown);
  expect(NEW).toEqual(expect.arrayContaining(lines.filter((line) => !line.startsWith('unknown'))));
  expect(lines).toHaveLength(NEW.length);
  for (const resource of plan.stacks[0]?.resources.filter(({ verb }) => verb === 'unknown') ?? []) expect(resource.unknown).toContainEqual(because);
});

test('the tags of an account that were not read are not taken for missing', async () => {
  const tagged = invitation({ tags: { Team: 'Payments' } });
  const world = new InvitingWorld();
  world.join();
  world.fault('organizations:ListTagsForResource', DENIED, 9);
  const { stacks: [stack] } = await planOf(world, { Accounts: tagged });
  expect(stack?.resources.map(({ verb, unknown }) => ({ verb, unknown }))).toEqual([{ verb: 'unknown', unknown: [`tags of the account ${PAYMENTS} were not read`] }]);
});

test.each([
  ['identitystore:ListUsers', ['keeps group admins', 'unknown user ada']],
  ['identitystore:ListGroups', ['unknown group admins', 'keeps user ada']],
])('whether something that %s may not read has drifted is unknown', async (operation, lines) => {
  const world = new InvitingWorld();
  await world.deploy('People', together(group('Admins'), user('Ada')));
  world.fault(operation, DENIED, 9);
  expect(linesOf(await driftOf(world))).toEqual(lines);
});

test('a store that is not there is refused for each resource', async () => {
  const other = 'd-9999999999';
  const world = new InProcess({ seed: { identityStores: { [other]: {} } } });
  const { stacks: [stack] } = await planOf(world, { People: together(group('Admins'), user('Ada'), group('Native', { displayName: 'native' })) });
  expect(stack?.resources.map(({ verb, reason }) => ({ verb, code: reason?.code }))).toEqual(Array.from({ length: 3 }, () => ({ verb: 'refused', code: 'IDENTITY_STORE_NOT_FOUND' })));
});

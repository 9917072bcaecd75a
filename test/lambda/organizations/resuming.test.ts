import type { AccountInvitationProps } from '../../../lib';
import type { Effect } from '../../../sandbox/faults/fault';
import { after, BY_ROLE, byEmail, FAILING, invitation, InvitingOptions, InvitingWorld, UNIT } from '../../support/declared-invitations';
import { killed, lost, serviceError } from '../../support/effects';
import { PAYMENTS } from '../../support/ids';
import { physicalIdOf } from '../../support/in-process';

/** Whatever goes wrong at a call, the next deployment ends in the declared state, and one invitation was sent in total. */

const EFFECTS: readonly { readonly effect: string; readonly what: Effect }[] = [
  { effect: 'the function is killed before it', what: killed('BEFORE') },
  { effect: 'the function is killed after it', what: killed('AFTER') },
  { effect: 'the connection breaks before it', what: lost('BEFORE') },
  { effect: 'the connection breaks after it', what: lost('AFTER') },
  { effect: 'the service fails', what: serviceError('ServiceException', {}, 500) },
  { effect: 'the service is busy', what: serviceError('TooManyRequestsException') },
  { effect: 'it is refused', what: serviceError('ConstraintViolationException', { Reason: 'ADDED_LATER' }) },
];

const TAGS = { team: 'payments' };
const DECLARED: Partial<AccountInvitationProps> = { ...BY_ROLE, organizationalUnitId: UNIT, tags: TAGS };

const PATHS: readonly { readonly path: string; readonly options?: InvitingOptions; readonly calls: readonly string[] }[] = [
  {
    path: 'sent, accepted, moved',
    calls: [
      'organizations:DescribeAccount', 'organizations:InviteAccountToOrganization', 'sts:AssumeRole', 'organizations:AcceptHandshake',
      'organizations:ListTagsForResource', 'organizations:ListParents', 'organizations:MoveAccount',
    ],
  },
  {
    path: 'reused, accepted, tagged, moved',
    options: { organization: { handshakes: [{ account: PAYMENTS }] } },
    calls: [
      'organizations:InviteAccountToOrganization', 'organizations:ListHandshakesForOrganization', 'cloudformation:ListStackResources', 'organizations:AcceptHandshake',
      'organizations:TagResource', 'organizations:MoveAccount',
    ],
  },
  {
    path: 'a member already, tagged, moved',
    options: { organization: { accounts: [{ id: PAYMENTS }] } },
    calls: ['organizations:DescribeAccount', 'organizations:ListTagsForResource', 'organizations:TagResource', 'organizations:ListParents', 'organizations:MoveAccount'],
  },
];

describe.each(PATHS)('$path', ({ options, calls }) => {
  describe.each(calls)('%s', (operation) => {
    test.each(EFFECTS)('$effect', async ({ what }) => {
      const world = new InvitingWorld(options);
      const sentBefore = world.invitations.length;
      world.fault(operation, what);
      const first = await world.deploy('A', invitation(DECLARED));
      if (first.status === 'ROLLBACK_COMPLETE') {
        await world.destroy('A');
        await world.deploy('A', invitation(DECLARED));
      }

      expect(world.sandbox.cloudFormation.existing('A').status).toBe('CREATE_COMPLETE');
      expect(world.sandbox.faults.all).toEqual([]);
      expect(world.parentOf()).toBe(UNIT);
      expect(Object.fromEntries(world.organization.tagsOf(PAYMENTS))).toEqual(TAGS);
      expect(world.attributesOf('A', 'AccountMembership')).toEqual({ AccountId: PAYMENTS, State: 'MEMBER' });
      expect(world.invitations.length).toBe(Math.max(sentBefore, options?.organization?.accounts ? 0 : 1));
    });
  });
});

describe('an update that is rolled back', () => {
  test.each(['AcceptHandshake', 'MoveAccount', 'ListParents'])('after %s was refused is taken up by the next one', async (name) => {
    const world = new InvitingWorld();
    await world.deploy('A', invitation());
    world.fault(`organizations:${name}`, serviceError('ConstraintViolationException', { Reason: 'ADDED_LATER' }));
    expect(await world.deploy('A', invitation(DECLARED))).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
    expect(await world.deploy('A', invitation(DECLARED))).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(world.parentOf()).toBe(UNIT);
    expect(world.invitations).toHaveLength(1);
  });
});

describe('an invitation whose answer was lost', () => {
  test.each([{ target: 'by id', props: {} }, { target: 'by e-mail', props: byEmail() }])('is the stack\'s own, and canceled with it ($target)', async ({ props }) => {
    const world = new InvitingWorld();
    world.fault('organizations:InviteAccountToOrganization', lost('AFTER'));
    const stack = await world.deploy('A', invitation({ ...props, notes: 'Join us' }));
    expect(physicalIdOf(stack)).toBe(`created:${world.invitations[0]?.id}`);
    await world.destroy('A');
    expect(world.states).toEqual(['CANCELED']);
  });

  test('is still the stack\'s own when reads show it late', async () => {
    const world = new InvitingWorld({ switches: { organizations: { readLag: 10_000 } } });
    world.fault('organizations:InviteAccountToOrganization', lost('AFTER'));
    await world.deploy('A', invitation());
    expect(world.attributesOf('A')).toMatchObject({ Outcome: 'CREATED' });
    expect(world.invitations).toHaveLength(1);
  });

  test('is not taken for the stack\'s own when somebody else sent one with other notes', async () => {
    const world = new InvitingWorld();
    world.fault('organizations:InviteAccountToOrganization', lost('BEFORE'));
    world.fault('organizations:InviteAccountToOrganization', serviceError('DuplicateHandshakeException'));
    world.sandbox.organizations.handshakes.add({
      action: 'INVITE', organizationId: world.organization.id, recipient: { type: 'ACCOUNT', id: PAYMENTS }, notes: 'Somebody else\'s',
    });
    await world.deploy('A', invitation({ notes: 'Ours' }));
    expect(world.attributesOf('A')).toMatchObject({ Outcome: 'REUSED' });
  });
});

describe('deliveries and stacks that meet', () => {
  test.each([true, false])('an event that is delivered twice sends one invitation (overlapping: %s)', async (overlapping) => {
    const world = new InvitingWorld();
    world.fault('deliver:Create', { kind: 'DELIVERED_TWICE', overlapping });
    const stack = await world.deploy('A', invitation());
    await world.pass(60_000);
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(world.invitations).toHaveLength(1);
  });

  test('an event that arrives too late sends nothing', async () => {
    const world = new InvitingWorld();
    await world.deploy('A', invitation(byEmail('other@example.com'), 'Other'));
    world.fault('deliver:Create', { kind: 'DELAYED', milliseconds: 1_200_000 });
    await world.deploy('A', after(invitation(byEmail('other@example.com'), 'Other'), invitation()));
    await world.pass(1_200_000);
    expect(world.invitations).toHaveLength(1);
  });

  test('two stacks at the same time send one invitation, and never both own it', async () => {
    const world = new InvitingWorld();
    await world.time.run(Promise.all(['A', 'B'].map((name) => world.deploying(name, invitation()))));
    const ids = ['A', 'B'].map((name) => physicalIdOf(world.sandbox.cloudFormation.existing(name))?.split(':')[0]);
    expect(ids.sort()).toEqual(['adopted', 'created']);
    expect(world.states).toEqual(['REQUESTED']);
  });

  test('a stack that fails because of something else sends no second invitation however often it is deployed', async () => {
    const world = new InvitingWorld();
    for (let deployments = 0; deployments < 3; deployments++) {
      await world.deploy('A', after(invitation(), FAILING));
      await world.destroy('A');
    }
    expect(world.states).toEqual(['REQUESTED']);
  });

  test('a new invitation is sent if somebody cancels the old one during the look-up', async () => {
    const world = new InvitingWorld({ organization: { handshakes: [{ account: PAYMENTS }] } });
    world.fault('organizations:ListHandshakesForOrganization', { kind: 'DELAYED', milliseconds: 15_000 });
    await world.time.run(Promise.all([world.deploying('A', invitation()), world.time.sleep(12_000).then(() => world.cancel())]));
    expect(world.attributesOf('A')).toMatchObject({ Outcome: 'CREATED' });
    expect(world.states).toEqual(['CANCELED', 'REQUESTED']);
  });
});

import { InvitationTarget } from '../../../lib';
import { nothing } from '../../support/declared-groups';
import { after, byEmail, DATA, FAILING, invitation, InvitingOptions, InvitingWorld, RETAINED } from '../../support/declared-invitations';
import { killed, lost } from '../../support/effects';
import { PAYMENTS } from '../../support/ids';
import { physicalIdOf } from '../../support/in-process';
import { DAY } from '../../support/times';

/** How a story ended. */
interface Ending {
  readonly status: string;
  /** What the physical id says of the resource in the end. */
  readonly owned: string | undefined;
  /** The states of every invitation that was sent, oldest first. */
  readonly states: readonly string[];
  /** How each event ended that the function answered. */
  readonly results: readonly string[];
}

interface Story {
  readonly story: string;
  readonly options?: InvitingOptions;
  readonly tell: (world: InvitingWorld) => Promise<unknown>;
  readonly ending: Ending;
}

const payments = invitation();
const data = invitation({ target: InvitationTarget.account(DATA) });
const again = (generation: string) => invitation({ generation });

const STORIES: readonly Story[] = [
  {
    story: 'a pending invitation is canceled with its stack',
    tell: async (world) => {
      await world.deploy('A', payments);
      await world.destroy('A');
    },
    ending: { status: 'DELETE_COMPLETE', owned: undefined, states: ['CANCELED'], results: ['Create CREATED', 'Delete DELETED'] },
  },
  {
    story: 'an account that has accepted stays a member when the stack is deleted',
    tell: async (world) => {
      await world.deploy('A', payments);
      world.answerAs('accept');
      await world.destroy('A');
      expect(world.parentOf()).toBeDefined();
    },
    ending: { status: 'DELETE_COMPLETE', owned: undefined, states: ['ACCEPTED'], results: ['Create CREATED', 'Delete KEPT'] },
  },
  {
    story: 'the deletion of an invitation that was declined succeeds',
    tell: async (world) => {
      await world.deploy('A', payments);
      world.answerAs('decline');
      await world.destroy('A');
    },
    ending: { status: 'DELETE_COMPLETE', owned: undefined, states: ['DECLINED'], results: ['Create CREATED', 'Delete KEPT'] },
  },
  {
    story: 'the deletion of an invitation that somebody has canceled succeeds',
    tell: async (world) => {
      await world.deploy('A', payments);
      world.cancel();
      await world.destroy('A');
    },
    ending: { status: 'DELETE_COMPLETE', owned: undefined, states: ['CANCELED'], results: ['Create CREATED', 'Delete KEPT'] },
  },
  {
    story: 'the deletion of an invitation that has expired succeeds',
    tell: async (world) => {
      await world.deploy('A', payments);
      await world.pass(16 * DAY);
      await world.destroy('A');
    },
    ending: { status: 'DELETE_COMPLETE', owned: undefined, states: ['EXPIRED'], results: ['Create CREATED', 'Delete KEPT'] },
  },
  {
    story: 'the deletion of an invitation that AWS has forgotten succeeds',
    tell: async (world) => {
      await world.deploy('A', payments);
      await world.pass(46 * DAY);
      await world.destroy('A');
    },
    ending: { status: 'DELETE_COMPLETE', owned: undefined, states: [], results: ['Create CREATED', 'Delete KEPT'] },
  },
  {
    story: 'the deletion succeeds when the organization is gone',
    tell: async (world) => {
      await world.deploy('A', payments);
      world.fault('organizations:CancelHandshake', { kind: 'ERROR', code: 'AWSOrganizationsNotInUseException', fields: {}, httpStatus: 400 });
      await world.destroy('A');
    },
    ending: { status: 'DELETE_COMPLETE', owned: undefined, states: ['REQUESTED'], results: ['Create CREATED', 'Delete KEPT'] },
  },
  {
    story: 'a cancellation whose answer is lost succeeds',
    tell: async (world) => {
      await world.deploy('A', payments);
      world.fault('organizations:CancelHandshake', lost('AFTER'));
      await world.destroy('A');
    },
    ending: { status: 'DELETE_COMPLETE', owned: undefined, states: ['CANCELED'], results: ['Create CREATED', 'Delete KEPT'] },
  },
  {
    story: 'a function that is killed while it cancels is delivered again',
    tell: async (world) => {
      await world.deploy('A', payments);
      world.fault('organizations:CancelHandshake', killed('BEFORE'));
      await world.destroy('A');
    },
    ending: { status: 'DELETE_COMPLETE', owned: undefined, states: ['CANCELED'], results: ['Create CREATED', 'Delete DELETED'] },
  },
  {
    story: 'a Delete that is delivered twice succeeds',
    tell: async (world) => {
      await world.deploy('A', payments);
      world.fault('deliver:Delete', { kind: 'DELIVERED_TWICE', overlapping: true });
      await world.destroy('A');
      await world.pass(60_000);
    },
    ending: { status: 'DELETE_COMPLETE', owned: undefined, states: ['CANCELED'], results: ['Create CREATED', 'Delete DELETED', 'Delete KEPT'] },
  },
  {
    story: 'an invitation that is set to RETAIN and then removed is kept, without an event',
    tell: async (world) => {
      await world.deploy('A', payments);
      await world.deploy('A', invitation(RETAINED));
      await world.deploy('A', nothing);
    },
    ending: { status: 'UPDATE_COMPLETE', owned: undefined, states: ['REQUESTED'], results: ['Create CREATED'] },
  },
  {
    story: 'an invitation that is removed from its stack is canceled',
    tell: async (world) => {
      await world.deploy('A', payments);
      await world.deploy('A', nothing);
    },
    ending: { status: 'UPDATE_COMPLETE', owned: undefined, states: ['CANCELED'], results: ['Create CREATED', 'Delete DELETED'] },
  },
  {
    story: 'a rollback leaves the invitation pending, and the next deployment reuses it',
    tell: async (world) => {
      await world.deploy('A', after(payments, FAILING));
      expect(world.sandbox.cloudFormation.existing('A').status).toBe('ROLLBACK_COMPLETE');
      expect(world.states).toEqual(['REQUESTED']);
      await world.destroy('A');
      await world.deploy('A', payments);
    },
    ending: {
      status: 'CREATE_COMPLETE', owned: 'adopted', states: ['REQUESTED'],
      results: ['Create CREATED', 'Create INVALID_ORGANIZATIONS_INPUT', 'Delete KEPT', 'Delete KEPT', 'Create REUSED'],
    },
  },
  {
    story: 'the rollback of an update leaves an added invitation pending',
    tell: async (world) => {
      await world.deploy('A', payments);
      await world.deploy('A', after(payments, (scope) => {
        const added = invitation({ target: InvitationTarget.account(DATA) }, 'Data')(scope);
        FAILING(scope).node.addDependency(added);
        return added;
      }));
    },
    ending: {
      status: 'UPDATE_ROLLBACK_COMPLETE', owned: 'created', states: ['REQUESTED', 'REQUESTED'],
      results: ['Create CREATED', 'Create CREATED', 'Create INVALID_ORGANIZATIONS_INPUT', 'Delete KEPT', 'Delete KEPT'],
    },
  },
  ...(['decline', 'cancel', 'expire', 'forget'] as const).map((end): Story => ({
    story: `an invitation that came to an end (${end}) is sent anew with another generation`,
    tell: async (world) => {
      await world.deploy('A', payments);
      if (end === 'decline') world.answerAs('decline');
      if (end === 'cancel') world.cancel();
      if (end === 'expire') await world.pass(16 * DAY);
      if (end === 'forget') await world.pass(46 * DAY);
      await world.deploy('A', again('2'));
      await world.deploy('A', again('3'));
    },
    ending: {
      status: 'UPDATE_COMPLETE', owned: 'created',
      states: { decline: ['DECLINED', 'REQUESTED'], cancel: ['CANCELED', 'REQUESTED'], expire: ['EXPIRED', 'REQUESTED'], forget: ['REQUESTED'] }[end],
      results: ['Create CREATED', 'Update CREATED', 'Delete KEPT', 'Update CREATED'],
    },
  })),
  {
    story: 'an account that was a member and has left is invited with another generation',
    options: { organization: { accounts: [{ id: PAYMENTS }] } },
    tell: async (world) => {
      await world.deploy('A', payments);
      world.leave();
      await world.pass(DAY);
      await world.deploy('A', again('2'));
    },
    ending: { status: 'UPDATE_COMPLETE', owned: 'created', states: ['REQUESTED'], results: ['Create ALREADY_MEMBER', 'Update CREATED', 'Delete KEPT'] },
  },
  {
    story: 'an account that has joined and left again is invited anew: its accepted handshake is no membership',
    tell: async (world) => {
      await world.deploy('A', payments);
      world.answerAs('accept');
      world.leave();
      await world.pass(DAY);
      await world.deploy('A', again('2'));
    },
    ending: { status: 'UPDATE_COMPLETE', owned: 'created', states: ['ACCEPTED', 'REQUESTED'], results: ['Create CREATED', 'Update CREATED', 'Delete KEPT'] },
  },
  {
    story: 'another target is another invitation, and the old one is canceled',
    tell: async (world) => {
      await world.deploy('A', payments);
      const stack = await world.deploy('A', data);
      expect(physicalIdOf(stack)).toBe(`created:${world.invitations[1]?.id};replaces=created:${world.invitations[0]?.id}`);
    },
    ending: { status: 'UPDATE_COMPLETE', owned: 'created', states: ['CANCELED', 'REQUESTED'], results: ['Create CREATED', 'Update CREATED', 'Delete DELETED'] },
  },
  ...(['NEW', 'OLD'] as const).flatMap((rollbackPhysicalId): Story[] => [
    {
      story: `another target that is rolled back is the predecessor again (with the ${rollbackPhysicalId} id)`,
      options: { switches: { cloudFormation: { rollbackPhysicalId } } },
      tell: async (world) => {
        const stack = await world.deploy('A', payments);
        await world.deploy('A', after(data, FAILING));
        expect(physicalIdOf(stack)).toBe(`created:${world.invitations[0]?.id}`);
      },
      ending: {
        status: 'UPDATE_ROLLBACK_COMPLETE', owned: 'created', states: ['REQUESTED', 'REQUESTED'],
        results: ['Create CREATED', 'Update CREATED', 'Create INVALID_ORGANIZATIONS_INPUT', 'Update CREATED', 'Delete KEPT', 'Delete KEPT'],
      },
    },
    {
      story: `another target that is rolled back is the predecessor again, even if that has been accepted meanwhile (with the ${rollbackPhysicalId} id)`,
      options: { switches: { cloudFormation: { rollbackPhysicalId } } },
      tell: async (world) => {
        const stack = await world.deploy('A', payments);
        world.answerAs('accept');
        await world.deploy('A', after(data, FAILING));
        expect(physicalIdOf(stack)).toBe(`created:${world.invitations[0]?.id}`);
      },
      ending: {
        status: 'UPDATE_ROLLBACK_COMPLETE', owned: 'created', states: ['ACCEPTED', 'REQUESTED'],
        results: ['Create CREATED', 'Update CREATED', 'Create INVALID_ORGANIZATIONS_INPUT', 'Update CREATED', 'Delete KEPT', 'Delete KEPT'],
      },
    },
    {
      story: `a generation that is rolled back keeps the one new invitation, owned (with the ${rollbackPhysicalId} id)`,
      options: { switches: { cloudFormation: { rollbackPhysicalId } } },
      tell: async (world) => {
        await world.deploy('A', payments);
        world.answerAs('decline');
        const stack = await world.deploy('A', after(again('2'), FAILING));
        expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
        expect(physicalIdOf(stack)).toBe(`created:${world.invitations[1]?.id}`);
        expect(world.states).toEqual(['DECLINED', 'REQUESTED']);
        await world.destroy('A');
      },
      ending: { status: 'DELETE_COMPLETE', owned: undefined, states: ['DECLINED', 'CANCELED'], results: expect.anything() as string[] },
    },
  ]),
  {
    story: 'a renamed construct takes the invitation over, and nothing is canceled',
    tell: async (world) => {
      await world.deploy('A', payments);
      const stack = await world.deploy('A', invitation({}, 'Renamed'));
      expect(physicalIdOf(stack)).toBe(`created:${world.invitations[0]?.id}`);
      expect(world.states).toEqual(['REQUESTED']);
      await world.destroy('A');
    },
    ending: {
      status: 'DELETE_COMPLETE', owned: undefined, states: ['CANCELED'], results: ['Create CREATED', 'Create CREATED', 'Delete KEPT', 'Delete DELETED'],
    },
  },
  {
    story: 'the target by e-mail instead of by id is the same member',
    options: { organization: { accounts: [{ id: PAYMENTS }] } },
    tell: async (world) => {
      await world.deploy('A', payments);
      await world.deploy('A', invitation(byEmail()));
    },
    ending: { status: 'UPDATE_COMPLETE', owned: 'member', states: [], results: ['Create ALREADY_MEMBER', 'Update ALREADY_MEMBER'] },
  },
  {
    story: 'an invitation that is not this resource\'s is left alone when another target replaces it',
    options: { organization: { handshakes: [{ account: PAYMENTS }] } },
    tell: async (world) => {
      await world.deploy('A', payments);
      await world.deploy('A', data);
    },
    ending: { status: 'UPDATE_COMPLETE', owned: 'created', states: ['REQUESTED', 'REQUESTED'], results: ['Create REUSED', 'Update CREATED', 'Delete KEPT'] },
  },
];

test.each(STORIES)('$story', async ({ options, tell, ending }) => {
  const world = new InvitingWorld(options);
  await tell(world);
  const stack = world.sandbox.cloudFormation.all.filter(({ name }) => name === 'A').at(-1);
  const owned = stack && physicalIdOf(stack)?.split(':')[0];
  expect({ status: stack?.status, owned, states: world.states, results: world.results }).toEqual(ending);
});

describe('two invitations, handled in the order of their declaration', () => {
  const MARKETING = '777788889999';
  const of = (account: string, id: string) => invitation({ target: InvitationTarget.account(account) }, id);
  let world: InvitingWorld;
  beforeEach(() => { world = new InvitingWorld(); });

  async function deploy(...declared: readonly [first: ReturnType<typeof of>, ...others: ReturnType<typeof of>[]]): Promise<void> {
    expect(await world.deploy('A', after(...declared))).toMatchObject({ status: expect.stringMatching(/^(CREATE|UPDATE)_COMPLETE$/) as string });
    await world.pass(60_000);
  }

  afterEach(async () => {
    await world.destroy('A');
    expect(new Set(world.states)).toEqual(new Set(['CANCELED']));
  });

  // What the other one had replaced in the same update was nobody's, so it was reused, and never canceled.
  test('belong to the stack when the second gets the account of the first', async () => {
    await deploy(of(DATA, 'One'), of(PAYMENTS, 'Two'));
    await deploy(of(MARKETING, 'One'), of(DATA, 'Two'));
    expect(world.states).toEqual(['REQUESTED', 'CANCELED', 'REQUESTED']);
  });

  test('belong to the stack when the first goes back to its former account', async () => {
    await deploy(of(PAYMENTS, 'One'));
    await deploy(of(DATA, 'One'), of(PAYMENTS, 'Two'));
    await deploy(of(PAYMENTS, 'One'), of(MARKETING, 'Two'), of(DATA, 'Three'));
    expect(world.states).toEqual(['REQUESTED', 'REQUESTED', 'REQUESTED']);
  });
});

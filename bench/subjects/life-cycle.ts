import { Stack } from 'aws-cdk-lib';
import { User } from '../../lib';
import { BY_ROLE, invitation, InvitingWorld, UNIT } from '../../test/support/declared-invitations';
import { group } from '../../test/support/declared-groups';
import { DeclaredUser, membership, user } from '../../test/support/declared-users';
import { PAYMENTS, STORE } from '../../test/support/ids';
import { InProcess } from '../../test/support/in-process';
import { plantIdentityStores } from '../../sandbox/identity-store/plant';
import type { SeededStore } from '../../sandbox/identity-store/seed';

/** Something that happens to a guarded resource, and how many calls to AWS it takes at least. */
export interface LifeCycleStep {
  readonly resource: 'user' | 'group' | 'membership' | 'invitation';
  readonly step: string;
  readonly least: number;
  readonly why: string;
  /** Does everything up to the step, then calls `step` for what is counted. */
  readonly play: (world: InvitingWorld, count: (step: () => Promise<unknown>) => Promise<void>) => Promise<void>;
}

const STACK = 'A';
const ONE_CREATE = 'One request creates one entity.';
const ONE_DELETE = 'One request deletes one entity.';
const ONE_UPDATE = 'One update takes any number of attributes. It would be sent without a look at what is there.';
const ONE_LOOK = 'Whether nothing differs can\'t be known without one look.';
const ADOPTION = 'The create that is refused doesn\'t say with what it conflicts: its id is looked up, then what it is. Looking first would cost every creation a call.';

const ADA = {
  userName: 'ada', displayName: 'Ada Lovelace', name: { givenName: 'Ada', familyName: 'Lovelace' }, email: 'ada@example.com',
};

/** Ten attributes of a user, in another state than before. */
const TEN: DeclaredUser = {
  displayName: 'Augusta Ada King', name: { givenName: 'Augusta', familyName: 'King', middleName: 'Ada', honorificPrefix: 'Countess' },
  nickName: 'ada', title: 'Analyst', userType: 'Employee', locale: 'en-GB', preferredLanguage: 'en', timezone: 'Europe/London',
};

function planted(world: InProcess, store: SeededStore): void {
  plantIdentityStores({ [STORE]: store }, world.sandbox.identityStores, world.sandbox.person);
}

type Declare = (stack: Stack) => unknown;

const deploying = (world: InProcess, declare: Declare) => () => world.deploy(STACK, declare as (stack: Stack) => void);

/** A step that begins with nothing, or with what somebody else has made. */
function first(declare: Declare, prepare: (world: InvitingWorld) => void = () => undefined): LifeCycleStep['play'] {
  return async (world, count) => {
    prepare(world);
    await count(deploying(world, declare));
  };
}

/** A step that follows a deployment. */
function then(before: Declare, after: Declare, between: (world: InvitingWorld) => void = () => undefined): LifeCycleStep['play'] {
  return async (world, count) => {
    await deploying(world, before)();
    between(world);
    await count(deploying(world, after));
  };
}

function deletion(declare: Declare): LifeCycleStep['play'] {
  return async (world, count) => {
    await deploying(world, declare)();
    await count(() => world.destroy(STACK));
  };
}

const team = (id: string): Declare => group(id, { displayName: 'admins' });

/** Everything about a membership of a group and a user that are there already. */
function member(what: (declare: Declare) => LifeCycleStep['play'], isMember = false): LifeCycleStep['play'] {
  return async (world, count) => {
    planted(world, { groups: [{ displayName: 'admins' }], users: [ADA], ...(isMember && { memberships: [{ group: 'admins', user: 'ada' }] }) });
    const [{ id }, { UserId }] = [world.groups[0], world.users[0]] as [{ id: string }, { UserId: string }];
    await what(membership(id, UserId))(world, count);
  };
}

export const LIFE_CYCLE: readonly LifeCycleStep[] = [
  { resource: 'user', step: 'create', least: 1, why: ONE_CREATE, play: first(user('Ada')) },
  { resource: 'user', step: 'adopt', least: 3, why: ADOPTION, play: first(user('Ada'), (world) => planted(world, { users: [ADA] })) },
  {
    resource: 'user', step: 'adopt and change', least: 4, why: `${ADOPTION} Then one update.`,
    play: first(user('Ada', TEN), (world) => planted(world, { users: [ADA] })),
  },
  { resource: 'user', step: 'update 1 attribute', least: 1, why: ONE_UPDATE, play: then(user('Ada'), user('Ada', { title: 'Analyst' })) },
  { resource: 'user', step: 'update 10 attributes', least: 1, why: ONE_UPDATE, play: then(user('Ada'), user('Ada', TEN)) },
  { resource: 'user', step: 'nothing to change', least: 1, why: ONE_LOOK, play: then(user('Ada'), user('Ada', { generation: '2' })) },
  { resource: 'user', step: 'delete', least: 1, why: ONE_DELETE, play: deletion(user('Ada') as (stack: Stack) => User) },

  { resource: 'group', step: 'create', least: 1, why: ONE_CREATE, play: first(team('Admins')) },
  { resource: 'group', step: 'adopt', least: 3, why: ADOPTION, play: first(team('Admins'), (world) => planted(world, { groups: [{ displayName: 'admins' }] })) },
  { resource: 'group', step: 'update 1 attribute', least: 1, why: ONE_UPDATE, play: then(team('Admins'), group('Admins', { displayName: 'admins', description: 'Platform team' })) },
  { resource: 'group', step: 'rename', least: 1, why: ONE_UPDATE, play: then(team('Admins'), group('Admins', { displayName: 'platform' })) },
  { resource: 'group', step: 'nothing to change', least: 1, why: ONE_LOOK, play: then(team('Admins'), group('Admins', { displayName: 'admins', generation: '2' })) },
  {
    resource: 'group', step: 'rename the construct', least: 4,
    why: 'The new resource meets a conflict, looks up with what, and asks the stack who holds it; before the old one is deleted, the stack is asked again.',
    play: then(team('Admins'), team('Administrators')),
  },
  { resource: 'group', step: 'delete', least: 1, why: ONE_DELETE, play: deletion(team('Admins')) },

  { resource: 'membership', step: 'create', least: 1, why: ONE_CREATE, play: member(first) },
  {
    resource: 'membership', step: 'adopt', least: 2, why: 'The create that is refused doesn\'t say with what it conflicts: its id is looked up. There is nothing more to compare.',
    play: member(first, true),
  },
  { resource: 'membership', step: 'delete', least: 1, why: ONE_DELETE, play: member(deletion) },

  { resource: 'invitation', step: 'invite', least: 1, why: 'One request sends one invitation.', play: first(invitation()) },
  {
    resource: 'invitation', step: 'already a member', least: 1, why: 'One look at the account tells that it is a member.',
    play: first(invitation(), (world) => world.join()),
  },
  {
    resource: 'invitation', step: 'reuse a pending one', least: 2,
    why: 'The invitation that is refused as a duplicate doesn\'t say of which: the pending ones are listed.',
    play: async (world, count) => {
      await deploying(world, invitation())();
      await count(() => world.deploy('B', invitation()));
    },
  },
  {
    resource: 'invitation', step: 'invite and accept by a role', least: 3, why: 'Inviting, assuming the role in the invited account, accepting.',
    play: first(invitation(BY_ROLE)),
  },
  {
    resource: 'invitation', step: 'move a member', least: 2, why: 'A move has to name where the account is, which has to be asked.',
    play: then(invitation(), invitation({ organizationalUnitId: UNIT }), (world) => world.answerAs('accept', PAYMENTS)),
  },
  { resource: 'invitation', step: 'cancel with the stack', least: 1, why: 'One request cancels one invitation.', play: deletion(invitation()) },
];

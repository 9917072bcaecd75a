import { readFileSync } from 'node:fs';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Acceptance, AllFeatures, Completion, Failures, Group, IdentityStore, IIdentityStore, RemovedEntities, User } from '../../lib';
import { ACCOUNT_MEMBERSHIP_RESOURCE_TYPE } from '../../lib/contract/organizations';
import type { Stack as DeployedStack } from '../../sandbox/cloudformation/stack';
import { Waiting, waitingEvent } from '../support/awaited-invitation';
import { accountIds, campaign } from '../support/declared-campaign';
import { declareContents } from '../support/declared-contents';
import { group, nothing } from '../support/declared-groups';
import { BY_ROLE, byEmail, invitation, InvitingWorld, OTHER_UNIT, UNIT } from '../support/declared-invitations';
import { membership, user } from '../support/declared-users';
import { lost, serviceError } from '../support/effects';
import { MANAGEMENT, PAYMENTS, STORE } from '../support/ids';
import { SynthesizedTemplate } from '../support/in-process';
import { SomebodyElse } from '../support/somebody-else';
import { HOUR } from '../support/times';
import { Permissions } from './permissions-in-use';

/** What the roles of the functions may do is what the functions do, both ways. What they may not do, the sandbox denies them everywhere. */

const KEY = `arn:aws:kms:us-east-1:${MANAGEMENT}:key/11112222-3333-4444-5555-666677778888`;

interface Scene {
  readonly permissions: Permissions;
  /** Deploys stack `A` and notices what its roles are given. */
  deploy(world: InvitingWorld, declare: (stack: Stack) => unknown): Promise<DeployedStack>;
}

type Scenario = (scene: Scene) => Promise<unknown>;

const REMOVING = {
  removedUsers: RemovedEntities.DELETE, removedGroups: RemovedEntities.DELETE, removalPolicy: RemovalPolicy.DESTROY,
  protection: { maxRemovals: 1000, maxRemovalsPercent: 100 }, failures: Failures.upTo(1),
};

const someoneIn = (world: InvitingWorld): SomebodyElse => new SomebodyElse(world);

function inStore(declare: (stack: Stack, store: IIdentityStore) => unknown): (stack: Stack) => void {
  return (stack) => { declare(stack, IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE)); };
}

function inEncryptedStore(declare: (stack: Stack, store: IIdentityStore) => unknown): (stack: Stack) => void {
  return (stack) => {
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', KEY);
    declare(stack, IdentityStore.fromIdentityStoreAttributes(stack, 'Directory', { identityStoreId: STORE, ownerAccount: MANAGEMENT, encryptionKey }));
  };
}

function encrypted(world: InvitingWorld): InvitingWorld {
  world.sandbox.identityStores.store(STORE).encryptionKey = { arn: KEY, state: 'ENABLED' };
  return world;
}

const lookUpUser = (stack: Stack, store: IIdentityStore): unknown => User.fromUserName(stack, 'LookedUp', store, 'ada').userId;
const lookUpGroup = (stack: Stack, store: IIdentityStore): unknown => Group.fromDisplayName(stack, 'LookedUp', store, 'admins').groupId;
const allFeatures = (finalize = false, generation = '1') => (stack: Stack): unknown => new AllFeatures(stack, 'AllFeatures', { finalize, generation });

/** Its function, which is the provider framework's, runs as a child process only: what waits behind it is called below. */
function withoutMembership({ Resources }: SynthesizedTemplate): void {
  for (const [id, { Type }] of Object.entries(Resources)) if (Type === ACCOUNT_MEMBERSHIP_RESOURCE_TYPE) delete Resources[id];
}

const MEMBER = { organization: { accounts: [{ id: PAYMENTS }] } };
const BILLING = { organization: { featureSet: 'CONSOLIDATED_BILLING', accounts: [{ id: PAYMENTS }] } } as const;

const [FIRST, SECOND] = accountIds(2) as [string, string];

/** What each kind of construct needs its permissions for. */
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'a user': async ({ permissions, deploy }) => {
    const world = permissions.world();
    await someoneIn(world).createsUser({});
    await deploy(world, user('Ada'));
    await deploy(world, user('Renamed', { title: 'Engineer' }));
    await deploy(world, nothing);
    const empty = permissions.world();
    await deploy(empty, user('Ada'));
    await deploy(empty, nothing);
  },
  'a group': async ({ permissions, deploy }) => {
    const world = permissions.world();
    await someoneIn(world).createsGroup();
    await deploy(world, group('Admins'));
    await deploy(world, group('Renamed', { description: 'Platform team' }));
    const empty = permissions.world();
    await deploy(empty, group('Admins'));
    await deploy(empty, nothing);
  },
  'a membership': async ({ permissions, deploy }) => {
    const world = permissions.world();
    const someone = someoneIn(world);
    const declared = membership(await someone.createsGroup(), await someone.createsUser({}));
    // Whether what is there is its own, only a look at it tells.
    world.fault('identitystore:CreateGroupMembership', lost('AFTER'));
    await deploy(world, declared);
    await deploy(world, nothing);
    const adopting = permissions.world();
    const other = someoneIn(adopting);
    const [groupId, userId] = [await other.createsGroup(), await other.createsUser({})];
    await other.createsMembership(groupId, userId);
    await deploy(adopting, membership(groupId, userId));
  },
  'a user that is looked up': async ({ permissions, deploy }) => {
    const world = permissions.world();
    await someoneIn(world).createsUser({});
    await deploy(world, inStore(lookUpUser));
    await deploy(world, inStore((stack, store) => User.fromUserName(stack, 'LookedUp', store, 'nobody').userId));
  },
  'a group that is looked up': async ({ permissions, deploy }) => {
    const world = permissions.world();
    await someoneIn(world).createsGroup();
    await deploy(world, inStore(lookUpGroup));
    await deploy(world, inStore((stack, store) => Group.fromDisplayName(stack, 'LookedUp', store, 'nobody').groupId));
  },
  'a user in an encrypted store': async ({ permissions, deploy }) => {
    const declared = inEncryptedStore((stack, identityStore) => new User(stack, 'Ada', {
      identityStore, userName: 'ada', displayName: 'Ada', name: { givenName: 'Ada', familyName: 'Lovelace' }, email: 'ada@example.com',
    }));
    const world = encrypted(permissions.world());
    await someoneIn(world).createsUser({});
    await deploy(world, declared);
    const empty = encrypted(permissions.world());
    await deploy(empty, declared);
  },
  'a user that is looked up in an encrypted store': async ({ permissions, deploy }) => {
    const world = encrypted(permissions.world());
    await someoneIn(world).createsUser({});
    await deploy(world, inEncryptedStore(lookUpUser));
  },
  'contents from a file': async ({ permissions, deploy }) => {
    const world = permissions.world();
    const someone = someoneIn(world);
    await someone.createsMembership(await someone.createsGroup(), await someone.createsUser({}));
    const many = Array.from({ length: 60 }, (_, index) => `user${index}`);
    const groups = Object.fromEntries(many.map((name) => [`group-${name}`, [name]]));
    await deploy(world, declareContents({ users: many, groups: { ...groups, all: many } }, REMOVING));
    // Whose it is, only a look at it tells.
    world.fault('identitystore:CreateGroupMembership', lost('AFTER'));
    await deploy(world, declareContents({ users: ['user0', 'user1'], groups: { all: ['user0', 'user1', 'ada'], 'group-user0': [] }, others: { admins: ['user1', 'nobody'] } }, REMOVING));
    await deploy(world, declareContents({ users: ['user0', 'ada'], groups: { all: ['user0', 'ada'], 'group-user0': [] } }, { ...REMOVING, generation: '2' }));
    await deploy(world, declareContents({ users: ['user0'], groups: { all: ['user0'] }, description: 'Those who read' }, REMOVING));
    // In a workflow.
    await deploy(world, declareContents({ users: ['user0'], groups: { all: ['user0'] } }, { ...REMOVING, completion: Completion.background() }));
    await world.time.run(world.time.sleep(3600_000));
    await deploy(world, nothing);
  },
  'an invitation': async ({ permissions, deploy }) => {
    const world = permissions.world();
    await deploy(world, invitation());
    await deploy(world, invitation({ generation: '2' }, 'Renamed'));
    await deploy(world, nothing);
    const reusing = permissions.world({ organization: { handshakes: [{ account: PAYMENTS }] } });
    await deploy(reusing, invitation());
    await deploy(reusing, invitation({ generation: '2' }));
    const unverified = permissions.world();
    unverified.fault('organizations:InviteAccountToOrganization', serviceError('AccountOwnerNotVerifiedException'));
    await deploy(unverified, invitation());
  },
  'an invitation by e-mail': async ({ permissions, deploy }) => {
    await deploy(permissions.world(), invitation(byEmail()));
    await deploy(permissions.world(MEMBER), invitation(byEmail()));
  },
  'an invitation with tags': async ({ permissions, deploy }) => {
    await deploy(permissions.world(), invitation({ tags: { team: 'payments' } }));
    await deploy(permissions.world(MEMBER), invitation({ tags: { team: 'payments' } }));
  },
  'a placement': async ({ permissions, deploy }) => {
    const world = permissions.world(MEMBER);
    await deploy(world, invitation({ organizationalUnitId: UNIT }));
    await deploy(world, invitation({ organizationalUnitId: OTHER_UNIT }));
  },
  'acceptance by a role': async ({ permissions, deploy }) => deploy(permissions.world(), invitation(BY_ROLE)),
  'acceptance that is waited for': async ({ permissions, deploy }) => {
    const world = permissions.world({ changeTemplate: withoutMembership, switches: { organizations: { acceptedResource: false } } });
    await deploy(world, invitation({ ...byEmail(), acceptance: Acceptance.waitFor(), organizationalUnitId: UNIT, tags: { team: 'payments' } }));
    const role = permissions.used.find(({ roleArn }) => roleArn.includes('CdkOrgGuardOrganizationsRole'))?.roleArn as string;
    const waiting = new Waiting(world, world.sandbox.callers.issue({ account: MANAGEMENT, arn: role, roleArn: role }));
    const event = waitingEvent(world, { Target: { Email: 'account-111122223333@example.com' }, OrganizationalUnitId: UNIT, Tags: [{ Key: 'a', Value: 'b' }] });
    const accepted = world.time.sleep(60_000).then(() => world.answerAs('accept'));
    await world.time.run(Promise.all([waiting.until(event), accepted]));
  },
  'a campaign': async ({ permissions, deploy }) => {
    // Only a look at an account tells in whose organization it is.
    const world = permissions.world({ others: [{ managementAccount: '555555555555', accounts: [{ id: SECOND }], allowsTransfers: false }] });
    await deploy(world, campaign([{ account: FIRST }, { account: SECOND }, { email: 'ada@example.com' }]));
    await world.pass(2 * HOUR);
    await deploy(world, nothing);
  },
  'a campaign that places': async ({ permissions, deploy }) => {
    const world = permissions.world();
    await deploy(world, campaign([{ account: FIRST, organizationalUnitId: UNIT, tags: { team: 'payments' } }]));
    await world.pass(HOUR);
    world.answerAs('accept', FIRST);
    await world.pass(HOUR);
  },
  'a campaign that takes back': async ({ permissions, deploy }) => {
    const world = permissions.world();
    const declared = { cancelRemoved: true, removalPolicy: RemovalPolicy.DESTROY };
    await deploy(world, campaign([{ account: FIRST }, { account: SECOND }], declared));
    await world.pass(HOUR);
    await deploy(world, campaign([{ account: FIRST }], declared));
    await world.pass(HOUR);
    await deploy(world, nothing);
  },
  'a campaign by a role': async ({ permissions, deploy }) => {
    const world = permissions.world();
    // Whether it is accepted, only a look at it tells.
    world.fault('organizations:AcceptHandshake', lost('AFTER'));
    await deploy(world, campaign([{ account: PAYMENTS }], BY_ROLE));
    await world.pass(2 * HOUR);
  },
  'all features': async ({ permissions, deploy }) => {
    const world = permissions.world(BILLING);
    await deploy(world, allFeatures());
    await deploy(world, allFeatures(false, '2'));
  },
  'all features that are confirmed': async ({ permissions, deploy }) => {
    for (const finalAction of ['ENABLE_ALL_FEATURES', 'APPROVE_ALL_FEATURES'] as const) {
      const world = permissions.world({ ...BILLING, switches: { organizations: { finalAction } } });
      await deploy(world, allFeatures(true));
      for (const handshake of world.sandbox.organizations.handshakes.all.filter(({ recipient }) => recipient?.id === PAYMENTS)) {
        world.sandbox.handshakeAnswers.accept(handshake, world.sandbox.callers.personIn(PAYMENTS));
      }
      await deploy(world, allFeatures(true, '2'));
    }
  },
};

/** What a construct needs besides, and other constructs show: a store, an invitation. */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  'a user in an encrypted store': ['a user'],
  'a user that is looked up in an encrypted store': ['a user that is looked up'],
  'an invitation by e-mail': ['an invitation'],
  'an invitation with tags': ['an invitation'],
  'a placement': ['an invitation'],
  'acceptance by a role': ['an invitation'],
  'acceptance that is waited for': ['an invitation'],
  'a campaign that places': ['a campaign'],
  'a campaign that takes back': ['a campaign'],
  'a campaign by a role': ['a campaign'],
};

const TEMPLATE = ['cloudformation:GetTemplate'];
const OWN_STACK = [...TEMPLATE, 'cloudformation:ListStackResources'];

/** Given to every function, since it only tells of its own stack, and used where something can be held by another construct. */
const UNUSED: Readonly<Record<string, readonly string[]>> = {
  'a user that is looked up': OWN_STACK,
  'a group that is looked up': OWN_STACK,
  'a user that is looked up in an encrypted store': OWN_STACK,
  'a campaign': OWN_STACK,
  'a campaign that places': OWN_STACK,
  'a campaign that takes back': OWN_STACK,
  'a campaign by a role': OWN_STACK,
  'all features': OWN_STACK,
  'all features that are confirmed': OWN_STACK,
  // Only a stack of several pages, or an entity that somebody else holds, needs its template.
  'a membership': TEMPLATE,
  'contents from a file': TEMPLATE,
  'a placement': TEMPLATE,
  'acceptance by a role': TEMPLATE,
  'acceptance that is waited for': TEMPLATE,
  'an invitation by e-mail': TEMPLATE,
  'an invitation with tags': TEMPLATE,
  'an invitation': TEMPLATE,
};

const scenes = new Map<string, Permissions>();

beforeAll(async () => {
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    const permissions = new Permissions();
    await scenario({
      permissions,
      deploy: async (world, declare) => {
        const stack = await world.deploy('A', (scope) => { declare(scope); });
        permissions.note(stack);
        return stack;
      },
    });
    scenes.set(name, permissions);
  }
}, 120_000);

function permissionsOf(name: string): Permissions {
  const [own, ...others] = [name, ...BESIDES[name] ?? []].map((scene) => scenes.get(scene) as Permissions);
  return (own as Permissions).with(others);
}

describe.each(Object.keys(SCENARIOS))('%s', (name) => {
  test('needs every action that its policies allow', () => {
    expect(permissionsOf(name).given).not.toEqual([]);
    expect(permissionsOf(name).unusedActions).toEqual(UNUSED[name] ?? []);
  });

  test('needs every resource that its policies allow', () => {
    expect(permissionsOf(name).unusedResources).toEqual([]);
  });

  test('is allowed no wider resources than its actions need, and keys only for its store', () => {
    expect(permissionsOf(name).tooWide).toEqual([]);
    expect(permissionsOf(name).unconditional).toEqual([]);
  });
});

describe('an unused permission is noticed', () => {
  const used = { roleArn: 'role', action: 'identitystore:CreateUser', resources: [`arn:aws:identitystore::${MANAGEMENT}:identitystore/${STORE}`], context: {} };
  const own = `arn:aws:identitystore::*:identitystore/${STORE}`;

  test.each([
    { what: 'an action', statement: { actions: ['identitystore:CreateUser', 'identitystore:DeleteUser'], resources: [own] }, unusedActions: ['identitystore:DeleteUser'] },
    {
      what: 'a resource', statement: { actions: ['identitystore:CreateUser'], resources: [own, 'arn:aws:identitystore:::group/*'] },
      unusedResources: ['arn:aws:identitystore:::group/*'], tooWide: ['identitystore:CreateUser on arn:aws:identitystore:::group/*'],
    },
    { what: 'any resource', statement: { actions: ['identitystore:CreateUser'], resources: ['*'] }, tooWide: ['identitystore:CreateUser on *'] },
    {
      what: 'any store', statement: { actions: ['identitystore:CreateUser'], resources: ['arn:aws:identitystore::*:identitystore/*'] },
      tooWide: ['identitystore:CreateUser on arn:aws:identitystore::*:identitystore/*'],
    },
  ])('$what', ({ statement, unusedActions = [], unusedResources = [], tooWide = [] }) => {
    const permissions = new Permissions();
    permissions.given.push({ ...statement, condition: undefined });
    permissions.used.push(used);
    expect(permissions).toMatchObject({ unusedActions, unusedResources, tooWide });
  });
});

test('the table of permissions in docs/security.md has exactly these', () => {
  const given = [...scenes.values()].flatMap((permissions) => permissions.given).flatMap(({ actions }) => actions);
  const [, table = ''] = /## What the functions may do\n(.*?)\n## /s.exec(readFileSync('docs/security.md', 'utf8')) ?? [];
  const documented = table.split('\n').filter((line) => line.startsWith('|')).flatMap((line) => [...line.matchAll(/`(\w+:\w+)`/g)].map(([, action]) => action));
  expect([...new Set(documented)].sort()).toEqual([...new Set(given)].sort());
});

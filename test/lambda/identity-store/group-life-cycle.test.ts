import { CreateGroupCommand, DeleteGroupCommand } from '@aws-sdk/client-identitystore';
import { RemovalPolicy } from 'aws-cdk-lib';
import { ConflictPolicy } from '../../../lib';
import { group, inOrder, nothing } from '../../support/declared-groups';
import { killed } from '../../support/effects';
import { STORE } from '../../support/ids';
import { failuresOf, InProcess, InProcessOptions, physicalIdOf, SynthesizedTemplate } from '../../support/in-process';

/** How a story ended. */
interface Ending {
  readonly status: string;
  /** Whose the group of the story is in the end; `gone` without one. */
  readonly group: 'created' | 'adopted' | 'nobody\'s' | 'gone';
  /** How each event ended that the function answered. */
  readonly results: readonly string[];
}

interface Story {
  readonly story: string;
  readonly options?: InProcessOptions;
  readonly tell: (world: InProcess) => Promise<unknown>;
  readonly ending: Ending;
}

const admins = group('Admins');
const others = group('Others', { displayName: 'others' });
const refused = group('Refused', { displayName: 'taken', conflictPolicy: ConflictPolicy.FAIL });

async function someoneCreates(world: InProcess, displayName: string): Promise<void> {
  await world.time.run(world.identityStore.send(new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName: displayName })));
}

const STORIES: readonly Story[] = [
  {
    story: 'a Create that is refused has made nothing, and the Delete that follows deletes nothing',
    tell: async (world) => {
      await someoneCreates(world, 'admins');
      await world.deploy('A', group('Admins', { conflictPolicy: ConflictPolicy.FAIL }));
    },
    ending: { status: 'ROLLBACK_COMPLETE', group: 'nobody\'s', results: ['Create ALREADY_EXISTS', 'Delete KEPT'] },
  },
  {
    story: 'a Create that succeeded is undone when another resource fails',
    tell: async (world) => {
      await someoneCreates(world, 'taken');
      await world.deploy('A', inOrder(admins, refused));
    },
    ending: { status: 'ROLLBACK_COMPLETE', group: 'gone', results: ['Create CREATED', 'Create ALREADY_EXISTS', 'Delete KEPT', 'Delete DELETED'] },
  },
  {
    story: 'a Create that nobody lives to answer times out, and what it made is removed, since its own role has made it',
    tell: async (world) => {
      world.fault('answer', killed('BEFORE'), 3);
      await world.deploy('A', admins);
    },
    ending: { status: 'ROLLBACK_COMPLETE', group: 'gone', results: ['Delete DELETED'] },
  },
  {
    story: 'a Create that is given up because another resource fails is followed by a Delete with an invented id, which deletes nothing of others',
    tell: async (world) => {
      await someoneCreates(world, 'admins');
      await someoneCreates(world, 'taken');
      world.fault('deliver:Create', { kind: 'DELAYED', milliseconds: 1000 });
      await world.deploy('A', (scope) => [admins, refused].forEach((declare) => declare(scope)));
    },
    ending: { status: 'ROLLBACK_COMPLETE', group: 'nobody\'s', results: ['Create ALREADY_EXISTS', 'Delete KEPT', 'Delete KEPT'] },
  },
  {
    story: 'a rolled-back stack is deleted and deployed again',
    tell: async (world) => {
      await someoneCreates(world, 'taken');
      await world.deploy('A', inOrder(admins, refused));
      await world.destroy('A');
      await world.deploy('A', admins);
    },
    ending: {
      status: 'CREATE_COMPLETE', group: 'created',
      results: ['Create CREATED', 'Create ALREADY_EXISTS', 'Delete KEPT', 'Delete DELETED', 'Create CREATED'],
    },
  },
  {
    story: 'an update is undone when another resource fails after it',
    tell: async (world) => {
      await someoneCreates(world, 'taken');
      await world.deploy('A', group('Admins', { description: 'before' }));
      await world.deploy('A', inOrder(group('Admins', { description: 'after' }), refused));
      expect(world.groups.map(({ description }) => description)).toContain('before');
    },
    ending: {
      status: 'UPDATE_ROLLBACK_COMPLETE', group: 'created',
      results: ['Create CREATED', 'Update CREATED', 'Create ALREADY_EXISTS', 'Update CREATED', 'Delete KEPT'],
    },
  },
  ...(['NEW', 'OLD'] as const).map((rollbackPhysicalId): Story => ({
    story: `a replaced group whose update is rolled back stays, if the rollback comes with the ${rollbackPhysicalId} id`,
    options: { switches: { cloudFormation: { rollbackPhysicalId } } },
    tell: async (world) => {
      await someoneCreates(world, 'taken');
      await world.deploy('A', admins);
      const admin = world.storedGroups.find(({ DisplayName }) => DisplayName === 'admins');
      await world.time.run(world.identityStore.send(new DeleteGroupCommand({ IdentityStoreId: STORE, GroupId: admin?.GroupId })));
      await world.deploy('A', inOrder(group('Admins', { description: 'new' }), refused));
    },
    ending: {
      status: 'UPDATE_ROLLBACK_COMPLETE', group: 'created',
      results: ['Create CREATED', 'Update CREATED', 'Create ALREADY_EXISTS', 'Update CREATED', 'Delete KEPT', 'Delete DELETED'],
    },
  })),
  {
    story: 'a group that is set to RETAIN and then removed is kept, without an event',
    tell: async (world) => {
      await world.deploy('A', admins);
      await world.deploy('A', group('Admins', { removalPolicy: RemovalPolicy.RETAIN }));
      await world.deploy('A', nothing);
    },
    ending: { status: 'UPDATE_COMPLETE', group: 'nobody\'s', results: ['Create CREATED'] },
  },
  {
    story: 'a Create that is delivered twice makes one group, which is owned',
    tell: async (world) => {
      world.fault('deliver:Create', { kind: 'DELIVERED_TWICE', overlapping: false });
      await world.deploy('A', admins);
      await world.time.run(world.time.sleep(60_000));
    },
    ending: { status: 'CREATE_COMPLETE', group: 'created', results: ['Create CREATED', 'Create CREATED'] },
  },
  {
    story: 'a Create that is delivered twice at the same time makes one group',
    tell: async (world) => {
      world.fault('deliver:Create', { kind: 'DELIVERED_TWICE', overlapping: true });
      await world.deploy('A', admins);
      await world.time.run(world.time.sleep(60_000));
    },
    ending: { status: 'CREATE_COMPLETE', group: 'created', results: ['Create CREATED', 'Create CREATED'] },
  },
  {
    story: 'a Delete that is delivered twice succeeds',
    tell: async (world) => {
      await world.deploy('A', admins);
      world.fault('deliver:Delete', { kind: 'DELIVERED_TWICE', overlapping: true });
      await world.destroy('A');
    },
    ending: { status: 'DELETE_COMPLETE', group: 'gone', results: ['Create CREATED', 'Delete DELETED', 'Delete DELETED'] },
  },
  {
    story: 'a function that is killed before its call is delivered again and creates the group',
    tell: async (world) => {
      world.fault('identitystore:CreateGroup', killed('BEFORE'));
      await world.deploy('A', admins);
    },
    ending: { status: 'CREATE_COMPLETE', group: 'created', results: ['Create CREATED'] },
  },
  {
    story: 'a function that is killed after its call is delivered again and finds a group that it can\'t prove to be its own',
    tell: async (world) => {
      world.fault('identitystore:CreateGroup', killed('AFTER'));
      await world.deploy('A', admins);
    },
    ending: { status: 'CREATE_COMPLETE', group: 'adopted', results: ['Create ADOPTED'] },
  },
  {
    story: 'an answer whose receipt is lost is sent again',
    tell: async (world) => {
      world.fault('answer', { kind: 'CONNECTION_LOST', moment: 'AFTER' });
      await world.deploy('A', admins);
      await world.time.run(world.time.sleep(60_000));
    },
    ending: { status: 'CREATE_COMPLETE', group: 'created', results: ['Create CREATED'] },
  },
  {
    story: 'an answer that never gets through is sent for as long as anybody waits for it, and what was made is removed',
    tell: async (world) => {
      // More often than a delivery has time for.
      world.fault('answer', { kind: 'CONNECTION_LOST', moment: 'BEFORE' }, 300);
      await world.deploy('A', admins);
    },
    ending: { status: 'ROLLBACK_COMPLETE', group: 'gone', results: ['Create ANSWER_NOT_DELIVERED', 'Create ADOPTED', 'Delete DELETED'] },
  },
  {
    story: 'a Create that arrives after its operation has timed out makes nothing',
    tell: async (world) => {
      await world.deploy('A', others);
      world.fault('deliver:Create', { kind: 'DELAYED', milliseconds: 1_200_000 });
      await world.deploy('A', inOrder(others, admins));
      await world.time.run(world.time.sleep(1_200_000));
    },
    ending: { status: 'UPDATE_ROLLBACK_COMPLETE', group: 'gone', results: ['Create CREATED', 'Delete KEPT', 'Create TOO_LATE'] },
  },
  {
    story: 'a Create whose signed URL has expired makes nothing either',
    tell: async (world) => {
      await world.deploy('A', others);
      world.fault('deliver:Create', { kind: 'DELAYED', milliseconds: 3 * 3_600_000 });
      await world.deploy('A', inOrder(others, admins));
      await world.time.run(world.time.sleep(4 * 3_600_000));
    },
    ending: { status: 'UPDATE_ROLLBACK_COMPLETE', group: 'gone', results: ['Create CREATED', 'Delete KEPT', 'Create TOO_LATE'] },
  },
  {
    story: 'a Create with a URL that doesn\'t tell its age is answered in time',
    options: { switches: { cloudFormation: { datedAnswerUrl: false } } },
    tell: async (world) => {
      world.fault('deliver:Create', { kind: 'DELAYED', milliseconds: 60_000 });
      await world.deploy('A', admins);
    },
    ending: { status: 'CREATE_COMPLETE', group: 'created', results: ['Create CREATED'] },
  },
  {
    story: 'what a newer version of the library deployed is updated and deleted by this one',
    tell: async (world) => {
      const stack = await world.deploy('A', admins);
      const [resource] = [...stack.resources.values()].filter(({ type }) => type.startsWith('Custom::'));
      if (resource) resource.physicalId += ';added-by-a-newer-version=yes';
      const id = resource?.physicalId;
      await world.deploy('A', group('Admins', { description: 'new' }));
      expect(physicalIdOf(stack)).toBe(id);
      await world.destroy('A');
    },
    ending: { status: 'DELETE_COMPLETE', group: 'gone', results: ['Create CREATED', 'Update CREATED', 'Delete DELETED'] },
  },
  {
    story: 'properties that only a newer version of the library knows are passed over',
    options: { changeTemplate: (template) => guarded(template).forEach(({ Properties }) => Object.assign(Properties, { AddedByANewerVersion: { a: 'b' } })) },
    tell: (world) => world.deploy('A', admins),
    ending: { status: 'CREATE_COMPLETE', group: 'created', results: ['Create CREATED'] },
  },
  {
    story: 'two stacks that declare the same group at the same time never both own it',
    tell: async (world) => {
      await world.time.run(Promise.all([world.deploying('A', admins), world.deploying('B', group('Others'))]));
      const owners = ['A', 'B'].map((name) => physicalIdOf(world.sandbox.cloudFormation.existing(name))?.split(':')[0]);
      expect(owners.sort()).toEqual(['adopted', 'created']);
      await world.destroy('B');
    },
    ending: { status: 'CREATE_COMPLETE', group: 'created', results: ['Create CREATED', 'Create ADOPTED', 'Delete KEPT'] },
  },
];

test.each(STORIES)('$story', async ({ options, tell, ending }) => {
  const world = new InProcess(options);
  await tell(world);
  const stack = world.sandbox.cloudFormation.all.filter(({ name }) => name === 'A').at(-1);

  expect({ status: stack?.status, group: groupOf(world, stack && physicalIdOf(stack)), results: world.results }).toEqual(ending);
});

test('a missing permission is a failure that names the action', async () => {
  const world = new InProcess({
    changeTemplate: ({ Resources }) => {
      const policy = Object.values(Resources).find(({ Type }) => Type === 'AWS::IAM::Policy');
      const { Statement } = policy?.Properties.PolicyDocument as { Statement: { Action: string[] }[] };
      for (const statement of Statement) statement.Action = statement.Action.filter((action) => action !== 'identitystore:GetGroupId');
    },
  });
  await someoneCreates(world, 'admins');
  const stack = await world.deploy('A', admins);

  expect(stack.status).toBe('ROLLBACK_COMPLETE');
  const [denied = ''] = failuresOf(stack);
  const [, role] = /"User: (arn:aws:iam::123456789012:role\/A-CdkOrgGuardIdentityStoreRole\w+-\w+) is/.exec(denied) ?? [];
  expect(denied).toContain(`ACCESS_DENIED: looking up group "admins" is not allowed for the function of this stack: "User: ${role} is not authorized to perform: `
    + 'identitystore:GetGroupId on resource: arn:aws:identitystore:::group/* because no identity-based policy allows the identitystore:GetGroupId action". Look for what denies '
    + 'identitystore:GetGroupId in this account (a service control policy, a permissions boundary, missing delegated administration, or a changed policy of the function), have its '
    + 'owner allow it, then deploy again. '
    + '[AccessDeniedException, identitystore:GetGroupId, request ');
});

function groupOf(world: InProcess, physicalId: string | undefined): Ending['group'] {
  const admin = world.storedGroups.find(({ DisplayName }) => DisplayName === 'admins');
  if (!admin) return 'gone';
  const [ownership, id] = (physicalId ?? '').split(/[:;]/);
  return id === admin.GroupId && (ownership === 'created' || ownership === 'adopted') ? ownership : 'nobody\'s';
}

function guarded({ Resources }: SynthesizedTemplate) {
  return Object.values(Resources).filter(({ Type }) => Type.startsWith('Custom::'));
}

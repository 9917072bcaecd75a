import { App, CfnWaitConditionHandle, Stack } from 'aws-cdk-lib';
import { Group, IdentityStore, User } from '../../lib';
import { plantIdentityStores } from '../../sandbox/identity-store/plant';
import type { Sandbox } from '../../sandbox/sandbox';
import { STORE } from '../../test/support/ids';

const GROUP = 'everybody';

interface PlantedMembers {
  /** Whether they are in the group already. @default false */
  readonly areMembers?: boolean;
}

/** A group and so many users that are there already. */
export function plantMembers(sandbox: Sandbox, count: number, { areMembers = false }: PlantedMembers = {}): void {
  const names = Array.from({ length: count }, (_, index) => `user-${index}`);
  plantIdentityStores({
    [STORE]: {
      groups: [{ displayName: GROUP }],
      users: names.map((userName) => ({
        userName, displayName: userName, name: { givenName: userName, familyName: 'Example' }, email: `${userName}@example.com`,
      })),
      ...(areMembers && { memberships: names.map((user) => ({ group: GROUP, user })) }),
    },
  }, sandbox.identityStores, sandbox.person);
}

/**
 * The template of a stack that puts the first of the users that are there into the group.
 *
 * @param group the id of the group's construct, which is in the logical ids of the memberships
 */
export function templateOfMembers(sandbox: Sandbox, count: number, group = 'Everybody'): string {
  const { groups, users } = sandbox.identityStores.store(STORE);
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Members');
  // A stack can't be empty.
  new CfnWaitConditionHandle(stack, 'Placeholder');
  const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE);
  const [groupId] = groups.keys();
  const everybody = Group.fromGroupId(stack, group, identityStore, groupId as string);
  for (const { UserId, UserName } of [...users.values()].slice(0, count)) {
    everybody.addMember(UserName, User.fromUserId(stack, `User${UserName}`, identityStore, UserId));
  }
  return JSON.stringify(app.synth().getStackByName(stack.stackName).template);
}

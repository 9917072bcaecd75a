import { App, Stack } from 'aws-cdk-lib';
import { Group, IdentityStore, User } from '../../lib';
import { plant } from '../../sandbox/control/plant';
import type { Sandbox } from '../../sandbox/sandbox';

const STORE = 'd-1234567890';

/** A group and so many users that are there already, and the template of a stack that puts all of them into the group. */
export function templateOfMembers(sandbox: Sandbox, count: number): string {
  const names = Array.from({ length: count }, (_, index) => `user-${index}`);
  plant({
    identityStores: {
      [STORE]: {
        groups: [{ displayName: 'everybody' }],
        users: names.map((userName) => ({
          userName, displayName: userName, name: { givenName: userName, familyName: 'Example' }, email: `${userName}@example.com`,
        })),
      },
    },
  }, sandbox.identityStores, sandbox.person);
  const { groups, users } = sandbox.identityStores.store(STORE);

  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Members');
  const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE);
  const [groupId] = groups.keys();
  const group = Group.fromGroupId(stack, 'Everybody', identityStore, groupId as string);
  for (const { UserId, UserName } of users.values()) group.addMember(UserName, User.fromUserId(stack, `User${UserName}`, identityStore, UserId));
  return JSON.stringify(app.synth().getStackByName(stack.stackName).template);
}

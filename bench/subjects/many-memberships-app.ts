/** Synthesises as many stacks as memberships need: `many-memberships-app.ts WAY PARTIES.json DIRECTORY`. */
import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnGroupMembership } from 'aws-cdk-lib/aws-identitystore';
import { Completion, ContentsSource, Group, IdentityStore, IdentityStoreContents, IIdentityStore, IUser, User } from '../../lib';
import { STORE } from '../../test/support/ids';
import { declareAwsCustomResource, permission } from './deployment/aws-custom-resource';
import { findSdk } from './deployment/sdk-of-image';
import { DeclaredMembership, MembershipWay, membershipsOf, Parties, Party } from './many-memberships';

interface Declaration {
  readonly mostInStack: number;
  readonly declare: (stack: Stack, memberships: readonly DeclaredMembership[]) => void;
}

const directoryIn = (stack: Stack): IIdentityStore => IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE);

/** What a deployment waits for, were all of them new. */
const MOST_WAITED_FOR = 50_000;

/** A stack takes 500 resources, and each way has some beside those that are declared. */
const DECLARATIONS: Readonly<Record<MembershipWay, Declaration>> = {
  contents: {
    mostInStack: Infinity,
    declare: (stack, memberships) => {
      const rows = memberships.map(({ user, group }) => ({ group: group.name, userName: user.name }));
      const isMore = rows.length > MOST_WAITED_FOR;
      new IdentityStoreContents(stack, 'People', {
        identityStore: directoryIn(stack), source: ContentsSource.inline({ memberships: rows }), ...(isMore && { completion: Completion.background() }),
      });
    },
  },
  guarded: {
    mostInStack: 450,
    declare: (stack, memberships) => {
      const identityStore = directoryIn(stack);
      const imported = <Import>(parties: readonly Party[], make: (party: Party) => Import): ReadonlyMap<string, Import> =>
        new Map(parties.filter((party, index) => parties.indexOf(party) === index).map((party) => [party.id, make(party)]));
      const groups = imported(memberships.map(({ group }) => group), ({ id, name }) => Group.fromGroupId(stack, name, identityStore, id));
      const users = imported(memberships.map(({ user }) => user), ({ id, name }) => User.fromUserId(stack, name, identityStore, id));
      for (const { user, group } of memberships) groups.get(group.id)?.addMember(user.name, users.get(user.id) as IUser);
    },
  },
  'aws-custom-resource': {
    mostInStack: 450,
    declare: (stack, memberships) => {
      // A policy of its own for each is more than the role takes.
      const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
      role.addToPolicy(permission('GroupMembership'));
      for (const { user, group } of memberships) {
        declareAwsCustomResource(stack, `${user.name}-in-${group.name}`, 'GroupMembership', 'MembershipId', { GroupId: group.id, MemberId: { UserId: user.id } }, role);
      }
      findSdk(stack);
    },
  },
  native: {
    mostInStack: 500,
    declare: (stack, memberships) => {
      for (const { user, group } of memberships) {
        new CfnGroupMembership(stack, `${user.name}-in-${group.name}`, { identityStoreId: STORE, groupId: group.id, memberId: { userId: user.id } });
      }
    },
  },
};

const [way, parties = '', outdir = ''] = process.argv.slice(2);
const app = new App({ analyticsReporting: false, outdir });
const { mostInStack, declare } = DECLARATIONS[way as MembershipWay];
const memberships = membershipsOf(JSON.parse(readFileSync(parties, 'utf8')) as Parties);
for (let first = 0; first < memberships.length; first += mostInStack) {
  const stack = new Stack(app, `People${first}`, { env: { account: '123456789012', region: 'us-east-1' } });
  declare(stack, memberships.slice(first, first + mostInStack));
}
app.synth();

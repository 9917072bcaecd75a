import { Stack } from 'aws-cdk-lib';
import { ContentsSource, Group, IdentityStore, IdentityStoreContents, IdentityStoreContentsProps } from '../../lib';
import { STORE } from './ids';
import type { InProcess } from './in-process';

/** Contents as tests write them: users by name, groups with their members. */
export interface Tables {
  readonly users?: readonly string[];
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Groups that only have members in the file, and no row of their own. */
  readonly others?: Readonly<Record<string, readonly string[]>>;
  /** Of all groups. */
  readonly description?: string;
}

type Others = Partial<Omit<IdentityStoreContentsProps, 'source' | 'identityStore'>>;

/** Declares contents in a stack. Who is called Ada has the name ada and an address of her own. */
export function declareContents(
  { users = [], groups = {}, others = {}, description }: Tables, props: Others = {}, id = 'People',
): (stack: Stack) => void {
  return (stack) => {
    new IdentityStoreContents(stack, id, {
      identityStore: IdentityStore.fromIdentityStoreId(stack, `${id}Store`, STORE),
      source: ContentsSource.inline({
        users: users.map((userName) => ({ userName, displayName: userName, name: { givenName: userName, familyName: 'Test' }, email: `${userName}@example.com` })),
        groups: Object.keys(groups).map((displayName) => ({ displayName, ...(description !== undefined && { description }) })),
        memberships: Object.entries({ ...groups, ...others }).flatMap(([group, members]) => members.map((userName) => ({ group, userName }))),
      }),
      protection: { maxRemovals: 10, maxRemovalsPercent: 100 },
      ...props,
    });
  };
}

/** The names of those who are in a group. */
export function membersOf(world: InProcess, group: string): string[] {
  const id = world.groups.find(({ displayName }) => displayName === group)?.id;
  const names = new Map(world.users.map(({ UserId, UserName }) => [UserId, UserName]));
  return world.memberships.filter(({ GroupId }) => GroupId === id).map(({ MemberId }) => names.get(MemberId.UserId) ?? '').sort();
}

/** A resource of the same stack that fails: after the contents, or while they are at work. */
export function failing(declare: (stack: Stack) => void, when: 'AFTER' | 'BESIDE' = 'AFTER'): (stack: Stack) => void {
  return (stack) => {
    declare(stack);
    const store = IdentityStore.fromIdentityStoreId(stack, 'SameStore', STORE);
    const lookup = Group.fromDisplayName(stack, 'Failing', store, 'strangers');
    if (when === 'AFTER') lookup.node.addDependency(stack.node.findChild('People'));
  };
}

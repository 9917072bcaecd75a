import { Stack } from 'aws-cdk-lib';
import { ContentsSource, IdentityStore, IdentityStoreContents, IdentityStoreContentsProps } from '../../lib';
import { STORE } from './ids';

/** Contents as tests write them: users by name, groups with their members. */
export interface Tables {
  readonly users?: readonly string[];
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Groups that only have members in the file, and no row of their own. */
  readonly others?: Readonly<Record<string, readonly string[]>>;
}

type Others = Partial<Omit<IdentityStoreContentsProps, 'source' | 'identityStore'>>;

/** Declares contents in a stack. Who is called Ada has the name ada and an address of her own. */
export function declareContents({ users = [], groups = {}, others = {} }: Tables, props: Others = {}): (stack: Stack) => void {
  return (stack) => {
    new IdentityStoreContents(stack, 'People', {
      identityStore: IdentityStore.fromIdentityStoreId(stack, 'Store', STORE),
      source: ContentsSource.inline({
        users: users.map((userName) => ({ userName, displayName: userName, name: { givenName: userName, familyName: 'Test' }, email: `${userName}@example.com` })),
        groups: Object.keys(groups).map((displayName) => ({ displayName })),
        memberships: Object.entries({ ...groups, ...others }).flatMap(([group, members]) => members.map((userName) => ({ group, userName }))),
      }),
      protection: { maxRemovals: 10, maxRemovalsPercent: 100 },
      ...props,
    });
  };
}

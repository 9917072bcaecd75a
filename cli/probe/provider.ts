import { neededAnswerOf } from './answer';
import type { StoreCalls } from './store-calls';

interface Owned {
  readonly ExternalIds?: readonly unknown[] | undefined;
}

/**
 * Why nothing may be written into a store: a provider owns what is in it, and takes what it doesn't know for its own mistake. Looks at the first 100 users and
 * the first 100 groups.
 *
 * @returns nothing if no provider is seen
 */
export async function whyProviderOwns(store: StoreCalls): Promise<string | undefined> {
  const users = external(neededAnswerOf(await store.users()).items);
  const groups = external(neededAnswerOf(await store.groups()).items);
  if (users + groups === 0) return undefined;
  return `an identity provider owns this store: ${users} of its first users and ${groups} of its first groups have external ids. It may take over or remove what a probe `
    + 'makes there, so nothing was written. Probe a store of IAM Identity Center\'s own directory';
}

function external(items: readonly Owned[]): number {
  return items.filter(({ ExternalIds = [] }) => ExternalIds.length > 0).length;
}

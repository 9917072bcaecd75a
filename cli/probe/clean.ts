import type { Time } from '../../sandbox/time/time';
import { Allowance, WITHOUT_LIMITS } from './allowance';
import { neededAnswerOf } from './answer';
import type { ProbingClients } from './clients';
import { CallFailed, Calls, EndedCall } from './ended-call';
import { Page, StoreCalls } from './store-calls';
import { isThrowAwayGroup, isThrowAwayUser, looksLikeThrowAway } from './throw-away';
import type { Left } from './traces';

/** What became of what probes had left. */
export interface Cleaned {
  /** What was there and is deleted now. */
  readonly deleted: readonly Pick<Left, 'kind' | 'name'>[];
  readonly left: readonly Left[];
  /** Names that look like those of a probe, and don't prove to be. */
  readonly alike: readonly string[];
}

/** Until reads see everything that was written, in milliseconds. */
const PAUSE = 3_000;

/** A second look finds what the first one was too early for. */
const LOOKS = 2;

/** A user or a group of a store. */
interface Found {
  readonly kind: 'user' | 'group';
  readonly id: string;
  readonly name: string;
  readonly isOwn: boolean;
}

/**
 * Deletes what probes have made in a store and not deleted: exactly the users and groups whose names prove that.
 *
 * @throws CallFailed, or what the SDK threw, if the store can't be read
 */
export async function clean(
  identityStoreId: string, clients: Pick<ProbingClients, 'identityStore'>, time: Time,
): Promise<Cleaned> {
  const store = new StoreCalls(identityStoreId, clients.identityStore, new Calls('identitystore', time, new Allowance(time, undefined, WITHOUT_LIMITS)));
  const deleted = new Map<string, Cleaned['deleted'][number]>();
  const left = new Map<string, Left>();
  let alike: readonly string[] = [];
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0) await time.sleep(PAUSE);
    const found = [...await usersIn(store), ...await groupsIn(store)];
    alike = found.filter(({ isOwn }) => !isOwn).map(({ name }) => name);
    for (const { kind, id, name } of found.filter(({ isOwn }) => isOwn)) {
      const why = await whyNotDeleted(store, kind, id);
      if (why === undefined) deleted.set(id, { kind, name });
      if (why === undefined) left.delete(id);
      else left.set(id, { kind, name, why });
    }
  }
  return { deleted: [...deleted.values()], left: [...left.values()], alike };
}

async function whyNotDeleted(store: StoreCalls, kind: Found['kind'], id: string): Promise<string | undefined> {
  try {
    const { refusal } = await (kind === 'user' ? store.deleteUser(id) : store.deleteGroup(id));
    // A second look may still see what the first one has deleted.
    return !refusal || refusal.exception === 'ResourceNotFoundException' ? undefined : `${refusal.exception}: ${refusal.message}`;
  } catch (thrown) {
    if (thrown instanceof CallFailed) return `${thrown.exception}: ${thrown.message}`;
    throw thrown;
  }
}

async function usersIn(store: StoreCalls): Promise<Found[]> {
  const users = await allOf((next) => store.users(next));
  return users.map((user): Found => ({
    kind: 'user', id: user.UserId as string, name: user.UserName ?? '', isOwn: isThrowAwayUser(store.identityStoreId, user),
  })).filter(isAlike);
}

async function groupsIn(store: StoreCalls): Promise<Found[]> {
  const groups = await allOf((next) => store.groups(next));
  return groups.map((group): Found => ({
    kind: 'group', id: group.GroupId as string, name: group.DisplayName ?? '', isOwn: isThrowAwayGroup(store.identityStoreId, group),
  })).filter(isAlike);
}

function isAlike({ name, isOwn }: Found): boolean {
  return isOwn || looksLikeThrowAway(name);
}

async function allOf<Item>(pageAt: (next: { readonly next?: string }) => Promise<EndedCall<Page<Item>>>): Promise<Item[]> {
  const items: Item[] = [];
  let next: string | undefined;
  do {
    const page = neededAnswerOf(await pageAt(next === undefined ? {} : { next }));
    items.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return items;
}

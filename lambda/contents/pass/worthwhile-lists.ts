import { callFailure } from '../../guard/call-failure';
import type { Failure } from '../../guard/failure';
import { nameForm, storedAddressForm } from '../../guard/same-text';
import type { Session } from '../../guard/session';
import type { EntityChanges, EntityRow } from '../decide/changes';
import type { MembershipRow } from '../decide/membership-changes';
import type { StoreLists, WantedNames } from './store-lists';

/** From how many rows on a list is cheaper than a look for each. */
export const WORTH_A_LIST = 50;

/**
 * Reads the users and groups of the store in lists if that is cheaper than a look for each. A store may be so large that it isn't: after as many pages as there
 * would be looks, the rest is looked for.
 *
 * @param outsiders memberships of users that have no row
 */
export async function readWorthwhile(
  session: Session, lists: StoreLists, { users, groups }: Pick<EntityChanges, 'users' | 'groups'>, outsiders: readonly MembershipRow[],
): Promise<Failure | undefined> {
  const names = new Set(outsiders.map(({ line }) => nameForm(line.userName)));
  const looks = users.length + names.size;
  if (looks > WORTH_A_LIST) {
    const read = await lists.readUsers(session, wantedOf(users, names), looks);
    if (read.kind !== 'DONE') return callFailure(read, 'listing the users of the identity store');
  }
  if (groups.length > WORTH_A_LIST) {
    const read = await lists.readGroups(session, wantedOf(groups), groups.length);
    if (read.kind !== 'DONE') return callFailure(read, 'listing the groups of the identity store');
  }
  return undefined;
}

/** By what rows, and names without a row, are found in a list. */
function wantedOf(rows: readonly EntityRow[], others: Iterable<string> = []): WantedNames {
  const names = new Set(others);
  const addresses = new Set<string>();
  for (const { line: { attributes } } of rows) {
    names.add(nameForm('UserName' in attributes ? attributes.UserName : attributes.DisplayName));
    const address = 'UserName' in attributes ? attributes.Emails?.[0]?.Value : undefined;
    if (address !== undefined) addresses.add(storedAddressForm(address));
  }
  return { names, addresses, ids: new Set(rows.flatMap(({ entry }) => entry?.id ?? [])) };
}

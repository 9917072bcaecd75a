import type { Accounts } from '../accounts';
import type { Directory, Scanned } from '../directory';
import { rowOf } from './columns';
import type { Table } from './csv';

/** Everything that can be declared, as tables by their names. */
export function tablesOf(directory: Directory | undefined, accounts: Accounts | undefined): Record<string, Table> {
  return {
    ...directory && {
      users: { columns: ['userName', 'displayName', 'givenName', 'familyName', 'email'], rows: declared(directory.users).map(({ properties }) => rowOf(properties)) },
      groups: { columns: ['displayName', 'description'], rows: declared(directory.groups).map(({ properties }) => rowOf(properties)) },
      memberships: { columns: ['group', 'userName'], rows: membershipRows(directory) },
    },
    ...accounts && {
      accounts: { columns: ['account', 'organizationalUnitId'], rows: accounts.accounts.map(({ id, organizationalUnitId, tags }) => ({
        account: id,
        ...organizationalUnitId !== undefined && { organizationalUnitId },
        ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`tag:${key}`, value])),
      })) },
    },
  };
}

/** The same in one document, with properties as the constructs take them. */
export function documentOf(directory: Directory | undefined, accounts: Accounts | undefined): object {
  return {
    ...directory && {
      identityStoreId: directory.identityStoreId,
      users: declared(directory.users).map(({ properties }) => properties),
      groups: declared(directory.groups).map(({ properties }) => properties),
      memberships: membershipRows(directory),
    },
    ...accounts && { accounts: accounts.accounts.map(({ id, organizationalUnitId, tags }) => ({ account: id, organizationalUnitId, tags })) },
  };
}

function declared(all: readonly Scanned[]): readonly Scanned[] {
  return all.filter(({ manner }) => manner === 'DECLARED');
}

/** By the names of groups and users, also of those that an identity provider owns. */
function membershipRows({ groups, users, memberships }: Directory): { readonly group: string; readonly userName: string }[] {
  const names = new Map([...groups, ...users].map(({ id, name }) => [id, name]));
  return memberships.map(({ groupId, userId }) => ({ group: names.get(groupId) as string, userName: names.get(userId) as string }));
}

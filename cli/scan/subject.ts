import { ACCOUNT_ID } from '../../lib/contract/forms';
import type { NotRead, Snapshot, StoreSnapshot } from '../../sandbox/seed/snapshot';
import { isStoreId } from '../snapshot/store-option';
import type { ScanRequest } from './request';
import type { ScanSubject } from './scan';

type Asked = Pick<ScanRequest, 'from' | 'identityStore' | 'organization'>;
type Refused = { readonly refused: string };

/** What of a snapshot is asked for, or why nothing can be written of it; all that it has, if nothing is named. */
export function subjectIn(snapshot: Snapshot, asked: Asked): ScanSubject | Refused {
  const { from, identityStore } = asked;
  const isAll = from !== undefined && identityStore === undefined && asked.organization !== true;
  const partly = snapshot.notRead.find(isOfDirectory);
  if (partly && (isAll || identityStore)) return { refused: `not all of the directory could be read, and what is missing would leave an app that has it: ${sentence(partly)}` };
  const stores = snapshot.identityStores.filter(({ identityStoreId, region }) =>
    isAll || (identityStoreId === identityStore?.identityStoreId && (identityStore.region ?? region) === region));
  const [store] = stores;
  if (stores.length > 1) return { refused: `${from} has ${stores.length} identity stores; name one by --identity-store ID@REGION` };
  if (identityStore && !store) return { refused: `there is no identity store ${identityStore.identityStoreId}${from === undefined ? ' in its Region' : ` in ${from}`}` };
  if (asked.organization && !snapshot.organization) return { refused: ['the organization was not read', ...snapshot.notRead.map(sentence)].join('; ') };
  const odd = oddIn(snapshot, store);
  if (odd !== undefined) return { refused: `${from} has ${odd}, which is none that AWS gives` };
  const organization = isAll || asked.organization ? snapshot.organization : undefined;
  if (!store && !organization) return { refused: `${from} has neither an identity store nor an organization` };
  return { reading: snapshot.reading, notRead: snapshot.notRead, ...(store && { store }), ...(organization && { organization }) };
}

const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/** What is written into code as it is, and may come from a file that somebody else has written. */
function oddIn({ reading: { region }, organization }: Snapshot, store: StoreSnapshot | undefined): string | undefined {
  if (store && !isStoreId(store.identityStoreId)) return `the identity store ${JSON.stringify(store.identityStoreId)}`;
  const odd = [region, ...store ? [store.region] : []].find((each) => !REGION.test(each));
  if (odd !== undefined) return `the Region ${JSON.stringify(odd)}`;
  const account = organization?.organization.MasterAccountId;
  return organization && !ACCOUNT_ID.form.test(String(account)) ? `the management account ${JSON.stringify(account)}` : undefined;
}

/** Users, groups or memberships: of what isn't known the next scan would write nothing. */
function isOfDirectory({ what }: NotRead): boolean {
  return /^(users|groups|memberships) of /.test(what);
}

function sentence({ what, why }: NotRead): string {
  return `${what}: ${why}`;
}

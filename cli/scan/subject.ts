import type { NotRead, Snapshot } from '../../sandbox/seed/snapshot';
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
  const stores = snapshot.identityStores.filter(({ identityStoreId }) => isAll || identityStoreId === identityStore?.identityStoreId);
  const [store] = stores;
  if (stores.length > 1) return { refused: `${from} has ${stores.length} identity stores; name one by --identity-store` };
  if (identityStore && !store) return { refused: `there is no identity store ${identityStore.identityStoreId}${from === undefined ? ' in its Region' : ` in ${from}`}` };
  if (asked.organization && !snapshot.organization) return { refused: ['the organization was not read', ...snapshot.notRead.map(sentence)].join('; ') };
  const organization = isAll || asked.organization ? snapshot.organization : undefined;
  if (!store && !organization) return { refused: `${from} has neither an identity store nor an organization` };
  return { reading: snapshot.reading, ...(store && { store }), ...(organization && { organization }) };
}

/** Users, groups or memberships: of what isn't known the next scan would write nothing. */
function isOfDirectory({ what }: NotRead): boolean {
  return /^(users|groups|memberships) of /.test(what);
}

function sentence({ what, why }: NotRead): string {
  return `${what}: ${why}`;
}

import type { GroupLookupProperties, StoreProperties, UserLookupProperties } from '../../lib/contract/identity-store';
import { call } from '../guard/call';
import type { CallResult } from '../guard/result';
import { spellingsOf } from '../guard/same-text';
import type { Session } from '../guard/session';
import type { CallsIn } from './identity-store-calls';

/** The id of the user with a name. */
export function userNamed(callsIn: CallsIn, session: Session, { UserName, ...store }: UserLookupProperties): Promise<CallResult<string>> {
  return userWith(callsIn, session, store, 'userName', UserName);
}

/** The id of the user with an e-mail address. */
export function userWithEmail(callsIn: CallsIn, session: Session, store: StoreProperties, email: string): Promise<CallResult<string>> {
  return userWith(callsIn, session, store, 'emails.value', email);
}

/** The id of the group with a name. */
export function groupNamed(callsIn: CallsIn, session: Session, properties: GroupLookupProperties): Promise<CallResult<string>> {
  const { IdentityStoreId, Region, DisplayName } = properties;
  return firstFound(spellingsOf(DisplayName), (AttributeValue) => call(session, 'identitystore:GetGroupId', () => {
    const UniqueAttribute = { AttributePath: 'displayName', AttributeValue };
    return callsIn(Region).getGroupId({ IdentityStoreId, AlternateIdentifier: { UniqueAttribute } });
  }));
}

function userWith(
  callsIn: CallsIn, session: Session, { IdentityStoreId, Region }: StoreProperties, AttributePath: string, value: string,
): Promise<CallResult<string>> {
  return firstFound(spellingsOf(value), (AttributeValue) => call(session, 'identitystore:GetUserId', () => {
    const UniqueAttribute = { AttributePath, AttributeValue };
    return callsIn(Region).getUserId({ IdentityStoreId, AlternateIdentifier: { UniqueAttribute } });
  }));
}

async function firstFound(spellings: readonly string[], find: (spelling: string) => Promise<CallResult<string>>): Promise<CallResult<string>> {
  const [spelling = '', ...others] = spellings;
  const found = await find(spelling);
  return found.kind === 'MISSING' && others.length > 0 ? firstFound(others, find) : found;
}

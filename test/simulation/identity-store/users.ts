import fc from 'fast-check';
import { USER_RESOURCE_TYPE } from '../../../lib/private/contract';
import type { Properties } from '../../../sandbox/cloudformation/template';
import type { User } from '../../../sandbox/identity-store/entities';
import type { Entity, Kind } from '../domain';
import { differencesOf, idIn, isManagedExternally, objectionTo, ofEntity, sameText, STORE } from './store';

export const userName = fc.constantFrom('ada', 'lovelace', 'grace', 'Ada');
export const email = fc.constantFrom('ada@example.com', 'countess@example.com', 'Ada@example.com', 'grace@example.com');
export const title = fc.constantFrom('Countess', 'Engineer');
const phone = fc.constantFrom('+44 1', '+44 2');
const locality = fc.constantFrom('London', 'Paris');

/** The shape of the properties, flat: so that one of them can be taken from another declaration. */
export const userValues = fc.record({ userName, email, title, phone, locality, givenName: fc.constantFrom('Ada', 'Augusta') }, { requiredKeys: ['userName', 'givenName'] });

type UserValues = Readonly<Partial<Record<'userName' | 'email' | 'title' | 'phone' | 'locality' | 'givenName', string>>>;

export const USER: Kind = {
  resourceType: USER_RESOURCE_TYPE,
  properties: ({ values, policy }) => ({ IdentityStoreId: STORE, ...shapeOf(values), ConflictPolicy: policy }),
  keyOf: ({ UserName }) => String(UserName).toLowerCase(),
  // What an identity provider owns is left as it is when its declaration goes.
  differences: ofEntity((entity, properties, before) =>
    differencesOf(textsOf(properties), textsOf(entity.value), isManagedExternally(entity) ? undefined : before && textsOf(before))),
  isTakenOver: isManagedExternally,
  namesOf: ({ UserName }, physicalId) => [JSON.stringify(UserName), ...idIn(physicalId)],
};

/** Why somebody else's user may not be changed in this way, in words. */
export function objectionToUser(before: Entity, after: Entity, properties: Properties, past: readonly Entity[]): string | undefined {
  if (past.every(isManagedExternally)) return 'an identity provider owns it';
  const declared = textsOf(properties);
  const isProven = past.some(({ value }) => declared.email !== undefined && sameText(textsOf(value).email, declared.email));
  if (properties.ConflictPolicy === 'ADOPT' && !isProven) return 'nothing proves that it is the declared one';
  return objectionTo(textsOf(before.value), textsOf(after.value), declared);
}

/** A user in the shape of the service's requests. */
export function shapeOf({ userName: name = 'ada', email: address, title: Title, phone: number, locality: Locality, givenName = 'Ada' }: UserValues): Properties {
  return {
    UserName: name,
    DisplayName: `${givenName} Lovelace`,
    Name: { GivenName: givenName, FamilyName: 'Lovelace' },
    ...(Title !== undefined && { Title }),
    ...(address !== undefined && { Emails: [{ Value: address }] }),
    ...(number !== undefined && { PhoneNumbers: [{ Value: number, Type: 'work' }] }),
    ...(Locality !== undefined && { Addresses: [{ Locality }] }),
  };
}

function textsOf(user: object): Record<string, string> {
  const { UserName, DisplayName, Name, Title, Emails, PhoneNumbers, Addresses } = user as Partial<User>;
  const texts = {
    userName: UserName,
    displayName: DisplayName,
    givenName: Name?.GivenName,
    title: Title,
    email: Emails?.[0]?.Value,
    phone: PhoneNumbers?.[0]?.Value,
    locality: Addresses?.[0]?.Locality,
  };
  return Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

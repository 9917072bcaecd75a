import fc from 'fast-check';
import { USER_RESOURCE_TYPE } from '../../../lib/contract/identity-store';
import type { Properties } from '../../../sandbox/cloudformation/template';
import type { User } from '../../../sandbox/identity-store/entities';
import type { Entity, Kind, Told } from '../domain';
import { STORE } from '../../support/ids';
import { differencesOf, idIn, isKnownLate, isManagedExternally, keyOfName, namedLate, nameIn, objectionTo, ofTexts } from './store';

export const userName = fc.constantFrom('ada', 'lovelace', 'grace', 'Ada');
export const email = fc.constantFrom('ada@example.com', 'kate@example.com', 'Ada@example.com', 'grace@example.com', '\u212aate@example.com', 'ada@example.com\u00a0');
export const title = fc.constantFrom('Countess', 'Engineer');
const phone = fc.constantFrom('+44 1', '+44 2');
const locality = fc.constantFrom('London', 'Paris');

/** The shape of the properties, flat: so that one of them can be taken from another declaration. */
export const userValues = fc.record({ userName, email, title, phone, locality, givenName: fc.constantFrom('Ada', 'Augusta') }, { requiredKeys: ['userName', 'givenName'] });

/** In a declaration, the name may be known only at deployment. */
export const declaredUserValues = fc.tuple(userValues, isKnownLate).map(([values, isLate]) => ({ ...values, ...(isLate && { isLate }) }));

type UserValues = Readonly<Partial<Record<'userName' | 'email' | 'title' | 'phone' | 'locality' | 'givenName', string>>>;

export const USER: Kind = {
  resourceType: USER_RESOURCE_TYPE,
  properties({ values: { isLate, ...values }, policy }) {
    const shape = shapeOf(values);
    return { IdentityStoreId: STORE, ...shape, UserName: nameIn(String(shape.UserName), isLate), ...namedLate(isLate), ConflictPolicy: policy };
  },
  keyOf: ({ UserName }) => keyOfName(UserName),
  differences: ofTexts(textsOf),
  isTakenOver: isManagedExternally,
  objectionToAnswer: (told) => objectionToTakeOver(told) ?? objectionToStatus(told),
  namesOf: ({ UserName }, physicalId) => [JSON.stringify(UserName), ...idIn(physicalId)],
};

/** Why somebody else's user may not be changed in this way, in words. */
export function objectionToUser(before: Entity, after: Entity, properties: Properties, past: readonly Entity[]): string | undefined {
  if (past.every(isManagedExternally)) return 'an identity provider owns it';
  const declared = textsOf(properties);
  const isProven = past.some(({ value }) => declared.email !== undefined && isSameAddress(textsOf(value).email, declared.email));
  if (properties.ConflictPolicy === 'ADOPT' && !isProven) return 'nothing proves that it is the declared one';
  return objectionTo(textsOf(before.value), textsOf(after.value), declared);
}

/** A user is taken over only with the declared e-mail address, or if it is exactly as declared; or on purpose, whoever it is. */
function objectionToTakeOver({ properties, seen, isTakenOver }: Told): string | undefined {
  if (!isTakenOver || properties.ConflictPolicy === 'OVERWRITE') return undefined;
  const declared = textsOf(properties);
  const isProven = seen.some(({ value }) => {
    const live = textsOf(value);
    const isSame = declared.email !== undefined && isSameAddress(live.email, declared.email);
    return isSame || [...differencesOf(declared, live), ...differencesOf(live, declared)].length === 0;
  });
  return isProven ? undefined : 'nothing proves that it is the declared user';
}

function objectionToStatus({ attributes: { UserStatus: told }, seen }: Told): string | undefined {
  const isSo = told === 'UNKNOWN' || seen.length === 0 || seen.some(({ value }) => (value as User).UserStatus === told);
  return isSo ? undefined : `it isn't ${told}`;
}

/** Letters of ASCII are the same in both cases, and no others are. */
function isSameAddress(one: string | undefined, other: string): boolean {
  const inSmallLetters = (address: string): string => address.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return one !== undefined && inSmallLetters(one) === inSmallLetters(other);
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

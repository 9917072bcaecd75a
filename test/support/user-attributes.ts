import { ADDRESS_PARTS, ENTERPRISE_EXTENSION, ENTERPRISE_TEXTS, NAME_PARTS, USER_TEXTS } from '../../lib/contract/user-attributes';
import { propertyOf } from '../../lib/properties/property-name';
import type { User } from '../../sandbox/identity-store/entities';
import type { DeclaredUser } from './declared-users';

/** An attribute of a user, as it is declared, stored, and written by somebody else. */
export interface UserAttribute {
  readonly attribute: string;
  /** Two values of it. */
  readonly one: string;
  readonly other: string;
  /** What is declared without it; nothing if a user always has it. */
  readonly without?: DeclaredUser;
  readonly declaring: (value: string) => DeclaredUser;
  readonly valueIn: (user: User | undefined) => unknown;
  /** The operation of an update. */
  readonly writing: (value: string) => { readonly AttributePath: string; readonly AttributeValue: unknown };
}

type Values = Pick<UserAttribute, 'one' | 'other'>;

const WORDS: Values = { one: 'one', other: 'another' };
const SOME_NAME = { givenName: 'Ada', familyName: 'Lovelace' };
const ADDRESSES: Values = { one: 'one@example.com', other: 'another@example.com' };
const DAYS: Values = { one: '1815-12-10', other: '1852-11-27' };
const REQUIRED = ['DisplayName', 'GivenName', 'FamilyName'];

function text(member: (typeof USER_TEXTS)[number]): UserAttribute {
  const attribute = propertyOf(member);
  return {
    attribute,
    ...(member === 'Birthdate' ? DAYS : WORDS),
    ...(!REQUIRED.includes(member) && { without: {} }),
    declaring: (value) => ({ [attribute]: value }),
    valueIn: (user) => user?.[member],
    writing: (value) => ({ AttributePath: attribute, AttributeValue: value }),
  };
}

function namePart(member: (typeof NAME_PARTS)[number]): UserAttribute {
  const part = propertyOf(member);
  return {
    attribute: `name.${part}`,
    ...WORDS,
    ...(!REQUIRED.includes(member) && { without: {} }),
    declaring: (value) => ({ name: { ...SOME_NAME, [part]: value } }),
    valueIn: (user) => user?.Name?.[member],
    writing: (value) => ({ AttributePath: `name.${part}`, AttributeValue: value }),
  };
}

function addressPart(member: (typeof ADDRESS_PARTS)[number]): UserAttribute {
  const part = propertyOf(member);
  return {
    attribute: `address.${part}`,
    ...WORDS,
    without: {},
    declaring: (value) => ({ address: { [member === 'Type' ? 'addressType' : part]: value } }),
    valueIn: (user) => user?.Addresses?.[0]?.[member],
    writing: (value) => ({ AttributePath: 'addresses', AttributeValue: [{ [part]: value }] }),
  };
}

function listed(attribute: 'email' | 'phoneNumber' | 'role', list: 'Emails' | 'PhoneNumbers' | 'Roles', values: Values): UserAttribute[] {
  const AttributePath = propertyOf(list);
  return [{
    attribute,
    ...values,
    without: { [attribute]: undefined },
    declaring: (value) => ({ [attribute]: value }),
    valueIn: (user) => user?.[list]?.[0]?.Value,
    writing: (value) => ({ AttributePath, AttributeValue: [{ value }] }),
  }, {
    attribute: `${attribute}Type`,
    ...WORDS,
    without: { [attribute]: values.one },
    declaring: (value) => ({ [attribute]: values.one, [`${attribute}Type`]: value }),
    valueIn: (user) => user?.[list]?.[0]?.Type,
    writing: (value) => ({ AttributePath, AttributeValue: [{ value: values.one, type: value }] }),
  }];
}

function photoPart(member: 'Value' | 'Type' | 'Display'): UserAttribute {
  const part = propertyOf(member);
  const photo = { value: 'photo' };
  return {
    attribute: `photos[0].${part}`,
    ...WORDS,
    without: member === 'Value' ? {} : { photos: [photo] },
    declaring: (value) => ({ photos: [{ ...photo, [member === 'Type' ? 'photoType' : part]: value }] }),
    valueIn: (user) => user?.Photos?.[0]?.[member],
    writing: (value) => ({ AttributePath: 'photos', AttributeValue: [{ ...photo, [part]: value }] }),
  };
}

function enterprise(part: (typeof ENTERPRISE_TEXTS)[number]): UserAttribute {
  return {
    attribute: `enterprise.${part}`,
    ...WORDS,
    without: {},
    declaring: (value) => ({ enterprise: { [part]: value } }),
    valueIn: (user) => user?.Extensions?.[ENTERPRISE_EXTENSION]?.[part],
    writing: (value) => ({ AttributePath: `${ENTERPRISE_EXTENSION}.${part}`, AttributeValue: value }),
  };
}

const MANAGER: UserAttribute = {
  attribute: 'enterprise.manager',
  ...WORDS,
  without: {},
  declaring: (value) => ({ enterprise: { manager: value } }),
  valueIn: (user) => (user?.Extensions?.[ENTERPRISE_EXTENSION]?.manager as { value?: unknown } | undefined)?.value,
  writing: (value) => ({ AttributePath: `${ENTERPRISE_EXTENSION}.manager.value`, AttributeValue: value }),
};

/** Every attribute that the service takes, but for the user name. */
export const USER_ATTRIBUTES: readonly UserAttribute[] = [
  ...USER_TEXTS.map(text),
  ...NAME_PARTS.map(namePart),
  ...listed('email', 'Emails', ADDRESSES),
  ...listed('phoneNumber', 'PhoneNumbers', WORDS),
  ...listed('role', 'Roles', WORDS),
  ...ADDRESS_PARTS.map(addressPart),
  ...(['Value', 'Type', 'Display'] as const).map(photoPart),
  ...ENTERPRISE_TEXTS.map(enterprise),
  MANAGER,
];

/** Everything about a user, but for the user name. */
export const EVERYTHING: DeclaredUser = {
  displayName: 'Ada Lovelace',
  name: { ...SOME_NAME, middleName: 'King', formatted: 'Countess Ada Lovelace', honorificPrefix: 'Countess', honorificSuffix: 'I' },
  nickName: 'Ada', profileUrl: 'https://example.com/ada', userType: 'employee', title: 'Analyst', preferredLanguage: 'en', locale: 'en-GB',
  timezone: 'Europe/London', website: 'https://example.com', birthdate: '1815-12-10',
  email: 'ada@example.com', emailType: 'work', phoneNumber: '+44 20 7946 0000', phoneNumberType: 'work', role: 'analyst', roleType: 'job',
  address: { streetAddress: '12 St James\'s Square', locality: 'London', region: 'London', postalCode: 'SW1Y', country: 'GB', formatted: 'London', addressType: 'home' },
  photos: [{ value: 'https://example.com/1.png', photoType: 'photo', display: 'one', primary: true }, { value: 'https://example.com/2.png', primary: false }],
  enterprise: { employeeNumber: '1', costCenter: '2', organization: 'Engines', division: 'Analysis', department: 'Notes', manager: 'charles' },
};

import {
  ADDRESS_TEXTS, ENTERPRISE_EXTENSION, ENTERPRISE_TEXTS, NAME_PARTS, USER_TEXTS,
} from '../../lib/contract/user-attributes';
import { DATE, EMAIL, isInCalendar, MOST_PHOTOS } from '../../lib/contract/text-forms';
import { propertyOf } from '../../lib/properties/property-name';
import type { Entity } from '../../sandbox/seed/snapshot';
import { isDeclarable } from './declarable';
import { present, Properties, Value } from './values';

/** What a construct would declare of a user that is there, so that nothing changes. */
export interface UserDeclaration {
  readonly properties: Properties;
  /** Properties whose values a construct doesn't take. They are left out, and so stay as they are. */
  readonly leftOut: readonly string[];
}

/** In the order in which people write them. */
const NAME = ['GivenName', ...NAME_PARTS.filter((part) => part !== 'GivenName')];

/**
 * The inverse of what the construct `User` makes of its properties, from the same table of attributes.
 *
 * @param user as the Identity Store answers, with its enterprise extension
 */
export function userDeclaration(user: Entity): UserDeclaration {
  const reading = new Reading();
  const extension = memberOf(memberOf(user, 'Extensions'), ENTERPRISE_EXTENSION);
  const properties = present({
    userName: typeof user.UserName === 'string' ? user.UserName : undefined,
    ...reading.texts(['DisplayName'], user, ''),
    name: reading.structure(reading.texts(NAME, memberOf(user, 'Name'), 'name.')),
    ...reading.typed('email', user.Emails, (text) => EMAIL.form.test(text)),
    ...reading.typed('phoneNumber', user.PhoneNumbers),
    address: reading.only('address', user.Addresses, (address) => present({
      ...reading.texts(ADDRESS_TEXTS, address, 'address.'), addressType: reading.text('address.addressType', address.Type),
    })),
    ...reading.texts(USER_TEXTS.filter((name) => name !== 'DisplayName'), user, ''),
    photos: reading.photos(user.Photos),
    ...reading.typed('role', user.Roles),
    enterprise: reading.structure(present({
      ...reading.texts(ENTERPRISE_TEXTS, extension, 'enterprise.'),
      manager: reading.text('enterprise.manager', memberOf(memberOf(extension, 'manager'), 'value')),
    })),
  });
  return { properties, leftOut: reading.leftOut };
}

/** How many e-mail addresses a user has. */
export function emailsOf({ Emails }: Entity): number {
  return Array.isArray(Emails) ? Emails.length : 0;
}

/** Reads values, and notes those that can't be declared. */
class Reading {
  public readonly leftOut: string[] = [];

  public text(property: string, value: unknown, isFine: (text: string) => boolean = () => true): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string' && isDeclarable(value) && isFine(value)) return value;
    this.leftOut.push(property);
    return undefined;
  }

  /** Texts by the names of the service; the properties have the same names with a small letter. */
  public texts(names: readonly string[], values: unknown, place: string): Properties {
    return present(Object.fromEntries(names.map((name) => {
      const isFine = name === 'Birthdate' ? isDate : undefined;
      return [propertyOf(name), this.text(place + propertyOf(name), memberOf(values, name), isFine)];
    })));
  }

  /** A value with its type. A type without the value can't be declared. */
  public typed(property: string, list: unknown, isFine?: (text: string) => boolean): Properties {
    const typed = this.only(property, list, (element) => {
      const value = this.text(property, element.Value, isFine);
      return present({ [property]: value, [`${property}Type`]: value === undefined ? undefined : this.text(`${property}Type`, element.Type) });
    });
    return typed ?? {};
  }

  /** The properties of the only element of a list. Of several, a construct would leave one. */
  public only(property: string, list: unknown, read: (element: Entity) => Properties): Properties | undefined {
    if (!Array.isArray(list) || list.length === 0) return undefined;
    if (list.length === 1) return this.structure(read(list[0] as Entity));
    this.leftOut.push(property);
    return undefined;
  }

  public structure(properties: Properties): Properties | undefined {
    return Object.keys(properties).length === 0 ? undefined : properties;
  }

  /** All photos or none, since they are one attribute. */
  public photos(list: unknown): Value | undefined {
    if (!Array.isArray(list) || list.length === 0) return undefined;
    const before = this.leftOut.length;
    const photos = (list as Entity[]).map((photo) => present({
      value: this.text('photos', photo.Value), photoType: this.text('photos', photo.Type), display: this.text('photos', photo.Display),
      primary: typeof photo.Primary === 'boolean' ? photo.Primary : undefined,
    }));
    if (this.leftOut.length === before && list.length <= MOST_PHOTOS && photos.every(({ value }) => value !== undefined)) return photos;
    this.leftOut.splice(before, Infinity, 'photos');
    return undefined;
  }
}

function isDate(text: string): boolean {
  return DATE.form.test(text) && isInCalendar(text);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Entity)[name] : undefined;
}

import { CONFLICT_POLICIES, UserProperties } from '../../lib/contract/identity-store';
import {
  ADDRESS_PARTS, ENTERPRISE_EXTENSION, ENTERPRISE_TEXTS, EnterpriseProperties, NAME_PARTS, PhotoProperties, TypedValue, USER_TEXTS,
} from '../../lib/contract/user-attributes';
import type { PropertyReader } from '../custom-resource/properties';
import type { Attributes, AttributeValue, Element } from './attributes';
import { readNamedAtDeployment, readStore } from './store';

/** Where the texts of a user are, in the shape of the service's requests and answers. */
const TEXTS: readonly (readonly string[])[] = [
  ['UserName'],
  ...USER_TEXTS.map((text) => [text]),
  ...NAME_PARTS.map((part) => ['Name', part]),
  ...ENTERPRISE_TEXTS.map((text) => ['Extensions', ENTERPRISE_EXTENSION, text]),
  ['Extensions', ENTERPRISE_EXTENSION, 'manager', 'value'],
];

const LISTS = ['Emails', 'PhoneNumbers', 'Addresses', 'Roles', 'Photos'] as const;

/** Reads the properties of a user, which have the shape of the service's requests. */
export function readUser(properties: PropertyReader): UserProperties {
  return {
    ...readStore(properties),
    ...readNamedAtDeployment(properties),
    UserName: properties.required('UserName'),
    ...properties.texts(USER_TEXTS),
    Name: properties.structure('Name')?.texts(NAME_PARTS) ?? {},
    ...present('Emails', properties.list('Emails')?.map(readTypedValue)),
    ...present('PhoneNumbers', properties.list('PhoneNumbers')?.map(readTypedValue)),
    ...present('Addresses', properties.list('Addresses')?.map((address) => address.texts(ADDRESS_PARTS))),
    ...present('Roles', properties.list('Roles')?.map(readTypedValue)),
    ...present('Photos', properties.list('Photos')?.map(readPhoto)),
    ...present('Extensions', readExtensions(properties)),
    ConflictPolicy: properties.oneOf('ConflictPolicy', CONFLICT_POLICIES),
  };
}

/** The attributes of a declared or a live user: both have the shape of the service's requests. */
export function attributesOfUser(user: object): Attributes {
  const texts = TEXTS.map((place): [string, unknown] => [pathOf(place), valueAt(user, place)]);
  const lists = LISTS.map((list): [string, unknown] => [pathOf([list]), elementsAt(user, list)]);
  return new Map([...texts, ...lists].filter(([, value]) => value !== undefined) as [string, AttributeValue][]);
}

/** `Name`, `GivenName` → `name.givenName`; extensions have their name instead of the member that holds them. */
function pathOf(place: readonly string[]): string {
  const segments = place[0] === 'Extensions' ? place.slice(1) : place;
  return segments.map((segment) => segment.charAt(0).toLowerCase() + segment.slice(1)).join('.');
}

function valueAt(value: unknown, [segment, ...rest]: readonly string[]): unknown {
  if (segment === undefined) return typeof value === 'string' ? value : undefined;
  return typeof value === 'object' && value !== null ? valueAt((value as Record<string, unknown>)[segment], rest) : undefined;
}

function elementsAt(user: object, list: string): Element[] | undefined {
  const elements = (user as Record<string, unknown>)[list];
  if (!Array.isArray(elements) || elements.length === 0) return undefined;
  return elements.map((element: object) =>
    Object.fromEntries(Object.entries(element).filter(([, value]) => typeof value === 'string' || typeof value === 'boolean')) as Element);
}

function readTypedValue(element: PropertyReader): TypedValue {
  return { Value: element.required('Value'), ...element.texts(['Type']) };
}

function readPhoto(photo: PropertyReader): PhotoProperties {
  return { ...readTypedValue(photo), ...photo.texts(['Display']), ...present('Primary', photo.flag('Primary')) };
}

function readExtensions(properties: PropertyReader): UserProperties['Extensions'] {
  const enterprise = properties.structure('Extensions')?.structure(ENTERPRISE_EXTENSION);
  if (!enterprise) return undefined;
  const manager = enterprise.structure('manager');
  const attributes: EnterpriseProperties = {
    ...enterprise.texts(ENTERPRISE_TEXTS),
    ...(manager && { manager: { value: manager.required('value') } }),
  };
  return { [ENTERPRISE_EXTENSION]: attributes };
}

function present<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [name in Name]?: Value } {
  return value === undefined ? {} : { [name]: value } as { readonly [name in Name]?: Value };
}

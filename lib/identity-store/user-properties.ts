import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { UserProperties } from '../contract/identity-store';
import { DATE, EMAIL, isInCalendar, MOST_PHOTOS } from '../contract/text-forms';
import { AddressProperties, ENTERPRISE_EXTENSION, EnterpriseProperties, NameProperties, PhotoProperties, TypedValue, USER_TEXTS } from '../contract/user-attributes';
import { guardedProperties, nameProperty } from './guarded-properties';
import { memberOf, propertyOf } from '../properties/property-name';
import { refuse, requireMatch, requireName, requireText } from '../properties/validation';
import { Address, EnterpriseExtension, Photo } from './user-attributes';
import { UserProps } from './user-props';

/** Fails the synthesis if a value breaks a limit of the service. */
export function validateUser(scope: Construct, props: UserProps): void {
  requireName(scope, 'user', 'userName', props.userName);
  requireTexts(scope, '', Object.fromEntries(USER_TEXTS.map(propertyOf).map((text) => [text, props[text]])));
  requireTexts(scope, 'name.', props.name);
  requireMatch(scope, 'email', props.email, EMAIL.form, EMAIL.allowed);
  requireTyped(scope, props, 'email', 'emailType');
  requireTyped(scope, props, 'phoneNumber', 'phoneNumberType');
  requireTyped(scope, props, 'role', 'roleType');
  if (props.address) requireParts(scope, 'address', props.address);
  if (props.enterprise) requireParts(scope, 'enterprise', props.enterprise);
  requireDate(scope, props.birthdate);
  requirePhotos(scope, props.photos);
}

/** The properties of the custom resource, in the shape of the service's requests. */
export function userProperties(props: UserProps): UserProperties {
  const { email, emailType, phoneNumber, phoneNumberType, role, roleType, address, photos, enterprise } = props;
  return {
    ...guardedProperties(props.identityStore, props),
    ...nameProperty(props.userName),
    UserName: props.userName,
    ...Object.fromEntries(USER_TEXTS.map((text) => [text, props[propertyOf(text)]]).filter(([, value]) => value !== undefined)),
    Name: inService<NameProperties>(props.name),
    ...(email !== undefined && { Emails: [typedValue(email, emailType)] }),
    ...(phoneNumber !== undefined && { PhoneNumbers: [typedValue(phoneNumber, phoneNumberType)] }),
    ...(address && { Addresses: [addressProperties(address)] }),
    ...(role !== undefined && { Roles: [typedValue(role, roleType)] }),
    ...(photos && { Photos: photos.map(photoProperties) }),
    ...(enterprise && { Extensions: { [ENTERPRISE_EXTENSION]: enterpriseProperties(enterprise) } }),
  };
}

function requireTexts(scope: Construct, place: string, texts: object): void {
  for (const [property, text] of Object.entries(texts) as [string, string | undefined][]) requireText(scope, place + property, text);
}

/** A structure without any part would be an attribute without a value. */
function requireParts(scope: Construct, property: string, parts: Address | EnterpriseExtension): void {
  if (Object.values(parts as object).every((part) => part === undefined)) refuse(scope, property, parts, 'left out or have at least one part');
  requireTexts(scope, `${property}.`, parts);
}

/** The type says something about a value, so it needs one. */
function requireTyped(scope: Construct, props: UserProps, property: keyof UserProps, typeProperty: keyof UserProps): void {
  requireTexts(scope, '', { [property]: props[property], [typeProperty]: props[typeProperty] });
  if (props[typeProperty] !== undefined && props[property] === undefined) {
    refuse(scope, typeProperty, props[typeProperty], `left out as long as ${property} is`);
  }
}

function requireDate(scope: Construct, birthdate: string | undefined): void {
  requireMatch(scope, 'birthdate', birthdate, DATE.form, DATE.allowed);
  if (birthdate === undefined || Token.isUnresolved(birthdate)) return;
  if (!isInCalendar(birthdate)) refuse(scope, 'birthdate', birthdate, DATE.allowed);
}

function requirePhotos(scope: Construct, photos: readonly Photo[] | undefined): void {
  if (!photos) return;
  if (photos.length < 1 || photos.length > MOST_PHOTOS) refuse(scope, 'photos', photos.map(({ value }) => value), `1 to ${MOST_PHOTOS} photos, not ${photos.length}`);
  photos.forEach((photo, index) => requirePhoto(scope, `photos[${index}]`, photo));
}

function requirePhoto(scope: Construct, property: string, photo: Photo): void {
  const { primary: _, ...texts } = photo;
  requireTexts(scope, `${property}.`, texts);
}

/** `givenName` is `GivenName` in requests. What is left out stays out. */
function inService<Properties extends object>(attributes: object): Properties {
  const present = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [memberOf(name), value as unknown])) as Properties;
}

function addressProperties({ addressType, ...parts }: Address): AddressProperties {
  return { ...inService<AddressProperties>(parts), ...(addressType !== undefined && { Type: addressType }) };
}

function photoProperties({ photoType, ...parts }: Photo): PhotoProperties {
  return { ...inService<PhotoProperties>(parts), ...(photoType !== undefined && { Type: photoType }) };
}

function typedValue(value: string, type: string | undefined): TypedValue {
  return { Value: value, ...(type !== undefined && { Type: type }) };
}

/** In the document of an extension names begin with a small letter. */
function enterpriseProperties({ manager, ...texts }: EnterpriseExtension): EnterpriseProperties {
  return { ...texts, ...(manager !== undefined && { manager: { value: manager } }) };
}

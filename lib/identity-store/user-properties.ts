import { NamedProperties, UserProperties } from '../contract/identity-store';
import { AddressProperties, ENTERPRISE_EXTENSION, EnterpriseProperties, NameProperties, PhotoProperties, TypedValue, USER_TEXTS } from '../contract/user-attributes';
import { guardedProperties, nameProperty } from './guarded-properties';
import { memberOf, propertyOf } from '../properties/property-name';
import { Address, EnterpriseExtension, Photo } from './user-attributes';
import { UserDeclaration, UserProps } from './user-props';

/** The properties of the custom resource. */
export function userProperties(props: UserProps): UserProperties {
  return { ...guardedProperties(props.identityStore, props), ...nameProperty(props.userName), ...attributesOf(props) };
}

/** What is declared of a user, in the shape of the service's requests. */
export function attributesOf(user: UserDeclaration): Omit<UserProperties, keyof NamedProperties> {
  const { email, emailType, phoneNumber, phoneNumberType, role, roleType, address, photos, enterprise } = user;
  return {
    UserName: user.userName,
    ...Object.fromEntries(USER_TEXTS.map((text) => [text, user[propertyOf(text)]]).filter(([, value]) => value !== undefined)),
    Name: inService<NameProperties>(user.name),
    ...(email !== undefined && { Emails: [typedValue(email, emailType)] }),
    ...(phoneNumber !== undefined && { PhoneNumbers: [typedValue(phoneNumber, phoneNumberType)] }),
    ...(address && { Addresses: [addressProperties(address)] }),
    ...(role !== undefined && { Roles: [typedValue(role, roleType)] }),
    ...(photos && { Photos: photos.map(photoProperties) }),
    ...(enterprise && { Extensions: { [ENTERPRISE_EXTENSION]: enterpriseProperties(enterprise) } }),
  };
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

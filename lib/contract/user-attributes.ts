/**
 * The attributes of a user that are one text each, by the names of the service. The constructs, the functions and the tests derive from this and the lists
 * below what they do with each.
 */
export const USER_TEXTS = [
  'DisplayName', 'NickName', 'ProfileUrl', 'UserType', 'Title', 'PreferredLanguage', 'Locale', 'Timezone', 'Website', 'Birthdate',
] as const;
export const NAME_PARTS = ['FamilyName', 'GivenName', 'MiddleName', 'Formatted', 'HonorificPrefix', 'HonorificSuffix'] as const;
export const ADDRESS_TEXTS = ['StreetAddress', 'Locality', 'Region', 'PostalCode', 'Country', 'Formatted'] as const;
export const ADDRESS_PARTS = [...ADDRESS_TEXTS, 'Type'] as const;
export const ENTERPRISE_EXTENSION = 'aws:identitystore:enterprise';
/** The attributes of the enterprise extension. The names in its document begin with a small letter. */
export const ENTERPRISE_TEXTS = ['employeeNumber', 'costCenter', 'organization', 'division', 'department'] as const;

type Texts<Names extends readonly string[]> = { readonly [Name in Names[number]]?: string };

/** An e-mail address, a phone number or a role. */
export interface TypedValue {
  readonly Value: string;
  readonly Type?: string;
}

export interface PhotoProperties extends TypedValue {
  readonly Display?: string;
  readonly Primary?: boolean;
}

export type UserTexts = Texts<typeof USER_TEXTS>;
export type NameProperties = Texts<typeof NAME_PARTS>;
export type AddressProperties = Texts<typeof ADDRESS_PARTS>;
export type EnterpriseProperties = Texts<typeof ENTERPRISE_TEXTS> & { readonly manager?: { readonly value: string } };

import { ServiceError } from '../protocol/service-error';
import { checkList, checkText, invalid } from './constraints';
import { checkExtensions } from './extensions';
import { IdentityStoreSwitches } from './switches';

/** What an attribute of a user holds. */
type Shape =
  | { readonly kind: 'TEXT' | 'DATE' | 'DOCUMENTS' }
  | { readonly kind: 'PARTS'; readonly parts: readonly string[] }
  | { readonly kind: 'LIST'; readonly parts: readonly string[]; readonly most: number; readonly required?: string };

/** How the members of structures are spelled. */
type Spelling = IdentityStoreSwitches['documentKeys'];

const TEXT: Shape = { kind: 'TEXT' };

const SHAPES = {
  Name: { kind: 'PARTS', parts: ['Formatted', 'FamilyName', 'GivenName', 'MiddleName', 'HonorificPrefix', 'HonorificSuffix'] },
  DisplayName: TEXT,
  NickName: TEXT,
  ProfileUrl: TEXT,
  Emails: { kind: 'LIST', parts: ['Value', 'Type', 'Primary'], most: 1 },
  Addresses: {
    kind: 'LIST', parts: ['StreetAddress', 'Locality', 'Region', 'PostalCode', 'Country', 'Formatted', 'Type', 'Primary'], most: 1,
  },
  PhoneNumbers: { kind: 'LIST', parts: ['Value', 'Type', 'Primary'], most: 1 },
  UserType: TEXT,
  Title: TEXT,
  PreferredLanguage: TEXT,
  Locale: TEXT,
  Timezone: TEXT,
  Photos: { kind: 'LIST', parts: ['Value', 'Type', 'Display', 'Primary'], most: 3, required: 'Value' },
  Website: TEXT,
  Birthdate: { kind: 'DATE' },
  Roles: { kind: 'LIST', parts: ['Value', 'Type', 'Primary'], most: 1 },
  Extensions: { kind: 'DOCUMENTS' },
} as const satisfies Record<string, Shape>;

export type Attribute = keyof typeof SHAPES;

export const USER_ATTRIBUTES = Object.keys(SHAPES) as readonly Attribute[];

/** What Identity Center asks of every user, besides the user name. */
const REQUIRED = [['DisplayName'], ['Name'], ['Name', 'GivenName'], ['Name', 'FamilyName']] as const;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** @throws ServiceError `ValidationException` */
export function checkAttribute(attribute: Attribute, value: unknown, spelling: Spelling): unknown {
  const shape: Shape = SHAPES[attribute];
  const place = uncapitalized(attribute);
  switch (shape.kind) {
    case 'TEXT': return checkText(place, value);
    case 'DATE': return checkDate(place, value);
    case 'PARTS': return checkParts(place, shape.parts, value, spelling);
    case 'DOCUMENTS': return checkExtensions(value);
    case 'LIST':
      return checkList(place, value, shape.most).map((item, index) => {
        const element = `${place}.${index + 1}.member`;
        const parts = checkParts(element, shape.parts, item, spelling);
        if (shape.required !== undefined) checkText(`${element}.${uncapitalized(shape.required)}`, parts[shape.required]);
        return parts;
      });
  }
}

/** @throws ServiceError `ValidationException` naming all that are missing */
export function requireAttributes(attributes: object): void {
  const missing = REQUIRED.filter(([attribute, part]) => {
    const value = (attributes as Record<string, object | undefined>)[attribute];
    // Without a name there is no use in asking for its parts.
    if (part === undefined || value === undefined) return part === undefined && value === undefined;
    return (value as Record<string, unknown>)[part] === undefined;
  });
  const problems = missing.map(([attribute, part = attribute]) => `${part.toLowerCase()}: The attribute ${part.toLowerCase()} is required`);
  if (problems.length > 0) throw new ServiceError('ValidationException', problems.join(', '));
}

/**
 * The attribute, and the part of it, that a path of an update names: `nickName`, `name.givenName`, `emails`.
 *
 * @throws ServiceError `ValidationException`
 */
export function attributeOfPath(path: string): { readonly attribute: Attribute; readonly part?: string } {
  const [first = '', second, ...rest] = path.split('.');
  const attribute = USER_ATTRIBUTES.find((known) => uncapitalized(known) === first && known !== 'Extensions');
  const shape: Shape | undefined = attribute && SHAPES[attribute];
  const part = shape?.kind === 'PARTS' ? shape.parts.find((known) => uncapitalized(known) === second) : undefined;
  if (!attribute || rest.length > 0 || (second !== undefined && part === undefined)) {
    throw new ServiceError('ValidationException', `The attribute path ${path} is not supported`);
  }
  return { attribute, ...(part !== undefined && { part }) };
}

/**
 * Refuses a path into a list, in the words of the service.
 *
 * @throws ServiceError `ValidationException`
 */
export function refusePartOfList(path: string): void {
  const [, first = ''] = /^([A-Za-z]+)[.[]/.exec(path) ?? [];
  const attribute = USER_ATTRIBUTES.find((known) => uncapitalized(known) === first);
  if (attribute && SHAPES[attribute].kind === 'LIST') {
    throw new ServiceError('ValidationException', `Unsupported update operation on multi-value attribute ${first}, please provide full replacement`);
  }
}

function checkDate(place: string, value: unknown): string {
  const date = checkText(place, value);
  if (!DATE.test(date)) throw invalid(place, 'must have the format YYYY-MM-DD');
  return date;
}

function checkParts(place: string, parts: readonly string[], value: unknown, spelling: Spelling): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(place, 'must be a structure');
  return Object.fromEntries(Object.entries(value).map(([member, item]) => {
    const part = parts.find((known) => spellings(known, spelling).includes(member));
    if (part === undefined) throw new ServiceError('ValidationException', `The attribute ${place} has no member ${member}`);
    if (part !== 'Primary') return [part, checkText(`${place}.${uncapitalized(part)}`, item)];
    if (typeof item !== 'boolean') throw invalid(`${place}.primary`, 'must be a boolean');
    return [part, item];
  }));
}

function spellings(part: string, spelling: Spelling): readonly string[] {
  switch (spelling) {
    case 'PascalCase': return [part];
    case 'camelCase': return [uncapitalized(part)];
    case 'ANY': return [part, uncapitalized(part)];
  }
}

/** As documents and seeds have the names of the service. */
export function uncapitalized(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

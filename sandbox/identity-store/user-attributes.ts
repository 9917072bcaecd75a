import { ServiceError } from '../protocol/service-error';
import { checkText } from './constraints';

/** What an attribute of a user holds. */
type Shape =
  | { readonly kind: 'TEXT' }
  | { readonly kind: 'PARTS'; readonly parts: readonly string[] }
  | { readonly kind: 'LIST'; readonly parts: readonly string[]; readonly most: number }
  | { readonly kind: 'DOCUMENTS' };

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
  Photos: { kind: 'LIST', parts: ['Value', 'Type', 'Display', 'Primary'], most: 3 },
  Website: TEXT,
  Birthdate: TEXT,
  Roles: { kind: 'LIST', parts: ['Value', 'Type', 'Primary'], most: 1 },
  Extensions: { kind: 'DOCUMENTS' },
} as const satisfies Record<string, Shape>;

type Attribute = keyof typeof SHAPES;

export const USER_ATTRIBUTES = Object.keys(SHAPES) as readonly Attribute[];

/** What Identity Center asks of every user, with the part of the attribute. */
const REQUIRED = [['DisplayName'], ['Name', 'GivenName'], ['Name', 'FamilyName']] as const;

/** @throws ServiceError `ValidationException` */
export function checkAttribute(name: string, value: unknown): unknown {
  const shape: Shape = SHAPES[name as Attribute];
  switch (shape.kind) {
    case 'TEXT': return checkText(name, value);
    case 'PARTS': return checkParts(name, shape.parts, value);
    case 'LIST':
      if (!Array.isArray(value) || value.length < 1 || value.length > shape.most) throw invalid(name, `must be a list of 1 to ${shape.most}`);
      return value.map((item) => checkParts(name, shape.parts, item));
    case 'DOCUMENTS': return value;
  }
}

/** @throws ServiceError `ValidationException` naming the first that is missing */
export function requireAttributes(attributes: object): void {
  for (const [attribute, part] of REQUIRED) {
    const value = (attributes as Record<string, unknown>)[attribute];
    const present = part === undefined ? value : (value as Record<string, unknown> | undefined)?.[part];
    const name = (part ?? attribute).toLowerCase();
    if (present === undefined) throw new ServiceError('ValidationException', `${name}: The attribute ${name} is required`);
  }
}

/** The attribute, and the part of it, that a path of an update names: `nickName`, `name.givenName`, `emails`. */
export function attributeOfPath(path = ''): { readonly attribute: string; readonly part?: string } {
  const [first = '', second, ...rest] = path.split('.').map(capitalized);
  const shape: Shape | undefined = Object.hasOwn(SHAPES, first) ? SHAPES[first as Attribute] : undefined;
  const known = shape && rest.length === 0 && (second === undefined || (shape.kind === 'PARTS' && shape.parts.includes(second)));
  if (!known) throw new ServiceError('ValidationException', `The attribute path ${path} is not supported`);
  return { attribute: first, ...(second !== undefined && { part: second }) };
}

/** Documents may come with their members in either case. */
function checkParts(name: string, parts: readonly string[], value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw invalid(name, 'must be a structure');
  return Object.fromEntries(Object.entries(value).map(([member, item]) => {
    const part = capitalized(member);
    if (!parts.includes(part)) throw invalid(name, `has no member ${member}`);
    if (part === 'Primary') {
      if (typeof item !== 'boolean') throw invalid(name, 'has a member primary that is no boolean');
      return [part, item];
    }
    return [part, checkText(`${name}.${member}`, item)];
  }));
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function invalid(name: string, problem: string): ServiceError {
  return new ServiceError('ValidationException', `1 validation error detected: Value at '${name}' ${problem}`);
}

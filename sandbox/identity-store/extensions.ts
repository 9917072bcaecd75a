import { ServiceError } from '../protocol/service-error';
import { checkExtensionName, checkList, checkText, invalid } from './constraints';
import type { User } from './entities';

type Extensions = NonNullable<User['Extensions']>;
type Document = Readonly<Record<string, unknown>>;

/** The only extension there is. */
const ENTERPRISE = 'aws:identitystore:enterprise';

const TEXTS = ['employeeNumber', 'costCenter', 'organization', 'division', 'department'];
const MOST_EXTENSIONS = 10;

/** @throws ServiceError `ValidationException` */
export function checkExtensions(value: unknown): Extensions {
  const documents = Object.entries(structure('extensions', value));
  checkList('extensions', documents, MOST_EXTENSIONS);
  return Object.fromEntries(documents.map(([name, document]) => [checkExtension(name), checkDocument(name, document)]));
}

export function isExtensionPath(path: string): boolean {
  return path.includes(':');
}

/**
 * The extensions after a change at a path: `aws:identitystore:enterprise` itself, an attribute of it, or
 * `aws:identitystore:enterprise.manager.value`. Nothing is left of an extension without attributes.
 *
 * @throws ServiceError `ValidationException`
 */
export function changedExtensions(extensions: Extensions | undefined, path: string, value: unknown): Extensions | undefined {
  const [name = '', attribute, part, ...rest] = path.split('.');
  checkExtension(name);
  if (rest.length > 0 || (part !== undefined && `${attribute}.${part}` !== 'manager.value')) {
    throw new ServiceError('ValidationException', `The attribute path ${path} is not supported`);
  }
  const isRemoved = value === undefined || value === null;
  const change = part === undefined || isRemoved ? value ?? undefined : { [part]: value };
  const changed = attribute === undefined ? change ?? {} : { ...extensions?.[name], [attribute]: change };
  const document = checkDocument(name, present(changed));
  return Object.keys(document).length > 0 ? { ...extensions, [name]: document } : undefined;
}

/**
 * The names of the extensions that a read asks for.
 *
 * @throws ServiceError `ValidationException`
 */
export function wantedExtensions(asked: unknown): readonly string[] {
  return asked === undefined || asked === null ? [] : checkList('extensions', asked, MOST_EXTENSIONS).map(checkExtension);
}

/** The user as it is shown: of its extensions only those that are wanted. */
export function withExtensions({ Extensions: extensions = {}, ...user }: User, wanted: readonly string[]): object {
  const shown = Object.entries(extensions).filter(([name]) => wanted.includes(name));
  return { ...user, ...(shown.length > 0 && { Extensions: Object.fromEntries(shown) }) };
}

function checkExtension(value: unknown): string {
  const name = checkExtensionName(value);
  if (name !== ENTERPRISE) throw new ServiceError('ValidationException', `The extension ${name} is not supported`);
  return name;
}

function checkDocument(name: string, value: unknown): Document {
  return Object.fromEntries(Object.entries(structure(name, value)).map(([member, item]) => {
    const place = `${name}.${member}`;
    if (member === 'manager') return [member, checkManager(place, item)];
    if (!TEXTS.includes(member)) throw new ServiceError('ValidationException', `The attribute ${name} has no member ${member}`);
    return [member, checkText(place, item)];
  }));
}

function checkManager(place: string, value: unknown): Document {
  const { value: manager, ...others } = structure(place, value);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new ServiceError('ValidationException', `The attribute ${place} has no member ${unknown}`);
  return { value: checkText(`${place}.value`, manager) };
}

function structure(place: string, value: unknown): Document {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(place, 'must be a structure');
  return value as Document;
}

function present(document: unknown): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document;
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined));
}

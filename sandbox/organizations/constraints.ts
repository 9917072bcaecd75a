import type { Tag } from '@aws-sdk/client-organizations';
import { pagesBy } from '../page';
import { NotEmulated } from '../protocol/service-error';
import { ACCOUNT_ID } from './accounts';
import type { Recipient } from './handshakes';
import { invalidInput } from './refusals';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const EMAIL_LENGTH = { least: 6, most: 64 };
const HANDSHAKE_ID = /^h-[0-9a-z]{8,32}$/;
const ROOT_ID = /^r-[0-9a-z]{4,32}$/;
const UNIT_ID = /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/;
const PARENT_ID = new RegExp(`${ROOT_ID.source}|${UNIT_ID.source}`);
const CHILD_ID = new RegExp(`${ACCOUNT_ID.source}|${UNIT_ID.source}`);
const RESOURCE_ID = new RegExp(`${PARENT_ID.source}|${ACCOUNT_ID.source}`);
const CREATION_ID = /^car-[a-z0-9]{8,32}$/;
const POLICY_ID = /^p-[0-9a-zA-Z_]{8,128}$/;
const SERVICE_PRINCIPAL = /^[\w+=,.@-]{1,128}$/;
const ROLE_NAME = /^[\w+=,.@-]{1,64}$/;
const ACCOUNT_NAME = /^[\u0020-\u007E]+$/;
const LONGEST_ACCOUNT_NAME = 50;
const TAG = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
/** What could be part of a web page. */
const MARKUP = /<[^>]*>/;

/** Refuses members that the sandbox doesn't know of an operation. */
export function checkMembers(operation: string, input: object, known: readonly string[]): void {
  const unknown = Object.keys(input).find((member) => !known.includes(member));
  if (unknown !== undefined) throw new NotEmulated(`the member ${unknown} of organizations:${operation}`);
}

function check(value: unknown, form: RegExp): string {
  if (value === undefined || value === null) throw invalidInput('INPUT_REQUIRED');
  if (typeof value !== 'string' || !form.test(value)) throw invalidInput('INVALID_PATTERN', 'You provided a value that does not match the required pattern.');
  return value;
}

export const checkHandshakeId = (value: unknown): string => check(value, HANDSHAKE_ID);
export const checkAccountId = (value: unknown): string => check(value, ACCOUNT_ID);
export const checkParentId = (value: unknown): string => check(value, PARENT_ID);
export const checkUnitId = (value: unknown): string => check(value, UNIT_ID);
export const checkChildId = (value: unknown): string => check(value, CHILD_ID);
export const checkResourceId = (value: unknown): string => check(value, RESOURCE_ID);

export const checkCreationId = (value: unknown): string => check(value, CREATION_ID);
export const checkPolicyId = (value: unknown): string => check(value, POLICY_ID);
export const checkServicePrincipal = (value: unknown): string => check(value, SERVICE_PRINCIPAL);
export const checkRoleName = (value: unknown): string => check(value, ROLE_NAME);
export const checkAccountName = (value: unknown): string => checkText(check(value, ACCOUNT_NAME), 1, LONGEST_ACCOUNT_NAME);
export const checkEmail = (value: unknown): string => checkText(check(value, EMAIL), EMAIL_LENGTH.least, EMAIL_LENGTH.most);

/** A text of that many characters, none of which makes up a web page. */
export function checkText(value: unknown, least: number, most: number): string {
  const text = check(value, /^/);
  if (text.length < least) throw invalidInput('MIN_LENGTH_EXCEEDED');
  if (text.length > most) throw invalidInput('MAX_LENGTH_EXCEEDED');
  return check(text, MARKUP.test(text) ? /(?!)/ : /^/);
}

export function checkEnum<Value extends string>(value: unknown, values: readonly Value[]): Value {
  if (value === undefined || value === null) throw invalidInput('INPUT_REQUIRED');
  if (!values.includes(value as Value)) throw invalidInput('INVALID_ENUM');
  return value as Value;
}

/** Whom an invitation is for. */
export function checkTarget(target: { Id?: unknown; Type?: unknown } | undefined): Recipient {
  if (!target) throw invalidInput('INPUT_REQUIRED');
  const type = checkEnum(target.Type, ['ACCOUNT', 'EMAIL', 'ORGANIZATION']);
  const id = checkText(target.Id, 1, EMAIL_LENGTH.most);
  if (type === 'ORGANIZATION' || (type === 'ACCOUNT' && !ACCOUNT_ID.test(id))) throw invalidInput('INVALID_PARTY_TYPE_TARGET');
  if (type === 'EMAIL' && (!EMAIL.test(id) || id.length < EMAIL_LENGTH.least)) throw invalidInput('INVALID_EMAIL_ADDRESS_TARGET');
  return { type, id };
}

const TAG_KEY_LENGTH = 128;
const TAG_VALUE_LENGTH = 256;

export function checkTags(tags: readonly Tag[] = []): readonly { readonly Key: string; readonly Value: string }[] {
  const checked = tags.map(({ Key, Value }) => ({ Key: checkTagKey(Key), Value: checkText(check(Value, TAG), 0, TAG_VALUE_LENGTH) }));
  if (new Set(checked.map(({ Key }) => Key)).size < checked.length) throw invalidInput('DUPLICATE_TAG_KEY');
  return checked;
}

export function checkTagKey(key: unknown): string {
  const checked = checkText(check(key, TAG), 1, TAG_KEY_LENGTH);
  if (checked.toLowerCase().startsWith('aws:')) throw invalidInput('INVALID_SYSTEM_TAGS_PARAMETER');
  return checked;
}

export const pageOf = pagesBy({
  largest: 20,
  tooSmall: () => invalidInput('MIN_VALUE_EXCEEDED'),
  tooLarge: () => invalidInput('MAX_VALUE_EXCEEDED'),
  invalidToken: () => invalidInput('INVALID_NEXT_TOKEN'),
});

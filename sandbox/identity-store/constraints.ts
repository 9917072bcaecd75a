import { isIP } from 'node:net';
import type { AttributeOperation } from '@aws-sdk/client-identitystore';
import { pagesBy } from '../page';
import { ServiceError } from '../protocol/service-error';

const GROUP_DISPLAY_NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00a0\u3000]+$/u;
const TEXT = /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00a0\u3000]+$/u;
const RESOURCE_ID = /^(arn:aws[a-z-]*:identitystore:::(user|group|membership)\/)?([0-9a-f]{10}-)?[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}$/;

/** Refuses a value that breaks the model, in the words that the services use. */
function check(member: string, value: unknown, maximum: number, pattern: RegExp): string {
  if (value === undefined || value === null) throw invalid(member, 'must not be null');
  if (typeof value !== 'string') throw invalid(member, 'must be a string');
  if (value.length < 1) throw invalid(member, 'must have length greater than or equal to 1');
  if ([...value].length > maximum) throw invalid(member, `must have length less than or equal to ${maximum}`);
  if (!pattern.test(value)) throw invalid(member, 'must satisfy regular expression pattern');
  return value;
}

/** What the services say of a value that breaks the model. */
export function invalid(member: string, rule: string): ServiceError {
  return new ServiceError('ValidationException', `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member ${rule}`);
}

export const checkGroupDisplayName = (value: unknown): string => check('displayName', value, 1024, GROUP_DISPLAY_NAME);
export const checkText = (member: string, value: unknown): string => check(member, value, 1024, TEXT);
export const checkIssuer = (value: unknown): string => check('alternateIdentifier.externalId.issuer', value, 256, TEXT);
export const checkExternalId = (value: unknown): string => check('alternateIdentifier.externalId.id', value, 256, TEXT);
export const checkResourceId = (member: string, value: unknown): string => check(member, value, 100, RESOURCE_ID);
export const checkRevision = (value: unknown): string => check('revision', value, 64, /^[0-9]+$/);

const VPC = /^(arn:aws(-[a-z]{1,5}){0,3}:ec2:[a-z]{2,4}(-[a-z]{1,10}){1,3}-[0-9]{1,2}:[0-9]{12}:vpc\/)?vpc-[0-9a-f]{8}([0-9a-f]{9})?$/;

export const checkVpc = (member: string, value: unknown): string => check(member, value, 128, VPC);

/** An IP address, or a range of them. */
export function checkCidr(member: string, value: unknown): string {
  const range = check(member, value, 43, /^[0-9a-fA-F:.]+(\/\d{1,3})?$/);
  const [address = '', bits = '0'] = range.split('/');
  const version = isIP(address);
  if (version === 0 || Number(bits) > (version === 4 ? 32 : 128)) throw invalid(member, 'must satisfy regular expression pattern');
  return range;
}

const USER_NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u;

/** Checks a user name. The service has words of its own for a missing one. */
export function checkUserName(value: unknown): string {
  if (value === undefined || value === null) throw new ServiceError('ValidationException', 'userName is a required attribute');
  return check('userName', value, 128, USER_NAME);
}

const ATTRIBUTE_PATH = /^(\p{L}+:\p{L}+:\p{L}+(\.\p{L}+){0,3}|\p{L}+(\.\p{L}+){0,2})$/u;
const EXTENSION_NAME = /^aws:identitystore:[a-z]{1,20}$/;

export const checkAttributePath = (value: unknown): string => check('operations.1.member.attributePath', value, 255, ATTRIBUTE_PATH);
export const checkExtensionName = (value: unknown): string => check('extensions', value, 50, EXTENSION_NAME);

const MOST_AT_ONCE = 100;

/** The changes of an update. */
export function checkOperations(operations: unknown): readonly AttributeOperation[] {
  return checkList('operations', operations, MOST_AT_ONCE) as readonly AttributeOperation[];
}

/** The ids of groups that a question is about. */
export function checkGroupIds(ids: unknown): readonly string[] {
  return checkList('groupIds', ids, MOST_AT_ONCE).map((id) => checkResourceId('groupIds', id));
}

/** A list that isn't empty. */
export function checkList(member: string, list: unknown, most: number): readonly unknown[] {
  if (!Array.isArray(list) || list.length < 1 || list.length > most) {
    throw invalid(member, `must have length greater than or equal to 1 and less than or equal to ${most}`);
  }
  return list;
}

const RESERVED_NAMES = ['administrator', 'awsadministrators'];

/** Refuses the names that the service keeps for itself. */
export function checkNotReserved(kind: 'group' | 'user', name: string): void {
  if (RESERVED_NAMES.includes(name.toLowerCase())) throw new ServiceError('ValidationException', `The ${kind} name ${name} is reserved`);
}

/** Refuses to make one more than the quota allows. */
export function checkQuota(kind: 'groups' | 'users', number: number, most: number): void {
  if (number >= most) throw new ServiceError('ServiceQuotaExceededException', `The identity store has its most ${kind}: ${most}`);
}

const LARGEST_PAGE = 100;

export const pageOf = pagesBy({
  largest: LARGEST_PAGE,
  tooSmall: () => invalid('maxResults', 'must have value greater than or equal to 1'),
  tooLarge: () => invalid('maxResults', `must have value less than or equal to ${LARGEST_PAGE}`),
  invalidToken: () => new ServiceError('ValidationException', 'The pagination token is invalid'),
});

/** Refuses members that the operation doesn't have, which the sandbox may just not know. */
export function checkMembers(operation: string, input: object, known: readonly string[]): void {
  const unknown = Object.keys(input).find((member) => !known.includes(member));
  if (unknown !== undefined) throw new ServiceError('ValidationException', `The cdk-org-guard sandbox doesn't know the member ${unknown} of ${operation}`);
}

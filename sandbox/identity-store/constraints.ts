import type { AttributeOperation } from '@aws-sdk/client-identitystore';
import { ServiceError } from '../protocol/service-error';

const GROUP_DISPLAY_NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00a0]+$/u;
const TEXT = /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00a0\u3000]+$/u;
const RESOURCE_ID = /^([0-9a-f]{10}-)?[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}$/;

/** Refuses a value that breaks the model, in the words that the services use. */
function check(member: string, value: unknown, maximum: number, pattern: RegExp): string {
  if (typeof value !== 'string') invalid(`Value at '${member}' failed to satisfy constraint: Member must not be null`);
  if (value.length < 1) invalid(`Value at '${member}' failed to satisfy constraint: Member must have length greater than or equal to 1`);
  if ([...value].length > maximum) invalid(`Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${maximum}`);
  if (!pattern.test(value)) invalid(`Value at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern`);
  return value;
}

function invalid(problem: string): never {
  throw new ServiceError('ValidationException', `1 validation error detected: ${problem}`);
}

export const checkGroupDisplayName = (value: unknown): string => check('displayName', value, 1024, GROUP_DISPLAY_NAME);
export const checkText = (member: string, value: unknown): string => check(member, value, 1024, TEXT);
export const checkResourceId = (member: string, value: unknown): string => check(member, value, 47, RESOURCE_ID);

const USER_NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u;

/** A user name, without which the service says so in words of its own. */
export function checkUserName(value: unknown): string {
  if (value === undefined) throw new ServiceError('ValidationException', 'userName is a required attribute');
  return check('userName', value, 128, USER_NAME);
}

const MAXIMUM_OPERATIONS = 100;

/** The changes of an update. */
export function checkOperations(operations: readonly AttributeOperation[] = []): readonly AttributeOperation[] {
  if (operations.length < 1 || operations.length > MAXIMUM_OPERATIONS) {
    invalid('Value at \'operations\' failed to satisfy constraint: Member must have length greater than or equal to 1 and less than or equal to 100');
  }
  return operations;
}

const RESERVED_NAMES = ['administrator', 'awsadministrators'];

/** Refuses the names that the service keeps for itself. */
export function checkNotReserved(kind: 'group' | 'user', name: string): void {
  if (RESERVED_NAMES.includes(name.toLowerCase())) throw new ServiceError('ValidationException', `The ${kind} name ${name} is reserved`);
}

const LARGEST_PAGE = 100;

/** How many items a page may have. */
export function checkMaxResults(value: unknown = LARGEST_PAGE): number {
  if (typeof value !== 'number' || value < 1) invalid('Value at \'maxResults\' failed to satisfy constraint: Member must have value greater than or equal to 1');
  if (value > LARGEST_PAGE) invalid(`Value at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to ${LARGEST_PAGE}`);
  return value;
}

/** Where the page begins; the sandbox's tokens are just that number. */
export function checkNextToken(value: unknown = '0'): number {
  if (typeof value !== 'string' || !/^\d+$/.test(value)) throw new ServiceError('ValidationException', 'The pagination token is invalid');
  return Number(value);
}

/** Refuses members that the operation doesn't have, which the sandbox may just not know. */
export function checkMembers(operation: string, input: object, known: readonly string[]): void {
  const unknown = Object.keys(input).find((member) => !known.includes(member));
  if (unknown !== undefined) throw new ServiceError('ValidationException', `The cdk-org-guard sandbox doesn't know the member ${unknown} of ${operation}`);
}

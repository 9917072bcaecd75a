import { exception } from './refusals';

export function validation(message: string): Error {
  return exception('ValidationException', message);
}

/** What the services say of a value that breaks the model. */
export function invalid(member: string, rule: string): Error {
  return validation(`1 validation error detected: Value at '${member}' failed to satisfy constraint: Member ${rule}`);
}

export function conflict(message: string): Error {
  return exception('ConflictException', message, { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' });
}

export const USER_NOT_FOUND = exception('ResourceNotFoundException', 'USER not found.', { ResourceType: 'USER' });
export const GROUP_NOT_FOUND = exception('ResourceNotFoundException', 'GROUP not found.', { ResourceType: 'GROUP' });
export const MEMBERSHIP_NOT_FOUND = exception('ResourceNotFoundException', 'MEMBERSHIP not found.', { ResourceType: 'GROUP_MEMBERSHIP' });

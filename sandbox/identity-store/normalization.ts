import { isDeepStrictEqual } from 'node:util';
import { ServiceError } from '../protocol/service-error';
import type { User } from './entities';
import type { IdentityStoreSwitches } from './switches';

/**
 * What a store keeps of a value. Whether it normalizes is asked only of what isn't normalized already, so that whoever watches the switch knows where it makes
 * a difference.
 *
 * @throws ServiceError `ValidationException` as `normalize` does
 */
export function kept<Value>(value: Value, normalize: (value: Value) => Value, switches: Pick<IdentityStoreSwitches, 'normalizesValues'>): Value {
  return isNormalized(value, normalize) || !switches.normalizesValues ? value : normalize(value);
}

function isNormalized<Value>(value: Value, normalize: (value: Value) => Value): boolean {
  try {
    return isDeepStrictEqual(normalize(value), value);
  } catch {
    return false;
  }
}

/** The user as a store keeps it that doesn't keep values as they were written. */
export function normalizedUser(user: User): User {
  const { UserName, Emails } = trimmed(user);
  return {
    ...trimmed(user),
    UserName: UserName.toLowerCase(),
    ...(Emails && { Emails: Emails.map((email) => ({ ...email, ...(email.Value !== undefined && { Value: email.Value.toLowerCase() }) })) }),
  };
}

/**
 * The same without blanks around any text in it.
 *
 * @throws ServiceError `ValidationException` if there is nothing but blanks
 */
export function trimmed<Value>(value: Value): Value {
  if (typeof value === 'string') {
    const text = value.trim();
    if (text === '') throw new ServiceError('ValidationException', '1 validation error detected: a value has nothing but blanks');
    return text as Value;
  }
  if (Array.isArray(value)) return value.map((item) => trimmed<unknown>(item)) as Value;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, trimmed<unknown>(member)])) as Value;
}

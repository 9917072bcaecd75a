import { Failure, failure } from '../../guard/failure';

/** What is to be written, by its operations. */
export interface Rows {
  readonly users: number;
  readonly groups: number;
  readonly memberships: number;
}

/**
 * Why a deployment can't wait for so many rows, if it can't. Users and groups go on at the same time.
 *
 * @param available how long it may take, in milliseconds
 */
export function tooLargeToWait({ users, groups, memberships }: Rows, requestsPerSecond: number, available: number): Failure | undefined {
  const seconds = (Math.max(users, groups) + memberships) / requestsPerSecond;
  if (seconds * 1000 <= available) return undefined;
  return failure('CONTENTS_TOO_LARGE_TO_WAIT', { minutes: minutes(seconds), rate: String(requestsPerSecond), available: minutes(available / 1000) });
}

function minutes(seconds: number): string {
  return String(Math.ceil(seconds / 60));
}

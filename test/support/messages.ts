import type { Stack } from '../../sandbox/cloudformation/stack';
import { HOMEPAGE } from './homepage';
import { failuresOf } from './in-process';

const FAILURE = /^Received response status \[FAILED\] from custom resource\. Message returned: (.*) \(RequestId: [-0-9a-f]{36}\)$/;

/** The message of the first guarded resource of a stack that failed, whole, but for the id of the request in it. */
export function messageOf(stack: Stack): string {
  const [failure = 'no failure'] = failuresOf(stack);
  const [, message] = FAILURE.exec(failure) ?? [];
  return (message ?? failure).replace(/request [-0-9a-f]{36}/, 'request …');
}

/** Where the documentation of a code is, as the end of a message. */
export function link(code: string): string {
  return `${HOMEPAGE}/blob/main/docs/reasons.md#${code}`;
}

/** What the service says of a value that is taken, in a message. */
export function conflictIn(operation: string): string {
  return `[ConflictException UNIQUENESS_CONSTRAINT_VIOLATION, identitystore:${operation}, request …]`;
}

import { CallWords } from './catalogue';
import { Failure } from './failure';
import type { Unsuccessful } from './result';
import { quoted } from './wording';

/** What AWS says is shown up to this many bytes. */
const MESSAGE_BYTES = 600;

const SERVICES: Readonly<Record<string, string>> = {
  identitystore: 'the Identity Store', organizations: 'AWS Organizations', sts: 'AWS STS', cloudformation: 'AWS CloudFormation',
};

/**
 * The failure that follows when a call didn't succeed and the resource has nothing better to say about it.
 *
 * @param doing what was being done, with the names involved, for example `creating group "admins"`
 * @param details what else was found out, for the codes that have a place for it
 */
export function callFailure(result: Unsuccessful, doing: string, details = ''): Failure {
  const { error } = result;
  const operation = error?.operation ?? 'nothing';
  const failed = result.kind === 'FAILED' ? result : { code: 'UNEXPECTED' as const, attempts: 1, seconds: 0 };
  const words: CallWords = {
    doing,
    operation,
    service: serviceOf(operation),
    details,
    message: error?.message ? quoted(error.message, MESSAGE_BYTES) : 'AWS gave no reason',
    attempts: String(failed.attempts),
    seconds: String(failed.seconds),
  };
  return { kind: 'REFUSED', code: failed.code, words, ...(error && { evidence: error }) };
}

function serviceOf(operation: string): string {
  const known = Object.entries(SERVICES).find(([prefix]) => operation.startsWith(`${prefix}:`));
  return known?.[1] ?? 'the service';
}

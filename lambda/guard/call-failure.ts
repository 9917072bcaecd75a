import { CallWords } from '../reasons/catalogue';
import { SERVICES, serviceOf } from '../errors/services';
import { causeOfDenial } from './denial';
import { Failure } from './failure';
import type { Unsuccessful } from './result';
import { quoted } from './wording';

/** What AWS says is shown up to this many bytes. */
const MESSAGE_BYTES = 600;

/**
 * The failure that follows when a call didn't succeed and the resource has nothing better to say about it.
 *
 * @param doing what was being done, with the names involved, for example `creating group "admins"`
 * @param details what else was found out, for the codes that have a place for it
 */
export function callFailure(result: Unsuccessful, doing: string, details = ''): Failure {
  const { error } = result;
  const operation = error?.operation ?? 'nothing';
  const service = serviceOf(operation);
  const failed = result.kind === 'FAILED' ? result : { code: 'UNEXPECTED' as const, attempts: 1, seconds: 0 };
  const words: CallWords = {
    doing,
    operation,
    service: service ? SERVICES[service] : 'the service',
    details: details || (failed.code === 'ACCESS_DENIED' ? causeOfDenial(error?.message) : ''),
    message: error?.message ? quoted(error.message, MESSAGE_BYTES) : 'AWS gave no reason',
    attempts: String(failed.attempts),
    seconds: String(failed.seconds),
  };
  return { kind: 'REFUSED', code: failed.code, words, ...(error && { evidence: error }) };
}

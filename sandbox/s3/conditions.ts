import type { HttpRequest } from '../protocol/http';
import { ServiceError } from '../protocol/service-error';
import type { ObjectContent } from './object-version';

/**
 * Compares what is there with what a write expects.
 *
 * @throws ServiceError `PreconditionFailed`, or `NoSuchKey` if an object is to be overwritten that isn't there
 */
export function checkWriteConditions({ headers }: HttpRequest, key: string, current: ObjectContent | undefined): void {
  const expected = headers['if-match'];
  const unexpected = headers['if-none-match'];
  if (unexpected !== undefined && unexpected !== '*') throw notImplemented('If-None-Match');
  if (expected === '*') throw notImplemented('If-Match');
  if (unexpected !== undefined && current) throw preconditionFailed('If-None-Match');
  if (expected === undefined) return;
  if (!current) throw new ServiceError('NoSuchKey', 'The specified key does not exist.', { Key: key }, 404);
  if (!isTag(expected, current)) throw preconditionFailed('If-Match');
}

/**
 * Compares what is there with what a reader has or wants.
 *
 * @returns whether the reader has it already
 * @throws ServiceError `PreconditionFailed`
 */
export function isUnchanged({ headers }: HttpRequest, content: ObjectContent, modified: number): boolean {
  const { 'if-match': wanted, 'if-none-match': known, 'if-modified-since': since, 'if-unmodified-since': until } = headers;
  const second = Math.floor(modified / 1000) * 1000;
  if (wanted !== undefined && !isTag(wanted, content)) throw preconditionFailed('If-Match');
  if (wanted === undefined && until !== undefined && second > Date.parse(until)) throw preconditionFailed('If-Unmodified-Since');
  if (known !== undefined) return isTag(known, content);
  return since !== undefined && second <= Date.parse(since);
}

/** Tags come in quotes or without. */
function isTag(tags: string, { etag }: ObjectContent): boolean {
  return tags === '*' || tags.split(',').some((tag) => tag.trim().replaceAll('"', '') === etag.replaceAll('"', ''));
}

function preconditionFailed(condition: string): ServiceError {
  return new ServiceError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', { Condition: condition }, 412);
}

function notImplemented(header: string): ServiceError {
  return new ServiceError('NotImplemented', 'A header you provided implies functionality that is not implemented', { Header: header }, 501);
}

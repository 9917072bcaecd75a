import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { shortened } from '../guard/wording';

/** CloudFormation refuses an answer with more bytes, and the reason in it is lost. */
const MAXIMUM_BYTES = 4096;

/** What CloudFormation is told. */
export type Answer =
  | { readonly status: 'SUCCESS'; readonly physicalResourceId: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly status: 'FAILED'; readonly physicalResourceId: string; readonly reason: string };

/** The body of the answer; a reason that is too long loses its middle, so that code and link stay. */
export function bodyOf(event: CloudFormationCustomResourceEvent, answer: Answer): string {
  const body = encode(event, answer);
  if (answer.status === 'SUCCESS') return body;
  const room = MAXIMUM_BYTES - Buffer.byteLength(body);
  return encode(event, { ...answer, reason: withoutMiddle(answer.reason, room) });
}

/** A message of at most so many bytes as JSON; one that is too long loses its middle. */
export function reasonWithin(reason: string, maximumBytes: number): string {
  const excess = Buffer.byteLength(JSON.stringify(reason)) - maximumBytes;
  if (excess <= 0) return reason;
  const shorter = withoutMiddle(reason, excess);
  return shorter.length < reason.length ? reasonWithin(shorter, maximumBytes) : reason;
}

function encode(event: CloudFormationCustomResourceEvent, answer: Answer): string {
  return JSON.stringify({
    Status: answer.status,
    PhysicalResourceId: answer.physicalResourceId,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    ...(answer.status === 'SUCCESS' ? { Data: answer.attributes } : { Reason: answer.reason }),
  });
}

/**
 * @param room how many bytes the body may still grow; below 0, how many it has to lose
 */
function withoutMiddle(reason: string, room: number): string {
  const [link = ''] = / \S+$/.exec(reason) ?? [];
  const text = reason.slice(0, reason.length - link.length);
  return shortened(text, bytesInBody(text) + room, bytesInBody) + link;
}

/** JSON writes some characters with up to six bytes. */
function bytesInBody(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - Buffer.byteLength('""');
}

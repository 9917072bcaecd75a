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
  const excess = Buffer.byteLength(body) - MAXIMUM_BYTES;
  if (excess <= 0 || answer.status === 'SUCCESS') return body;
  return encode(event, { ...answer, reason: withoutMiddle(answer.reason, excess) });
}

function encode(event: CloudFormationCustomResourceEvent, answer: Answer): string {
  return JSON.stringify({
    Status: answer.status,
    ...(answer.status === 'FAILED' && { Reason: answer.reason }),
    PhysicalResourceId: answer.physicalResourceId,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    ...(answer.status === 'SUCCESS' && { Data: answer.attributes }),
  });
}

function withoutMiddle(reason: string, excess: number): string {
  const [link = ''] = / \S+$/.exec(reason) ?? [];
  const text = reason.slice(0, reason.length - link.length);
  return shortened(text, bytesInBody(text) - excess, bytesInBody) + link;
}

/** JSON writes some characters with up to six bytes. */
function bytesInBody(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - Buffer.byteLength('""');
}

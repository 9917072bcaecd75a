import { createHash } from 'node:crypto';
import type { HttpRequest } from '../protocol/http';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import { CHECKSUMS } from './checksums';

/** What a request brings, once its chunks are put together and its digests are found to be right. */
export interface Payload {
  readonly bytes: Uint8Array;
  /** Base64, by the name of the algorithm. */
  readonly checksums: Readonly<Record<string, string>>;
}

type Headers = Readonly<Record<string, string>>;

const CHECKSUM_HEADER = 'x-amz-checksum-';

/** Headers that only begin like a checksum. */
const NO_CHECKSUMS = ['x-amz-checksum-algorithm', 'x-amz-checksum-mode', 'x-amz-checksum-type'];

/**
 * Reads the body of a request: plain, or in the chunks that clients send what they stream in.
 *
 * @throws ServiceError `IncompleteBody`, `BadDigest`, `InvalidDigest`, `XAmzContentSHA256Mismatch`, `InvalidRequest`
 */
export function payloadOf({ headers, body }: HttpRequest): Payload {
  const isChunked = headers['content-encoding']?.includes('aws-chunked') === true || headers['x-amz-content-sha256']?.startsWith('STREAMING-') === true;
  const { bytes, trailers } = isChunked ? unchunked(body) : { bytes: body, trailers: {} };
  const announced = headers['x-amz-decoded-content-length'];
  if (announced !== undefined && Number(announced) !== bytes.length) throw incomplete();
  const checksums = checksumsIn({ ...headers, ...trailers });
  checkDigests(headers, bytes);
  for (const [algorithm, value] of Object.entries(checksums)) checkChecksum(algorithm, value, bytes);
  return { bytes, checksums };
}

/** Whether a request says anything that its body can be compared with. */
export function hasDigest({ headers }: HttpRequest): boolean {
  return headers['content-md5'] !== undefined || headers['x-amz-trailer'] !== undefined || Object.keys(checksumsIn(headers)).length > 0;
}

/** Each chunk has its size before it, in hexadecimal digits and perhaps with a signature. After the last one, which is empty, come headers. */
function unchunked(body: Uint8Array): { readonly bytes: Uint8Array; readonly trailers: Headers } {
  const source = Buffer.from(body.buffer, body.byteOffset, body.length);
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const endOfLine = source.indexOf('\r\n', at);
    const [, digits] = /^([0-9a-f]+)(?:;.*)?$/i.exec(source.toString('latin1', at, Math.max(endOfLine, at))) ?? [];
    if (digits === undefined) throw incomplete();
    const size = Number.parseInt(digits, 16);
    const begin = endOfLine + 2;
    if (size === 0) return { bytes: Buffer.concat(chunks), trailers: trailersIn(source.toString('latin1', begin)) };
    if (begin + size > source.length) throw incomplete();
    chunks.push(source.subarray(begin, begin + size));
    at = begin + size + 2;
  }
}

function trailersIn(text: string): Headers {
  return Object.fromEntries(text.split('\r\n').flatMap((line) => {
    const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value]];
  }));
}

function checksumsIn(headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers)
    .filter(([name]) => name.startsWith(CHECKSUM_HEADER) && !NO_CHECKSUMS.includes(name))
    .map(([name, value]) => [name.slice(CHECKSUM_HEADER.length), value]));
}

function checkDigests(headers: Headers, bytes: Uint8Array): void {
  const md5 = headers['content-md5'];
  if (md5 !== undefined) {
    if (Buffer.from(md5, 'base64').length !== 16) throw new ServiceError('InvalidDigest', 'The Content-MD5 you specified was invalid.', { 'Content-MD5': md5 });
    if (digest('md5', bytes, 'base64') !== md5) throw new ServiceError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  const sha256 = headers['x-amz-content-sha256'] ?? '';
  if (/^[0-9a-f]{64}$/.test(sha256) && digest('sha256', bytes, 'hex') !== sha256) {
    throw new ServiceError('XAmzContentSHA256Mismatch', 'The provided \'x-amz-content-sha256\' header does not match what was computed.');
  }
}

function checkChecksum(algorithm: string, value: string, bytes: Uint8Array): void {
  const compute = Object.hasOwn(CHECKSUMS, algorithm) ? CHECKSUMS[algorithm] : undefined;
  if (!compute) throw new NotEmulated(`the checksum ${algorithm} of objects`);
  const computed = compute(bytes);
  if (Buffer.from(value, 'base64').length !== computed.length) throw new ServiceError('InvalidRequest', `Value for ${CHECKSUM_HEADER}${algorithm} header is invalid.`);
  if (computed.toString('base64') !== value) {
    throw new ServiceError('BadDigest', `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`);
  }
}

function digest(algorithm: string, bytes: Uint8Array, encoding: 'base64' | 'hex'): string {
  return createHash(algorithm).update(bytes).digest(encoding);
}

function incomplete(): ServiceError {
  return new ServiceError('IncompleteBody', 'The request body terminated unexpectedly');
}

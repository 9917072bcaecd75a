import { ServiceError } from '../protocol/service-error';

/** A part of an object, and which one it is if it isn't the whole. */
export interface Part {
  readonly bytes: Uint8Array;
  readonly contentRange?: string;
}

/**
 * Cuts out what the header `Range` asks for. One that isn't understood, or that asks for several parts, is ignored.
 *
 * @throws ServiceError `InvalidRange` for a part that begins beyond the end
 */
export function partOf(bytes: Uint8Array, range: string | undefined): Part {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === '' && last === '') return { bytes };
  const size = bytes.length;
  const begin = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(Number(last) + 1, size);
  if (begin >= size) {
    throw new ServiceError('InvalidRange', 'The requested range is not satisfiable', { RangeRequested: range, ActualObjectSize: size }, 416);
  }
  if (end <= begin) return { bytes };
  return { bytes: bytes.subarray(begin, end), contentRange: `bytes ${begin}-${end - 1}/${size}` };
}

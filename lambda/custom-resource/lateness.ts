import { SERVICE_TIMEOUT_SECONDS } from '../../lib/private/contract';

/** Year, month, day, T, hour, minute, second, Z, without separators. */
const AMZ_DATE = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

/**
 * Tells whether the operation can't be waiting for this event any more, as far as the signed URL tells when the event was
 * made. Creating something then would make an orphan.
 */
export function isTooLate(responseUrl: string, now: number): boolean {
  const signed = AMZ_DATE.exec(new URL(responseUrl).searchParams.get('X-Amz-Date') ?? '');
  if (!signed) return false;
  const [year, month, day, hour, minute, second] = signed.slice(1).map(Number) as [number, number, number, number, number, number];
  return now > Date.UTC(year, month - 1, day, hour, minute, second) + SERVICE_TIMEOUT_SECONDS * 1000;
}

/** Year, month, day, T, hour, minute, second, Z, without separators, as a signed URL has it. */
const SIGNED = /[?&]X-Amz-Date=(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z(?:&|$)/;

/**
 * The time until which the operation waits for the answer to this event, in milliseconds since 1970. An entity that is created later would be an orphan. The
 * time is only known if the signed URL tells when the event was made.
 *
 * @param serviceTimeoutSeconds how long CloudFormation waits
 */
export function answerDeadline(answerUrl: URL, serviceTimeoutSeconds: number): number {
  return (madeAt(answerUrl) ?? Infinity) + serviceTimeoutSeconds * 1000;
}

/** When the event was made, in milliseconds since 1970, as far as the signed URL tells. */
export function madeAt({ search }: URL): number | undefined {
  const signed = SIGNED.exec(search);
  if (!signed) return undefined;
  const [year, month, day, hour, minute, second] = signed.slice(1).map(Number) as [number, number, number, number, number, number];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

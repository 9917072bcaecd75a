import { ClockOffset, cutOffFrom, SAME_CLOCK } from './service-clock';

/** An attempt that may or may not have taken effect. Both its ends are in milliseconds since 1970. */
export interface Unanswered {
  readonly sent: number;
  readonly returned: number;
}

/**
 * Whether something was made while one of the attempts was under way.
 *
 * @param made when it was made by the service's clock, in milliseconds since 1970
 */
export function wasMadeBy(unanswered: readonly Unanswered[], made = NaN, { least, most }: ClockOffset = SAME_CLOCK): boolean {
  const cutOff = cutOffFrom(made);
  return unanswered.some(({ sent, returned }) => sent + least - cutOff <= made && made <= returned + most);
}

/** An attempt of which nobody knows whether it took effect; both ends in milliseconds since 1970. */
export interface Unanswered {
  readonly sent: number;
  readonly returned: number;
}

/** Whether something was made, at a time in milliseconds since 1970, while one of the attempts was under way. */
export function wasMadeBy(unanswered: readonly Unanswered[], made = NaN): boolean {
  return unanswered.some(({ sent, returned }) => sent <= made && made <= returned);
}

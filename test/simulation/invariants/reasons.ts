/** What no function can do anything about. */
const DENIALS_AND_OUTAGES = ['ACCESS_DENIED', 'SERVICE_UNAVAILABLE', 'THROTTLED', 'OUT_OF_TIME', 'ROLE_NOT_ASSUMABLE'];

/** The code of the catalogue that a failure begins with. */
export function codeOf(reason: string): string {
  return /(?:^|Message returned: )([A-Z_]+): /.exec(reason)?.[1] ?? '';
}

export function isDenialOrOutage(code: string): boolean {
  return DENIALS_AND_OUTAGES.includes(code);
}

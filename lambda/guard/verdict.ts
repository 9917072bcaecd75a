import type { CallFailureCode } from './catalogue';

/** What an answer of AWS means for the resource that asked. */
export type Verdict =
  /** Worth another try, perhaps only for so many milliseconds; `code` is reported when there is no time left for one. */
  | { readonly kind: 'RETRY'; readonly code: CallFailureCode; readonly effect: 'NONE' | 'UNKNOWN'; readonly within?: number }
  /** Something is there that the call would have made, or has ended that it would have ended. */
  | { readonly kind: 'CONFLICT' }
  /** What the call was about is not there. */
  | { readonly kind: 'MISSING' }
  | { readonly kind: 'FAIL'; readonly code: CallFailureCode };

/** A row applies to an answer that has everything the row names. */
export interface ErrorRow {
  readonly exception: string;
  readonly reason?: string;
  readonly resourceType?: string;
  readonly verdict: Verdict;
}

/** Also used where no answer came at all: nobody knows whether the call took effect. */
export const UNANSWERED: Verdict = { kind: 'RETRY', code: 'SERVICE_UNAVAILABLE', effect: 'UNKNOWN' };

export function fail(code: CallFailureCode): Verdict {
  return { kind: 'FAIL', code };
}

export function byReason(exception: string, verdicts: Readonly<Record<string, Verdict>>): ErrorRow[] {
  return Object.entries(verdicts).map(([reason, verdict]) => ({ exception, reason, verdict }));
}

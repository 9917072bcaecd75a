import type { CallFailureCode } from '../reasons/catalogue';
import type { Service } from './services';

/** Obstacles to a call that pass by themselves. */
export type Passing = 'POLICY_SPREADING' | 'CLOCK_CORRECTION';

/** What an answer of AWS means for the resource that asked. */
export type Verdict =
  /** The call is worth another try, perhaps only while a passing obstacle lasts. `code` is reported when there is no time left. */
  | { readonly kind: 'RETRY'; readonly code: CallFailureCode; readonly effect: 'NONE' | 'UNKNOWN'; readonly passesWith?: Passing }
  /** What the call would have made is there already, or what it would have ended has ended already. */
  | { readonly kind: 'CONFLICT' }
  /** What the call was about is not there. */
  | { readonly kind: 'MISSING' }
  | { readonly kind: 'FAIL'; readonly code: CallFailureCode };

/** A row applies to an answer that has everything the row names. */
export interface ErrorRow {
  readonly service: Service | 'ANY';
  readonly exception: string;
  /** The action as policies name it, without the service. */
  readonly action?: string;
  readonly reason?: string;
  readonly resourceType?: string;
  readonly verdict: Verdict;
}

/** Also used where no answer came at all: nobody knows whether the call took effect. */
export const UNANSWERED: Verdict = { kind: 'RETRY', code: 'SERVICE_UNAVAILABLE', effect: 'UNKNOWN' };

/** The service gets too many requests, and did nothing. */
export const BUSY: Verdict = { kind: 'RETRY', code: 'THROTTLED', effect: 'NONE' };

export function fail(code: CallFailureCode): Verdict {
  return { kind: 'FAIL', code };
}

/** What an exception of a service means. */
export interface Meanings {
  readonly byReason?: Readonly<Record<string, Verdict>>;
  readonly byResourceType?: Readonly<Record<string, Verdict>>;
  readonly byAction?: Readonly<Record<string, Verdict>>;
  readonly otherwise?: Verdict;
}

/** The rows for a service's exceptions; those with a reason, a type or an action come first, in this order. */
export function rowsFor(service: ErrorRow['service'], exceptions: Readonly<Record<string, Meanings>>): ErrorRow[] {
  return Object.entries(exceptions).flatMap(([exception, { byReason = {}, byResourceType = {}, byAction = {}, otherwise }]) => [
    ...Object.entries(byReason).map(([reason, verdict]) => ({ service, exception, reason, verdict })),
    ...Object.entries(byResourceType).map(([resourceType, verdict]) => ({ service, exception, resourceType, verdict })),
    ...Object.entries(byAction).map(([action, verdict]) => ({ service, exception, action, verdict })),
    ...(otherwise ? [{ service, exception, verdict: otherwise }] : []),
  ]);
}

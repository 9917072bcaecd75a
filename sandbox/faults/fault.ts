import type { HttpResponse } from '../protocol/http';

/** Something that goes wrong on demand, at the next calls of an operation. */
export interface Fault {
  /**
   * What it happens to: an action as policies name it (`identitystore:CreateGroup`), `answer` (a function answers
   * CloudFormation), or an event on its way to a function (`deliver:Create`, `deliver:Update`, `deliver:Delete`).
   */
  readonly operation: string;
  readonly effect: Effect;
  /** How often it happens. */
  readonly times: number;
}

export type Effect =
  /** The service refuses the call, without its effect. */
  | {
    readonly kind: 'ERROR'; readonly code: string; readonly httpStatus: number; readonly message?: string;
    /** Further members of the exception. */
    readonly fields: Readonly<Record<string, unknown>>;
  }
  /** The connection breaks, before the call takes effect or after; the caller notices that much later. */
  | { readonly kind: 'CONNECTION_LOST'; readonly moment: Moment; readonly milliseconds?: number }
  /** Something in between answers, with HTTP status 200 and this body, before the call takes effect or after. */
  | { readonly kind: 'ANSWERED_BY_ANOTHER'; readonly moment: Moment; readonly body: string }
  /** The function that calls is killed, before the call takes effect or after. */
  | { readonly kind: 'KILLED'; readonly moment: Moment }
  /** The call, or the event, takes that much longer. */
  | { readonly kind: 'DELAYED'; readonly milliseconds: number }
  /** The event is delivered twice, one after the other or both at the same time. */
  | { readonly kind: 'DELIVERED_TWICE'; readonly overlapping: boolean };

export type Moment = 'BEFORE' | 'AFTER';

/** The connection over which a request came is gone; there is no answer. */
export class ConnectionLost extends Error {
  constructor() {
    super('the connection was lost on demand');
  }
}

/** Something else than the service has answered. */
export class AnsweredByAnother extends Error {
  constructor(public readonly response: HttpResponse) {
    super('something else answered on demand');
  }
}

import { ErrorRow, rowsFor, UNANSWERED } from './verdict';

/** The errors of Amazon EventBridge that putting an event can meet. */
export const EVENTS_ERRORS: readonly ErrorRow[] = rowsFor('events', { InternalException: { otherwise: UNANSWERED } });

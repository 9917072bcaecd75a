import { ErrorRow, rowsFor } from './verdict';

/** The errors of AWS Step Functions that starting an execution can meet. */
export const STATES_ERRORS: readonly ErrorRow[] = rowsFor('states', {
  ExecutionAlreadyExists: { otherwise: { kind: 'CONFLICT' } },
  ExecutionLimitExceeded: { otherwise: { kind: 'RETRY', code: 'THROTTLED', effect: 'NONE' } },
  StateMachineDeleting: { otherwise: { kind: 'MISSING' } },
  StateMachineDoesNotExist: { otherwise: { kind: 'MISSING' } },
});

import { NotEmulated } from '../protocol/service-error';

/** A state machine in the Amazon States Language, as far as the waiter of the Provider framework uses it. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, TaskState>>;
}

/** A state that invokes a function. */
export interface TaskState {
  readonly Type: 'Task';
  /** The ARN of the function. */
  readonly Resource: string;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Next?: string;
  readonly End?: boolean;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
}

const FIELDS = {
  machine: ['Comment', 'StartAt', 'States'],
  state: ['Comment', 'Type', 'Resource', 'Retry', 'Catch', 'Next', 'End'],
  retrier: ['ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate'],
  catcher: ['ErrorEquals', 'Next'],
};

/** @throws ServiceError `NotEmulated` for anything that the sandbox would have to ignore */
export function parseDefinition(text: string): Definition {
  const definition = JSON.parse(text) as Definition;
  checkFields('a state machine', definition, FIELDS.machine);
  for (const [name, state] of Object.entries(definition.States)) {
    if (state.Type !== 'Task') throw new NotEmulated(`the state type ${String(state.Type)} (state ${name})`);
    checkFields(`state ${name}`, state, FIELDS.state);
    for (const retrier of state.Retry ?? []) checkFields(`a retrier of state ${name}`, retrier, FIELDS.retrier);
    for (const catcher of state.Catch ?? []) checkFields(`a catcher of state ${name}`, catcher, FIELDS.catcher);
  }
  return definition;
}

function checkFields(what: string, value: object, known: readonly string[]): void {
  const unknown = Object.keys(value).find((field) => !known.includes(field));
  if (unknown !== undefined) throw new NotEmulated(`the field ${unknown} of ${what}`);
}

import { NotEmulated, ServiceError } from '../protocol/service-error';
import { ChoiceRule, checkRule } from './choice-rules';
import { checkPath } from './paths';
import { checkTemplate, PayloadTemplate } from './payload-template';
import { checkResource } from './tasks';

/** A state machine in the Amazon States Language, with JSONPath, as far as the constructs of the CDK for functions, choices and waiting write it. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly TimeoutSeconds?: number;
}

export type State = TaskState | ChoiceState | WaitState | PassState | SucceedState | FailState;

/** What a state does with its input and its output. `null` stands for nothing. */
interface Flow {
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
}

interface Onward {
  readonly Next?: string;
  readonly End?: boolean;
}

/** A state that invokes a function. */
export interface TaskState extends Flow, Onward {
  readonly Type: 'Task';
  /** The ARN of the function, or `arn:aws:states:::lambda:invoke`. */
  readonly Resource: string;
  readonly Parameters?: PayloadTemplate;
  readonly ResultSelector?: PayloadTemplate;
  readonly ResultPath?: string | null;
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface ChoiceState extends Flow {
  readonly Type: 'Choice';
  readonly Choices: readonly (ChoiceRule & { readonly Next: string })[];
  readonly Default?: string;
}

export interface WaitState extends Flow, Onward {
  readonly Type: 'Wait';
  readonly Seconds?: number;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
}

export interface PassState extends Flow, Onward {
  readonly Type: 'Pass';
  readonly Result?: unknown;
  readonly Parameters?: PayloadTemplate;
  readonly ResultPath?: string | null;
}

export interface SucceedState extends Flow {
  readonly Type: 'Succeed';
}

export interface FailState {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath?: string | null;
  readonly Next: string;
}

const FLOW = ['InputPath', 'OutputPath'];
const ONWARD = ['Next', 'End'];
const OF_EVERY_STATE = ['Comment', 'Type', 'QueryLanguage'];

/** The fields of each type of state; others are refused. */
const STATE_FIELDS: Readonly<Record<State['Type'], readonly string[]>> = {
  Task: [...FLOW, ...ONWARD, 'Resource', 'Parameters', 'ResultSelector', 'ResultPath', 'TimeoutSeconds', 'TimeoutSecondsPath', 'Retry', 'Catch'],
  Choice: [...FLOW, 'Choices', 'Default'],
  Wait: [...FLOW, ...ONWARD, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  Pass: [...FLOW, ...ONWARD, 'Result', 'Parameters', 'ResultPath'],
  Succeed: FLOW,
  Fail: ['Error', 'ErrorPath', 'Cause', 'CausePath'],
};

const FIELDS = {
  machine: ['Comment', 'StartAt', 'States', 'TimeoutSeconds', 'Version', 'QueryLanguage'],
  retrier: ['Comment', 'ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy'],
  catcher: ['Comment', 'ErrorEquals', 'ResultPath', 'Next'],
};

/** Fields that are paths. */
const PATHS = ['InputPath', 'OutputPath', 'ResultPath', 'SecondsPath', 'TimestampPath', 'TimeoutSecondsPath', 'ErrorPath', 'CausePath'] as const;

/** @throws ServiceError `InvalidDefinition`, or `NotEmulated` for anything that the sandbox would have to ignore */
export function parseDefinition(text: string): Definition {
  const definition = JSON.parse(text) as Definition;
  checkFields('a state machine', definition, FIELDS.machine);
  for (const [name, state] of Object.entries(definition.States)) checkState(name, state);
  checkTargets(definition);
  return definition;
}

function checkState(name: string, state: State): void {
  const fields = Object.hasOwn(STATE_FIELDS, state.Type) ? STATE_FIELDS[state.Type] : undefined;
  if (!fields) throw new NotEmulated(`the state type ${String(state.Type)} (state ${name})`);
  checkFields(`state ${name}`, state, [...OF_EVERY_STATE, ...fields]);
  for (const field of PATHS) {
    const path = (state as Partial<Record<(typeof PATHS)[number], unknown>>)[field];
    if (typeof path === 'string') checkPath(path, `${field} of state ${name}`);
  }
  if (state.Type === 'Choice') for (const rule of state.Choices) checkRule(rule, `state ${name}`);
  if (state.Type === 'Pass' || state.Type === 'Task') checkTemplate(state.Parameters, `state ${name}`);
  if (state.Type === 'Task') checkTask(name, state);
}

function checkTask(name: string, { Resource: resource, ResultSelector: selector, Retry: retriers = [], Catch: catchers = [] }: TaskState): void {
  checkResource(resource);
  checkTemplate(selector, `state ${name}`);
  for (const retrier of retriers) checkFields(`a retrier of state ${name}`, retrier, FIELDS.retrier);
  for (const catcher of catchers) checkFields(`a catcher of state ${name}`, catcher, FIELDS.catcher);
}

function checkFields(what: string, value: object, known: readonly string[]): void {
  const unknown = Object.keys(value).find((field) => !known.includes(field));
  if (unknown !== undefined) throw new NotEmulated(`the field ${unknown} of ${what}`);
  const { QueryLanguage: language = 'JSONPath' } = value as { readonly QueryLanguage?: unknown };
  if (language !== 'JSONPath') throw new NotEmulated(`the query language ${String(language)} of ${what}`);
}

/** Every state that is named has to be there. */
function checkTargets({ StartAt: first, States: states }: Definition): void {
  const targets = Object.entries(states).flatMap(([name, state]) => targetsOf(state).map(([at, target]) => [`/States/${name}/${at}`, target] as const));
  for (const [at, target] of [['/StartAt', first] as const, ...targets]) {
    if (Object.hasOwn(states, target)) continue;
    const field = at.split('/').at(-1);
    throw new ServiceError('InvalidDefinition', `Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing '${field}' target: ${target} at ${at}'`);
  }
}

function targetsOf(state: State): readonly (readonly [string, string])[] {
  const onward = (['Next', 'Default'] as const).flatMap((at) => {
    const target = (state as Partial<Record<typeof at, string>>)[at];
    return target === undefined ? [] : [[at, target] as const];
  });
  const choices = state.Type === 'Choice' ? state.Choices.map(({ Next }, index) => [`Choices[${index}]/Next`, Next] as const) : [];
  const catchers = state.Type === 'Task' ? (state.Catch ?? []).map(({ Next }, index) => [`Catch[${index}]/Next`, Next] as const) : [];
  return [...onward, ...choices, ...catchers];
}

import { Random } from '../randomness';
import type { Time } from '../time/time';
import { holds } from './choice-rules';
import type { Definition, FailState, PassState, State, TaskState, WaitState } from './definition';
import { ExecutionError, handles } from './execution-error';
import { History } from './history';
import { Data, requiredAt, withValueAt } from './paths';
import { filled } from './payload-template';
import { retryPause, Retries } from './retries';
import { Tasks, TaskSurroundings } from './tasks';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** How an execution ended. */
export interface Ending {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
  readonly stopDate: Date;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** The state machine as it was when the execution started. */
export interface StartedMachine {
  readonly arn: string;
  readonly definition: Definition;
  readonly roleArn: string;
  /** Whether it is gone by now, which ends its executions at their next state. */
  readonly isDeleted: () => boolean;
}

/** How much a state may get and give, in bytes. */
export const LARGEST_STATE = 262_144;

/** A run through the states of a state machine. */
export class Execution {
  public readonly history: History;
  public readonly startDate: Date;
  public ending?: Ending;
  private readonly tasks: Tasks;
  private readonly random: Random;
  /** Aborted when the execution has ended, so that nothing of it waits any more. */
  private readonly ended = new AbortController();

  constructor(
    public readonly arn: string, public readonly name: string, public readonly input: string,
    public readonly machine: StartedMachine, private readonly time: Time, surroundings: TaskSurroundings,
  ) {
    this.startDate = new Date(time.now());
    this.history = new History(time);
    this.tasks = new Tasks(surroundings, machine.roleArn, this.history);
    this.random = surroundings.random;
  }

  public get status(): ExecutionStatus {
    return this.ending?.status ?? 'RUNNING';
  }

  /** Goes from state to state until the end. Never rejects. */
  public async run(): Promise<void> {
    const { definition: { StartAt, TimeoutSeconds: seconds }, roleArn } = this.machine;
    this.history.add('ExecutionStarted', { executionStartedEventDetails: { input: this.input, roleArn } });
    if (seconds !== undefined) void this.timeOutAfter(seconds);
    try {
      let current: Step | undefined = { name: StartAt, input: JSON.parse(this.input) as unknown };
      while (current && !this.ending) {
        if (this.machine.isDeleted()) return this.stop();
        current = await this.enter(current);
      }
    } catch (thrown) {
      if (!(thrown instanceof ExecutionError)) throw thrown;
      this.fail(thrown);
    }
  }

  /** Ends the execution as somebody asked. Functions that it has invoked go on. */
  public stop(error?: string, cause?: string): void {
    const told = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    this.end({ status: 'ABORTED', ...told }, 'ExecutionAborted', { executionAbortedEventDetails: told });
  }

  private async timeOutAfter(seconds: number): Promise<void> {
    await this.time.sleep(seconds * 1000, this.ended.signal);
    this.end({ status: 'TIMED_OUT', error: 'States.Timeout' }, 'ExecutionTimedOut', { executionTimedOutEventDetails: { error: 'States.Timeout' } });
  }

  private fail({ error, message: cause }: ExecutionError): void {
    this.end({ status: 'FAILED', error, cause }, 'ExecutionFailed', { executionFailedEventDetails: { error, cause } });
  }

  private succeed(output: unknown): void {
    const text = JSON.stringify(output);
    this.end({ status: 'SUCCEEDED', output: text }, 'ExecutionSucceeded', { executionSucceededEventDetails: { output: text } });
  }

  private end(ending: Omit<Ending, 'stopDate'>, type: string, details: object): void {
    if (this.ending) return;
    this.ending = { ...ending, stopDate: new Date(this.time.now()) };
    this.history.addLast(type, details);
    this.ended.abort('ended');
  }

  /** Runs a state and tells which comes next, if one does. */
  private async enter({ name, input }: Step): Promise<Step | undefined> {
    const state = this.machine.definition.States[name] as State;
    const { Type: type } = state;
    this.history.add(`${type}StateEntered`, { stateEnteredEventDetails: { name, input: JSON.stringify(input) } });
    const data = this.dataFor(name, input);
    const left = await this.left(name, state, data);
    if (!left || this.ending) return undefined;
    const output = JSON.stringify(left.output);
    if (Buffer.byteLength(output) > LARGEST_STATE) throw tooLarge(name);
    this.history.add(`${type}StateExited`, { stateExitedEventDetails: { name, output } });
    if (left.next !== undefined) return { name: left.next, input: left.output };
    this.succeed(left.output);
    return undefined;
  }

  /** What a state gives, and to which one. Nothing if it ends the execution, or if that has ended meanwhile. */
  private async left(name: string, state: State, data: Data): Promise<Left | undefined> {
    if (state.Type === 'Fail') {
      this.fail(failureOf(state, data));
      return undefined;
    }
    const input = atPath(state.InputPath, data);
    const inner = { ...data, input };
    const out = (output: unknown): unknown => atPath(state.OutputPath, { ...data, input: output });
    switch (state.Type) {
      case 'Succeed':
        return { output: out(input), next: undefined };
      case 'Choice': {
        const next = state.Choices.find((rule) => holds(rule, inner))?.Next ?? state.Default;
        if (next === undefined) throw new ExecutionError('States.NoChoiceMatched', `No choice matched in the state '${name}'`);
        return { output: out(input), next };
      }
      case 'Wait':
        await this.time.sleep(this.pauseOf(state, inner), this.ended.signal);
        return { output: out(input), next: state.Next };
      case 'Pass':
        return { output: out(withResult(state, data.input, passed(state, inner))), next: state.Next };
      case 'Task':
        return this.task(name, state, data, out);
    }
  }

  private async task(name: string, state: TaskState, data: Data, out: (output: unknown) => unknown): Promise<Left | undefined> {
    const retries: Retries = new Map();
    for (;;) {
      try {
        const result = await this.attempt(name, state, data);
        return { output: out(withResult(state, data.input, result)), next: state.Next };
      } catch (thrown) {
        if (!(thrown instanceof ExecutionError)) throw thrown;
        if (this.ending) return undefined;
        const pause = retryPause(state.Retry, thrown.error, retries, this.random);
        if (pause !== undefined) {
          await this.time.sleep(pause, this.ended.signal);
          continue;
        }
        const catcher = state.Catch?.find((candidate) => handles(candidate, thrown.error));
        if (!catcher) throw thrown;
        return { output: withResult(catcher, data.input, { Error: thrown.error, Cause: thrown.message }), next: catcher.Next };
      }
    }
  }

  private async attempt(name: string, state: TaskState, data: Data): Promise<unknown> {
    const inner = { ...data, input: atPath(state.InputPath, data) };
    const given = state.Parameters === undefined ? inner.input : filled(state.Parameters, inner);
    const seconds = state.TimeoutSecondsPath === undefined ? state.TimeoutSeconds : Number(requiredAt(state.TimeoutSecondsPath, inner, 'States.Runtime'));
    const result = await this.inTime(this.tasks.run(state.Resource, given), seconds);
    if (Buffer.byteLength(JSON.stringify(result ?? null)) > LARGEST_STATE) throw tooLarge(name);
    return state.ResultSelector === undefined ? result ?? null : filled(state.ResultSelector, { ...inner, input: result });
  }

  /** Waits for a task as long as it may take, or as long as the execution goes on. What comes later changes nothing. */
  private async inTime(work: Promise<unknown>, seconds: number | undefined): Promise<unknown> {
    const done = new AbortController();
    work.catch(() => undefined).finally(() => { done.abort('done'); });
    const abandoned = new Promise<never>((_, reject) => {
      const abandon = (): void => { reject(new ExecutionError('States.Timeout', 'The execution has ended')); };
      this.ended.signal.addEventListener('abort', abandon, { once: true, signal: done.signal });
    });
    if (seconds === undefined) return Promise.race([work, abandoned]);
    const late = this.time.sleep(seconds * 1000, done.signal).then(() => {
      if (done.signal.aborted) return work;
      this.history.add('TaskTimedOut');
      throw new ExecutionError('States.Timeout', '');
    });
    return Promise.race([work, abandoned, late]);
  }

  private pauseOf({ Seconds: seconds, SecondsPath: secondsPath, Timestamp: timestamp, TimestampPath: timestampPath }: WaitState, data: Data): number {
    const until = timestampPath === undefined ? timestamp : String(requiredAt(timestampPath, data, 'States.Runtime'));
    if (until !== undefined) return Date.parse(until) - this.time.now();
    return 1000 * (secondsPath === undefined ? seconds ?? 0 : Number(requiredAt(secondsPath, data, 'States.Runtime')));
  }

  private dataFor(stateName: string, input: unknown): Data {
    const { arn, roleArn } = this.machine;
    const context = {
      Execution: {
        Id: this.arn, Input: JSON.parse(this.input) as unknown, Name: this.name, RoleArn: roleArn, StartTime: this.startDate.toISOString(), RedriveCount: 0,
      },
      State: { EnteredTime: new Date(this.time.now()).toISOString(), Name: stateName },
      StateMachine: { Id: arn, Name: arn.split(':').at(-1) },
    };
    return { input, context };
  }
}

/** Where an execution is, with what is given to the state. */
interface Step {
  readonly name: string;
  readonly input: unknown;
}

/** What a state gives, and which one comes next, if one does. */
interface Left {
  readonly output: unknown;
  readonly next: string | undefined;
}

function failureOf({ Error: error, ErrorPath: errorPath, Cause: cause, CausePath: causePath }: FailState, data: Data): ExecutionError {
  const text = (path: string | undefined): string => (path === undefined ? '' : String(requiredAt(path, data, 'States.Runtime')));
  return new ExecutionError(error ?? text(errorPath), cause ?? text(causePath));
}

function atPath(path: string | null | undefined, data: Data): unknown {
  if (path === null) return {};
  return path === undefined ? data.input : requiredAt(path, data, 'States.Runtime');
}

function withResult({ ResultPath: path }: { readonly ResultPath?: string | null }, input: unknown, result: unknown): unknown {
  if (path === null) return input;
  return path === undefined ? result : withValueAt(path, input, result);
}

function passed({ Result: result, Parameters: parameters }: PassState, data: Data): unknown {
  if (result !== undefined) return result;
  return parameters === undefined ? data.input : filled(parameters, data);
}

function tooLarge(name: string): ExecutionError {
  return new ExecutionError('States.DataLimitExceeded',
    `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`);
}

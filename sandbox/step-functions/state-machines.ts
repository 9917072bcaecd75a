import { inBackground } from '../background';
import type { Functions } from '../lambda/functions';
import type { Service } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import { Random, uuid } from '../randomness';
import type { Authorizer } from '../security/authorizer';
import { Time } from '../time/time';
import { Catcher, Definition, parseDefinition, Retrier, TaskState } from './definition';

interface StateMachine {
  readonly definition: Definition;
  readonly roleArn: string;
}

/** What came of a task: its result, or an error in the form that catchers get. */
type TaskResult = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly Error: string; readonly Cause: string };

/** The longest input of an execution, in characters. */
const LONGEST_INPUT = 262_144;

/** The defaults of the Amazon States Language. */
const DEFAULT_RETRIER = { IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2 };

/** The state machines of the sandbox, each with the role that it invokes functions with. */
export class StateMachines {
  private readonly machines = new Map<string, StateMachine>();

  constructor(
    private readonly functions: Functions,
    private readonly authorizer: Authorizer,
    private readonly time: Time,
    private readonly random: Random,
    private readonly account: string,
  ) {}

  /** @throws ServiceError `NotEmulated` for a definition that the sandbox can't run */
  public create(arn: string, definition: string, roleArn: string): void {
    this.machines.set(arn, { definition: parseDefinition(definition), roleArn });
  }

  public has(arn: string): boolean {
    return this.machines.has(arn);
  }

  public delete(arn: string): void {
    this.machines.delete(arn);
  }

  public get service(): Service {
    return {
      name: 'states',
      operations: {
        StartExecution: ({ stateMachineArn, input = '{}', name = uuid(this.random) }: { stateMachineArn: string; input?: string; name?: string }) => {
          const machine = this.machines.get(stateMachineArn);
          if (!machine) throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
          if (input.length > LONGEST_INPUT) throw new ServiceError('InvalidExecutionInput', 'The input is too long');
          inBackground(this.execute(machine, JSON.parse(input)));
          return { executionArn: `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`, startDate: new Date(this.time.now()) };
        },
      },
    };
  }

  private async execute(machine: StateMachine, input: unknown): Promise<void> {
    let current: { readonly name: string; readonly input: unknown } | undefined = { name: machine.definition.StartAt, input };
    while (current) current = await this.step(machine, machine.definition.States[current.name] as TaskState, current.input);
  }

  /** Runs a state and tells which comes next, if one does. */
  private async step(machine: StateMachine, state: TaskState, input: unknown): Promise<{ name: string; input: unknown } | undefined> {
    const attempts = new Map<Retrier, number>();
    for (;;) {
      const result = await this.task(machine, state, input);
      if (result.ok) return state.Next === undefined ? undefined : { name: state.Next, input: result.value };

      const retrier = handlerOf(state.Retry, result.Error);
      const { IntervalSeconds, MaxAttempts, BackoffRate } = { ...DEFAULT_RETRIER, ...retrier };
      const attempt = retrier ? attempts.get(retrier) ?? 0 : 0;
      if (retrier && attempt < MaxAttempts) {
        attempts.set(retrier, attempt + 1);
        await this.time.sleep(IntervalSeconds * BackoffRate ** attempt * 1000);
        continue;
      }
      const catcher = handlerOf(state.Catch, result.Error);
      return catcher && { name: catcher.Next, input: { Error: result.Error, Cause: result.Cause } };
    }
  }

  private async task({ roleArn }: StateMachine, { Resource: functionArn }: TaskState, input: unknown): Promise<TaskResult> {
    try {
      this.authorizer.authorize('lambda', 'InvokeFunction', { FunctionName: functionArn }, { account: this.account, arn: roleArn, roleArn });
      const result = await this.functions.invoke(functionArn, input);
      if (result.ok) return result;
      const { errorType, errorMessage, trace } = result;
      return { ok: false, Error: errorType, Cause: JSON.stringify({ errorMessage, errorType, trace }) };
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown;
      return { ok: false, Error: `Lambda.${thrown.code}`, Cause: thrown.message };
    }
  }
}

function handlerOf<Handler extends Retrier | Catcher>(handlers: readonly Handler[] | undefined, error: string): Handler | undefined {
  return handlers?.find(({ ErrorEquals }) => ['States.ALL', 'States.TaskFailed', error].some((name) => ErrorEquals.includes(name)));
}

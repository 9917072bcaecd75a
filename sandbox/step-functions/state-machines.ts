import { inBackground } from '../background';
import { ServiceError } from '../protocol/service-error';
import { uuid } from '../randomness';
import type { Time } from '../time/time';
import { Definition, parseDefinition } from './definition';
import { Execution, LARGEST_STATE } from './execution';
import type { TaskSurroundings } from './tasks';

interface StateMachine {
  readonly definition: Definition;
  readonly roleArn: string;
}

/** What an execution isn't called. */
const NO_NAME = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;
const LONGEST_NAME = 80;

/** How long the name of an execution that has ended isn't given again. */
const NAME_KEPT = 90 * 86_400_000;

/** The state machines of an account in a Region, each with the role that it invokes functions with, and their executions. */
export class StateMachines {
  private readonly machines = new Map<string, StateMachine>();
  private readonly executionsByArn = new Map<string, Execution>();

  constructor(private readonly time: Time, private readonly surroundings: TaskSurroundings) {}

  /** @throws ServiceError `InvalidDefinition`, or `NotEmulated` for a definition that the sandbox can't run */
  public create(arn: string, definition: string, roleArn: string): void {
    this.machines.set(arn, { definition: parseDefinition(definition), roleArn });
  }

  public has(arn: string): boolean {
    return this.machines.has(arn);
  }

  public delete(arn: string): void {
    this.machines.delete(arn);
  }

  /**
   * Starts an execution. The same name with the same input is the same execution while that runs.
   *
   * @throws ServiceError `StateMachineDoesNotExist`, `InvalidName`, `InvalidExecutionInput` or `ExecutionAlreadyExists`
   */
  public start(machineArn: string, input: string, name = uuid(this.surroundings.random)): Execution {
    const machine = this.existing(machineArn);
    if (name === '' || name.length > LONGEST_NAME || NO_NAME.test(name)) throw new ServiceError('InvalidName', `Invalid Name: '${name}'`);
    checkInput(input);
    const arn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const same = this.executionsByArn.get(arn);
    if (same?.status === 'RUNNING' && same.input === input) return same;
    const isTaken = same && (!same.ending || this.time.now() - same.ending.stopDate.getTime() < NAME_KEPT);
    if (isTaken) throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    const started = { arn: machineArn, ...machine, isDeleted: () => !this.machines.has(machineArn) };
    const execution = new Execution(arn, name, input, started, this.time, this.surroundings);
    this.executionsByArn.set(arn, execution);
    inBackground(execution.run());
    return execution;
  }

  /** @throws ServiceError `ExecutionDoesNotExist` */
  public execution(arn: string): Execution {
    const execution = this.executionsByArn.get(arn);
    if (!execution) throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return execution;
  }

  /**
   * The executions of a state machine, newest first.
   *
   * @throws ServiceError `StateMachineDoesNotExist`
   */
  public executionsOf(machineArn: string): Execution[] {
    this.existing(machineArn);
    return [...this.executionsByArn.values()].filter(({ machine }) => machine.arn === machineArn).reverse();
  }

  private existing(arn: string): StateMachine {
    const machine = this.machines.get(arn);
    if (!machine) throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return machine;
  }
}

function checkInput(input: string): void {
  if (Buffer.byteLength(input) > LARGEST_STATE) throw new ServiceError('InvalidExecutionInput', 'The input is too long');
  try {
    JSON.parse(input);
  } catch {
    throw new ServiceError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${input.slice(0, 100)}'`);
  }
}

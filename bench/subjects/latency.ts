import { Faults } from '../../sandbox/faults/faults';
import type { FunctionDefinition, FunctionRunner, Invocation, InvocationResult } from '../../sandbox/lambda/function';
import type { Caller } from '../../sandbox/security/callers';
import { Time } from '../../sandbox/time/time';

/** What takes time in a deployment, beside the service's limit. */
export interface LatencyModel {
  /** From the invocation until a new execution environment begins with its first event, in milliseconds. */
  readonly coldStartMilliseconds: number;
  /** From sending a call to having its answer, in milliseconds. */
  readonly callMilliseconds: number;
}

/** A call of a function, as the service saw it; the time in milliseconds since the world began. */
export interface ObservedCall {
  readonly operation: string;
  readonly at: number;
  readonly refused: boolean;
}

/** Lets every call of a function take its time, and notes it. Nothing goes wrong. */
export class TakingTime extends Faults {
  public readonly calls: ObservedCall[] = [];
  private readonly began: number;

  constructor(private readonly clock: Time, private readonly model: LatencyModel) {
    super(clock);
    this.began = clock.now();
  }

  public override async around<Output>(operation: string, caller: Caller, call: () => Output | Promise<Output>): Promise<Output> {
    if (caller.roleArn === undefined) return call();
    await this.travel();
    const at = this.clock.now() - this.began;
    try {
      const output = await call();
      this.calls.push({ operation, at, refused: false });
      return output;
    } catch (thrown) {
      this.calls.push({ operation, at, refused: true });
      throw thrown;
    } finally {
      await this.travel();
    }
  }

  private travel(): Promise<void> {
    return this.clock.sleep(this.model.callMilliseconds / 2);
  }
}

/** Lets an execution environment begin only after a while, unless one is free. */
export class StartingCold implements FunctionRunner {
  private readonly idle = new Map<string, number>();

  constructor(private readonly runner: FunctionRunner, private readonly clock: Time, private readonly model: LatencyModel) {}

  public deploy(definition: FunctionDefinition): Promise<void> {
    return this.runner.deploy(definition);
  }

  public async run(definition: FunctionDefinition, invocation: Invocation): Promise<InvocationResult> {
    const { name } = definition;
    const idle = this.idle.get(name) ?? 0;
    if (idle > 0) this.idle.set(name, idle - 1);
    else await this.clock.sleep(this.model.coldStartMilliseconds);
    const result = await this.runner.run(definition, invocation);
    this.idle.set(name, (this.idle.get(name) ?? 0) + 1);
    return result;
  }

  public remove(functionName: string): Promise<void> {
    this.idle.delete(functionName);
    return this.runner.remove(functionName);
  }

  public close(): Promise<void> {
    return this.runner.close();
  }
}

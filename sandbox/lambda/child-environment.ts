import { ChildProcess, fork } from 'node:child_process';
import { readLines } from './child-lines';
import { Invocation, InvocationResult, NOT_IN_THE_IMAGE } from './function';
import { isKept, Logging } from './log-level';
import { ChildMessage, InvokeMessage } from './messages';
import type { PooledProcess } from './process-pool';

export interface ExecutionEnvironmentOptions {
  readonly functionArn: string;
  readonly timeoutSeconds: number;
  /** The JavaScript file that runs a function when its first argument is `function-runtime`. */
  readonly runtimeFile: string;
  readonly memoryMegabytes: number;
  readonly variables: NodeJS.ProcessEnv;
  readonly logging: Logging;
  readonly log: (line: string) => void;
  /** By how many milliseconds the sandbox's clock is ahead of the computer's. */
  readonly clockAhead: () => number;
}

/** The part of a function's memory that Lambda leaves to the heap of Node.js. */
const HEAP_SHARE = 0.9;

/** A child process in which a function runs, one invocation after the other: Lambda's execution environment. */
export class ExecutionEnvironment implements PooledProcess {
  /** Resolves once the process is no more. */
  public readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private busy = false;
  private wasUsed = false;
  private retired = false;

  constructor(private readonly options: ExecutionEnvironmentOptions) {
    const { runtimeFile, variables, log, memoryMegabytes } = options;
    // As Lambda starts Node.js: what needs more memory than its function has ends here, too.
    const execArgv = ['--optimize-for-size', `--max-old-space-size=${Math.floor(memoryMegabytes * HEAP_SHARE)}`];
    this.child = fork(runtimeFile, ['function-runtime'], { env: variables, execArgv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    if (this.child.stdout) readLines(this.child.stdout, (line) => { if (isKept(line, options.logging)) log(line); });
    // What ends a process is told there, line by line, and somebody may look for it here.
    if (this.child.stderr) readLines(this.child.stderr, log);
    this.child.on('message', (message: ChildMessage) => { if ('log' in message) log(message.log); });
    // While it is idle nobody else listens, and an error that nobody listens to ends the sandbox.
    this.child.on('error', () => undefined);
    const neverStarted = this.child.pid === undefined;
    // Somebody may have killed it while it was idle.
    this.child.once('exit', () => { this.retired = true; });
    this.ended = neverStarted ? Promise.resolve() : new Promise((resolve) => { this.child.once('exit', () => resolve()); });
  }

  public get functionArn(): string {
    return this.options.functionArn;
  }

  public get isUsable(): boolean {
    return !this.retired;
  }

  /** Tells nothing if the process, which was idle, has ended before the invocation reached it. Never rejects. */
  public async invoke(invocation: Invocation): Promise<InvocationResult | undefined> {
    this.busy = true;
    const result = await this.resultOf(invocation);
    this.busy = false;
    this.wasUsed = true;
    if (this.retired) this.stop();
    return result;
  }

  /** Takes no further invocation, and stops once the present one has been answered. */
  public retire(): void {
    this.retired = true;
    if (!this.busy) this.stop();
  }

  /** Stops at once. */
  public stop(): void {
    this.retired = true;
    this.child.kill('SIGKILL');
  }

  private resultOf({ requestId, payload }: Invocation): Promise<InvocationResult | undefined> {
    const { child, options: { functionArn, timeoutSeconds, log, clockAhead } } = this;
    return new Promise((resolve) => {
      let hasBegun = false;
      const finish = (result: InvocationResult | undefined): void => {
        clearTimeout(timer);
        child.off('message', onMessage).off('exit', onExit).off('error', onError);
        resolve(result);
      };
      const fail = (errorType: string, errorMessage: string): void => {
        this.stop();
        finish({ ok: false, errorType, errorMessage, trace: [] });
      };
      const end = (errorMessage: string): void => {
        if (hasBegun || !this.wasUsed) return fail('Runtime.ExitError', errorMessage);
        this.stop();
        finish(undefined);
      };
      const timer = setTimeout(() => {
        const text = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
        log(`${new Date().toISOString()} ${requestId} ${text}`);
        fail('Sandbox.Timedout', `RequestId: ${requestId} Error: ${text}`);
      }, timeoutSeconds * 1000);
      const endLacking = (name: string): void => {
        const text = `The function asks for ${name}, which Lambda has in the image of functions, and the cdk-org-guard sandbox doesn't`;
        log(`${new Date().toISOString()} ${requestId} ${text}`);
        fail(NOT_IN_THE_IMAGE, text);
      };
      const onMessage = (message: ChildMessage): void => {
        if ('begun' in message) hasBegun = true;
        if ('lacks' in message) endLacking(message.lacks);
        if ('result' in message) finish(message.result);
      };
      const onExit = (): void => end(`RequestId: ${requestId} Error: Runtime exited`);
      const onError = (error: Error): void => end(error.message);
      child.on('message', onMessage).on('exit', onExit).on('error', onError);
      const deadline = Date.now() + timeoutSeconds * 1000;
      const message: InvokeMessage = { invoke: { requestId, functionArn, payload, deadline, clockAhead: clockAhead() } };
      try {
        child.send(message, (error) => { if (error) onError(error); });
      } catch (thrown) {
        // Too deep to be sent.
        fail('Runtime.InvalidEvent', (thrown as Error).message);
      }
    });
  }
}

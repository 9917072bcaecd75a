import { ChildProcess, spawn } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import type { App } from 'aws-cdk-lib';
import { CommandOptions, CommandResult, Environment, runCommand } from './command';
import { SandboxControl } from './sandbox-control';

const PROGRAM = path.join(__dirname, '..', '..', 'assets', 'sandbox', 'cdk-org-guard.js');

/**
 * How a sandbox starts.
 */
export interface SandboxOptions {
  /**
   * What is there from the beginning: identity stores, organizations, accounts, roles and switches, as in a seed file.
   *
   * @default - an empty identity store for each id that is asked for, in the Region from which that is done first, and one organization
   */
  readonly seed?: object;

  /**
   * Types of resources that are recorded instead of refused, for example `AWS::SNS::Topic`.
   *
   * @default - none
   */
  readonly recordOnly?: readonly string[];

  /**
   * Whether types of AWS in `recordOnly` have to be among those that this version knows.
   *
   * @default true
   */
  readonly typeCheck?: boolean;
}

/**
 * A local AWS for a test: the sandbox of this package in a process of its own, on this computer only.
 */
export class Sandbox extends SandboxControl {
  /** Starts a sandbox. Whoever starts it has to stop it, or to declare it with `await using`. */
  public static async start({ seed, recordOnly = [], typeCheck = true }: SandboxOptions = {}): Promise<Sandbox> {
    const directory = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-sandbox-'));
    const file = path.join(directory, 'seed.json');
    if (seed) writeFileSync(file, JSON.stringify(seed));
    const options = [...(seed ? ['--seed', file] : []), ...recordOnly.flatMap((type) => ['--record-only', type]), ...(typeCheck ? [] : ['--no-type-check'])];
    const child = spawn(process.execPath, [PROGRAM, 'sandbox', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    try {
      return new Sandbox(child, directory, await printedEnvironment(child));
    } catch (thrown) {
      rmSync(directory, { recursive: true });
      throw thrown;
    }
  }

  private readonly stopped = new AbortController();

  private constructor(private readonly child: ChildProcess, private readonly directory: string, public readonly environment: Environment) {
    super(environment.AWS_ENDPOINT_URL as string);
    setMaxListeners(0, this.stopped.signal);
  }

  /** Runs a command in the environment that leads it to this sandbox. */
  public run(executable: string, words: readonly string[], options?: CommandOptions): Promise<CommandResult> {
    return runCommand(executable, words, this.environment, options, this.stopped.signal);
  }

  /** Runs the `cdk` command that is installed where it runs. */
  public cdk(words: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    const manifest = createRequire(path.join(options.directory ?? process.cwd(), 'package.json')).resolve('aws-cdk/package.json');
    return this.run(process.execPath, [path.join(path.dirname(manifest), 'bin', 'cdk'), ...words], options);
  }

  /** Deploys all stacks of an app, as it is when this is called first. */
  public deploy(app: App, options?: CommandOptions): Promise<CommandResult> {
    return this.cdk(['deploy', '--all', '--require-approval', 'never', '--app', app.synth().directory], options);
  }

  /** Destroys all stacks of an app. */
  public destroy(app: App, options?: CommandOptions): Promise<CommandResult> {
    return this.cdk(['destroy', '--all', '--force', '--app', app.synth().directory], options);
  }

  /** Ends the sandbox, and the commands that still run in it. Nothing of it stays. */
  public async stop(): Promise<void> {
    this.stopped.abort();
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise((resolve) => { this.child.once('exit', resolve); });
      this.child.kill('SIGTERM');
      await ended;
    }
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** What `await using` calls. */
  public [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

/** Reads the lines `unset NAME…` and `export NAME='value'` that the sandbox prints once it listens. */
async function printedEnvironment(child: ChildProcess): Promise<Environment> {
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { complaint += text; });
  const environment = { ...process.env };
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const [, unset] = /^unset (.*)$/.exec(line) ?? [];
    unset?.split(' ').forEach((name) => delete environment[name]);
    const [, name, value] = /^export (\w+)='(.*)'$/.exec(line) ?? [];
    if (name !== undefined) environment[name] = value;
    if (name === 'CDK_VALIDATION') return environment;
  }
  throw new Error(`the sandbox ended before it listened: ${complaint.trim()}`);
}

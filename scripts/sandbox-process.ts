import { ChildProcess, spawn } from 'node:child_process';
import * as path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.join(__dirname, '..');
const SANDBOX = path.join(ROOT, 'assets', 'sandbox', 'cdk-org-guard.js');
const CDK = path.join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** What a command printed and how it ended. */
export interface CommandResult {
  readonly exitCode: number;
  readonly output: string;
}

export interface CdkOptions {
  /** Called with every piece of output as it comes. */
  readonly onOutput?: (text: string) => void;
  /** The directory of the app. */
  readonly directory?: string;
}

/** The built sandbox as a process of its own, as `npm run sandbox` starts it. */
export class SandboxProcess {
  public static async start(options: readonly string[] = []): Promise<SandboxProcess> {
    const child = spawn(process.execPath, [SANDBOX, 'sandbox', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
    return new SandboxProcess(child, await printedEnvironment(child));
  }

  private constructor(private readonly child: ChildProcess, public readonly environment: NodeJS.ProcessEnv) {}

  public get endpoint(): string {
    return this.environment.AWS_ENDPOINT_URL as string;
  }

  /** Runs the real `cdk` command against the sandbox. */
  public cdk(words: readonly string[], { onOutput, directory = ROOT }: CdkOptions = {}): Promise<CommandResult> {
    const child = spawn(process.execPath, [CDK, ...words], { cwd: directory, env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        onOutput?.(text);
      });
    }
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, output }));
    });
  }

  public async stop(): Promise<void> {
    const ended = new Promise((resolve) => { this.child.once('exit', resolve); });
    this.child.kill('SIGTERM');
    await ended;
  }
}

/** Reads the lines `unset NAME…` and `export NAME='value'` that the sandbox prints once it listens. */
async function printedEnvironment(child: ChildProcess): Promise<NodeJS.ProcessEnv> {
  const environment = { ...process.env };
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const [, unset] = /^unset (.*)$/.exec(line) ?? [];
    unset?.split(' ').forEach((name) => delete environment[name]);
    const [, name, value] = /^export (\w+)='(.*)'$/.exec(line) ?? [];
    if (name !== undefined) environment[name] = value;
    if (name === 'CDK_VALIDATION') return environment;
  }
  throw new Error('the sandbox ended before it listened');
}

import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { unzipSync } from 'fflate';
import type { Buckets } from '../s3/buckets';
import type { Caller, Callers } from '../security/callers';
import type { LogGroups } from '../observability/log-groups';
import type { Environment } from '../environment';
import type { Time } from '../time/time';
import { ExecutionEnvironment } from './child-environment';
import type { FunctionCode, FunctionDefinition, FunctionRunner, Invocation, InvocationResult } from './function';
import { CHILD_VARIABLES } from './messages';
import type { ProcessPool } from './process-pool';

export interface ChildProcessesOptions {
  /** The JavaScript file that runs a function when its first argument is `function-runtime`. */
  readonly runtimeFile: string;
  /** The port of the sandbox, once it listens. */
  readonly port: () => number;
  readonly environment: Environment;
  readonly time: Time;
  readonly buckets: Buckets;
  readonly callers: Callers;
  readonly logGroups: LogGroups;
  /** Shares this computer out among all functions that run on it. */
  readonly pool: ProcessPool<ExecutionEnvironment>;
}

/** What a Node process has to be rid of before it stands in for a Lambda function. */
const NOT_INHERITED = /^(AWS_|NODE_|CDK_|npm_|HTTPS?_PROXY$|https?_proxy$)/;

/** What Lambda calls the only file of a function whose code is in its template. */
const INLINE_FILE = 'index.js';

/** Runs functions in child processes, which are kept and used again like Lambda's execution environments. */
export class ChildProcesses implements FunctionRunner {
  /** Each with the name of its function. */
  private readonly environments = new Map<ExecutionEnvironment, string>();
  /** By what ends them, which every session of a function has. */
  private readonly environmentOf = new WeakMap<NonNullable<Caller['kill']>, ExecutionEnvironment>();
  private readonly codeDirectories = new Map<string, string>();
  private directory?: Promise<string>;
  private closed = false;

  constructor(private readonly options: ChildProcessesOptions) {}

  public async deploy(definition: FunctionDefinition): Promise<void> {
    const files = this.filesOf(definition);
    this.directory ??= mkdtemp(path.join(tmpdir(), 'cdk-org-guard-sandbox-'));
    const directory = path.join(await this.directory, definition.name, nameOf(definition.code));
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(directory, name);
      if (!file.startsWith(directory + path.sep)) throw new Error(`the code has a file outside its folder: ${name}`);
      if (name.endsWith('/')) continue;
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    this.codeDirectories.set(definition.name, directory);
  }

  public async run(definition: FunctionDefinition, invocation: Invocation): Promise<InvocationResult> {
    const { pool } = this.options;
    const { invoker } = invocation;
    const waits = typeof invoker === 'object' && invoker.kill ? this.environmentOf.get(invoker.kill) : undefined;
    try {
      const result = await pool.whileAwaiting(waits, () =>
        pool.use(definition.arn, invoker !== undefined, () => this.start(definition), (environment) => environment.invoke(invocation)));
      return result ?? await this.run(definition, invocation);
    } catch (thrown) {
      return { ok: false, errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${invocation.requestId} Error: ${(thrown as Error).message}`, trace: [] };
    }
  }

  public async remove(functionName: string): Promise<void> {
    for (const [environment, name] of this.environments) if (name === functionName) environment.retire();
  }

  public async close(): Promise<void> {
    this.closed = true;
    const environments = [...this.environments.keys()];
    environments.forEach((environment) => environment.stop());
    await Promise.all(environments.map(({ ended }) => ended));
    if (this.directory) await rm(await this.directory, { recursive: true, force: true });
  }

  private filesOf({ code }: FunctionDefinition): Readonly<Record<string, Uint8Array>> {
    if ('inline' in code) return { [INLINE_FILE]: Buffer.from(code.inline) };
    return unzipSync(this.options.buckets.read(code.bucket, code.key));
  }

  private start(definition: FunctionDefinition): ExecutionEnvironment {
    // What ends at the close is tried again, or lets another invocation begin.
    if (this.closed) throw new Error('Runtime exited');
    const { environment: { account, partition }, callers, pool, runtimeFile, time } = this.options;
    const kill = (): void => environment.stop();
    const caller: Caller = {
      account,
      arn: `arn:${partition}:sts::${account}:assumed-role/${definition.roleArn.split('/').pop()}/${definition.name}`,
      roleArn: definition.roleArn,
      kill,
    };
    const environment: ExecutionEnvironment = new ExecutionEnvironment({
      functionArn: definition.arn,
      timeoutSeconds: definition.timeoutSeconds,
      runtimeFile,
      memoryMegabytes: definition.memoryMegabytes,
      variables: this.variablesOf(definition, callers.issue(caller)),
      logging: definition.logging,
      log: (line) => this.log(definition, line),
      clockAhead: () => Math.max(time.now() - Date.now(), 0),
    });
    this.environments.set(environment, definition.name);
    this.environmentOf.set(kill, environment);
    void environment.ended.then(() => {
      this.environments.delete(environment);
      pool.forget(environment);
    });
    return environment;
  }

  private log(definition: FunctionDefinition, line: string): void {
    this.options.logGroups.write(definition.logging.group, this.options.time.now(), line);
  }

  private variablesOf(definition: FunctionDefinition, accessKeyId: string): NodeJS.ProcessEnv {
    const { environment, port } = this.options;
    const inherited = Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name));
    return {
      ...Object.fromEntries(inherited),
      ...definition.environment,
      _HANDLER: definition.handler,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'sandbox',
      AWS_SESSION_TOKEN: 'sandbox',
      AWS_REGION: environment.region,
      AWS_DEFAULT_REGION: environment.region,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port()}`,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
      AWS_LAMBDA_FUNCTION_NAME: definition.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
      AWS_LAMBDA_LOG_GROUP_NAME: definition.logging.group,
      AWS_LAMBDA_LOG_STREAM_NAME: 'sandbox',
      AWS_LAMBDA_LOG_FORMAT: definition.logging.format,
      AWS_LAMBDA_LOG_LEVEL: definition.logging.applicationLevel,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      [CHILD_VARIABLES.code]: this.codeDirectories.get(definition.name),
      [CHILD_VARIABLES.port]: String(port()),
    };
  }
}

/** Code that differs has another name, so that a process that still runs keeps its own. */
function nameOf(code: FunctionCode): string {
  return 'inline' in code ? createHash('sha256').update(code.inline).digest('hex') : path.basename(code.key, '.zip');
}

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import * as path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { DEFAULT_ENVIRONMENT } from '../../sandbox/environment';
import { ChildProcesses } from '../../sandbox/lambda/child-processes';
import type { FunctionDefinition, InvocationResult } from '../../sandbox/lambda/function';
import { DEFAULT_PROCESS_POOL_OPTIONS, ProcessPool, ProcessPoolOptions } from '../../sandbox/lambda/process-pool';
import { LogGroups } from '../../sandbox/observability/log-groups';
import { Buckets } from '../../sandbox/s3/buckets';
import { plainContent } from '../../sandbox/s3/plain-content';
import { Callers } from '../../sandbox/security/callers';
import { MovableTime } from '../../sandbox/time/movable-time';
import { SystemTime } from '../../sandbox/time/system-time';
import { ASSETS } from './ids';

/** The built sandbox, which is what a child process runs. */
export const RUNTIME_FILE = path.join(__dirname, '..', '..', 'assets', 'sandbox', 'cdk-org-guard.js');

const LOG_GROUP = '/aws/lambda/handler';

/** Functions in real child processes, without the rest of the sandbox. */
export class ChildFunctions {
  public readonly callers = new Callers({ account: '123456789012', arn: 'arn:aws:iam::123456789012:user/sandbox' });
  public readonly time = new MovableTime(new SystemTime());
  public readonly processes: ChildProcesses;
  private readonly buckets = new Buckets(this.time, Math.random);
  private readonly logGroups = new LogGroups();

  constructor(port = 4566, pool: Partial<ProcessPoolOptions> = {}) {
    const { buckets, callers, logGroups, time } = this;
    this.processes = new ChildProcesses({
      runtimeFile: RUNTIME_FILE, port: () => port, environment: DEFAULT_ENVIRONMENT, time, buckets, callers, logGroups,
      pool: new ProcessPool({ ...DEFAULT_PROCESS_POOL_OPTIONS, ...pool }),
    });
  }

  /** Deploys `exports.handler = …`, or several files. */
  public async deploy(code: string | Readonly<Record<string, string>>, different: Partial<FunctionDefinition> = {}): Promise<FunctionDefinition> {
    const files = typeof code === 'string' ? { 'index.js': `exports.handler = ${code};` } : code;
    const key = `${randomUUID()}.zip`;
    this.buckets.existing(ASSETS).put(key, plainContent(zip(files)));
    const definition: FunctionDefinition = {
      name: 'handler',
      arn: `arn:aws:lambda:us-east-1:123456789012:function:${different.name ?? 'handler'}`,
      roleArn: 'arn:aws:iam::123456789012:role/handler-role',
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      timeoutSeconds: 20,
      memoryMegabytes: 256,
      environment: {},
      code: { bucket: ASSETS, key },
      logging: { group: LOG_GROUP, format: 'Text', applicationLevel: 'INFO' },
      ...different,
    };
    await this.processes.deploy(definition);
    return definition;
  }

  public invoke(definition: FunctionDefinition, payload: unknown = {}, requestId = 'request-1'): Promise<InvocationResult> {
    return this.processes.run(definition, { requestId, payload });
  }

  /** What the handler returned. */
  public async valueOf(definition: FunctionDefinition, payload: unknown = {}): Promise<any> {
    const result = await this.invoke(definition, payload);
    if (!result.ok) throw new Error(`${result.errorType}: ${result.errorMessage}`);
    return result.value;
  }

  public get log(): readonly string[] {
    return this.logGroups.linesOf(LOG_GROUP);
  }

  public close(): Promise<void> {
    return this.processes.close();
  }
}

/** The code of a function as it lies in a bucket. */
export function zip(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

export function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

/** Waits for something that no promise tells, nearly as long as a test may take. */
export async function until(happened: () => boolean): Promise<void> {
  for (let attempts = 0; !happened(); attempts++) {
    if (attempts > 5_000) throw new Error('it did not happen within 100 s');
    await wait(20);
  }
}

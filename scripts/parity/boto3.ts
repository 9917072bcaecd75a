import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { driveCallByCall } from './call-by-call';
import type { Answer, Callers, Credentials, ServiceName } from './calls';
import { absent, ForeignClient, NOT_THERE } from './foreign-client';
import { run } from './run';

const PROGRAM = path.join(__dirname, 'boto3_calls.py');

/** Python's boto3, in a process that makes the calls it is told. */
export const BOTO3: ForeignClient = {
  name: 'boto3',
  async find(env) {
    const { exitCode, stdout } = await run('python3', ['-c', 'import boto3; print(boto3.__version__)'], { env });
    if (exitCode !== 0) return absent(NOT_THERE);
    const programs: Program[] = [];
    return {
      kind: 'FOUND',
      title: `boto3 ${stdout.trim()}`,
      drive: (steps, environments) => driveCallByCall((environment) => {
        const program = new Program(environment);
        programs.push(program);
        return program;
      }, steps, environments),
      end: async () => { await Promise.all(programs.map((program) => program.end())); },
    };
  },
};

/** A call is a line in, and its answer a line out. */
class Program implements Callers {
  private readonly child;
  private readonly answers: AsyncIterator<string>;
  private readonly ended: Promise<unknown>;

  constructor(env: NodeJS.ProcessEnv) {
    this.child = spawn('python3', [PROGRAM], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.ended = once(this.child, 'close');
    this.answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    // That it has ended is seen by there being no answer.
    this.child.stdin.on('error', () => undefined);
  }

  public of(service: ServiceName, credentials?: Credentials): ReturnType<Callers['of']> {
    return {
      call: (operation, input) => this.ask({ service, credentials, operation, input }),
      list: (operation, input) => this.ask({ service, credentials, operation, input, pageSize: 1 }),
    };
  }

  public async end(): Promise<void> {
    this.child.stdin.end();
    await this.ended;
  }

  private async ask(call: object): Promise<Answer> {
    this.child.stdin.write(`${JSON.stringify(call)}\n`);
    const answer = await this.answers.next();
    if (answer.done) throw new Error('Python ended before it answered');
    return JSON.parse(answer.value) as Answer;
  }
}

import { execFile } from 'node:child_process';

export interface RunOptions {
  readonly env: NodeJS.ProcessEnv;
  /** The directory to run it in. */
  readonly directory?: string;
  /** Milliseconds after which it is killed. */
  readonly limit?: number;
}

export interface RunResult {
  /** Undefined if it couldn't be run, or was killed. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const LIMIT = 60_000;
const LARGEST_OUTPUT = 64 * 1024 * 1024;

/** Runs a program to its end, which a bad end is too. */
export function run(executable: string, words: readonly string[], { env, directory, limit = LIMIT }: RunOptions): Promise<RunResult> {
  return new Promise((resolve) => {
    const options = { env, cwd: directory, timeout: limit, killSignal: 'SIGKILL', maxBuffer: LARGEST_OUTPUT } as const;
    execFile(executable, words, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      resolve({ exitCode: typeof code === 'number' ? code : undefined, stdout, stderr });
    });
  });
}

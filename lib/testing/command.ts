import { spawn } from 'node:child_process';

/**
 * What a command printed, on both streams, and how it ended.
 */
export interface CommandResult {
  readonly exitCode: number;
  readonly output: string;
}

/**
 * How a command is run.
 */
export interface CommandOptions {
  /**
   * Where it runs.
   *
   * @default - the current directory
   */
  readonly directory?: string;

  /**
   * Called with every piece of output as it comes.
   *
   * @default - the output is only in the result
   */
  readonly onOutput?: (text: string) => void;
}

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Runs a command to its end; that it fails is a result as well, and that it is ended by the signal. */
export function runCommand(
  executable: string, words: readonly string[], environment: Environment, options: CommandOptions = {}, signal?: AbortSignal,
): Promise<CommandResult> {
  const { directory = process.cwd(), onOutput } = options;
  const child = spawn(executable, words, { cwd: directory, env: { ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const end = (): void => { child.kill(); };
  signal?.addEventListener('abort', end);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      onOutput?.(text);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => {
      signal?.removeEventListener('abort', end);
      resolve({ exitCode: exitCode ?? 1, output });
    });
  });
}

import { ChildProcess, fork } from 'node:child_process';
import * as path from 'node:path';
import { seedOf } from '../../test/simulation/simulate';
import type { Share } from './options';

/** Processes that have the runs among them. */
export class Workers<Progress> {
  private readonly children: readonly ChildProcess[];

  constructor(workers: number, all: Omit<Share, 'first' | 'step'>) {
    // A run leaves much behind that dies young: in the space that is the default, collecting it takes a sixth of the time.
    const [, program = ''] = process.argv;
    const loader = program.endsWith('.ts') ? ['--require', path.join(__dirname, 'typescript.cjs')] : [];
    const execArgv = ['--max-semi-space-size=64', ...loader];
    this.children = Array.from({ length: workers }, (_, first) =>
      fork(program, ['--share', JSON.stringify({ ...all, first, step: workers } satisfies Share)], { execArgv }));
  }

  /**
   * Waits for all of them.
   *
   * @throws if one of them ends otherwise than by being stopped
   */
  public async ended(heard: (progress: Progress) => void): Promise<void> {
    await Promise.all(this.children.map((child) => ended(child, heard)));
  }

  public stop(): void {
    for (const child of this.children) child.kill();
  }
}

/**
 * In a worker: makes every so many-th run, and tells of a batch of them at a time.
 *
 * @param begin makes what the runs of a batch add to, and what is told of it with their number
 */
export async function workOn<Batch extends object>(
  { first, runs, step, seed }: Share, size: number, begin: () => Batch, run: (seed: number, batch: Batch) => Promise<void>,
): Promise<void> {
  // Refusals are daily business here, and their traces a tenth of the time.
  Error.stackTraceLimit = 0;
  for (let from = first; from < runs; from += step * size) {
    const batch = begin();
    let done = 0;
    for (let index = from; index < Math.min(runs, from + step * size); index += step, done++) await run(seedOf(seed, index), batch);
    await tellProgress({ ...batch, done });
  }
  process.disconnect();
}

/** Tells what was done since the last time. */
function tellProgress(progress: object): Promise<void> {
  return new Promise((sent) => process.send?.(progress, () => sent()));
}

function ended<Progress>(child: ChildProcess, heard: (progress: Progress) => void): Promise<void> {
  child.on('message', heard as (message: unknown) => void);
  return new Promise((resolve, reject) => {
    child.on('exit', (code, signal) => {
      if (code === 0 || signal !== null) resolve();
      else reject(new Error(`a worker ended with ${code}`));
    });
  });
}

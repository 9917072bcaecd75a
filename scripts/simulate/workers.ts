import { ChildProcess, fork } from 'node:child_process';
import * as path from 'node:path';
import type { Share } from './options';

/** Processes that have the runs among them. */
export class Workers<Progress> {
  private readonly children: readonly ChildProcess[];

  constructor(workers: number, all: Omit<Share, 'first' | 'step'>) {
    this.children = Array.from({ length: workers }, (_, first) =>
      fork(path.join(__dirname, 'main.ts'), ['--share', JSON.stringify({ ...all, first, step: workers } satisfies Share)]));
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

/** In a worker: tells what it has done since the last time. */
export function tellProgress(progress: object): Promise<void> {
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

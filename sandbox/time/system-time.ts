import { setTimeout as wait } from 'node:timers/promises';
import { Time } from './time';

/** The longest a Node timer can wait, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The time of the computer. */
export class SystemTime implements Time {
  /**
   * @param keepsRunning whether the process goes on as long as something sleeps
   */
  constructor(private readonly keepsRunning = false) {}

  public now(): number {
    return Date.now();
  }

  public async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    try {
      // Where something listens, that keeps the process running, and what only waits doesn't.
      await wait(Math.min(milliseconds, LONGEST_TIMER), undefined, { ref: this.keepsRunning, ...(signal && { signal }) });
    } catch {
      // Aborted, which is the other way to end a sleep.
    }
  }
}

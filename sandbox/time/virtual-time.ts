import { Sleeper, Sleepers } from './sleepers';
import { Time } from './time';

/**
 * A time that stands still until everything waits for it. It then jumps to the next moment that somebody waits for. So hours of pauses and time-outs cost
 * nothing, and the same run gives the same order of events.
 */
export class VirtualTime implements Time {
  private readonly sleepers = new Sleepers();
  private slept = 0;

  constructor(private current = Date.UTC(2026, 0, 1)) {}

  public now(): number {
    return this.current;
  }

  public sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const giveUp = (): void => {
        this.sleepers.delete(sleeper);
        resolve();
      };
      const wake = (): void => {
        // A signal that lives long would keep every sleeper there ever was.
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const sleeper: Sleeper = { wakesAt: this.current + Math.max(milliseconds, 0), order: this.slept++, wake };
      this.sleepers.add(sleeper);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  /**
   * Lets time pass until the work is done.
   *
   * @throws what the work throws; and if the work waits for something that no passing of time will bring
   */
  public async run<Result>(work: Promise<Result>): Promise<Result> {
    let settled = false;
    const watched = work.finally(() => { settled = true; });
    watched.catch(() => undefined);
    for (;;) {
      await everythingElse();
      if (settled) return watched;
      if (!this.wakeNext()) throw new Error('the work waits for something that no passing of time will bring');
    }
  }

  private wakeNext(): boolean {
    const next = this.sleepers.takeFirst();
    if (!next) return false;
    this.current = Math.max(this.current, next.wakesAt);
    next.wake();
    return true;
  }
}

/** Resolves when every promise that can go on without a timer has gone on. */
function everythingElse(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}

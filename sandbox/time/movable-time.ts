import { Time } from './time';

/** A time that can be moved ahead of another one. Sleepers wake up by the moved time. */
export class MovableTime implements Time {
  private moved = 0;
  private readonly naps = new Set<AbortController>();

  constructor(private readonly base: Time) {}

  /** By how many milliseconds it is ahead. */
  public get ahead(): number {
    return this.moved;
  }

  public now(): number {
    return this.base.now() + this.moved;
  }

  public advance(milliseconds: number): void {
    if (!(milliseconds >= 0)) throw new Error(`time can't be moved by ${milliseconds} ms: it only runs ahead`);
    this.moved += milliseconds;
    for (const nap of this.naps) nap.abort();
  }

  public async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const wakesAt = this.now() + milliseconds;
    do {
      const nap = new AbortController();
      this.naps.add(nap);
      await this.base.sleep(wakesAt - this.now(), signal ? AbortSignal.any([signal, nap.signal]) : nap.signal);
      this.naps.delete(nap);
    } while (!signal?.aborted && this.now() < wakesAt);
  }
}

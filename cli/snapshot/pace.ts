import type { Time } from '../../sandbox/time/time';
import { READING_OPERATIONS } from './operations';

/** The share of a published rate that reading takes. */
const SHARE = 0.5;

/** Lets each operation be called no faster than at its share of the published rate. */
export class Pace {
  private readonly nextCall = new Map<string, number>();

  constructor(private readonly time: Time) {}

  /**
   * Resolves when the operation may be called.
   *
   * @throws if it isn't one that reading calls
   */
  public async turn(action: string): Promise<void> {
    const operation = READING_OPERATIONS[action];
    if (!operation) throw new Error(`${action} is not an operation that reading calls`);
    const now = this.time.now();
    const at = Math.max(now, this.nextCall.get(action) ?? now);
    this.nextCall.set(action, at + 1000 / (operation.perSecond * SHARE));
    if (at > now) await this.time.sleep(at - now);
  }
}

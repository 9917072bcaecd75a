import type { Time } from '../../sandbox/time/time';
import { LimitedOperation, READING_OPERATIONS } from './operations';

/** The share of a published rate that is taken. */
const SHARE = 0.5;

/** Lets each operation be called no faster than at its share of the published rate. */
export class Pace {
  private readonly nextCall = new Map<string, number>();

  /**
   * @param operations that may be called, by their actions
   * @param verb what calls them, as a refusal says it
   */
  constructor(
    private readonly time: Time, private readonly operations: Readonly<Record<string, Pick<LimitedOperation, 'perSecond'>>> = READING_OPERATIONS,
    private readonly verb = 'reading',
  ) {}

  /**
   * Resolves when the operation may be called.
   *
   * @throws if it isn't one that may be called
   */
  public async turn(action: string): Promise<void> {
    const operation = this.operations[action];
    if (!operation) throw new Error(`${action} is not an operation that ${this.verb} calls`);
    const now = this.time.now();
    const at = Math.max(now, this.nextCall.get(action) ?? now);
    this.nextCall.set(action, at + 1000 / (operation.perSecond * SHARE));
    if (at > now) await this.time.sleep(at - now);
  }
}

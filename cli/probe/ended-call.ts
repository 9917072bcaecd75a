import { awsErrorOf } from '../../lambda/errors/aws-error';
import type { Time } from '../../sandbox/time/time';
import type { Allowance } from './allowance';

/** What AWS says instead of doing what was asked for. */
export interface Refusal {
  readonly exception: string;
  readonly reason?: string;
  readonly message: string;
  /** What the SDK threw. */
  readonly thrown: unknown;
}

/** How a call has ended, and between which moments of this computer's clock. */
export type EndedCall<Answer> = { readonly sentAt: number; readonly answeredAt: number } & (
  | { readonly answer: Answer; readonly refusal?: undefined }
  | { readonly answer?: undefined; readonly refusal: Refusal }
);

/** A call has ended in a way that says nothing of what an experiment is about. */
export class CallFailed extends Error {
  constructor(public readonly action: string, public readonly exception: string, message: string, cause: unknown) {
    super(message, { cause });
  }
}

/** What an experiment may learn something from. Everything else is about the caller, the network or the load. */
const TELLING = ['ConflictException', 'ResourceNotFoundException', 'ValidationException', 'ValidationError'];

/** What certainly wasn't carried out, and is taken a moment later. */
const LATER = ['ThrottlingException', 'TooManyRequestsException', 'Throttling'];
const PAUSE = 1_000;

/** Makes calls of a service as often as there may be any. */
export class Calls {
  constructor(private readonly service: string, private readonly time: Time, private readonly allowance: Allowance) {}

  /**
   * Makes a call, once more if AWS wants it to come later.
   *
   * @throws CallFailed if it ends in a way that says nothing, Ended if it may not be made
   */
  public async call<Answer>(operation: string, send: () => Promise<Answer>): Promise<EndedCall<Answer>> {
    try {
      return await this.once(operation, send);
    } catch (thrown) {
      if (!(thrown instanceof CallFailed && LATER.includes(thrown.exception))) throw thrown;
      await this.time.sleep(PAUSE);
      return this.once(operation, send);
    }
  }

  /**
   * Makes a call once, and tells whether AWS takes it now.
   *
   * @throws CallFailed if it ends in another way that says nothing, Ended if it may not be made
   */
  public async isTaken(operation: string, send: () => Promise<unknown>): Promise<boolean> {
    try {
      await this.once(operation, send);
      return true;
    } catch (thrown) {
      if (!(thrown instanceof CallFailed && LATER.includes(thrown.exception))) throw thrown;
      return false;
    }
  }

  private async once<Answer>(operation: string, send: () => Promise<Answer>): Promise<EndedCall<Answer>> {
    this.allowance.take();
    const action = `${this.service}:${operation}`;
    const sentAt = this.time.now();
    try {
      const answer = await send();
      return { answer, sentAt, answeredAt: this.time.now() };
    } catch (thrown) {
      const { exception, reason, message } = awsErrorOf(action, thrown);
      if (!TELLING.includes(exception)) throw new CallFailed(action, exception, message, thrown);
      return { refusal: { exception, ...(reason !== undefined && { reason }), message, thrown }, sentAt, answeredAt: this.time.now() };
    }
  }
}

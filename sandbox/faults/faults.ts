import { ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import { Time } from '../time/time';
import { AnsweredByAnother, ConnectionLost, Effect, Fault, Moment } from './fault';

/** The faults that wait for their operation. */
export class Faults {
  private waiting: Fault[] = [];

  constructor(private readonly time: Time) {}

  public add(fault: Fault): void {
    this.waiting.push(fault);
  }

  public clear(): void {
    this.waiting = [];
  }

  public get all(): readonly Fault[] {
    return this.waiting;
  }

  /** Takes the next fault of an operation, if one waits. */
  public take(operation: string): Effect | undefined {
    const fault = this.waiting.find((candidate) => candidate.operation === operation);
    if (!fault) return undefined;
    const left = fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
    this.waiting = this.waiting.flatMap((other) => other === fault ? left : [other]);
    return fault.effect;
  }

  /** Makes a call, with what goes wrong with it. */
  public async around<Output>(operation: string, caller: Caller, call: () => Output | Promise<Output>): Promise<Output> {
    const effect = this.take(operation);
    switch (effect?.kind) {
      case undefined:
      case 'DELIVERED_TWICE':
        return call();
      case 'ERROR':
        throw new ServiceError(effect.code, effect.message ?? `${effect.code} on demand`, effect.fields, effect.httpStatus);
      case 'DELAYED':
        await this.time.sleep(effect.milliseconds);
        return call();
      case 'CONNECTION_LOST':
        return withoutAnswer(effect.moment, call, () => this.time.sleep(effect.milliseconds ?? 0));
      case 'ANSWERED_BY_ANOTHER':
        return withoutAnswer(effect.moment, call, async () => undefined, new AnsweredByAnother({ status: 200, body: effect.body }));
      case 'KILLED':
        return withoutAnswer(effect.moment, call, async () => caller.kill?.());
    }
  }
}

async function withoutAnswer<Output>(
  moment: Moment, call: () => Output | Promise<Output>, end: () => Promise<void>, instead: Error = new ConnectionLost(),
): Promise<never> {
  if (moment === 'AFTER') await call();
  await end();
  throw instead;
}

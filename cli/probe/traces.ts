import type { Time } from '../../sandbox/time/time';
import { Ended } from './allowance';
import { CallFailed, EndedCall } from './ended-call';
import type { StoreCalls } from './store-calls';

/** Something that a probe has made, or has tried to make without learning what became of it. */
interface Trace {
  readonly kind: 'user' | 'group';
  readonly name: string;
  id?: string;
}

/** What couldn't be deleted. */
export interface Left {
  readonly kind: 'user' | 'group' | 'stack';
  readonly name: string;
  readonly why: string;
}

/** With these nothing was made. */
const NOTHING_DONE = ['AccessDeniedException', 'ThrottlingException', 'ServiceQuotaExceededException'];

const ATTEMPTS = 3;
const LEAST_PAUSE = 1_000;

/** Remembers what has to be deleted in the end, from before it is made. */
export class Traces {
  private readonly traces: Trace[] = [];

  constructor(private readonly store: StoreCalls, private readonly time: Time) {}

  /** Makes something, and remembers it unless it certainly wasn't made. */
  public async made(kind: Trace['kind'], name: string, make: () => Promise<EndedCall<string>>): Promise<EndedCall<string>> {
    const trace: Trace = { kind, name };
    this.traces.push(trace);
    try {
      const ended = await make();
      if (ended.refusal) this.forget(trace);
      else trace.id = ended.answer;
      return ended;
    } catch (thrown) {
      if (thrown instanceof Ended || (thrown instanceof CallFailed && NOTHING_DONE.includes(thrown.exception))) this.forget(trace);
      throw thrown;
    }
  }

  /**
   * Deletes everything that is still there. Never fails.
   *
   * @param lag how long look-ups need to see what was made, in milliseconds
   */
  public async clean(lag = 0): Promise<readonly Left[]> {
    const pause = Math.max(lag / (ATTEMPTS - 1), LEAST_PAUSE);
    const left: Left[] = [];
    for (const trace of [...this.traces].reverse()) {
      const why = await this.whyNotDeleted(trace, pause);
      if (why === undefined) this.forget(trace);
      else left.push({ kind: trace.kind, name: trace.name, why });
    }
    return left;
  }

  private forget(trace: Trace): void {
    this.traces.splice(this.traces.indexOf(trace), 1);
  }

  private async whyNotDeleted(trace: Trace, pause: number): Promise<string | undefined> {
    let why = '';
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) await this.time.sleep(pause);
      try {
        const id = trace.id ?? await this.find(trace);
        // What was made a moment ago may not be found yet.
        if (id === undefined && attempt + 1 < ATTEMPTS) continue;
        if (id === undefined) return undefined;
        const { refusal } = await (trace.kind === 'user' ? this.store.deleteUser(id) : this.store.deleteGroup(id));
        if (!refusal || refusal.exception === 'ResourceNotFoundException') return undefined;
        why = `${refusal.exception}: ${refusal.message}`;
      } catch (thrown) {
        why = (thrown as Error).message;
        if (thrown instanceof Ended) return why;
      }
    }
    return why;
  }

  /** By its name as it was written, or as a store may have written it. */
  private async find({ kind, name }: Trace): Promise<string | undefined> {
    for (const spelled of new Set([name, name.trim(), name.trim().toLowerCase()])) {
      const { answer } = await (kind === 'user' ? this.store.findUser('userName', spelled) : this.store.findGroup(spelled));
      if (answer !== undefined) return answer;
    }
    return undefined;
  }
}

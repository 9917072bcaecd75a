import { ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';

/** How the calls of an action ended, and how often: `OK`, or the exception. */
export type Ends = Readonly<Record<string, number>>;

/** What the functions called: the person at the computer isn't counted. */
export class Calls {
  private readonly ends = new Map<string, Map<string, number>>();

  /** Makes a call and counts how it ends. */
  public async counted<Output>(action: string, caller: Caller, call: () => Output | Promise<Output>): Promise<Output> {
    if (caller.roleArn === undefined) return call();
    try {
      const output = await call();
      this.add(action, 'OK');
      return output;
    } catch (thrown) {
      this.add(action, thrown instanceof ServiceError ? thrown.code : 'no answer');
      throw thrown;
    }
  }

  /** By action, for example `identitystore:CreateUser`. */
  public get byAction(): Readonly<Record<string, Ends>> {
    const actions = [...this.ends].sort(([one], [other]) => one.localeCompare(other));
    return Object.fromEntries(actions.map(([action, ends]) => [action, Object.fromEntries(ends)]));
  }

  public clear(): void {
    this.ends.clear();
  }

  private add(action: string, end: string): void {
    const ends = this.ends.get(action) ?? new Map<string, number>();
    ends.set(end, (ends.get(end) ?? 0) + 1);
    this.ends.set(action, ends);
  }
}

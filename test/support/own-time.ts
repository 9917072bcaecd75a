import { Session, Surroundings } from '../../lambda/guard/session';

/** More pauses than any test waits for. */
const TOO_MANY = 200;

/** Surroundings in which a sleep is over at once, and every random number is the same. */
export class OwnTime implements Surroundings {
  public readonly pauses: number[] = [];

  constructor(private milliseconds = Date.UTC(2026, 0, 1), private readonly always = 0.5) {}

  public now(): number {
    return this.milliseconds;
  }

  public random(): number {
    return this.always;
  }

  public async sleep(milliseconds: number): Promise<void> {
    if (this.pauses.push(milliseconds) > TOO_MANY) throw new Error('this would never have ended');
    this.pass(milliseconds);
  }

  /** Lets time go by that nobody slept. */
  public pass(milliseconds: number): void {
    this.milliseconds += milliseconds;
  }

  /** A session whose last call has to be back in so many milliseconds. */
  public session(milliseconds = Infinity): Session {
    return new Session(this, this.now() + milliseconds);
  }
}

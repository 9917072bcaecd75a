/** What a function takes from its surroundings, so that a test can run it in its own time. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** At least 0, below 1. */
  random(): number;
}

/** The time of a last look after the deadline, in milliseconds. A call that hangs takes up to 7.5 seconds. */
const LAST_LOOK = 8_000;

/** The handling of one event: its time, and the count of its calls. */
export class Session implements Surroundings {
  /** How many calls to AWS were sent. */
  public calls = 0;
  /** Whether a create took effect, or may have. */
  public mayHaveMade = false;
  public readonly started: number;

  /**
   * @param deadline when the last call has to be back, in milliseconds since 1970
   */
  constructor(private readonly surroundings: Surroundings, public deadline: number) {
    this.started = surroundings.now();
  }

  public now(): number {
    return this.surroundings.now();
  }

  public sleep(milliseconds: number): Promise<void> {
    return this.surroundings.sleep(milliseconds);
  }

  public random(): number {
    return this.surroundings.random();
  }

  /** Lets a last look use part of the time that is reserved for the answer, if no other time is left. */
  public allowLastLook(): void {
    if (this.remaining <= 0) this.deadline += LAST_LOOK;
  }

  public get remaining(): number {
    return this.deadline - this.now();
  }
}

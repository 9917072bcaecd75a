/** Lets one go on at a time, in the order in which they have come. */
export class Turns {
  private isTaken = false;
  private readonly waiting: (() => void)[] = [];

  /** Resolves when it is this one's turn. */
  public async take(): Promise<void> {
    if (!this.isTaken) {
      this.isTaken = true;
      return;
    }
    await new Promise<void>((resolve) => { this.waiting.push(resolve); });
  }

  /** Ends the turn. */
  public give(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.isTaken = false;
  }

  /** Waits for something while others have their turns. */
  public async aside<Result>(wait: () => Promise<Result>): Promise<Result> {
    this.give();
    try {
      return await wait();
    } finally {
      await this.take();
    }
  }
}

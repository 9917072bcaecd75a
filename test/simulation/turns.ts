import type { Time } from '../../sandbox/time/time';

interface Waiting {
  readonly place: number;
  readonly go: () => void;
}

/**
 * Lets calls that are made at the same moment go on in an order of their own: in how many steps a client of the SDK makes a
 * request depends on what it remembers of earlier runs, and a seed has to stand for one run.
 */
export class Turns {
  private waiting: Waiting[] = [];

  constructor(private readonly time: Time) {}

  /** Resolves once everybody who calls at this moment does, those with a smaller place first. */
  public take(place: number): Promise<void> {
    if (this.waiting.length === 0) void this.time.sleep(0).then(() => this.go());
    return new Promise((resolve) => { this.waiting.push({ place, go: resolve }); });
  }

  private go(): void {
    const inOrder = this.waiting.sort((one, other) => one.place - other.place);
    this.waiting = [];
    for (const { go } of inOrder) go();
  }
}

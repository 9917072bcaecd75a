/** Somebody who waits for a moment. */
export interface Sleeper {
  readonly wakesAt: number;
  /** Of those who wake at the same moment, the least one wakes first. */
  readonly order: number;
  readonly wake: () => void;
}

/** Those who wait, as a heap: finding the next one of thousands takes a few steps. */
export class Sleepers {
  /** Each one wakes before the two at twice its place, plus one and plus two. */
  private heap: Sleeper[] = [];
  /** Who has gone is left in the heap, until that is half of it. */
  private readonly waiting = new Set<Sleeper>();

  public add(sleeper: Sleeper): void {
    this.waiting.add(sleeper);
    this.heap.push(sleeper);
    this.rise(this.heap.length - 1);
  }

  public delete(sleeper: Sleeper): void {
    this.waiting.delete(sleeper);
    // What is sorted is a heap.
    if (this.heap.length > 2 * this.waiting.size) this.heap = [...this.waiting].sort((one, other) => (isBefore(one, other) ? -1 : 1));
  }

  /** Takes out the one who wakes first. */
  public takeFirst(): Sleeper | undefined {
    for (;;) {
      const [first] = this.heap;
      const last = this.heap.pop();
      if (!first || !last) return undefined;
      if (this.heap.length > 0) {
        this.heap[0] = last;
        this.sink(0);
      }
      if (this.waiting.delete(first)) return first;
    }
  }

  private rise(place: number): void {
    for (let child = place; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!this.isBefore(child, parent)) return;
      this.swap(child, parent);
      child = parent;
    }
  }

  private sink(place: number): void {
    for (let parent = place; ;) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      const earlier = right < this.heap.length && this.isBefore(right, left) ? right : left;
      if (earlier >= this.heap.length || !this.isBefore(earlier, parent)) return;
      this.swap(parent, earlier);
      parent = earlier;
    }
  }

  private isBefore(one: number, other: number): boolean {
    return isBefore(this.heap[one] as Sleeper, this.heap[other] as Sleeper);
  }

  private swap(one: number, other: number): void {
    [this.heap[one], this.heap[other]] = [this.heap[other] as Sleeper, this.heap[one] as Sleeper];
  }
}

function isBefore(one: Sleeper, other: Sleeper): boolean {
  return one.wakesAt < other.wakesAt || (one.wakesAt === other.wakesAt && one.order < other.order);
}

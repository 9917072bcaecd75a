import type { Time } from '../time/time';
import { ExecutionError } from './execution-error';

/** Something that happened in an execution, as `GetExecutionHistory` tells of it. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: Date;
  readonly type: string;
}

/** How many events an execution can have; the last one says that there were so many. */
const MOST_EVENTS = 25_000;

/** The events of an execution, oldest first. */
export class History {
  private readonly events: HistoryEvent[] = [];

  constructor(private readonly time: Time) {}

  public get all(): readonly HistoryEvent[] {
    return this.events;
  }

  /**
   * Notes what happens.
   *
   * @param details members of the event, such as `stateEnteredEventDetails`
   * @throws ExecutionError `States.Runtime` if there is room for one event only, which tells how the execution ended
   */
  public add(type: string, details: object = {}): void {
    if (this.events.length >= MOST_EVENTS - 1) {
      throw new ExecutionError('States.Runtime', `The execution reached the maximum number of history events (${MOST_EVENTS}).`);
    }
    this.addLast(type, details);
  }

  /** Notes how the execution ended. */
  public addLast(type: string, details: object = {}): void {
    const previous = this.events.length;
    this.events.push({ timestamp: new Date(this.time.now()), type, id: previous + 1, previousEventId: previous, ...details });
  }
}

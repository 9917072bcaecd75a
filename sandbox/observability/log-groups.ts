import type { Service } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';

interface LogEvent {
  readonly eventId: string;
  readonly timestamp: number;
  readonly message: string;
  readonly logStreamName: string;
}

/** What the functions wrote, by log group. */
export class LogGroups {
  private readonly groups = new Map<string, LogEvent[]>();
  private written = 0;

  public create(name: string): void {
    if (!this.groups.has(name)) this.groups.set(name, []);
  }

  public delete(name: string): void {
    this.groups.delete(name);
  }

  public write(name: string, timestamp: number, message: string): void {
    this.create(name);
    this.groups.get(name)?.push({ eventId: String(this.written++).padStart(20, '0'), timestamp, message, logStreamName: 'sandbox' });
  }

  public linesOf(name: string): readonly string[] {
    return (this.groups.get(name) ?? []).map((event) => event.message);
  }

  public get names(): readonly string[] {
    return [...this.groups.keys()];
  }

  public get service(): Service {
    return {
      name: 'logs',
      operations: {
        FilterLogEvents: (input: { logGroupName: string; startTime?: number; endTime?: number }) => {
          const events = this.groups.get(input.logGroupName);
          if (!events) throw new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.');
          const { startTime = 0, endTime = Infinity } = input;
          return { events: events.filter(({ timestamp }) => timestamp >= startTime && timestamp <= endTime), searchedLogStreams: [] };
        },
      },
    };
  }
}

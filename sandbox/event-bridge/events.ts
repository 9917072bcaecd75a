import { ServiceError } from '../protocol/service-error';
import { Random, uuid } from '../randomness';
import type { Time } from '../time/time';

/** An event as `PutEvents` takes it. */
export interface EventEntry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: readonly string[];
  /** Seconds since 1970. */
  readonly Time?: number;
}

/** An event on a bus. No rule takes it anywhere. */
export interface RecordedEvent {
  readonly id: string;
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources: readonly string[];
  readonly time: string;
}

/** What came of an entry. One that is refused doesn't keep the others from their bus. */
export type EntryResult = { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

const EVENT_LIMITS = { entries: 10, requestBytes: 1_048_576 };

const DEFAULT_BUS = 'default';

/** The events of an account in a Region, all on the bus that every account has. */
export class Events {
  private readonly recorded: RecordedEvent[] = [];

  constructor(private readonly time: Time, private readonly random: Random) {}

  /** Oldest first. */
  public get all(): readonly RecordedEvent[] {
    return this.recorded;
  }

  /** @throws ServiceError `ValidationException` for too many entries, or for entries that are too large together */
  public put(entries: readonly EventEntry[]): EntryResult[] {
    if (entries.length === 0 || entries.length > EVENT_LIMITS.entries) {
      throw invalid(`1 validation error detected: Value '${entries.length === 0 ? '[]' : `[${entries.length} entries]`}' at 'entries' failed to satisfy constraint: `
        + `Member must have length ${entries.length === 0 ? 'greater than or equal to 1' : `less than or equal to ${EVENT_LIMITS.entries}`}`);
    }
    const bytes = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
    if (bytes > EVENT_LIMITS.requestBytes) throw invalid('Total size of the entries in the request is over the limit.');
    return entries.map((entry) => this.putOne(entry));
  }

  private putOne({ Source: source = '', DetailType: detailType = '', Detail: detail = '', EventBusName: bus = DEFAULT_BUS, ...others }: EventEntry): EntryResult {
    const missing = Object.entries({ Source: source, DetailType: detailType, Detail: detail }).find(([, text]) => text === '');
    if (missing) return refused('InvalidArgument', `Parameter ${missing[0]} is not valid. Reason: ${missing[0]} is a required argument.`);
    if (source.startsWith('aws.')) return refused('NotAuthorizedForSourceException', `Not authorized for the source ${source}`);
    const parsed = objectIn(detail);
    if (!parsed) return refused('MalformedDetail', 'Detail is malformed.');
    const { Resources: resources = [], Time: seconds = this.time.now() / 1000 } = others;
    const event = { id: uuid(this.random), bus: nameOf(bus), source, detailType, detail: parsed, resources, time: new Date(seconds * 1000).toISOString() };
    // What is sent to a bus that isn't there is lost, and its sender isn't told.
    if (event.bus === DEFAULT_BUS) this.recorded.push(event);
    return { EventId: event.id };
  }
}

function refused(code: string, message: string): EntryResult {
  return { ErrorCode: code, ErrorMessage: message };
}

function nameOf(bus: string): string {
  return /:event-bus\/(.+)$/.exec(bus)?.[1] ?? bus;
}

/** Only objects are the detail of an event. */
function objectIn(detail: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(detail);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** As EventBridge counts it. */
function sizeOf({ Source: source = '', DetailType: detailType = '', Detail: detail = '', Resources: resources = [], Time: time }: EventEntry): number {
  return [source, detailType, detail, ...resources].reduce((sum, text) => sum + Buffer.byteLength(text), time === undefined ? 0 : 14);
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}

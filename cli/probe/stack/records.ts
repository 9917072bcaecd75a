/** An event as the function has recorded it, with the times of its own clock. */
export interface RecordedEvent {
  readonly type: 'Create' | 'Update' | 'Delete';
  /** Of Lambda: an event that it delivers again has the same, one that CloudFormation sends again has another, whatever its `RequestId`. */
  readonly call: string;
  readonly resource: string;
  /** The id with which it came. */
  readonly id?: string;
  /** Of the properties, and of the properties before. */
  readonly phase: string;
  readonly before?: string;
  readonly bornAt: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly isDated: boolean;
  /** What it has read of its stack, or the exception: the status, of which phase the template was, and whether resources could be listed. */
  readonly status?: string;
  readonly template?: string;
  readonly list?: string;
  /** How often it was denied what a new policy allows, and when it no longer was, if ever. */
  readonly denials?: number;
  readonly allowedAt?: number;
}

/** The function may log other lines, and Lambda does. */
const RECORD = /\{"probe":(\{.*\})\}/;

/** The records in the lines of a log. Lambda may deliver an event twice: the first time counts. */
export function recordsIn(lines: readonly string[]): RecordedEvent[] {
  const records = lines.flatMap((line) => {
    const [, json] = RECORD.exec(line) ?? [];
    return json === undefined ? [] : [JSON.parse(json) as RecordedEvent];
  });
  const byCall = new Map(records.toReversed().map((record) => [record.call, record]));
  return [...byCall.values()].sort((one, other) => one.startedAt - other.startedAt);
}

/** How many of the events were under way at the same time at most. */
export function mostAtOnce(records: readonly RecordedEvent[]): number {
  return Math.max(0, ...records.map(({ startedAt: moment }) => records.filter(({ startedAt, endedAt }) => startedAt <= moment && endedAt > moment).length));
}

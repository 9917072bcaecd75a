import type { ContentsStatus } from '../../lib/contract/contents-status';
import type { RecordedEvent } from '../../sandbox/event-bridge/events';
import type { InProcess } from './in-process';

/** Every status that was written of the only contents, oldest first: the bucket keeps what is overwritten. */
export function statusesOf({ sandbox: { buckets } }: InProcess): ContentsStatus[] {
  return buckets.made.flatMap((bucket) => bucket.keys.filter((key) => key.endsWith('/status.json')).flatMap((key) => bucket.versionsOf(key)))
    .toReversed().flatMap(({ content }) => content ? [JSON.parse(Buffer.from(content.bytes).toString('utf8')) as ContentsStatus] : []);
}

export function lastStatusOf(world: InProcess): ContentsStatus | undefined {
  return statusesOf(world).at(-1);
}

/** How a status reads in a line, for example `Create RUNNING MEMBERSHIPS 3/5`. */
export function lineOf({ requestType, state, phase, rows }: ContentsStatus): string {
  return `${requestType} ${state} ${phase} ${rows.done}/${rows.toDo}`;
}

export function eventsOf({ sandbox: { home } }: InProcess): readonly RecordedEvent[] {
  return home.events.all;
}

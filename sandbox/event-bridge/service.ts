import type { Service } from '../protocol/operations';
import type { EventEntry, Events } from './events';

/** As much of EventBridge as those need that tell of something: events are recorded, and go nowhere. */
export function eventBridgeService(events: Events): Service {
  return {
    name: 'events',
    operations: {
      PutEvents({ Entries: entries = [] }: { readonly Entries?: readonly EventEntry[] }) {
        const results = events.put(entries);
        return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
      },
    },
  };
}

import type { Change } from './plan';

/** What the functions were asked and did in a rehearsal. */
export interface Journal {
  readonly entries: JournalEntry[];
}

/** What came of one event. */
export interface JournalEntry {
  readonly stackId: string;
  readonly logicalId: string;
  readonly requestType: 'Create' | 'Update' | 'Delete';
  /** What the function said of it: an outcome such as `ADOPTED`, or a code of the catalogue. Nothing as long as it hasn't answered. */
  result?: string;
  /** The text of a refusal, as CloudFormation is told it. */
  reason?: string;
  /** What it wrote, oldest first. */
  readonly writes: Write[];
  /** Why nothing was sent to a function, or nothing is known of its answer. */
  unknown?: readonly string[];
  /** Whether the function waits for somebody to accept an invitation. */
  isWaiting?: boolean;
  /** Whether a call was refused because of something that is there. */
  hasMetConflict?: boolean;
  /** Whether it has created something after that: what stood in its way went meanwhile, and might not have. */
  hasRaced?: boolean;
}

/** A call that changed something. */
export interface Write {
  /** For example `UpdateUser`. */
  readonly operation: string;
  /** What it was done to: the id of an entity. */
  readonly id: string;
  readonly changes: readonly Change[];
}

export function newEntry(event: Pick<JournalEntry, 'stackId' | 'logicalId' | 'requestType' | 'unknown'>): JournalEntry {
  return { ...event, writes: [] };
}

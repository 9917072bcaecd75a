import type { RowState } from '../../../lib/contract/campaign';

/** What is known of a row. Times are in milliseconds since 1970. Nothing in it is personal. */
export interface Entry {
  readonly key: string;
  readonly state: RowState;
  /** When it came into this state. */
  readonly since: number;
  /** When it began to wait for its first invitation. What ended earlier isn't its own. */
  readonly queuedAt: number;
  /** That of the row, as it was followed last. */
  readonly generation?: string;
  /** Why it is where it is. */
  readonly code?: string;
  /** When it is tried again. */
  readonly retryAt?: number;
  /** The pending invitation. */
  readonly handshakeId?: string;
  /** Until when that can be accepted. */
  readonly until?: number;
  /** Whether this campaign has sent it. */
  readonly isSent?: true;
  /** An invitation that this campaign has sent, and that is pending although the account has joined by another one. */
  readonly unansweredId?: string;
  /** Where it was before somebody else invited the account. It is there again if they take that back. */
  readonly before?: Pick<Entry, 'state' | 'code' | 'retryAt'>;
  /** When an invitation was about to be sent of which nobody has said what became of it. */
  readonly intendedAt?: number;
  /** The last invitation whose end is taken into account. */
  readonly endedId?: string;
  /** What was told last, if the row came into another state while it was out of the roster. */
  readonly toldState?: RowState;
  /** How many invitations have expired. */
  readonly expired: number;
  /** Of the member. */
  readonly accountId?: string;
  /** Whether the campaign has moved the account into a unit. */
  readonly isMoved?: true;
}

/** A row has come into another state. */
export interface Change {
  readonly row: number;
  /** As people may read it. */
  readonly name: string;
  readonly from: RowState;
  readonly to: RowState;
  readonly code?: string;
  readonly accountId?: string;
  readonly handshakeId?: string;
}

export function newEntry(key: string, now: number, generation: string | undefined): Entry {
  return { key, state: 'QUEUED', since: now, queuedAt: now, expired: 0, ...(generation !== undefined && { generation }) };
}

/** The same entry in a state. What only belongs to the state of before is forgotten. */
export function moved(entry: Entry, state: RowState, now: number, known: Partial<Omit<Entry, 'key' | 'state' | 'since' | 'queuedAt' | 'generation' | 'intendedAt'>> = {}): Entry {
  const { key, queuedAt, generation, expired, endedId, accountId, unansweredId, isMoved } = entry;
  return {
    key, state, since: entry.state === state ? entry.since : now, queuedAt, expired,
    ...(generation !== undefined && { generation }), ...(endedId !== undefined && { endedId }), ...(accountId !== undefined && { accountId }),
    ...(unansweredId !== undefined && { unansweredId }), ...(isMoved && { isMoved }), ...known,
  };
}

/** The entry of a row that is in the roster: what becomes of it is told. */
export function withoutToldState(entry: Entry): Entry {
  const { toldState, ...others } = entry;
  return toldState === undefined ? entry : others;
}
